"""The first view of the dashboard: heat map, what moves the point, what would narrow the range, flags."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.memo_numbers import hundredth, percent, whole
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_panel import Beside, Panel, holder
from assay.ui.runner import Runner
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.finding_rows import (
    FlagDelegate,
    FlagLine,
    StillList,
    SwingDelegate,
    SwingRow,
    WorthDelegate,
    WorthRow,
)
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.heat_map import HeatHead, HeatMap, paint_aged
from assay.ui.widgets.heat_model import MapCell, MapRow
from assay.ui.widgets.labels import Column
from assay.ui.widgets.painting import draw_text, width_of
from assay.ui.widgets.ranges import Range, range_words
from assay.ui.widgets.strip import HeatCell, paint_cell
from assay.words import tr, trn
from assay.words.terms import BANDS
from assay.work.views import figures
from assay.work.views.dashboard import (
    CellView,
    DashboardView,
    DomainRow,
    FlagRow,
    GapRow,
    Weighed,
    dashboard_view,
    flag_counts,
)
from assay.work.views.figures import Figure, status_words

GAPS, SWINGS, FLAGS = 6, 6, 5
"""Rows shown at first; the rest is one click away."""


class LegendItem(QWidget):
    """`LegendItem(cell, text, aged=False)`: a cell of the heat map and what it stands for."""

    def __init__(
        self, cell: HeatCell, text: str, aged: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cell, self._text, self._aged = cell, text, aged
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(int(px(26) + width_of(self._text, font("caption")) + 1), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = QRectF(px(1), px(2), px(18), px(18))
        paint_cell(painter, box, self._cell, t)
        if self._aged:
            paint_aged(painter, box)
        place = QRectF(px(26), 0, self.width() - px(26), self.height())
        draw_text(painter, place, self._text, font("caption"), t.text2)


def legend() -> QWidget:
    """What the cells of the heat map mean."""
    made = QWidget()
    flow = Flow(12, made)
    for number, name in enumerate(BANDS):
        flow.addWidget(LegendItem(HeatCell("answered", number), tr(name)))
    for status in ("unknown", "not_disclosed", "restricted", "conflicted", "not_assessed"):
        flow.addWidget(LegendItem(HeatCell(status), status_words(status)))
    flow.addWidget(LegendItem(HeatCell("not_asked"), tr("Not asked")))
    flow.addWidget(LegendItem(HeatCell("answered", 1), tr("Its evidence has aged"), aged=True))
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class OverviewPanel(Panel):
    """The first view."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.view: DashboardView | None = None
        self.map = HeatMap(tr("Heat map of domains and questions"))
        self.swings = StillList(tr("What moves the point"), SwingDelegate)
        self.gaps = StillList(tr("Would narrow the range most"), WorthDelegate)
        self.flags = StillList(tr("Flags"), FlagDelegate)
        self.more_gaps = Button("", "link", flush=True)
        self.more_flags = Button("", "link", flush=True)
        note = tr("each cell a question; each bar the range it leaves open; triangle as answered")
        self.map_heading = self.heading(tr("Domains"), note, self.map_figure)
        self.swing_heading = self.heading(tr("What moves the point"), "", self.swing_figure)
        self.gap_heading = self.heading(tr("Would narrow the range most"), "", self.gap_figure)
        self.flag_heading = self.heading(tr("Flags"))
        self.column.addWidget(Beside(self._left(), self._right(), 350, 404))
        for shown in (self.map, self.swings, self.gaps):
            shown.opened.connect(self.to_question)
        self.flags.opened.connect(self._to_flags)
        self.more_flags.clicked.connect(self._to_flags)
        self.more_gaps.clicked.connect(self._to_sensitivity)

    def _left(self) -> QWidget:
        made, column = holder(8)
        table = Column(0)
        table.addWidget(HeatHead(self.map))
        table.addWidget(self.map)
        column.addWidget(self.map_heading)
        column.addLayout(table)
        column.addWidget(legend())
        column.space(10)
        column.addWidget(self.swing_heading)
        column.addWidget(self.swings)
        column.addStretch(1)
        return made

    def _right(self) -> QWidget:
        made, column = holder(4)
        column.addWidget(self.gap_heading)
        column.addWidget(self.gaps)
        column.addWidget(self.more_gaps, 0, Qt.AlignmentFlag.AlignLeft)
        column.space(16)
        column.addWidget(self.flag_heading)
        column.addWidget(self.flags)
        column.addWidget(self.more_flags, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def paint_view(self) -> None:
        self.view = view = dashboard_view(
            self.bridge.open_session, self.bridge.assessment, self.bridge.language
        )
        self.map.set_rows([_map_row(row) for row in view.domains])
        self._paint_gaps(view)
        self._paint_swings(view)
        self._paint_flags(view)

    def _paint_gaps(self, view: DashboardView) -> None:
        interval = view.verdict.interval
        shown = view.gaps[:GAPS]
        largest = shown[0].worth if shown else 1.0
        self.gaps.set_rows([_worth(gap, largest) for gap in shown])
        width = whole(interval.high - interval.low)
        self.gap_heading.set_note(tr("of {width}", width=width))
        rest = len(view.gaps) - len(shown)
        self.more_gaps.setVisible(rest > 0)
        self.more_gaps.set_label(trn("{count} more question", "{count} more questions", rest))

    def _paint_swings(self, view: DashboardView) -> None:
        self.swings.set_rows(swing_rows(view, SWINGS))
        self.swing_heading.set_note(swing_note(view))

    def _paint_flags(self, view: DashboardView) -> None:
        raised = [flag for flag in view.flags if flag.raised]
        self.flag_heading.set_note(flag_counts(view.flags))
        self.flags.set_rows([flag_line(flag) for flag in raised[:FLAGS]])
        rest = len(view.flags) - len(raised[:FLAGS])
        self.more_flags.setVisible(rest > 0)
        self.more_flags.set_label(trn("{count} more rule", "{count} more rules", rest))

    # -- figures ------------------------------------------------------------------------------

    def map_figure(self) -> Figure | None:
        """The heat map with its table."""
        return figures.heat_map(self.view.verdict, self.view.domains) if self.view else None

    def gap_figure(self) -> Figure | None:
        """The gaps with their table."""
        return figures.gaps(self.view.gaps) if self.view else None

    def swing_figure(self) -> Figure | None:
        """The swings with their table."""
        if self.view is None:
            return None
        return figures.swings(self.view.swings, self.view.verdict.interval.point)

    def _to_flags(self) -> None:
        self.turned.emit("flags")

    def _to_sensitivity(self) -> None:
        self.turned.emit("sensitivity")


def swing_rows(view: Weighed, count: int) -> list[SwingRow]:
    """The tornado: the questions that swing the point most, on one scale."""
    shown, point = view.swings[:count], view.verdict.interval.point
    reach = max((max(point - s.best, s.worst - point) for s in shown), default=1.0) or 1.0
    return [
        SwingRow(s.question, s.text, s.best, point, s.worst, reach, s.changes_band) for s in shown
    ]


def swing_note(view: Weighed) -> str:
    """What the bars run between, and how many answers would change the band."""
    note = tr("best to worst answer, around {point}", point=whole(view.verdict.interval.point))
    changing = sum(s.changes_band for s in view.swings)
    said = trn(
        "{count} question alone would change the band",
        "{count} questions alone would change the band",
        changing,
    )
    return f"{note} · {said if changing else tr('no single answer would change the band')}"


def _map_row(row: DomainRow) -> MapRow:
    shown = None
    if row.interval is not None:
        i = row.interval
        shown = Range(i.low, i.point, i.high, row.as_answered, hatched=row.hatched)
    return MapRow(
        row.id,
        row.title,
        f"{row.weight:g}",
        tuple(_map_cell(cell) for cell in row.cells),
        shown,
        percent(row.coverage) if shown else "",
        hundredth(row.evidence_index) if shown else "",
        _about(row, shown),
    )


def _about(row: DomainRow, shown: Range | None) -> str:
    """All that is known of a domain, in words."""
    if shown is None:
        return tr("{name}: no question applies", name=row.title)
    said = [
        f"{row.title}: {range_words(shown)}",
        tr("coverage {part}", part=percent(row.coverage)),
        tr("evidence index {index}", index=hundredth(row.evidence_index)),
    ]
    if row.floor is not None:
        said.append(tr("held up at {floor} by a flag", floor=whole(row.floor)))
    if row.aged:
        said.append(
            trn(
                "evidence of {count} answer has aged",
                "evidence of {count} answers has aged",
                row.aged,
            )
        )
    if row.thin:
        said.append(tr("thin: more than 40% of its weight does not apply"))
    return ", ".join(said)


def _map_cell(cell: CellView) -> MapCell:
    aged = cell.aged or cell.lapsed
    shown = HeatCell(cell.status, cell.band)
    return MapCell(cell.question, shown, partial(_whole_words, cell), aged)


def _whole_words(cell: CellView) -> str:
    return "\n".join((cell.question, cell_words(cell), cell.text))


def cell_words(cell: CellView) -> str:
    """*3 of 4 points, range 50 to 90, confidence 0.65*: what a cell shows, in words."""
    said = [status_words(cell.status)]
    if cell.points is not None:
        points = f"{cell.points:.1f}".removesuffix(".0")
        said = [tr("{points} of 4 risk points", points=points)]
    if cell.interval is not None:
        low, high = whole(cell.interval.low), whole(cell.interval.high)
        said.append(tr("range {low} to {high}", low=low, high=high))
        said.append(tr("confidence {confidence}", confidence=hundredth(cell.confidence)))
    if cell.lapsed:
        said.append(tr("its evidence is no longer valid"))
    elif cell.aged:
        said.append(tr("its evidence has aged"))
    if cell.flagged:
        said.append(tr("flagged"))
    return ", ".join(said)


def _worth(gap: GapRow, largest: float) -> WorthRow:
    return WorthRow(gap.question, gap.text, gap.status, gap.worth, gap.worth / (largest or 1.0))


def flag_line(flag: FlagRow) -> FlagLine:
    """A flag as a line of a list."""
    word, ink = flag_state(flag)
    return FlagLine(flag.id, flag.kind, word, flag.text, ink)


def flag_state(flag: FlagRow) -> tuple[str, Ink]:
    """The word of a flag's state, and the ink it stands in."""
    if flag.state == "fired":
        return tr("Gate"), "danger"
    words: dict[str, tuple[str, Ink]] = {
        "binding": (tr("Binding"), "danger"),
        "open": (tr("Open"), "danger"),
        "pending": (tr("Pending"), "warn"),
        "cleared": (tr("Cleared"), "support"),
        "clear": (tr("Not fired"), "text2"),
    }
    return words[flag.state]
