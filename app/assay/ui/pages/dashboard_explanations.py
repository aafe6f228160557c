"""Competing explanations: one a row, evidence in columns, marks where they meet, and never a sum."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.core.explanations import MARKS
from assay.ui.bridge import Bridge
from assay.ui.dialogs.picks import Pick
from assay.ui.pages.dashboard_panel import Heading, Panel, quiet
from assay.ui.runner import Runner
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row
from assay.words import tr
from assay.words.terms import MARK
from assay.work import explaining
from assay.work.views.explanations import EvidenceColumn, ExplanationsView, explanations_view

FIRST = 1
"""The first column of evidence."""
TELLING = "telling"
_ICONS: dict[str, tuple[str, Ink]] = {
    "consistent": ("plus-circle", "support"),
    "inconsistent": ("minus-circle", "against"),
    "neutral": ("circle", "text2"),
}
_TELLING = {"tells": "tells them apart", "same": "says the same of all", "open": "too few marks"}


class ExplanationsPanel(Panel):
    """The table; a click or Enter on a mark goes on to the next one."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.view: ExplanationsView | None = None
        self._wanted: tuple[str, ...] = ()
        self.text = LineBox(tr("Another explanation of what was found"))
        self.add = Button(tr("Add it"), dense=True)
        self.evidence = Pick(tr("Evidence that bears on them"))
        self.put = Button(tr("Add a column"), dense=True)
        self.grid = Grid(tr("Competing explanations"), [])
        self.legend = quiet(
            tr(
                "A click or Enter on a mark turns it: consistent, inconsistent, neutral, none. "
                "What is consistent with every explanation tells nothing; look at what speaks "
                "against one and not the others. There is no sum: an explanation does not win by "
                "a count of marks."
            )
        )
        self.signs = signs()
        self._build()
        self.add.clicked.connect(self._add)
        self.text.entered.connect(self._on_entered)
        self.put.clicked.connect(self._put)
        self.grid.picked.connect(self._on_picked)

    def _build(self) -> None:
        note = tr("explanations in rows, evidence in columns")
        self.column.addWidget(Heading(tr("Competing explanations"), note))
        row = Row(12)
        row.addWidget(self.text, 2)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        row.space(20)
        row.addWidget(self.evidence, 1)
        row.addWidget(self.put, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self.column.addWidget(self.grid)
        self.column.addWidget(self.signs)
        self.column.addWidget(self.legend)

    def forget(self) -> None:
        self._wanted = ()

    def paint_view(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        self.view = view = explanations_view(session, assessment, self._wanted)
        self.evidence.set_choices([(c.id, f"{c.number} · {c.title}") for c in view.offered])
        columns = [GridColumn(tr("Explanation"), share=4, lines=4)]
        columns += [GridColumn(f"{c.number} {c.grade}", 66, centre=True) for c in view.columns]
        columns += [GridColumn(tr("Must answer"), 110, lines=2), GridColumn("", 40, centre=True)]
        self.grid.set_columns(columns)
        rows = [self._row(view, place) for place in range(len(view.rows))]
        if view.rows and view.columns:
            rows.append(self._telling_row(view))
        self.grid.set_rows(rows)
        for widget in (self.grid, self.signs):
            widget.setVisible(bool(view.rows))

    def _row(self, view: ExplanationsView, place: int) -> GridRow:
        found = view.rows[place]
        marks = [_mark(view, found.id, column) for column in view.columns]
        numbers = ", ".join(str(number) for number in found.against)
        return GridRow(
            found.id,
            (
                GridCell(found.text),
                *marks,
                GridCell(tr("No. {numbers}", numbers=numbers) if numbers else "–", ink="text2"),
                GridCell(icon="trash", spoken=tr("Remove this explanation")),
            ),
        )

    @staticmethod
    def _telling_row(view: ExplanationsView) -> GridRow:
        cells = []
        for column in view.columns:
            tells = column.telling == "tells"
            said = tr(_TELLING[column.telling])
            cells.append(
                GridCell(icon="check" if tells else "minus", spoken=f"{column.number}: {said}")
            )
        return GridRow(TELLING, (GridCell(tr("Tells them apart"), ink="text2"), *cells))

    def _on_entered(self, text: str) -> None:
        self._add()

    def _add(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        text = self.text.text()
        self.text.set_text("")
        if not self.do(partial(explaining.add, session, assessment, text)):
            self.text.set_text(text)

    def _put(self) -> None:
        """Show a column for a piece of evidence; it is kept as soon as a mark stands in it."""
        chosen = self.evidence.chosen_id()
        if chosen:
            self._wanted = (*self._wanted, chosen)
            self.paint_view()

    def _on_picked(self, id: str, column: int) -> None:
        view = self.view
        if view is None or id == TELLING or column == 0:
            return
        session = self.bridge.open_session
        if column == FIRST + len(view.columns) + 1:
            self.do(partial(explaining.remove, session, id))
        elif FIRST <= column < FIRST + len(view.columns):
            evidence = view.columns[column - FIRST].id
            following = next_mark(view.marks.get((id, evidence), ""))
            self._wanted = tuple(dict.fromkeys((*self._wanted, evidence)))
            self.do(partial(explaining.mark, session, id, evidence, following))


def signs() -> QWidget:
    """What each mark stands for."""
    made = QWidget()
    row = Row(18)
    for mark, (icon, ink) in _ICONS.items():
        row.addWidget(IconWord(icon, tr(MARK[mark]), "text2", ink, 14))
    row.addStretch(1)
    made.setLayout(row)
    return made


def next_mark(now: str) -> str:
    """The mark after this one; after the last there is none."""
    order = ("", *MARKS)
    return order[(order.index(now) + 1) % len(order)] if now in order else ""


def _mark(view: ExplanationsView, row: str, column: EvidenceColumn) -> GridCell:
    said = view.marks.get((row, column.id), "")
    if not said:
        return GridCell("·", ink="text3", spoken=f"{column.number} {column.title}: {tr('no mark')}")
    icon, ink = _ICONS.get(said, ("question", "text2"))
    words = f"{column.number} {column.title}: {tr(MARK.get(said, said))}"
    return GridCell(icon=icon, icon_ink=ink, spoken=words)
