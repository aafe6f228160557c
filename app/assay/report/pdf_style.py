"""Page grid, type scale and faces of the memo on paper (visual/memo.md §2–5)."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from assay import assets
from assay.core.memo_drawing import PALETTE

MM = 72 / 25.4
MEASURE, GUTTER, MARGIN = 122 * MM, 6 * MM, 42 * MM
FULL = MEASURE + GUTTER + MARGIN
NOTES = MEASURE + GUTTER
"""Left edge of the margin column."""

Family = Literal["serif", "sans"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and its margins, in points; only these differ between papers."""

    name: str
    width: float
    height: float
    left: float
    top: float
    bottom: float
    first_top: float
    """Rule at the top of page 1, from the upper edge."""


PAPERS = {
    "a4": Paper("a4", 210 * MM, 297 * MM, 20 * MM, 25 * MM, 22 * MM, 11 * MM),
    "letter": Paper("letter", 612.0, 792.0, 23 * MM, 22 * MM, 19 * MM, 9 * MM),
}


@dataclass(frozen=True, slots=True)
class Style:
    family: Family
    size: float
    leading: float
    strong: bool = False
    italic: bool = False
    colour: str = "ink"
    before: float = 0.0
    after: float = 0.0
    align: Literal["left", "right", "center"] = "left"

    def sized(self, size: float) -> Style:
        """The same style at another size, its leading in proportion."""
        return replace(self, size=size, leading=size * self.leading / self.size)


SECTION = Style("sans", 17, 21, strong=True, before=4, after=1)
INTRO = Style("sans", 10, 13.4, colour="grey", after=7)
HEADING = Style("sans", 10.5, 14, strong=True, before=9, after=3)
BODY = Style("serif", 10, 13.7, after=5.5)
NOTE = Style("sans", 8, 10.2, colour="grey")
NOTE_HEAD = Style("sans", 8, 10.2, strong=True)
SMALL = Style("sans", 8.2, 11, colour="grey", before=2.5, after=4)
FIGURE_TITLE = Style("sans", 10, 13, strong=True, before=9)
FIGURE_SUBTITLE = Style("sans", 8.2, 10.6, colour="grey", after=3)
CELL = Style("sans", 8.6, 11.2)
TABLE_HEAD = Style("sans", 8, 10, strong=True, colour="grey")
BOX_TITLE = Style("sans", 9.2, 12, strong=True, after=3)
BOX_TEXT = Style("serif", 9.6, 13.2, after=4)
BOX_SETTLE = Style("sans", 8.6, 11.2, before=2)
ENTRY_TITLE = Style("sans", 9.4, 12, strong=True)
ENTRY_QUESTION = Style("sans", 8.6, 11.2, colour="grey", after=2)
ENTRY_LINE = Style("sans", 8.6, 11.4, after=1.6)
CONTENTS = Style("sans", 8.6, 11.2)
CONTENTS_TITLE = Style("sans", 8.6, 11.2, strong=True)
RUNNING = Style("sans", 8, 10.2, colour="grey")

_FILES = {
    "serif": "SourceSerif4-Regular",
    "serif-strong": "SourceSerif4-SemiBold",
    "serif-italic": "SourceSerif4-Italic",
    "sans": "SourceSans3-Regular",
    "sans-strong": "SourceSans3-SemiBold",
    "sans-italic": "SourceSans3-Italic",
    "han": "NotoSansSC-Regular",
    "han-strong": "NotoSansSC-Bold",
}
HAN_SCALE = 0.94
"""Han inside Latin text, so that both look one size."""
SMALLEST = 8.0
"""Nothing is set smaller."""


class Face:
    """A registered face: its name in the PDF, the characters it has, the widths of words in it."""

    def __init__(self, name: str) -> None:
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont

        font = TTFont(name, str(assets.resource("fonts", f"{_FILES[name]}.ttf")))
        registerFont(font)
        self.name = name
        self.han = name.startswith("han")
        self.characters = frozenset(map(chr, font.face.charToGlyph))
        self._font = font
        self._widths: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points; the width of each word is worked out once."""
        known = self._widths.get(text)
        if known is None:
            known = self._font.stringWidth(text, 1000)
            if len(self._widths) < 50_000:
                self._widths[text] = known
        return known * size / 1000

    def codes(self, text: str, document: Any) -> list[tuple[str, str]]:
        """`text` as the subsets of this face in `document` write it: name and digits of each part."""
        font = self._font
        return [
            (font.getSubsetInternalName(subset, document), codes.hex())
            for subset, codes in font.splitString(text, document)
        ]


@cache
def face(name: str) -> Face:
    """The face called `name`, registered when it is first needed: the Han faces are large."""
    return Face(name)


HOUSE: ContextVar[str] = ContextVar("HOUSE", default="")
"""The house's accent colour while a memo of its own is set; empty: ours."""


def colour(name: str) -> object:
    """The colour called `name`, as ReportLab wants it; the accent is the house's."""
    return _colour(_value(name))


def ink(name: str) -> tuple[str, str]:
    """The operators that turn to a colour: for areas and text, and for lines."""
    return _ink(_value(name))


def _value(name: str) -> str:
    return (HOUSE.get() if name == "accent" else "") or PALETTE[name]


@cache
def _colour(value: str) -> object:
    from reportlab.lib.colors import HexColor

    return HexColor(value)


@cache
def _ink(value: str) -> tuple[str, str]:
    parts = " ".join(f"{int(value[n : n + 2], 16) / 255:.3g}" for n in (1, 3, 5))
    return f"{parts} rg", f"{parts} RG"
