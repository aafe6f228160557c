"""How text, boxes, hairlines and key caps are drawn: the strokes every painted widget shares."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from assay.ui.theme import font, px, tokens

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
_LONGEST = 4000
"""A text that is shown cut is laid out no further than this many characters."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that make letters run the other way: a name of `…gpj.exe` would read `exe.jpg`."""
_CACHE_LIMIT = 8192
_lines: dict[tuple[str, str, bool, int, int], tuple[str, ...]] = {}


def as_written(text: str) -> str:
    """`text` in the order of its letters, without what would turn it round on the screen."""
    return text if text.isascii() else _TURNING.sub("", text)


def plain_tip(text: str) -> str:
    """`text` as a tooltip that shows it letter for letter, whatever markup it looks like."""
    text = as_written(text)
    if "<" not in text:
        return text
    from html import escape  # a large module that no first paint needs

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"


def unmarked(text: str) -> str:
    """`text` for a Qt button, where a lone & would make the next letter a shortcut."""
    return text.replace("&", "&&")


def width_of(text: str, face: QFont) -> float:
    """How far `text` reaches in `face`."""
    return QFontMetricsF(face).horizontalAdvance(text)


def line_height(face: QFont) -> float:
    """The line box of `face`, which is leading enough."""
    return QFontMetricsF(face).height()


def baseline(top: float, height: float, face: QFont) -> float:
    """The baseline that centres capitals (and Chinese) in a line of `height`."""
    return top + (height + QFontMetricsF(face).capHeight()) / 2


def one_line(text: str) -> str:
    """`text` with every run of white space as one space: what a single painted line may hold."""
    return " ".join(as_written(text[:_LONGEST]).split())


def elided(text: str, face: QFont, width: float) -> str:
    """`text` on one line, cut with … to `width`."""
    return QFontMetricsF(face).elidedText(one_line(text), Qt.TextElideMode.ElideRight, width)


def fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill `rect`. Qt's own fillRect makes the binding load every kind of gradient first."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    face: QFont,
    ink: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line, cut with … where needed, centred on its capitals; return the width it took."""
    shown = elided(text, face, rect.width() + 0.5)
    width = width_of(shown, face)
    x = rect.left()
    if align == RIGHT:
        x = rect.right() - width
    elif align == CENTRE:
        x = rect.left() + (rect.width() - width) / 2
    painter.setFont(face)
    painter.setPen(ink)
    painter.drawText(QPointF(x, baseline(rect.top(), rect.height(), face)), shown)
    return width


def wrapped(text: str, face: QFont, width: float, limit: int = 0) -> tuple[str, ...]:
    """`text` broken to `width`; with `limit`, at most so many lines, the last one cut with ….

    Lines are kept per width, so that painting again lays nothing out.
    """
    key = (text, face.key(), bool(face.featureTags()), int(width), limit)
    lines = _lines.get(key)
    if lines is None:
        if len(_lines) >= _CACHE_LIMIT:
            _lines.clear()
        lines = _lines[key] = _broken(text, face, max(1, int(width)), limit)
    return lines


def _broken(text: str, face: QFont, width: int, limit: int) -> tuple[str, ...]:
    if not limit:
        return tuple(
            line.rstrip()
            for part in as_written(text).splitlines() or [""]
            for line in _cut(part, face, width)
        )
    lines = _cut(one_line(text), face, width)
    if len(lines) > limit:
        lines = [*lines[: limit - 1], elided("".join(lines[limit - 1 :]), face, width)]
    return tuple(line.rstrip() for line in lines)


def _cut(paragraph: str, face: QFont, width: int) -> list[str]:
    layout = QTextLayout(paragraph, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    units = paragraph.encode("utf-16-le")
    cut = [units[2 * s : 2 * (s + n)].decode("utf-16-le", "replace") for s, n in lines]
    return cut or [""]


def draw_lines(
    painter: QPainter,
    x: float,
    top: float,
    lines: tuple[str, ...],
    face: QFont,
    ink: QColor,
    leading: float = 0,
) -> float:
    """Draw `lines` one under the other from `top`; return where the next line would start."""
    step = leading or line_height(face)
    painter.setFont(face)
    painter.setPen(ink)
    for number, line in enumerate(lines):
        painter.drawText(QPointF(x, baseline(top + number * step, step, face)), line)
    return top + len(lines) * step


def draw_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """Fill and edge a rounded box; its edge lies inside `rect`, so neighbours stay in line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if edge is not None else 0.0
    pen = QPen(Qt.PenStyle.NoPen)
    if edge is not None:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([px(4) / width, px(3) / width])
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(half, half, -half, -half)
    round_by = max(0.0, radius - half)
    painter.drawRoundedRect(inner, round_by, round_by)
    painter.restore()


def draw_hairline(painter: QPainter, x: float, y: float, length: float, ink: QColor) -> None:
    """A horizontal line of one design pixel, without antialiasing."""
    painter.fillRect(QRectF(round(x), round(y), round(length), px(1)), ink)


def draw_upright(painter: QPainter, x: float, y: float, length: float, ink: QColor) -> None:
    """A vertical line of one design pixel, without antialiasing."""
    painter.fillRect(QRectF(round(x), round(y), px(1), round(length)), ink)


def draw_key(
    painter: QPainter, rect: QRectF, key: str, chosen: bool = False, enabled: bool = True
) -> None:
    """A key cap: the key that chooses what stands beside it."""
    t = tokens()
    draw_box(painter, rect, px(4), None if chosen else t.base, t.accent if chosen else t.hair)
    ink = (t.accent if chosen else t.text3) if enabled else t.disabled
    draw_text(painter, rect, key, font("axis", 500), ink, CENTRE)


def draw_row(
    painter: QPainter, rect: QRectF, selected: bool, hovered: bool, fill: QColor | None = None
) -> None:
    """The ground of a list row: its fill, and the bar of a selected one."""
    t = tokens()
    ground = t.select if selected else t.hover if hovered else fill
    if ground is not None:
        painter.fillRect(rect, ground)
    if selected:
        painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), t.accent)


def draw_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring, 2 px wide, just inside `rect`."""
    draw_box(painter, rect, radius, None, tokens().focus, px(2))
