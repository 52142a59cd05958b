"""Colours that the colour-blind tell apart and that differ in grey, too; no meaning hangs on a colour alone.

Single colours are from the palette of Okabe and Ito ("Color Universal Design", 2008), steps from cividis (Nuñez,
Anderton and Renslow, "Optimizing colormaps with consideration for color vision deficiency", PLoS ONE 2018).
"""

from __future__ import annotations

INK, SOFT, RULE, PAPER = "#000000", "#555555", "#c4c4c4", "#ffffff"
GROUND = "#f0f0f0"
"""Behind the name of what follows."""
BLUE, SKY, ORANGE, VERMILION = "#0072b2", "#9ad1f1", "#e69f00", "#d55e00"
"""Of Okabe and Ito; sky is half as full there, so that it is lighter than orange."""
GREY = "#e6e6e6"
STEPS = ("#00224e", "#2b406d", "#595e6e", "#7d7c78", "#a39a74", "#cebc63")
"""Six steps of cividis up to 0.82: even the lightest stands out from paper, and from its own tint."""


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of ``#rrggbb``, from 0 (black) to 1 (white): how light it is in grey.

    >>> luminance("#ffffff"), round(luminance("#0072b2"), 2)
    (1.0, 0.15)
    """
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return round(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 6)


def ink_on(colour: str) -> str:
    """Black or white, whichever contrasts more with a ground (WCAG 2.2, contrast ratio)."""
    light = luminance(colour)
    return PAPER if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else INK


def tint(colour: str) -> str:
    """So light a shade of a colour that black type on it reads as on paper: what is not sure.

    >>> tint("#000000")
    '#b2b2b2'
    """
    return "#" + "".join(f"{round(255 - (1 - part) * 255 * 0.3):02x}" for part in _parts(colour))


def _parts(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
