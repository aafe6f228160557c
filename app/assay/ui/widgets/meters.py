"""Meters in ink: freshness of a source, counts by state, shares, and a value against what is needed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink, Tokens
from assay.ui.widgets.painting import RIGHT, draw_box, draw_text
from assay.ui.widgets.strip import paint_hatch
from assay.words import tr


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions are in which state."""

    answered: int = 0
    unknown: int = 0
    not_disclosed: int = 0
    restricted: int = 0
    conflicted: int = 0
    open: int = 0
    """Not assessed yet."""
    not_asked: int = 0
    """Skipped by a rule, or not applicable."""

    @property
    def hatched(self) -> int:
        """All that were looked into without an answer."""
        return self.unknown + self.not_disclosed + self.restricted + self.conflicted

    @property
    def asked(self) -> int:
        return self.answered + self.hatched + self.open


def count_words(counts: Counts) -> str:
    """*4 answered · 5 unknown · 1 open*: every state that occurs, in words."""
    named = (
        (counts.answered, tr("{count} answered", count=counts.answered)),
        (counts.unknown, tr("{count} unknown", count=counts.unknown)),
        (counts.not_disclosed, tr("{count} not disclosed", count=counts.not_disclosed)),
        (counts.restricted, tr("{count} restricted", count=counts.restricted)),
        (counts.conflicted, tr("{count} conflicted", count=counts.conflicted)),
        (counts.open, tr("{count} open", count=counts.open)),
        (counts.not_asked, tr("{count} not asked", count=counts.not_asked)),
    )
    return " · ".join(words for count, words in named if count)


def short_count_words(counts: Counts) -> str:
    """*4 of 10 answered*: the same where room is short."""
    return tr("{answered} of {count} answered", answered=counts.answered, count=counts.asked)


def _square(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path


def paint_counts(painter: QPainter, rect: QRectF, counts: Counts, roles: Tokens) -> None:
    """One 7 px square a question, ordered by state: solid, hatched, empty, dash. Shrinks to `rect`."""
    total = counts.asked + counts.not_asked
    if not total:
        return
    side = px(7)
    step = min(float(px(9)), rect.width() / total)
    side_x = max(1.0, min(float(side), step - 1))
    shapes = "s" * counts.answered + "h" * counts.hatched + "e" * counts.open
    for number, shape in enumerate(shapes + "d" * counts.not_asked):
        left = round(rect.left() + number * step)
        box = QRectF(left, round(rect.center().y() - side / 2), side_x, side)
        if shape == "s":
            painter.fillRect(box, roles.text2)
        elif shape == "d":
            line = QRectF(box.left(), box.center().y(), box.width(), px(1))
            painter.fillRect(line, roles.text3)
        else:
            if shape == "h":
                paint_hatch(painter, _square(box), roles.text3, px(3))
            draw_box(painter, box, 0, None, roles.text3, px(1))


def paint_shares(painter: QPainter, rect: QRectF, counts: Counts, roles: Tokens) -> None:
    """Three bars as long as their counts: answered solid, without an answer hatched, open empty."""
    shares = [(counts.answered, "s"), (counts.hatched, "h"), (counts.open, "e")]
    shares = [(count, shape) for count, shape in shares if count]
    total = sum(count for count, _ in shares)
    gap = px(2)
    room = rect.width() - gap * (len(shares) - 1)
    x = rect.left()
    for count, shape in shares:
        box = QRectF(x, rect.top(), room * count / total, rect.height())
        x = box.right() + gap
        if shape == "s":
            painter.fillRect(box, roles.text2)
            continue
        if shape == "h":
            paint_hatch(painter, _square(box), roles.text3, px(4))
        draw_box(painter, box, 0, None, roles.text3, px(1))


def paint_share(
    painter: QPainter, rect: QRectF, share: float, roles: Tokens, ink: Ink = "text2"
) -> None:
    """A small framed bar, filled to `share` (0–1)."""
    draw_box(painter, rect, 0, roles.base, roles.border, px(1))
    inner = rect.adjusted(px(1), px(1), -px(1), -px(1))
    inner.setWidth(inner.width() * min(1.0, max(0.0, share)))
    painter.fillRect(inner, roles.ink(ink))


def paint_freshness(painter: QPainter, rect: QRectF, left: float, roles: Tokens) -> None:
    """Share of a source's weight that ageing has left (0–1); amber below 0.3."""
    paint_share(painter, rect, left, roles, "warn" if left < 0.3 else "text2")


def paint_bullet(
    painter: QPainter, rect: QRectF, share: float, needed: float | None, roles: Tokens
) -> None:
    """A value between 0 and 1 against a mark of what is needed."""
    draw_box(painter, rect, rect.height() / 2, roles.base, roles.border, px(1))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    filled = rect.width() * min(1.0, max(0.0, share))
    painter.fillRect(QRectF(rect.left(), rect.top(), filled, rect.height()), roles.text2)
    painter.restore()
    if needed is not None:
        x = round(rect.left() + rect.width() * needed)
        reach = px(4)
        painter.fillRect(
            QRectF(x - px(1), rect.top() - reach, px(2), rect.height() + 2 * reach), roles.text
        )


class _Meter(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()


class CountBar(_Meter):
    """`CountBar(words=True, parent=None)`; `set_counts(Counts)`: squares by state, words beneath."""

    def __init__(self, words: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts = Counts()

    def set_counts(self, counts: Counts) -> None:
        self._counts = counts
        self.setAccessibleName(count_words(counts))
        self.restyle()

    def sizeHint(self) -> QSize:
        total = self._counts.asked + self._counts.not_asked
        return QSize(px(9) * max(12, total), px(32) if self._words else px(9))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        paint_counts(painter, QRectF(0, px(2), self.width(), px(7)), self._counts, t)
        if self._words:
            line = QRectF(0, px(13), self.width(), px(18))
            draw_text(painter, line, count_words(self._counts), font("caption"), t.text2)


class ShareBar(CountBar):
    """`ShareBar(parent=None)`; `set_counts(Counts)`: three bars as long as their counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(False, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_shares(painter, QRectF(0, 0, self.width(), px(8)), self._counts, tokens())


class BulletMeter(_Meter):
    """`BulletMeter(label, parent=None)`; `set_value(share, needed, text)`: 0–1, with the words to show."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._share = 0.0
        self._needed: float | None = None
        self._text = ""

    def set_value(self, share: float, needed: float | None, text: str) -> None:
        self._share, self._needed, self._text = share, needed, text
        self.setAccessibleName(f"{self._label}: {text}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        line = QRectF(0, 0, self.width(), px(20))
        taken = draw_text(painter, line, self._text, font("strong"), t.text, RIGHT)
        line.setRight(line.right() - taken - px(8))
        draw_text(painter, line, self._label, font("body"), t.text2)
        track = QRectF(0, px(24), self.width(), px(6))
        paint_bullet(painter, track, self._share, self._needed, t)


class FreshnessMeter(_Meter):
    """`FreshnessMeter(parent=None)`; `set_value(left, text)`: share of weight left, and the age in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._text = 1.0, ""

    def set_value(self, left: float, text: str) -> None:
        self._left, self._text = left, text
        self.setAccessibleName(text)
        self.setToolTip(tr("{share} of its weight is left", share=f"{left:.2f}"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        paint_freshness(painter, QRectF(0, px(7), px(36), px(6)), self._left, t)
        ink = t.warn if self._left < 0.3 else t.text3
        line = QRectF(px(44), 0, self.width() - px(44), px(20))
        draw_text(painter, line, self._text, font("caption"), ink)
