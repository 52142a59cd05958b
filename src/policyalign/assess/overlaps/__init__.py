"""Overlaps (重複・類似・補完) between the measures of different plans and ministries."""
