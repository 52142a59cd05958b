"""Texts cut to a number of characters."""

from __future__ import annotations


def clipped(text: str, most: int) -> str:
    """The text, or its first ``most`` characters and a mark that it goes on.

    >>> clipped("量子計算機", 5), clipped("量子計算機", 2)
    ('量子計算機', '量子…')
    """
    return text if len(text) <= most else f"{text[:most]}…"
