"""Compare: this assessment against another one here, or in another file, domain by domain."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.core.memo_numbers import signed, whole
from assay.core.rating import Interval
from assay.ui.bridge import Bridge
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.waiting import wait_for
from assay.ui.pages.dashboard_panel import Heading, Panel, quiet
from assay.ui.runner import Runner, Running
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Row, Size, Words
from assay.ui.widgets.ranges import Range
from assay.words import tr
from assay.work.comparing import Side, side, side_of_file
from assay.work.jobs import Progress
from assay.work.views import figures
from assay.work.views.compare import CompareView, compare_view
from assay.work.views.figures import Figure

FILE = "file"


class ComparePanel(Panel):
    """Two side by side; no order where their ranges overlap too far."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self.other: Side | None = None
        self._reading: Running | None = None
        self.view: CompareView | None = None
        self.pick = Pick(tr("Compare with"))
        self.file = Button(tr("Open another file…"), dense=True)
        self.none = quiet(
            tr(
                "Choose another assessment of this project, or last year's file, or another issuer's."
            )
        )
        self.verdict = Words("", "option_strong", "text", wrap=True)
        self.lines = quiet()
        self.domains = Grid(tr("Domains"), [])
        self.question_heading = Heading(tr("Questions that moved most"))
        self.questions = Grid(tr("Questions that moved most"), [])
        self._build()
        self.pick.chosen.connect(self._on_pick)
        self.file.clicked.connect(self.choose_file)
        self.questions.opened.connect(self.to_question)

    def _build(self) -> None:
        self.column.addWidget(self.heading(tr("Compare"), "", self.figure))
        row = Row(12)
        Size(self.pick, width=420)
        row.addWidget(self.pick)
        row.addWidget(self.file, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.column.addLayout(row)
        for widget in (self.none, self.verdict, self.lines, self.domains):
            self.column.addWidget(widget)
        self.column.space(12)
        self.column.addWidget(self.question_heading)
        self.column.addWidget(self.questions)

    def forget(self) -> None:
        self.other = self._reading = None

    def paint_view(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        others = [a for a in session.assessments() if a.id != assessment]
        chosen = self.pick.chosen_id()
        choices = [("", tr("nothing yet")), *((a.id, f"{a.title}, {a.cut_off}") for a in others)]
        if self.other is not None and chosen == FILE:
            choices.append((FILE, f"{self.other.issuer}, {self.other.cut_off}"))
        self.pick.set_choices(choices)
        known = {id for id, _ in choices}
        self.pick.set_chosen(chosen if chosen in known else "")
        if self.pick.chosen_id() not in ("", FILE):
            self.other = side(session, self.pick.chosen_id())
        elif self.pick.chosen_id() == "":
            self.other = None
        self._paint()

    def _paint(self) -> None:
        for widget in (
            self.verdict,
            self.lines,
            self.domains,
            self.question_heading,
            self.questions,
        ):
            widget.setVisible(self.other is not None)
        self.none.setVisible(self.other is None)
        self.view = None
        if self.other is None:
            return
        mine = side(self.bridge.open_session, self.bridge.assessment)
        self.view = view = compare_view(self.other, mine, self.bridge.language)
        self.verdict.setText(view.verdict)
        self.lines.setText(f"{view.first}: {view.first_line}\n{view.second}: {view.second_line}")
        self._paint_domains(view)
        self._paint_questions(view)

    def _paint_domains(self, view: CompareView) -> None:
        self.domains.set_columns(
            [
                GridColumn(tr("Domain"), share=4, lines=2),
                GridColumn(view.first, share=3, axis=True, named=True),
                GridColumn("", 110),
                GridColumn(view.second, share=3, axis=True, named=True),
                GridColumn("", 110),
                GridColumn(tr("Moved"), 66, right=True),
                GridColumn(tr("Overlap"), 130),
            ]
        )
        self.domains.set_rows(
            [
                GridRow(
                    row.id or "all",
                    (
                        GridCell(f"{row.id}  {row.title}".strip()),
                        _range(row.first, row.hatched[0]),
                        GridCell(_numbers(row.first), ink="text2"),
                        _range(row.second, row.hatched[1]),
                        GridCell(_numbers(row.second), ink="text2"),
                        GridCell(_signed(row.moved)),
                        GridCell(row.note, ink="text2"),
                    ),
                    strong=not row.id,
                )
                for row in view.rows
            ]
        )

    def _paint_questions(self, view: CompareView) -> None:
        note = tr("{count} shown", count=len(view.questions))
        if view.only_first or view.only_second:
            note += " · " + tr(
                "{first} only in the first, {second} only in the second",
                first=view.only_first,
                second=view.only_second,
            )
        self.question_heading.set_note(note)
        self.questions.set_columns(
            [
                GridColumn(tr("Question"), 84),
                GridColumn(tr("Text"), share=4, lines=2),
                GridColumn(view.first, share=2, lines=2),
                GridColumn(view.second, share=2, lines=2),
                GridColumn(tr("Moved"), 66, right=True),
            ]
        )
        self.questions.set_rows(
            [
                GridRow(
                    q.id,
                    (
                        GridCell(q.id, "strong", "accent"),
                        GridCell(q.text),
                        GridCell(q.first),
                        GridCell(q.second),
                        GridCell(_signed(q.moved)),
                    ),
                )
                for q in view.questions
            ]
        )

    def figure(self) -> Figure | None:
        """Both ranges of every domain, with their table."""
        if self.view is None:
            return None
        lines = []
        for row in self.view.rows:
            name = f"{row.id} {row.title}".strip()
            for label, interval in ((self.view.first, row.first), (self.view.second, row.second)):
                if interval is not None:
                    lines.append((f"{name}: {label}", interval))
        return figures.named_ranges("compare", tr("Compare"), lines)

    def _on_pick(self, id: str) -> None:
        self.paint_view()

    def choose_file(self) -> None:
        """Ask for the other file; it is read and not changed."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Compare with"), str(self.bridge.path().parent), "Assay (*.assay)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Compare with the last assessment of this file."""
        session = self.bridge.open_session

        def job(progress: Progress) -> Side:
            return side_of_file(path, session.person, progress=progress)

        self._reading = running = self.runner.start(job)
        running.finished.connect(self._on_read)
        running.failed.connect(self._on_unread)
        wait_for(tr("Reading {name}…", name=path.name), running, self.window())

    def _on_read(self, found: Side) -> None:
        if self.sender() is self._reading:
            self.other = found
            self.pick.set_chosen(FILE)
            self.paint_view()

    def _on_unread(self, error: UserError) -> None:
        if self.sender() is self._reading:
            self.bridge.troubled.emit(error)


def _range(interval: Interval | None, hatched: bool) -> GridCell:
    if interval is None:
        return GridCell(tr("does not apply"), ink="text2")
    return GridCell(range=Range(interval.low, interval.point, interval.high, hatched=hatched))


def _numbers(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return f"{whole(interval.point)}; {whole(interval.low)}–{whole(interval.high)}"


def _signed(value: float | None) -> str:
    return "–" if value is None else signed(value)
