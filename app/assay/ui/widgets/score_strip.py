"""The score strip of the Workspace: where the rating is, what this answer did, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_numbers import whole
from assay.ui.theme import px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.chips import CodeChip
from assay.ui.widgets.labels import Column, Row, Rule, Words
from assay.ui.widgets.ranges import Range, RangeStrip
from assay.words import tr


@dataclass(frozen=True, slots=True)
class Move:
    """How one range changed its width: *PTY 75 → 68*."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class NextGap:
    """A question worth settling: its code, the points it would take off the range, its text."""

    code: str
    points: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """What the strip shows. `headline`, `detail`: verdict and why; `effect`: words over the moves."""

    range: Range | None
    headline: str
    detail: str
    warning: bool = False
    effect: str = ""
    moves: tuple[Move, ...] = ()
    moved_words: str = ""
    """In place of moves: *does not count now*."""
    gaps: tuple[NextGap, ...] = ()


class ScoreStrip(QWidget):
    """`ScoreStrip(parent=None)`; `set_view(ScoreView, move=False)`. 64 high, at the bottom, never moves.

    Signal: `gap_chosen(str)` the code of a question. `move` lets the bar travel from before to after.
    """

    gap_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Rating"))
        self.number = Words("", "issuer", selectable=True)
        self.bounds = Words("", "option_strong", "text")
        self.strip = RangeStrip(14)
        self.headline = Words("", "strong", "warn")
        self.detail = Words("", "body", "text2")
        self.effect = Words("", "caption", "text3")
        self.moves = Words("", "strong")
        self.chips = [CodeChip("") for _ in range(3)]
        self._gaps = 0
        self._row = Row(20, (20, 4, 20, 4), self)
        self._arrange()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()
        theme().changed.connect(self.restyle)

    def _arrange(self) -> None:
        self._overall = self._pair(Words(tr("Overall"), "caption", "text3"))
        number = Row(10)
        number.addWidget(self.number)
        number.addWidget(self.bounds, 0, Qt.AlignmentFlag.AlignBottom)
        number.addStretch(1)
        self._overall.addLayout(number)
        self._row.addLayout(self._overall)
        self._row.addWidget(self.strip, 4)
        verdict = self._pair(self.headline)
        verdict.addWidget(self.detail)
        self._row.addLayout(verdict)
        self._first, self._second = Rule(upright=True), Rule(upright=True)
        self._row.addWidget(self._first)
        moved = self._pair(self.effect)
        moved.addWidget(self.moves)
        self._row.addLayout(moved)
        self._row.addWidget(self._second)
        self._next = Words(tr("Would narrow the overall range most"), "caption", "text3")
        gaps = self._pair(self._next)
        places = Row(6)
        for chip in self.chips:
            chip.clicked.connect(self._chosen)
            places.addWidget(chip)
        places.addStretch(1)
        gaps.addLayout(places)
        self._row.addLayout(gaps)
        self._row.addStretch(1)

    @staticmethod
    def _pair(head: QWidget) -> Column:
        column = Column(1)
        column.addWidget(head)
        return column

    def set_view(self, view: ScoreView, move: bool = False) -> None:
        shown = view.range
        self.number.setText(whole(shown.point) if shown else "–")
        self.bounds.setText(f"{whole(shown.low)}–{whole(shown.high)}" if shown else "")
        self.strip.set_range(shown, move)
        ink: Ink = "warn" if view.warning else "text"
        self.headline.set_ink(ink)
        self.headline.setText(view.headline)
        self.detail.setText(view.detail)
        self.effect.setText(view.effect)
        self.moves.setText(
            "    ".join(f"{m.name}  {m.before:.0f} → {m.after:.0f}" for m in view.moves)
            or view.moved_words
        )
        spoken = bool(view.effect)
        self._first.setVisible(spoken)
        self.effect.setVisible(spoken)
        self.moves.setVisible(spoken)
        self._show_gaps(view.gaps)

    def _show_gaps(self, gaps: tuple[NextGap, ...]) -> None:
        self._gaps = min(len(gaps), len(self.chips))
        for chip, gap in zip(self.chips, gaps, strict=False):
            points = f"{gap.points:.1f}"
            said = tr(
                "{code}, {points} points: {text}", code=gap.code, points=points, text=gap.text
            )
            chip.set_code(gap.code, points, said)
        self._fit()

    def _chosen(self) -> None:
        chip = self.sender()
        if isinstance(chip, CodeChip):
            self.gap_chosen.emit(chip.code)

    def _fit(self) -> None:
        """Where room is short, the last gaps go first: the rating and its reason stay."""
        room = theme().logical(self.width())
        keep = 3 if room >= 1240 else 2 if room >= 1120 else 1 if room >= 960 else 0
        keep = min(keep, self._gaps)
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < keep)
        # Without a chip the heading would promise what is not there.
        self._second.setVisible(bool(keep))
        self._next.setVisible(bool(keep))
        self._row.activate()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def restyle(self) -> None:
        self.setFixedHeight(px(64))
        self.strip.setMaximumWidth(px(620))
        self.bounds.setContentsMargins(0, 0, 0, px(3))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(900), px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(480), px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.fillRect(self.rect(), t.window)
        painter.fillRect(0, 0, self.width(), px(1), t.hair)
