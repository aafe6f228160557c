"""Flowables of the page grid: reading text with its margin column, the tinted box, a section's head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.report.pdf_style import FULL, MARGIN, MEASURE, MM, NOTES, colour
from assay.report.pdf_tags import marked
from assay.report.pdf_text import Prose

TALL = 480.0
"""What is taller than this may split, although it is one thing."""


class Stack:
    """Flowables one under the other, measured."""

    def __init__(self, content: Sequence[Flowable], width: float) -> None:
        self.content = list(content)
        self.tops: list[float] = []
        used, after = 0.0, 0.0
        for n, item in enumerate(self.content):
            gap = max(after, item.getSpaceBefore()) if n else 0.0
            _width, height = item.wrap(width, 10_000)
            self.tops.append(used + gap)
            used += gap + height
            after = item.getSpaceAfter()
        self.width, self.height = width, used

    def draw(self, canvas: Any, x: float, top: float) -> None:
        """Draw it with its upper left corner at `x`, `top`."""
        for item, offset in zip(self.content, self.tops, strict=True):
            item.drawOn(canvas, x, top - offset - item.height)

    def fitting(self, height: float) -> tuple[list[Flowable], list[Flowable]]:
        """What fits into `height` and what does not, splitting the item on the edge."""
        for n, (item, offset) in enumerate(zip(self.content, self.tops, strict=True)):
            if offset + item.height <= height + 0.01:
                continue
            parts = item.split(self.width, height - offset) if height > offset else []
            if len(parts) == 2:
                return [*self.content[:n], parts[0]], [parts[1], *self.content[n + 1 :]]
            return self.content[:n], self.content[n:]
        return self.content, []


class Beside(Flowable):
    """Content in the measure with notes in the margin column, first lines on one height."""

    def __init__(
        self,
        main: Sequence[Flowable],
        side: Sequence[Flowable],
        *,
        after: float = 0,
        drop: float = 0,
    ) -> None:
        super().__init__()
        self.main, self.side = list(main), list(side)
        self.drop = drop
        """How much lower the notes start, so that first baselines meet."""
        self.spaceBefore = self.main[0].getSpaceBefore() if self.main else 0
        self.spaceAfter = after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._main, self._side = Stack(self.main, MEASURE), Stack(self.side, MARGIN)
        side = self._side.height + self.drop if self.side else 0.0
        self.width, self.height = width, max(self._main.height, side)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        upper, lower = self._main.fitting(height)
        kept, moved = self._side.fitting(height - self.drop)
        if not (upper if self.main else kept) or not (lower or moved):
            return []
        first = Beside(upper, kept, drop=self.drop)
        return [first, Beside(lower, moved, after=self.spaceAfter, drop=self.drop if lower else 0)]

    def draw(self) -> None:
        self._main.draw(self.canv, 0, self.height)
        if self.side:
            self._side.draw(self.canv, NOTES, self.height - self.drop)


class Tinted(Flowable):
    """The one box: tint ground, a rule on top, no sides."""

    PAD = 11.0

    def __init__(self, content: Sequence[Flowable], *, rule: bool = True) -> None:
        super().__init__()
        self.content, self.rule = list(content), rule
        self.spaceBefore, self.spaceAfter = 6, 8

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self._stack = Stack(self.content, width - 2 * self.PAD)
        self.width, self.height = width, self._stack.height + 2 * self.PAD - 3
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        if self.height < TALL:
            return []
        upper, lower = self._stack.fitting(height - 2 * self.PAD)
        if not upper or not lower:
            return []
        return [Tinted(upper, rule=self.rule), Tinted(lower, rule=False)]

    def draw(self) -> None:
        canvas: Any = self.canv
        with marked(canvas):
            canvas.setFillColor(colour("tint"))
            canvas.rect(0, 0, self.width, self.height, fill=1, stroke=0)
            if self.rule:
                canvas.setFillColor(colour("ink"))
                canvas.rect(0, self.height, self.width, 1.6, fill=1, stroke=0)
        self._stack.draw(canvas, self.PAD, self.height - self.PAD + 2)


class SectionHead(Flowable):
    """Rule and black block over a section's title; tells the canvas where the section begins."""

    def __init__(
        self, title: Prose, name: str, running: str, anchor: str, *, level: int = 0
    ) -> None:
        super().__init__()
        self.title, self.name, self.running, self.anchor = title, name, running, anchor
        self.level = level
        self.spaceBefore, self.spaceAfter = 16, title.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.title.wrap(width, height)
        self.width, self.height = width, self.title.height + 6
        return width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        with marked(canvas):
            canvas.setStrokeColor(colour("ink"))
            canvas.setDash([])
            canvas.setLineWidth(0.4)
            canvas.line(0, self.height, FULL, self.height)
            canvas.setFillColor(colour("ink"))
            canvas.rect(0, self.height - 1 * MM, 18 * MM, 1 * MM, fill=1, stroke=0)
        self.title.drawOn(canvas, 0, 0)
        canvas.bookmarkHorizontal(self.anchor, 0, self.height + 6)
        canvas.addOutlineEntry(self.name, self.anchor, self.level, closed=0)
        canvas.begin_section(self.anchor, self.running, canvas.absolutePosition(0, self.height)[1])


class Place(Flowable):
    """A target for links and the outline, without ink."""

    def __init__(self, anchor: str, name: str = "", *, level: int = 1) -> None:
        super().__init__()
        self.anchor, self.name, self.level = anchor, name, level

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, 0.0
        return width, 0.0

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.bookmarkHorizontal(self.anchor, 0, 12)
        if self.name:
            canvas.addOutlineEntry(self.name, self.anchor, self.level, closed=1)
