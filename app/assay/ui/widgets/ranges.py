"""The range strip as a widget: bands, bar and marks, moving from before to after in 160 ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEasingCurve, QRectF, QSize, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_numbers import whole
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Row, Words
from assay.ui.widgets.strip import (
    paint_axis,
    paint_band_names,
    paint_strip,
    paint_track,
    paint_triangle,
)
from assay.words import tr

_NAMED = 24
"""What lies over a track with its bands' names: the names, and the triangle under them."""


@dataclass(frozen=True, slots=True)
class Range:
    """A rating as plain numbers, 0–100; `before` is the range before the last answer."""

    low: float
    point: float
    high: float
    as_answered: float | None = None
    before: tuple[float, float] | None = None
    hatched: bool = False


def range_words(shown: Range) -> str:
    """*53, range 23 to 94, 59 as answered*: what the figure says, in words."""
    text = tr(
        "{point}, range {low} to {high}",
        point=whole(shown.point),
        low=whole(shown.low),
        high=whole(shown.high),
    )
    if shown.as_answered is not None:
        text += ", " + tr("{points} as answered", points=whole(shown.as_answered))
    return text


class RangeStrip(QWidget):
    """`RangeStrip(height=18, names=True, axis=False, parent=None)`; `set_range(Range | None, move=False)`.

    `names` draws the bands' names above, `axis` the figures below; `move` lets the bar travel.
    """

    def __init__(
        self,
        height: int = 18,
        names: bool = True,
        axis: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height, self._names, self._axis = height, names, axis
        self._range: Range | None = None
        self._from: Range | None = None
        self._travel = QVariantAnimation(self)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._travel.valueChanged.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def set_range(self, shown: Range | None, move: bool = False) -> None:
        """Show `shown`; with `move`, travel there from what is shown now."""
        if shown == self._range and shown is not None:
            return
        old, self._range = self._shown(), shown
        self._travel.stop()
        self._from = None
        duration = theme().motion(160)
        if move and old is not None and shown is not None and duration:
            self._from = old
            self._travel.setDuration(duration)
            self._travel.start()
        self.setAccessibleName(range_words(shown) if shown else tr("No rating yet"))
        self.setToolTip(range_words(shown) if shown else "")
        self.update()

    def _shown(self) -> Range | None:
        """The range at this moment of its travel."""
        if self._range is None or self._from is None:
            return self._range
        share = float(self._travel.currentValue() or 0.0)
        a, b = self._from, self._range
        return Range(
            a.low + (b.low - a.low) * share,
            a.point + (b.point - a.point) * share,
            a.high + (b.high - a.high) * share,
            b.as_answered,
            b.before,
            b.hatched,
        )

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        above = _NAMED if self._names else 10
        return QSize(px(260), px(above + self._height + (20 if self._axis else 9)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, shown = QPainter(self), tokens(), self._shown()
        top = px(_NAMED if self._names else 10)
        track = QRectF(px(1), top, self.width() - 2 * px(1), px(self._height))
        if self._names:
            paint_band_names(painter, QRectF(track.left(), 0, track.width(), px(16)), t)
        if self._axis:
            paint_axis(
                painter, QRectF(track.left(), track.bottom() + px(3), track.width(), px(16)), t
            )
        if shown is None:
            paint_track(painter, track, t)
        else:
            paint_strip(
                painter,
                track,
                shown.low,
                shown.point,
                shown.high,
                shown.as_answered,
                shown.before,
                shown.hatched,
                t,
            )


class RangeSign(QWidget):
    """`RangeSign(sign)`: one mark of a range strip and what it stands for; `triangle` or `tick`.

    `set_words(text)`.
    """

    def __init__(self, sign: Literal["triangle", "tick"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.words = Words("", "caption", "text2")
        self._row = Row(0, (14, 0, 0, 0), self)
        self._row.addWidget(self.words)

    def set_words(self, text: str) -> None:
        self.words.setText(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() / 2
        if self._sign == "triangle":
            paint_triangle(painter, px(5), middle - px(3), tokens())
            return
        painter.fillRect(QRectF(px(4), middle - px(7), px(24) / 10, px(14)), tokens().text)


class RangeLegend(QWidget):
    """`RangeLegend(note="")`: what triangle and tick of a range strip say; `set_points(answered, point)`."""

    def __init__(self, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answered, self.adjusted = RangeSign("triangle"), RangeSign("tick")
        flow = Flow(14, self)
        flow.addWidget(self.answered)
        flow.addWidget(self.adjusted)
        if note:
            flow.addWidget(Words(note, "caption", "text3"))

    def set_points(self, answered: float, point: float) -> None:
        self.answered.set_words(tr("{points} as answered", points=whole(answered)))
        self.adjusted.set_words(tr("{points} adjusted for evidence", points=whole(point)))
