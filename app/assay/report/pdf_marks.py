"""Drawings painted on a PDF canvas, and flowables that hold one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.memo_drawing import Box, Dot, Drawing, Item, Label, Shape, Strokes
from assay.core.memo_figures import draw
from assay.core.memo_marks import Mark
from assay.core.memo_text import clean
from assay.report.pdf_style import Face, Style, colour, ink
from assay.report.pdf_tags import END, Element, marked, tags_of
from assay.report.pdf_text import Setter

Pieces = list[tuple[str, Face, float]]
ROUND = 0.5523
"""Where the handles of four curves lie that together make a circle."""


class Picture(Flowable):
    """A mark drawn `width` wide; its labels' faces are chosen at once, so that none can be missing."""

    def __init__(
        self,
        setter: Setter,
        mark: Mark,
        width: float,
        *,
        align: str = "left",
        tag: Element | None = None,
    ) -> None:
        super().__init__()
        self.drawing: Drawing = draw(mark, width)
        self.align, self.tag = align, tag
        self.labels = {
            id(item): setter.pieces(clean(item.text).replace("\n", " "), _style(item))
            for item in self.drawing.items
            if isinstance(item, Label)
        }

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.drawing.height
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Paint it in place, as one piece of the page."""
        spare = self.width - self.drawing.width
        x += {"left": 0.0, "right": spare, "center": spare / 2}[self.align]
        top = y + self.height
        code = [f"q 1 0 0 1 {x:.2f} {top:.2f} cm"]
        for item in self.drawing.items:
            if isinstance(item, Label):
                code += _label(canvas, item, self.labels[id(item)])
            else:
                code += _paint(item)
        code.append("Q")
        tags = tags_of(canvas)
        if tags is not None:
            code = [tags.opening(self.tag, canvas.getPageNumber()), *code, END]
            if self.tag is not None and self.tag.kind == "Figure" and not self.tag.box:
                left, bottom = canvas.absolutePosition(x, y)
                right, upper = left + self.drawing.width, bottom + self.height
                self.tag.box = f"{left:.2f} {bottom:.2f} {right:.2f} {upper:.2f}"
        canvas.addLiteral(" ".join(code))


def _style(label: Label) -> Style:
    return Style("sans", label.size, label.size, strong=label.strong, colour=label.colour)


def _label(canvas: Any, label: Label, pieces: Pieces) -> Iterator[str]:
    total = sum(face.width(text, size) for text, face, size in pieces)
    x = label.x - {"start": 0.0, "middle": total / 2, "end": total}[label.anchor]
    yield f"{ink(label.colour)[0]} BT 1 0 0 1 {x:.2f} {-label.y:.2f} Tm"
    for text, face, size in pieces:
        for name, codes in face.codes(text, canvas._doc):
            yield f"{name} {size:g} Tf <{codes}> Tj"
    yield "ET"


def _paint(item: Item) -> Iterator[str]:
    """The operators of one item; the page counts upwards, drawings count downwards."""
    if isinstance(item, Strokes):
        if item.segments:
            yield _pen(item.stroke, item.line, item.dash)
            for (ax, ay), (bx, by) in item.segments:
                yield f"{ax:.2f} {-ay:.2f} m {bx:.2f} {-by:.2f} l"
            yield "S"
        return
    if isinstance(item, Label):
        return
    if item.fill:
        yield ink(item.fill)[0]
    if item.stroke:
        yield _pen(item.stroke, item.line, item.dash if isinstance(item, Box) else ())
    yield _outline(item)
    yield {(True, True): "B", (True, False): "f", (False, True): "S"}.get(
        (bool(item.fill), bool(item.stroke)), "n"
    )


def _outline(item: Box | Dot | Shape) -> str:
    if isinstance(item, Box):
        y = -item.y - item.height
        return f"{item.x:.2f} {y:.2f} {item.width:.2f} {item.height:.2f} re"
    if isinstance(item, Dot):
        return _circle(item.x, -item.y, item.radius)
    first, *others = item.points
    lines = "".join(f"{x:.2f} {-y:.2f} l " for x, y in others)
    return f"{first[0]:.2f} {-first[1]:.2f} m {lines}h"


def _circle(x: float, y: float, r: float) -> str:
    k = r * ROUND
    quarters = (
        ((r, k), (k, r), (0, r)),
        ((-k, r), (-r, k), (-r, 0)),
        ((-r, -k), (-k, -r), (0, -r)),
        ((k, -r), (r, -k), (r, 0)),
    )
    curves = " ".join(
        " ".join(f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in quarter) + " c" for quarter in quarters
    )
    return f"{x + r:.2f} {y:.2f} m {curves} h"


def _pen(stroke: str, line: float, dash: tuple[float, ...]) -> str:
    return f"{ink(stroke)[1]} {line:g} w [{' '.join(f'{d:g}' for d in dash)}] 0 d"


class Rule(Flowable):
    """A horizontal rule."""

    def __init__(self, line: float, ink: str, *, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.line, self.ink = line, ink
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.line
        return width, self.line

    def draw(self) -> None:
        canvas: Any = self.canv
        with marked(canvas):
            canvas.setStrokeColor(colour(self.ink))
            canvas.setLineWidth(self.line)
            canvas.setDash([])
            canvas.line(0, self.line / 2, self.width, self.line / 2)
