"""The table of contents behind page 1: every section with its page, in columns, each a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.memo import Section, Words
from assay.report.line_breaking import atoms
from assay.report.pdf_style import CONTENTS, CONTENTS_TITLE, FULL, NOTE, colour
from assay.report.pdf_tags import Element, Here, marked
from assay.report.pdf_text import Line, Prose, Setter

COLUMNS, GAP, NUMBER = 3, 16.0, 20.0
"""Columns, the room between them, and the room of a page number."""
WIDE = (FULL - GAP * (COLUMNS - 1)) / COLUMNS


class Contents(Flowable):
    """Titles in columns; their pages are written when all pages are known."""

    def __init__(self, setter: Setter, title: str, sections: Sequence[Section], here: Here) -> None:
        super().__init__()
        self.setter = setter
        self.entries: list[tuple[Prose, str, Element]] = []
        with here.inside("Div"):
            head = atoms(setter.words(title, CONTENTS_TITLE))
            self.title = Prose(head, CONTENTS_TITLE, tag=here.child("P"))
            with here.inside("TOC"):
                for section in sections:
                    tag = here.child("TOCI")
                    runs = setter.runs((Words(section.title, "", section.id),), CONTENTS)
                    prose = Prose(atoms(runs), CONTENTS, tag=tag)
                    self.entries.append((prose, section.id, tag))
        setter.words("0123456789", NOTE)
        self.spaceAfter = 14

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Filled down the columns, so that they are about equally high."""
        self.title.wrap(width, 0)
        heights = [prose.wrap(WIDE - NUMBER, 0)[1] + 1.5 for prose, _, _ in self.entries]
        room = self._room(heights)
        self.places: list[tuple[float, float]] = []
        column, used, tallest = 0, 0.0, 0.0
        for height in heights:
            if used and used + height > room and column + 1 < COLUMNS:
                column, used = column + 1, 0.0
            self.places.append((column * (WIDE + GAP), used + height))
            used += height
            tallest = max(tallest, used)
        self.width, self.height = width, self.title.height + 3 + tallest + 6
        return width, self.height

    def _room(self, heights: Sequence[float]) -> float:
        """The least height of a column with which all entries find room."""
        room = max([sum(heights) / COLUMNS, *heights])
        while self._columns(heights, room) > COLUMNS:
            room += 1.0
        return room

    def _columns(self, heights: Sequence[float], room: float) -> int:
        count, used = 1, 0.0
        for height in heights:
            if used and used + height > room:
                count, used = count + 1, 0.0
            used += height
        return count

    def draw(self) -> None:
        canvas: Any = self.canv
        self.title.drawOn(canvas, 0, self.height - self.title.height)
        top = self.height - self.title.height - 3
        for (prose, anchor, tag), (x, foot) in zip(self.entries, self.places, strict=True):
            prose.drawOn(canvas, x, top - foot + 1.5)
            right, base = canvas.absolutePosition(x + WIDE, top - foot + 1.5 + 3.2)
            canvas.late.append(Late(canvas.getPageNumber(), right, base, anchor, tag, self.setter))
        with marked(canvas):
            canvas.setStrokeColor(colour("hairline"))
            canvas.setDash([])
            canvas.setLineWidth(0.4)
            canvas.line(0, 0, FULL, 0)


class Late:
    """A page number that is written once every page is known."""

    def __init__(
        self, page: int, right: float, base: float, anchor: str, tag: Element, setter: Setter
    ) -> None:
        self.page, self.right, self.base = page, right, base
        self.anchor, self.tag, self.setter = anchor, tag, setter

    def draw(self, canvas: Any, places: Mapping[str, int]) -> None:
        """Write it, right-aligned, on the page that the canvas is at."""
        line = Line(self.setter, f" {places[self.anchor]}", NOTE, self.tag)
        line.draw(canvas, self.right - line.width, self.base)
