"""Citing what the register holds already for a question."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from assay.core.change import Step
from assay.core.evidence import Stance
from assay.ui.bridge import Bridge
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.places import PlaceFields
from assay.ui.dialogs.register_rows import (
    RegisterList,
    RegisterSearch,
    found_rows,
    register_rows,
)
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import Frame
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.notices import EmptyState
from assay.words import tr, trn
from assay.work import citing
from assay.work.views.question import QuestionView


class CiteDialog(Dialog):
    """`CiteDialog(bridge, view, parent=None)`; after it was accepted `step()` cites.

    `wants_files` is True where the person would rather add files; it is rejected then.
    """

    def __init__(self, bridge: Bridge, view: QuestionView, parent: QWidget | None = None) -> None:
        title = tr("Which evidence speaks to {question}?", question=view.id)
        super().__init__(title, view.text, parent, 680)
        self.wants_files = False
        self._bridge = bridge
        self._question = view.id
        self._said: tuple[str, Stance, int | None, str, str, str] | None = None
        cited = frozenset(card.evidence.id for card in view.cards)
        register = citing.evidence_by_number(bridge.open_session)
        self._rows = register_rows(register, cited)
        self.search = RegisterSearch(tr("Find in the register"))
        self.count = Words("", "caption", "text3")
        self.list = RegisterList(tr("Register of evidence"))
        self.nothing = EmptyState(
            "files", tr("Nothing is found"), tr("Add the file, or look for other words.")
        )
        self.place = PlaceFields()
        self.files = Button(tr("Add files instead"))
        self._arrange()
        self._listen()
        self.offer(tr("Cite"))
        self._find("")
        self.search.setFocus()

    def _arrange(self) -> None:
        group = Column(6)
        group.addWidget(self.search)
        self.found = QStackedWidget()
        self.found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.found.addWidget(Frame(self.list, (1, 1, 1, 1)))
        empty = QWidget()
        around = Column(0, parent=empty)
        around.addStretch(1)
        around.addWidget(self.nothing)
        around.addStretch(2)
        self.found.addWidget(empty)
        group.addWidget(self.found)
        line = Row(8)
        line.addStretch(1)
        line.addWidget(self.count)
        group.addLayout(line)
        self.body.addLayout(group)
        self.body.addWidget(self.place)
        self.body.addStretch(1)
        self.footer.insertWidget(0, self.files)

    def _listen(self) -> None:
        self.search.changed.connect(self._find)
        self.search.entered.connect(self._on_entered)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.place.edited.connect(self.check)
        self.files.clicked.connect(self._on_files)

    def _find(self, text: str) -> None:
        found = found_rows(self._rows, text)
        self.list.set_rows(found)
        self.found.setCurrentIndex(0 if found else 1)
        self.count.setText(
            trn("{count} in the register", "{count} in the register", len(self._rows))
            if len(found) == len(self._rows)
            else tr("{shown} of {total}", shown=len(found), total=len(self._rows))
        )
        self.check()

    def _on_entered(self, text: str) -> None:
        """Choose the one item that is left, else go to the list."""
        rows = self.list.rows.rows()
        if len(rows) == 1:
            self.list.setCurrentIndex(self.list.rows.index(0))
        elif rows:
            self.list.setFocus()

    def _on_chosen(self, id: str) -> None:
        self.check()

    def _on_opened(self, id: str) -> None:
        self.check()
        self.primary.click()

    def _on_files(self) -> None:
        self.wants_files = True
        self.discard()

    def check(self) -> None:
        """Say what is missing before it can be cited."""
        missing = ""
        if not self.list.shown:
            missing = tr("Choose evidence from the list.")
        elif self.place.problem():
            missing = tr("Correct the page.")
        self.require(missing)

    def accept(self) -> None:
        if not self.primary.isEnabled():
            return
        place = self.place
        self._said = (
            self.list.shown,
            place.stance_chosen(),
            place.page_number(),
            place.locator.text(),
            place.quote.text(),
            place.note_box.text(),
        )
        super().accept()

    def step(self) -> Step:
        """The step that cites; asking before it was accepted is a bug."""
        if self._said is None:
            raise RuntimeError("the dialog was not accepted")
        evidence, stance, page, locator, quote, note = self._said
        return citing.cite(
            self._bridge.open_session,
            self._bridge.assessment,
            self._question,
            evidence,
            stance,
            page=page,
            locator=locator,
            quote=quote,
            note=note,
        )
