"""What all tests share: where real and sample plans are, and a home that is none of the user's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from policyalign.assess.run import Run
    from policyalign.domain import Plan

# How fast a machine is says nothing about the code. The same code gives the same result: new examples are sought on
# purpose (`pytest --hypothesis-profile=search`), not by whoever happens to run the tests.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent


# Caches and settings of policyalign and its libraries stay out of the user's home. Some libraries look at
# their variable when they are imported, so this cannot wait for a fixture. Test processes side by side share it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _HOME = tempfile.TemporaryDirectory(prefix="policyalign-tests-")
    os.environ["POLICYALIGN_TESTS_HOME"] = _HOME.name
HOME = Path(os.environ["POLICYALIGN_TESTS_HOME"])
for _variable, _folder in {
    "POLICYALIGN_CACHE_DIR": "cache",
    "POLICYALIGN_DATA_DIR": "data",
    "HF_HOME": "huggingface",
    "MPLCONFIGDIR": "matplotlib",
    "IPYTHONDIR": "ipython",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
}.items():
    os.environ[_variable] = str(HOME / _folder)

# The matrices of tests are small, and test processes run side by side: threads of BLAS would wait for each other, at
# full speed, for four fifths of the time. It looks at this when it is loaded, too.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")


LONGEST = (
    "test_explain.py",  # among the first that need the sample run
    "test_encoders.py",
    "test_ray_engine.py",
    "test_browser.py",
    "test_hostile_arguments.py",
    "test_interruptions.py",
    "test_interrupt.py",
    "test_real_documents.py",
    "test_other_documents.py",
    "test_notebooks.py",
    "test_pipeline.py",
    "test_verdicts.py",
    "test_fit_command.py",
    "test_views.py",
    "test_exit_chains.py",
    "test_search.py",
    "test_recognition.py",
    "test_worker.py",
    "test_relations.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: of test processes side by side none waits long for another at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """The folder of real documents and gold labels, which is not part of the project."""
    folder = Path(os.environ.get("POLICYALIGN_REAL_CORPUS") or ROOT.parent / "shared" / "corpora")
    if not folder.is_dir():
        pytest.skip(f"no real documents in {folder} (set POLICYALIGN_REAL_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample plans that ship with the package."""
    return ROOT / "corpora" / "samples"


@pytest.fixture(scope="session")
def sample_plans(samples: Path) -> tuple[Path, ...]:
    """The sample plans as PDFs, by name."""
    return tuple(sorted((samples / "pdf").glob("*.pdf")))


@pytest.fixture(scope="session")
def sample_run(sample_plans: tuple[Path, ...]) -> Run:
    """The whole chain over the sample plans, once for all tests. Its cache serves every other run over them, so
    that no test has to start the models again."""
    from policyalign.config import Settings
    from policyalign.pipeline import compare_files

    with FileLock(HOME / "sample_run.lock"):  # another test process waits, and then finds all of it in the cache
        return compare_files(sample_plans, Settings(workers=2))


@pytest.fixture(scope="session")
def read_whole() -> Iterator[Callable[[Path], Plan]]:
    """Reads a file as ``policyalign.read_plan`` does, one after the other in the same helper processes: starting GiNZA
    takes far longer than reading a few sentences with it."""
    from policyalign.config import Settings
    from policyalign.files import sha256_of
    from policyalign.pipeline import PlanFile, read_plan_file
    from policyalign.runtime import Runtime

    with Runtime(Settings(workers=1)) as runtime:
        yield lambda path: read_plan_file(runtime, PlanFile(path, path.stem, sha256_of(path)))


@pytest.fixture(scope="session")
def real_run(real_corpus: Path) -> Run:
    """The chain over three real documents, once for all tests: a labelled plan, a roadmap and a white paper."""
    from policyalign.config import Settings
    from policyalign.pipeline import compare_files

    names = ("rs-space", "chiiki-datsutanso-roadmap", "sti-hakusho-r6-ch1")
    with FileLock(HOME / "real_run.lock"):
        return compare_files([real_corpus / "pdf" / f"{name}.pdf" for name in names], Settings(workers=2))


@pytest.fixture(scope="session")
def sample_results(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the chain was written to. Not to be changed: tests that write take a copy."""
    from policyalign.export import write_run

    folder = tmp_path_factory.mktemp("samples") / "out"
    write_run(sample_run, folder)
    return folder
