"""What is marked on a page: quotations with their numbers, search matches, and what is selected."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from assay.ui.theme import font, px, tokens
from assay.ui.tokens import LIGHT, QUOTE_FRAME, QUOTE_MARK
from assay.ui.widgets.painting import CENTRE, draw_box, draw_text


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation that stands on the page: `start` and `end` count code points of the page's text.

    `boxes` are its rectangles where no text tells them, in points from the top left corner.
    """

    id: str
    number: int
    start: int = 0
    end: int = 0
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A search match on the page, in code points of its text; `current` is the one stepped to."""

    start: int
    end: int
    current: bool = False


def paint_mark(painter: QPainter, boxes: list[QRectF], current: bool) -> None:
    """A quotation on paper: yellow that lets the print through, in a frame of its own."""
    _wash(painter, boxes, QUOTE_MARK)
    frame(painter, boxes, current)


def frame(painter: QPainter, boxes: list[QRectF], current: bool) -> None:
    """The frame that tells a quotation from a search match."""
    painter.save()
    painter.setPen(QPen(QUOTE_FRAME, px(25) / 10 if current else px(15) / 10))
    painter.setBrush(QColor(0, 0, 0, 0))
    for box in boxes:
        painter.drawRect(box)
    painter.restore()


def paint_hit(painter: QPainter, boxes: list[QRectF], current: bool) -> None:
    """A search match on paper; the one stepped to is edged."""
    _wash(painter, boxes, QUOTE_MARK)
    if current:
        painter.save()
        painter.setPen(QPen(LIGHT.accent, px(2)))
        painter.setBrush(QColor(0, 0, 0, 0))
        for box in boxes:
            painter.drawRect(box)
        painter.restore()


def paint_selection(painter: QPainter, boxes: list[QRectF]) -> None:
    """What is selected on paper, in the blue that means you."""
    blue = QColor(LIGHT.accent)
    blue.setAlphaF(0.25)
    for box in boxes:
        painter.fillRect(box, blue)


def _wash(painter: QPainter, boxes: list[QRectF], ink: QColor) -> None:
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, ink)
    painter.restore()


def number_box(place: QPointF) -> QRectF:
    """The box of a quotation's number, its left edge centred on `place`."""
    return QRectF(place.x(), place.y() - px(12), px(26), px(24))


def paint_number(painter: QPainter, box: QRectF, number: int, on_page: bool = False) -> None:
    """The number of a quotation, as the card beside the page has it."""
    t = tokens()
    fill, ink = (t.warn, t.base) if not on_page else (QUOTE_FRAME, LIGHT.base)
    draw_box(painter, box, px(4), fill)
    draw_text(painter, box, str(number), font("label", 700), ink, CENTRE)


def union(boxes: list[QRectF]) -> QRectF:
    """The box round all of `boxes`."""
    whole = QRectF()
    for box in boxes:
        whole = whole.united(box)
    return whole
