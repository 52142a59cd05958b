"""Measures that do the same (重複・類似) or should be linked (補完)."""

from __future__ import annotations

from policyalign.messages.wording import Wording

HELP = Wording("重複・類似・補完の施策を示す", "Show measures that do the same or should be linked")
ABOUT = Wording("番号は overlaps.csv と同じです", "The numbers are those of overlaps.csv")
