"""The verdict over the dashboard: the word, the fixed form, the range, and why it is not more than that."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assay.core.memo_numbers import hundredth, percent
from assay.core.rating import Rating
from assay.core.sensitivity import Robustness, weight_robustness
from assay.ui import text as phrases
from assay.ui.pages.dashboard_panel import holder
from assay.ui.runner import Runner
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.ranges import Range, RangeLegend, RangeStrip
from assay.ui.widgets.strip import paint_axis, paint_band_names, paint_strip
from assay.words import tr
from assay.words.voice import run
from assay.work.jobs import Progress
from assay.work.views.dashboard import Verdict

BESIDE = 1040
"""Design px from which word, range and figures stand in one row."""


class Figure(QWidget):
    """`Figure(label)`: caption, number, and what it is held against. `set_value(value, note)`."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        column = Column(0, parent=self)
        self.value = Words("–", "title", selectable=True)
        self.note = Words("", "caption", "text2")
        column.addWidget(Words(label, "caption", "text2"))
        column.addWidget(self.value)
        column.addWidget(self.note)

    def set_value(self, value: str, note: str) -> None:
        """Show a number."""
        self.value.setText(value)
        self.note.setText(note)
        self.setAccessibleName(f"{self._label}: {value}, {note}")


class VerdictStrip(RangeStrip):
    """The range of the verdict, with room at both ends for the figures of its axis."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, shown = QPainter(self), tokens(), self._shown()
        track = QRectF(px(12), px(20), self.width() - 2 * px(12), px(self._height))
        paint_band_names(painter, QRectF(track.left(), 0, track.width(), px(16)), t)
        axis = QRectF(track.left(), track.bottom() + px(3), track.width(), px(16))
        paint_axis(painter, axis, t)
        if shown is not None:
            paint_strip(
                painter, track, shown.low, shown.point, shown.high, shown.as_answered, None,
                shown.hatched, t,
            )  # fmt: skip


class VerdictHead(QWidget):
    """`VerdictHead(runner)`; `show_verdict(verdict, rating)`."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._rating: Rating | None = None
        self.caption = Words("", "caption", "text2")
        self.word = Words("", "display", selectable=True)
        self.line = Words("", "body", "text2", wrap=True, selectable=True)
        self.strip = VerdictStrip(22, axis=True)
        self.legend = RangeLegend(tr("the gap is what more work could settle"))
        self.reasons = Words("", "caption", "text", wrap=True)
        self.coverage = Figure(tr("Coverage"))
        self.index = Figure(tr("Evidence index"))
        self.same = Figure(tr("Same band"))
        self._row = Row(44, parent=self)
        self._build()

    def _build(self) -> None:
        self._left, left = holder(2)
        for widget in (self.caption, self.word, self.line):
            left.addWidget(widget)
        left.addStretch(1)
        middle, column = holder(3)
        column.addWidget(self.strip)
        column.addWidget(self.legend)
        column.addWidget(self.reasons)
        column.addStretch(1)
        right, figures = QWidget(), Row(32)
        right.setLayout(figures)
        for figure in (self.coverage, self.index, self.same):
            figures.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        figures.addStretch(1)
        right.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._left)
        self._row.addWidget(middle, 1)
        self._row.addWidget(right)

    def fit(self, width: int) -> None:
        """One row where there is room, one under the other where there is not."""
        beside = theme().logical(width) >= BESIDE
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._row.set_lengths(44 if beside else 8, (0, 0, 0, 0))
        limit = px(250) if beside else 16_777_215
        self._left.setMaximumWidth(limit)
        self._left.setMinimumWidth(limit if beside else 0)

    def show_verdict(self, verdict: Verdict, rating: Rating) -> None:
        """Show this verdict; the share of weight draws in the same band comes when it is worked out."""
        day = phrases.day(verdict.cut_off)
        self.caption.setText(tr("Overall governance risk, {day}", day=day))
        self.word.setText(verdict.word)
        self.line.setText(verdict.line)
        i = verdict.interval
        self.strip.set_range(
            Range(i.low, i.point, i.high, verdict.as_answered, hatched=verdict.hatched), move=True
        )
        self.legend.set_points(verdict.as_answered, i.point)
        self.reasons.setText(phrases.unbroken(run(*verdict.reasons)))
        self.reasons.setVisible(bool(verdict.reasons))
        self.coverage.set_value(percent(verdict.coverage), tr("60% needed"))
        self.index.set_value(hundredth(verdict.evidence_index), tr("0.35 needed"))
        self._work_out(rating)

    def _work_out(self, rating: Rating) -> None:
        if rating is self._rating:
            return
        self._rating = rating
        self.same.set_value("–", tr("of weight draws"))

        def job(progress: Progress) -> tuple[Rating, Robustness]:
            return rating, weight_robustness(rating)

        self._runner.start(job).finished.connect(self._on_robust)

    def _on_robust(self, found: tuple[Rating, Robustness]) -> None:
        rating, robust = found
        if rating is self._rating:
            self.same.set_value(percent(robust.share_same_band), tr("of weight draws"))
