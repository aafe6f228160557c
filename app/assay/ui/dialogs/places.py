"""Where in a piece of evidence an answer is borne out: stance, page, place, quotation, note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from assay.core.change import Cell
from assay.core.errors import InvalidInput
from assay.core.evidence import Citation, Stance
from assay.core.review import Translation
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Column, Row
from assay.words import sentence, tr
from assay.words.terms import STANCE, TRANSLATED_BY
from assay.work.citing import LAST_PAGE
from assay.work.translating import PERSON, WAYS, way


class PlaceFields(QWidget):
    """`PlaceFields(translated=False)`: the fields of a citation. Signal: `edited()` at every change.

    `show_citation(citation)`, `fields()`; `problem()` says why they cannot be taken, in place, too.
    """

    edited = Signal()

    def __init__(self, translated: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stances = (
            Segment("supports", tr(STANCE["supports"]), "", "plus-circle", "support"),
            Segment("contradicts", tr(STANCE["contradicts"]), "", "minus-circle", "against"),
        )
        self.stance = Segments(tr("What it does to the answer"), stances)
        self.page = LineBox(tr("Page"), tr("Number"))
        self.locator = LineBox(tr("Place"), tr("article 5, table 3, 02:10"))
        self.quote = TextBox(tr("Quotation"), 2, tr("Word for word, as the source has it"))
        self.translation = TextBox(tr("Translation of the quotation"), 2)
        self.translated = Pick(tr("Translated by"), [(w, tr(TRANSLATED_BY[w])) for w in WAYS])
        self.note_box = TextBox(tr("Note"), 2)
        column = Column(14, parent=self)
        column.addWidget(self.stance)
        line = Row(12)
        line.addWidget(self.page, 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.locator, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        for box in (self.quote, self.translation, self.translated, self.note_box):
            column.addWidget(box)
        for box in (self.quote, self.translation, self.note_box):
            box.edited.connect(self.edited)
        self.translation.setVisible(translated)
        self.translated.setVisible(False)
        self.translation.edited.connect(self._on_translation)
        self.translated.chosen.connect(self._on_choice)
        self.stance.set_chosen("supports")
        self.stance.chosen.connect(self._on_choice)
        self.locator.edited.connect(self.edited)
        self.page.edited.connect(self._on_page)

    def show_citation(self, cited: Citation, translation: Translation | None = None) -> None:
        """Show what a citation says, and the translation that is a record of its own."""
        self.stance.set_chosen(str(cited.stance))
        self.page.set_text("" if cited.page is None else str(cited.page))
        self.locator.set_text(cited.locator)
        self.quote.set_text(cited.quote)
        self.translation.set_text(translation.text if translation else cited.translation)
        self.translated.set_chosen(way(translation) if translation else PERSON)
        self._on_translation()
        self.note_box.set_text(cited.note)

    def _on_choice(self, id: str) -> None:
        self.edited.emit()

    def _on_translation(self) -> None:
        """Who translated is asked where there is a translation."""
        self.translated.setVisible(bool(self.translation.text().strip()))

    def _on_page(self) -> None:
        why = self.problem()
        if why:
            self.page.refuse(why)
        else:
            self.page.accept()
        self.edited.emit()

    def problem(self) -> str:
        """Why the page cannot be taken; empty where it can."""
        text = self.page.text().strip()
        if not text or (text.isdecimal() and len(text) < 9 and 1 <= int(text) <= LAST_PAGE):
            return ""
        return sentence(InvalidInput("bad_page", value=text[:20]))

    def fields(self) -> dict[str, Cell]:
        """The columns of the citation row that are given here."""
        return {
            "stance": self.stance.chosen_id(),
            "page": None if self.problem() else self.page_number(),
            "locator": self.locator.text(),
            "quote": self.quote.text(),
            "translation": self.translation.text(),
            "translated": self.translated.chosen_id(),
            "note": self.note_box.text(),
        }

    def page_number(self) -> int | None:
        """The page, None where none was given."""
        text = self.page.text().strip()
        return int(text) if text else None

    def stance_chosen(self) -> Stance:
        """What the citation does to the answer."""
        return Stance(self.stance.chosen_id())
