"""Ramp, hatch, range strip and heat cell, painted from plain numbers; the one module that knows how."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from assay.core.memo_numbers import whole
from assay.ui.icons import paint_icon_in
from assay.ui.theme import font, px
from assay.ui.tokens import Tokens
from assay.ui.widgets.painting import CENTRE, draw_box, draw_text, width_of
from assay.words import tr
from assay.words.terms import BANDS

STATUS_ICONS = {
    "answered": "check-circle",
    "unknown": "question",
    "not_assessed": "circle-dashed",
    "not_disclosed": "eye-slash",
    "restricted": "lock-simple",
    "conflicted": "git-diff",
    "not_applicable": "minus-circle",
    "not_asked": "minus-circle",
}
"""The icon of every answer state; `not_asked` is a question a rule skips."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One question of the heat map: its state, and its band (0–4) where it is answered."""

    status: str
    band: int = -1


def x_of(rect: QRectF, points: float) -> float:
    """Where `points` (0–100) lie on a track."""
    return rect.left() + rect.width() * min(100.0, max(0.0, points)) / 100


def paint_hatch(painter: QPainter, path: QPainterPath, ink: QColor, step: float) -> None:
    """Fill `path` with diagonal lines: the mark of what is not known."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, px(11) / 10))
    box = path.boundingRect()
    x = box.left() - box.height()
    x -= x % step
    lines = []
    while x < box.right():
        lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += step
    painter.drawLines(lines)
    painter.restore()


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def paint_track(painter: QPainter, rect: QRectF, roles: Tokens) -> None:
    """The empty scale 0–100 with its steps at 20, 40, 60 and 80."""
    draw_box(painter, rect, px(3), roles.base, roles.hair, px(1))
    for step in (20, 40, 60, 80):
        x = round(x_of(rect, step))
        line = QRectF(x, rect.top() + px(1), px(1), rect.height() - 2 * px(1))
        painter.fillRect(line, roles.hair)


def paint_strip(
    painter: QPainter,
    rect: QRectF,
    low: float,
    point: float,
    high: float,
    as_answered: float | None,
    before: tuple[float, float] | None,
    hatched: bool,
    roles: Tokens,
) -> None:
    """A range on its scale: bands crossed, tick at the point, triangle above for *as answered*, bracket
    under for *before*, hatch where coverage is too thin. `rect` is the track; the marks reach beyond it."""
    paint_track(painter, rect, roles)
    _paint_range(painter, rect, low, high, hatched, roles)
    if before is not None:
        _paint_bracket(painter, rect, before, roles)
    _paint_tick(painter, rect, point, roles)
    if as_answered is not None:
        top = rect.top() - (px(9) if rect.height() >= px(12) else px(6))
        paint_triangle(painter, x_of(rect, as_answered), top, roles)


def _paint_range(
    painter: QPainter, rect: QRectF, low: float, high: float, hatched: bool, roles: Tokens
) -> None:
    left, right = x_of(rect, low), x_of(rect, high)
    if right - left < px(3):
        middle = min(rect.right() - px(2), max(rect.left() + px(2), (left + right) / 2))
        left, right = middle - px(3) / 2, middle + px(3) / 2
    bar = QRectF(left, rect.top(), right - left, rect.height())
    shape = _rounded(bar, px(2))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    for number, band in enumerate(roles.ramp):
        piece = _band_rect(rect, number).intersected(bar)
        if piece.width() <= 0:
            continue
        painter.fillRect(piece, band.fill)
        if hatched:
            ink = QColor(band.ink)
            ink.setAlphaF(0.62)
            path = QPainterPath()
            path.addRect(piece)
            paint_hatch(painter, path, ink, px(5))
    painter.restore()
    draw_box(painter, bar, px(2), None, roles.ramp_edge, px(1))


def _band_rect(rect: QRectF, number: int) -> QRectF:
    left, right = x_of(rect, 20 * number), x_of(rect, 20 * number + 20)
    return QRectF(left, rect.top(), right - left, rect.height())


def _paint_tick(painter: QPainter, rect: QRectF, point: float, roles: Tokens) -> None:
    reach = px(4)
    width, halo = px(24) / 10, px(13) / 10
    x = x_of(rect, point)
    tick = QRectF(x - width / 2, rect.top() - reach, width, rect.height() + 2 * reach)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = QRectF(tick.left() - halo, rect.top(), tick.width() + 2 * halo, rect.height())
    painter.fillRect(inner, roles.base)
    painter.fillRect(tick, roles.text)
    painter.restore()


def paint_triangle(painter: QPainter, x: float, top: float, roles: Tokens) -> None:
    """The hollow triangle that marks the rating as answered; its tip points down at `x`."""
    half, height = px(9) / 2, px(7)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(roles.text, px(13) / 10))
    painter.setBrush(roles.base)
    painter.drawPolygon(
        QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + height)])
    )
    painter.restore()


def _paint_bracket(
    painter: QPainter, rect: QRectF, before: tuple[float, float], roles: Tokens
) -> None:
    y = round(rect.bottom()) + px(4)
    left, right = round(x_of(rect, before[0])), round(x_of(rect, before[1]))
    thick = px(15) / 10
    painter.fillRect(QRectF(left, y - thick / 2, right - left, thick), roles.text2)
    for x in (left, right - thick):
        painter.fillRect(QRectF(x, y - px(3), thick, px(6)), roles.text2)


def paint_band_names(painter: QPainter, rect: QRectF, roles: Tokens) -> None:
    """The names of the five bands over a track; letters where names do not fit, nothing below 6 px."""
    face = font("caption")
    names = [tr(name) for name in BANDS]
    room = rect.width() / 5
    if room < px(6):
        return
    if max(width_of(name, face) for name in names) > room - px(4):
        names = [band.letter for band in roles.ramp]
    for number, name in enumerate(names):
        draw_text(painter, _band_rect(rect, number), name, face, roles.text3, CENTRE)


def paint_axis(painter: QPainter, rect: QRectF, roles: Tokens, step: int = 20) -> None:
    """The figures 0 … 100 under or over a track."""
    face = font("axis")
    for value in range(0, 101, step):
        x = x_of(rect, value)
        place = QRectF(x - px(20), rect.top(), px(40), rect.height())
        draw_text(painter, place, str(value), face, roles.text3, CENTRE)


def paint_cell(
    painter: QPainter, rect: QRectF, cell: HeatCell, roles: Tokens, focused: bool = False
) -> None:
    """One cell of the heat map: letter on ramp, hatch with icon, dashed empty box, or a dash."""
    if cell.status == "answered" and cell.band >= 0:
        band = roles.ramp[cell.band]
        draw_box(painter, rect, px(3), band.fill, roles.ramp_edge, px(1))
        draw_text(painter, rect, band.letter, font("axis_strong"), band.ink, CENTRE)
    elif cell.status == "not_assessed":
        draw_box(painter, rect, px(3), None, roles.border, px(1), dashed=True)
    elif cell.status in ("not_asked", "not_applicable"):
        line = QRectF(0, 0, px(10), px(1))
        line.moveCenter(rect.center())
        painter.fillRect(line, roles.text3)
    else:
        _paint_open_cell(painter, rect, STATUS_ICONS.get(cell.status, "question"), roles)
    if focused:
        reach = px(2)
        ring = rect.adjusted(-reach, -reach, reach, reach)
        draw_box(painter, ring, px(5), None, roles.focus, px(2))


def _paint_open_cell(painter: QPainter, rect: QRectF, name: str, roles: Tokens) -> None:
    draw_box(painter, rect, px(3), roles.base)
    inside = rect.adjusted(px(1), px(1), -px(1), -px(1))
    paint_hatch(painter, _rounded(inside, px(2)), roles.ramp_edge, px(4))
    disc = QRectF(0, 0, px(14), px(14))
    disc.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles.base)
    painter.drawEllipse(disc)
    painter.restore()
    draw_box(painter, rect, px(3), None, roles.ramp_edge, px(1))
    paint_icon_in(painter, rect, px(12), name, roles.text)


def paint_point_cell(painter: QPainter, rect: QRectF, points: float, roles: Tokens) -> None:
    """A domain's point: the letter of its band and the number, on the ramp."""
    band = roles.ramp[roles.band_of(points)]
    draw_box(painter, rect, px(3), band.fill, roles.ramp_edge, px(1))
    half = rect.width() / 2
    letter = QRectF(rect.left(), rect.top(), half - px(2), rect.height())
    number = QRectF(rect.left() + half - px(4), rect.top(), half, rect.height())
    draw_text(painter, letter, band.letter, font("axis_strong"), band.ink, CENTRE)
    draw_text(painter, number, whole(points), font("label"), band.ink, CENTRE)
