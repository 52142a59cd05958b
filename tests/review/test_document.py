"""The numbers of answers in ``docs/review.md`` are those of the exact binomial limit."""

from __future__ import annotations

import re
from pathlib import Path

from policyalign.lab.statistics import exact_lower


def needed(wrong: int, target: float, confidence: float) -> int:
    """The fewest answers of which so many may be wrong."""
    return next(n for n in range(wrong + 1, 500) if (exact_lower(n - wrong, n, confidence) or 0) >= target)


def test_the_numbers_needed_follow_from_the_limit(root: Path) -> None:
    text = (root / "docs" / "review.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert len(rows) == 4
    for row in rows:
        wrong, *counts = map(int, row)
        assert counts == [needed(wrong, target, confidence) for target in (0.9, 0.95) for confidence in (0.9, 0.95)]
    assert (exact_lower(60, 60, 0.95) or 0) >= 0.951
    assert (exact_lower(59, 60, 0.95) or 0) >= 0.923
