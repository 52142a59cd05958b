# Everything below stays inside this folder: the virtual environment in .venv, caches in .cache.
#
#   make demo    set up, then compare the sample plans and write out/
#   make test    set up, then lint, types, import contracts and tests
#   make lock    resolve requirements/ anew from pyproject.toml (only on purpose; LOCK_ARGS=--upgrade for newer versions)
#   make sbom    write sbom.json, what policyalign runs with in CycloneDX
#   make clean   remove what was made
#
# PYTHON chooses the interpreter (3.11 to 3.13), PIP_ARGS is passed to every pip install, for example
#   make demo PYTHON=python3.12 PIP_ARGS='--extra-index-url https://download.pytorch.org/whl/cpu'

PYTHON ?= python3
PIP_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet $(PIP_ARGS)
TORCH := $(shell sed -n 's|^\(torch==[^ ]*\).*|\1|p' requirements/base.txt)
HASH := $(shell cat requirements/*.txt pyproject.toml | cksum | cut -d ' ' -f 1)
DEMO_READY := $(VENV)/ready-demo-$(HASH)
TEST_READY := $(VENV)/ready-test-$(HASH)

# What libraries would otherwise put into the user's home
CACHE := $(CURDIR)/.cache
export POLICYALIGN_CACHE_DIR := $(CACHE)/policyalign
export HF_HOME := $(CACHE)/huggingface
export MPLCONFIGDIR := $(CACHE)/matplotlib
export IPYTHONDIR := $(CACHE)/ipython
export JUPYTER_CONFIG_DIR := $(CACHE)/jupyter/config
export JUPYTER_DATA_DIR := $(CACHE)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CACHE)/jupyter/runtime

# Also where the surroundings forbid it: each of the many processes of a run would compile all of its modules anew
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test setup lint types contracts windows check lock sbom clean
.DELETE_ON_ERROR:

demo: $(DEMO_READY)
	$(BIN)/policyalign compare corpora/samples/pdf/*.pdf -o out
	$(BIN)/policyalign report out --pdf corpora/samples/pdf

test: $(TEST_READY) lint types contracts windows check

setup: $(TEST_READY)

lint: $(TEST_READY)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .

types: $(TEST_READY)
	$(BIN)/mypy --strict src

contracts: $(TEST_READY)
	$(BIN)/lint-imports

# Whether all that the tool runs with can be had as wheels for Windows, where most readers sit
windows: $(TEST_READY)
	$(BIN)/uv pip compile --quiet --python-platform x86_64-pc-windows-msvc --only-binary :all: \
		--constraint requirements/base.txt pyproject.toml -o $(CACHE)/windows.txt

check: $(TEST_READY)
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

$(DEMO_READY): | $(BIN)/python
	$(call install,requirements/base.txt -r requirements/build.txt)

$(TEST_READY): | $(BIN)/python
	$(call install,requirements/dev.txt)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("policyalign needs Python 3.11 to 3.13, this is " + sys.version.split()[0] + ": set PYTHON=") if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0'
	$(PYTHON) -m venv $(VENV)

# torch comes first and by itself: together with other packages pip may take the build with gigabytes of CUDA
# although a CPU build is at hand. The stamp is set last, so that a broken installation is tried again.
define install
	$(PIP) '$(TORCH)'
	$(PIP) --require-hashes -r $(1)
	$(PIP) --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/ready-$(word 2,$(subst -, ,$(notdir $@)))-*
	@touch $@
endef

lock:
	$(PYTHON) requirements/lock.py $(LOCK_ARGS)

sbom: sbom.json

sbom.json: requirements/base.txt requirements/sbom.txt
	$(PYTHON) -m venv $(CACHE)/sbom
	$(CACHE)/sbom/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/sbom.txt
	$(CACHE)/sbom/bin/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml -o $@ $<

clean:
	rm -rf $(VENV) $(CACHE) out dist sbom.json .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
