"""The sentences by which a measure is encoded, and the vectors that come of them in a form that can be
kept. NumPy is loaded when there are vectors to work with: a second run has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyalign.domain import Measure, Passage, Plan
from policyalign.segment.ministries import ministries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Rows of half-precision numbers, ``(rows, width)``."""

    width: int
    content: bytes

    def rows(self) -> Rows:
        """The rows in single precision."""
        import numpy as np

        values = np.frombuffer(self.content, dtype="<f2").reshape(-1, self.width)
        return values.astype(np.float32)


def pack_rows(rows: Rows) -> PackedRows:
    """Half precision is plenty: similarities keep three digits."""
    return PackedRows(int(rows.shape[1]), rows.astype("<f2").tobytes())


def stack_rows(packed: Sequence[PackedRows]) -> tuple[Rows, Rows] | None:
    """The rows of texts and of headings of all plans; None where there are none."""
    if not packed:
        return None
    import numpy as np

    rows = [one.rows() for one in packed]
    texts = np.vstack([one[: len(one) // 2] for one in rows])
    return texts, np.vstack([one[len(one) // 2 :] for one in rows])


def several_ministries(measures: Sequence[Measure]) -> bool:
    """Whether certainly not all measures are in the charge of one ministry."""
    return len({ministries(measure.actors) for measure in measures} - {frozenset()}) > 1


def sentence_groups(plan: Plan, measures: Sequence[Measure]) -> list[list[str]]:
    """The sentences of every measure with its heading before them, then every heading alone."""
    passages = {passage.id: passage for passage in plan.passages}
    whole = [[one.heading, *_sentences(one, passages)] for one in measures]
    groups = [*whole, *([one.heading] for one in measures)]
    return [[text for text in group if text] for group in groups]


def _sentences(measure: Measure, passages: Mapping[str, Passage]) -> list[str]:
    told = f"\n{measure.text}\n"
    return [
        sentence
        for passage in (passages[name] for name in measure.passages)
        if f"\n{passage.text}\n" in told  # a passage may run over several lines
        for start, end in passage.sentences or ((0, len(passage.text)),)
        if (sentence := passage.text[start:end].strip())
    ]
