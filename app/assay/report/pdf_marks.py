"""Drawings painted on a PDF canvas, and flowables that hold one."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.memo_drawing import Box, Dot, Drawing, Item, Label, Shape, Strokes
from assay.core.memo_figures import draw
from assay.core.memo_marks import Mark
from assay.core.memo_text import clean
from assay.report.pdf_style import Face, Style, colour
from assay.report.pdf_text import Setter

Pieces = list[tuple[str, Face, float]]


class Picture(Flowable):
    """A mark drawn `width` wide; its labels' faces are chosen at once, so that none can be missing."""

    def __init__(self, setter: Setter, mark: Mark, width: float, *, align: str = "left") -> None:
        super().__init__()
        self.drawing: Drawing = draw(mark, width)
        self.align = align
        self.labels = {
            id(item): setter.pieces(clean(item.text).replace("\n", " "), _style(item))
            for item in self.drawing.items
            if isinstance(item, Label)
        }

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self.drawing.height
        return width, self.height

    def draw(self) -> None:
        spare = self.width - self.drawing.width
        x = {"left": 0.0, "right": spare, "center": spare / 2}[self.align]
        canvas: Any = self.canv
        canvas.saveState()
        canvas.translate(x, self.height)
        for item in self.drawing.items:
            if isinstance(item, Label):
                _label(canvas, item, self.labels[id(item)])
            else:
                _paint(canvas, item)
        canvas.restoreState()


def _style(label: Label) -> Style:
    return Style("sans", label.size, label.size, strong=label.strong, colour=label.colour)


def _label(canvas: Any, label: Label, pieces: Pieces) -> None:
    total = sum(face.width(text, size) for text, face, size in pieces)
    x = label.x - {"start": 0.0, "middle": total / 2, "end": total}[label.anchor]
    canvas.setFillColor(colour(label.colour))
    for text, face, size in pieces:
        canvas.setFont(face.name, size)
        canvas.drawString(x, -label.y, text)
        x += face.width(text, size)


def _paint(canvas: Any, item: Item) -> None:
    """Paint one item; the canvas counts upwards, drawings count downwards."""
    if isinstance(item, Strokes):
        _pen(canvas, item.stroke, item.line, item.dash)
        # One path with plain numbers: a page of hatched ranges has thousands of these lines.
        path = "".join(
            f"{ax:.2f} {-ay:.2f} m {bx:.2f} {-by:.2f} l " for (ax, ay), (bx, by) in item.segments
        )
        if path:
            canvas.addLiteral(f"{path}S")
        return
    if isinstance(item, Label):
        return
    fill, stroke = int(bool(item.fill)), int(bool(item.stroke))
    if fill:
        canvas.setFillColor(colour(item.fill))
    if stroke:
        _pen(canvas, item.stroke, item.line, item.dash if isinstance(item, Box) else ())
    if isinstance(item, Box):
        canvas.rect(
            item.x, -item.y - item.height, item.width, item.height, fill=fill, stroke=stroke
        )
    elif isinstance(item, Dot):
        canvas.circle(item.x, -item.y, item.radius, fill=fill, stroke=stroke)
    elif isinstance(item, Shape):
        path = canvas.beginPath()
        path.moveTo(item.points[0][0], -item.points[0][1])
        for x, y in item.points[1:]:
            path.lineTo(x, -y)
        path.close()
        canvas.drawPath(path, fill=fill, stroke=stroke)


def _pen(canvas: Any, stroke: str, line: float, dash: tuple[float, ...]) -> None:
    canvas.setStrokeColor(colour(stroke))
    canvas.setLineWidth(line)
    canvas.setDash(list(dash))


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
        _pen(canvas, self.ink, self.line, ())
        canvas.line(0, self.line / 2, self.width, self.line / 2)
