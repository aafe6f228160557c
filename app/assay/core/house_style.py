"""The look of the house on its memos: logo, accent colour, disclaimer; and which colours can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.core.errors import InvalidInput
from assay.core.memo_drawing import PALETTE

CONTRAST = 4.5
"""The least contrast of text to its ground (WCAG 2, level AA)."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a house puts on its memos; empty is ours."""

    logo: bytes = b""
    """A PNG."""
    accent: str = ""
    """Colour of citation numbers and links, like `#1D4B73`."""
    disclaimer: str = ""
    """Joins the disclosures, a paragraph a line."""

    @property
    def ink(self) -> str:
        """The accent colour, ours where the house has none."""
        return self.accent or PALETTE["accent"]


PLAIN = HouseStyle()


def checked_accent(text: str) -> str:
    """A colour for text on white and on the box's ground, like `#1D4B73`; empty for ours.

    Raises `InvalidInput` for what is no colour, or is too pale to be read.
    """
    given = text.strip()
    if not given:
        return ""
    given = given if given.startswith("#") else f"#{given}"
    if not _COLOUR.fullmatch(given):
        raise InvalidInput("not_a_colour", value=text.strip()[:40])
    ratio = min(contrast(given, PALETTE[ground]) for ground in ("white", "tint"))
    if ratio < CONTRAST:
        raise InvalidInput("colour_too_pale", value=given, ratio=f"{ratio:.1f}", least=CONTRAST)
    return given.upper()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
