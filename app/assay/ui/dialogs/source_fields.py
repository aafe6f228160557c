"""What is said of a piece of evidence: its source, its days, its grade with the letters explained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assay.core.change import Cell
from assay.core.evidence import Evidence
from assay.ui.dialogs.days import DayField
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Column, FactLine, Row
from assay.words import tr
from assay.words.terms import CREDIBILITY, KIND, RELIABILITY


class GradeFields(QWidget):
    """`GradeFields()`: reliability of the source, credibility of the claim, and why. Signal: `edited()`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reliability = Segments(
            tr("Reliability of the source"), _explained(RELIABILITY), tr("Reliability")
        )
        self.credibility = Segments(
            tr("Credibility of what it says"), _explained(CREDIBILITY), tr("Credibility")
        )
        self.reason = LineBox(tr("Why this grade"))
        column = Column(12, parent=self)
        for widget in (self.reliability, self.credibility, self.reason):
            column.addWidget(widget)
        self.reliability.chosen.connect(self._on_chosen)
        self.credibility.chosen.connect(self._on_chosen)
        self.reason.edited.connect(self.edited)

    def show_evidence(self, item: Evidence) -> None:
        """Show the grade it has."""
        self.reliability.set_chosen(item.reliability)
        self.credibility.set_chosen(item.credibility)
        self.reason.set_text(item.grade_reason)

    def fields(self) -> dict[str, Cell]:
        """The columns of the evidence row that are given here."""
        return {
            "reliability": self.reliability.chosen_id(),
            "credibility": self.credibility.chosen_id(),
            "grade_reason": self.reason.text(),
        }

    def _on_chosen(self, id: str) -> None:
        self.edited.emit()


def _explained(terms: dict[str, str]) -> list[Segment]:
    return [Segment(letter, letter, tr(words)) for letter, words in terms.items()]


class SourceFields(QWidget):
    """`SourceFields()`: title, publisher, kind, days, address, group, note. Signal: `edited()`.

    `show_evidence(item)`, `fields()`; `problem()` refuses in place and says what is missing.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = LineBox(tr("Title"), tr("Original title — translation"))
        self.publisher = LineBox(tr("Publisher"))
        self.kind = Pick(tr("Kind of source"), [(id, tr(words)) for id, words in KIND.items()])
        self.language = LineBox(tr("Language"), "zh-Hans")
        self.day = DayField(tr("Date of the document"))
        self.valid = DayField(tr("Valid until"))
        self.lasting = Tick(tr("Does not age"))
        self.retrieved = FactLine(tr("Retrieved"), "", 110)
        self.address = LineBox(tr("Address"))
        self.address.set_note(tr("given by you, not verified"))
        self.group = LineBox(tr("Independence group"))
        self.group.set_note(tr("items of one group count once"))
        self.note_box = TextBox(tr("Note on the source"), 2)
        self._arrange()
        self._listen()

    def _arrange(self) -> None:
        column = Column(14, parent=self)
        column.addWidget(self.title)
        column.addLayout(_pair(self.publisher, self.kind))
        column.addLayout(_pair(self.group, self.language, (3, 1)))
        column.addLayout(_pair(self.day, self.valid))
        column.addWidget(self.lasting)
        column.addWidget(self.address)
        column.addWidget(self.retrieved)
        column.addWidget(self.note_box)

    def _listen(self) -> None:
        for field in (
            self.title, self.publisher, self.language, self.day, self.valid, self.address,
            self.group, self.note_box,
        ):  # fmt: skip
            field.edited.connect(self.edited)
        self.kind.chosen.connect(self._on_kind)
        self.lasting.clicked.connect(self.edited)

    def _on_kind(self, id: str) -> None:
        self.edited.emit()

    def show_evidence(self, item: Evidence, retrieved: str) -> None:
        """Show what the register says; `retrieved` in words."""
        self.title.set_text(item.title)
        self.publisher.set_text(item.publisher)
        self.kind.set_chosen(item.kind)
        self.language.set_text(item.language)
        self.day.keep(item.date)
        self.valid.keep(item.valid_until)
        self.lasting.setChecked(item.no_decay)
        self.retrieved.set_value(retrieved or tr("not known"))
        self.address.set_text(item.url)
        self.group.set_text(item.origin)
        self.note_box.set_text(item.note)
        for field in (self.title, self.publisher, self.address, self.group):
            show_start(field)

    def fields(self) -> dict[str, Cell]:
        """The columns of the evidence row that are given here."""
        return {
            "title": self.title.text(),
            "publisher": self.publisher.text(),
            "kind": self.kind.chosen_id(),
            "language": self.language.text(),
            "date": self.day.day(),
            "valid_until": self.valid.day(),
            "no_decay": int(self.lasting.isChecked()),
            "url": self.address.text(),
            "origin": self.group.text(),
            "note": self.note_box.text(),
        }

    def problem(self) -> str:
        """What keeps this from being recorded, refused in place; empty where nothing does."""
        untitled = "" if self.title.text().strip() else tr("Evidence needs a title.")
        found = ""
        for field, why in (
            (self.title, untitled),
            (self.day, self.day.problem()),
            (self.valid, self.valid.problem()),
        ):
            if why:
                field.refuse(why)
                found = found or tr("Correct: {field}.", field=field.label.text())
            else:
                field.accept()
        return found


def show_start(field: LineBox) -> None:
    """Show a long text from its beginning; the person has not come to its end yet."""
    if isinstance(field.editor, QLineEdit):
        field.editor.setCursorPosition(0)


def _pair(left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)) -> Row:
    row = Row(12)
    row.addWidget(left, shares[0], Qt.AlignmentFlag.AlignTop)
    row.addWidget(right, shares[1], Qt.AlignmentFlag.AlignTop)
    return row
