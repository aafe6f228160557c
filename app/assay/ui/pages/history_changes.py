"""What changed between two moments: the rating before and after, answers, evidence, the rest in numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.core.memo_numbers import whole
from assay.core.rating import Interval
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.grid import Grid, GridCell, GridColumn, GridRow
from assay.ui.widgets.labels import Column, Row, SectionHeading, Words
from assay.ui.widgets.ranges import Range
from assay.words import tr, trn
from assay.words.history import MOVED, ROW
from assay.work.views.changes import ChangesView, RangeMoved

MOST = 200
"""Rows of a table that are shown; the others are counted."""


class ChangesPane(QWidget):
    """`ChangesPane()`: `show_changes(view, first, second)`. `opened(question)`, `closed()`."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("", "title", wrap=True)
        self.back = Button(tr("Back to the step"), "link", "arrow-left", flush=True)
        self.nothing = Words(tr("Nothing changed."), "body", "text2")
        self.verdict = Words("", "option_strong", "text", wrap=True)
        self.ranges = Grid(tr("Ranges before and after"), _range_columns())
        self.answer_heading = SectionHeading(tr("Answers"))
        self.answers = Grid(tr("Answers that changed"), _answer_columns())
        self.evidence_heading = SectionHeading(tr("Evidence"))
        self.evidence = Grid(tr("Evidence that changed"), _evidence_columns())
        self.others = Words("", "body", "text2", wrap=True)
        column = Column(8, parent=self)
        head = Row(8)
        head.addWidget(self.back)
        head.addStretch(1)
        column.addLayout(head)
        parts: tuple[QWidget, ...] = (self.title, self.nothing, self.verdict, self.ranges)
        parts += (self.answer_heading, self.answers)
        parts += (self.evidence_heading, self.evidence, self.others)
        for part in parts:
            if isinstance(part, SectionHeading):
                column.space(8)
            column.addWidget(part)
        self.answers.opened.connect(self.opened)
        self.back.clicked.connect(self.closed)

    def show_changes(self, view: ChangesView, first: str, second: str) -> None:
        """Show what is different at the second moment."""
        self.title.setText(tr("From {first} to {second}", first=first, second=second))
        self.nothing.setVisible(view.nothing)
        self.verdict.setText(_verdict(view))
        self.verdict.setVisible(not view.nothing)
        rows = [view.overall, *view.domains]
        self.ranges.set_rows([_range_row(row) for row in rows])
        self.ranges.setVisible(not view.nothing)
        self._paint_answers(view)
        self._paint_evidence(view)
        said = [f"{tr(ROW[table])}: {count}" for table, count in view.others.items()]
        self.others.setText(", ".join(said))
        self.others.setVisible(bool(said))

    def _paint_answers(self, view: ChangesView) -> None:
        self.answer_heading.set_note(_count(len(view.answers)))
        self.answers.set_rows(
            [
                GridRow(
                    moved.question,
                    (
                        GridCell(moved.question, "strong", "accent"),
                        GridCell(moved.before, ink="text2"),
                        GridCell(moved.after),
                        GridCell(", ".join(moved.texts), ink="text2"),
                    ),
                )
                for moved in view.answers[:MOST]
            ]
        )
        for widget in (self.answer_heading, self.answers):
            widget.setVisible(bool(view.answers))

    def _paint_evidence(self, view: ChangesView) -> None:
        self.evidence_heading.set_note(_count(len(view.evidence)))
        self.evidence.set_rows(
            [
                GridRow(
                    str(moved.number),
                    (
                        GridCell(str(moved.number)),
                        GridCell(moved.title),
                        GridCell(tr(MOVED[moved.what]), ink="text2"),
                    ),
                )
                for moved in view.evidence[:MOST]
            ]
        )
        for widget in (self.evidence_heading, self.evidence):
            widget.setVisible(bool(view.evidence))


def _count(count: int) -> str:
    if count <= MOST:
        return str(count)
    return tr("{shown} of {total}", shown=MOST, total=count)


def _verdict(view: ChangesView) -> str:
    """*Not ratable, 55; 29–94 before. High, 61; 40–80 now. 4 answers changed.*"""
    before, after = view.overall.before, view.overall.after
    said = [
        tr("Before: {rating}, {numbers}.", rating=tr(view.ratings[0]), numbers=_numbers(before)),
        tr("After: {rating}, {numbers}.", rating=tr(view.ratings[1]), numbers=_numbers(after)),
    ]
    said.append(trn("{count} answer changed.", "{count} answers changed.", len(view.answers)))
    return " ".join(said)


def _range_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Domain"), share=3, lines=2),
        GridColumn(tr("Before"), share=3, axis=True),
        GridColumn("", 92),
        GridColumn(tr("After"), share=3, axis=True),
        GridColumn("", 92),
    ]


def _answer_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("Question"), 76),
        GridColumn(tr("Before"), share=3, lines=3),
        GridColumn(tr("After"), share=3, lines=3),
        GridColumn(tr("Texts"), share=2, lines=2),
    ]


def _evidence_columns() -> list[GridColumn]:
    return [
        GridColumn(tr("No."), 44),
        GridColumn(tr("Title"), share=4, lines=2),
        GridColumn(tr("What"), 120),
    ]


def _range_row(row: RangeMoved) -> GridRow:
    return GridRow(
        row.id or "all",
        (
            GridCell(f"{row.id}  {row.title}".strip()),
            _range(row.before),
            GridCell(_numbers(row.before), ink="text2"),
            _range(row.after),
            GridCell(_numbers(row.after), ink="text2"),
        ),
        strong=not row.id,
    )


def _range(interval: Interval | None) -> GridCell:
    if interval is None:
        return GridCell(tr("none yet"), ink="text2")
    return GridCell(range=Range(interval.low, interval.point, interval.high))


def _numbers(interval: Interval | None) -> str:
    if interval is None:
        return tr("no range")
    return f"{whole(interval.point)}; {whole(interval.low)}–{whole(interval.high)}"
