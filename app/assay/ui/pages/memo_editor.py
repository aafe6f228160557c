"""The editor of one chapter of the memo: its sentences as cards, each change one step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from assay.core.errors import UserError
from assay.ui.bridge import Bridge
from assay.ui.dialogs.memo_cite import MemoCiteDialog
from assay.ui.pages.memo_editor_card import GUTTER, MARGIN, SentenceCard
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Ground, Row, Words
from assay.words import tr
from assay.work import drafting
from assay.work.views.memo import Chapter, FieldView, Group, Sentence

WIDEST = 760


class GroupBox(QWidget):
    """The cards of one part. Signal: `added(GroupBox)` when another entry is asked for."""

    added = Signal(object)

    def __init__(self, group: Group, alone: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.cards: list[SentenceCard] = []
        self.column = Column(10, parent=self)
        self.head = QWidget()
        head = Row(10, (0, 10, 0, 0), self.head)
        head.addWidget(Words(group.title, "strong"))
        head.addStretch(1)
        self.add = Button(group.add, "link", icon="plus", flush=True)
        self.add.setAccessibleName(f"{group.add}: {group.title}")
        self.add.clicked.connect(self._on_add)
        head.addWidget(self.add)
        self.add.setVisible(bool(group.add))
        self.column.addWidget(self.head)
        self.head.setVisible(not alone)
        self.hint = Words(group.hint, "body", "text2", wrap=True)
        self.column.addWidget(self.hint)

    def _on_add(self) -> None:
        self.added.emit(self)


class MemoEditor(QWidget):
    """`MemoEditor(bridge)`; `show_chapter(chapter)`, `commit()`, `add_sentence()`.

    Signals: `told(str)` for the toast, `opened(str)` evidence to go to, `section_added()`,
    `section_renamed(str)` to the heading that it now has.
    """

    told = Signal(str)
    opened = Signal(str)
    section_added = Signal()
    section_renamed = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.chapter: Chapter | None = None
        self.boxes: list[GroupBox] = []
        self._blank = ""
        """The part to which an entry is being added that has no words yet."""
        self.title = Words("", "title")
        self.note = Words("", "body", "text2")
        self.add = Button(tr("Add sentence"), icon="plus")
        self.section = Button(tr("Add section"), "link")
        self.heading = LineBox("", tr("Heading"), tr("Heading of the section"))
        self.hint = Words(
            tr("Type @ to cite evidence. A fact without a citation cannot enter the final memo."),
            "caption",
            "text2",
            wrap=True,
        )
        self._build()
        self.add.clicked.connect(self.add_sentence)
        self.section.clicked.connect(self.section_added)
        self.heading.committed.connect(self._on_heading)

    def _build(self) -> None:
        outer = Column(0, parent=self)
        self.bar = Row(12, (24, 14, 24, 10))
        self.bar.addWidget(self.title)
        self.bar.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        self.bar.addStretch(1)
        self.bar.addWidget(self.section)
        self.bar.addWidget(self.add)
        outer.addLayout(self.bar)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Ground("window")
        frame = Row(0, (24, 2, 16, 20), ground)
        self.body = QWidget()
        frame.addWidget(self.body, 1)
        frame.addStretch(0)
        self.area.setWidget(ground)
        self._column = Column(10, parent=self.body)
        self._column.addWidget(self.heading)
        self._foot = QWidget()
        foot = Row(0, parent=self._foot)
        self._indent = QWidget()
        foot.addWidget(self._indent)
        foot.addWidget(self.hint, 1)
        self._column.addWidget(self._foot)
        self._column.addStretch(1)
        outer.addWidget(self.area, 1)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.body.setMaximumWidth(px(WIDEST))
        self._indent.setFixedWidth(px(GUTTER))
        self.heading.setContentsMargins(px(GUTTER), 0, px(MARGIN), 0)

    # -- showing ------------------------------------------------------------------------------

    @property
    def cards(self) -> list[SentenceCard]:
        """Every card, from the top."""
        return [card for box in self.boxes for card in box.cards]

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter as it is recorded; the same one is changed in place."""
        anew = self.chapter is None or self._shape(self.chapter) != self._shape(chapter)
        self.chapter = chapter
        self.title.setText(chapter.title)
        self.note.setText(chapter.note)
        single = len(chapter.groups) == 1
        self.add.setVisible(single and bool(chapter.groups[0].add))
        if single and chapter.groups[0].add:
            self.add.set_label(chapter.groups[0].add)
        self.section.setVisible(chapter.id.startswith("review:"))
        self.heading.setVisible(chapter.id.startswith("review:"))
        self.heading.set_text(chapter.section)
        self._foot.setVisible(any(group.labelled for group in chapter.groups))
        if anew:
            self._blank = ""
            self._rebuild(chapter)
        for box, group in zip(self.boxes, chapter.groups, strict=True):
            self._fill(box, group)
        if anew:
            self._settle()

    def _settle(self) -> None:
        """Lay everything out before it is painted: cards find their height by their width."""
        for box in self.boxes:
            box.show()
            for card in box.cards:
                card.show()
        for _ in range(3):  # the words' height, the card's, the page's
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    @staticmethod
    def _shape(chapter: Chapter) -> tuple[str, ...]:
        return (chapter.id, *(group.part for group in chapter.groups))

    def _rebuild(self, chapter: Chapter) -> None:
        for old in self.boxes:
            old.hide()
            self._column.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self.boxes = []
        for place, group in enumerate(chapter.groups, 1):
            box = GroupBox(group, alone=len(chapter.groups) == 1)
            box.added.connect(self._on_add)
            self._column.insertWidget(place, box)
            self.boxes.append(box)
        self.area.verticalScrollBar().setValue(0)

    def _fill(self, box: GroupBox, group: Group) -> None:
        box.group = group
        sentences = list(group.sentences)
        if self._blank == group.part:
            sentences.append(_blank(group))
        while len(box.cards) > len(sentences):
            card = box.cards.pop()
            card.hide()
            card.setParent(None)
            card.deleteLater()
        while len(box.cards) < len(sentences):
            box.cards.append(self._card(box))
        for card, sentence in zip(box.cards, sentences, strict=True):
            card.show_sentence(group, sentence)
        box.hint.setVisible(not sentences)

    def _card(self, box: GroupBox) -> SentenceCard:
        card = SentenceCard(box.group, len(box.cards) + 1)
        card.written.connect(self._on_written)
        card.labelled.connect(self._on_labelled)
        card.citing.connect(self._on_citing)
        card.uncited.connect(self._on_uncited)
        card.opened.connect(self.opened)
        card.filled.connect(self._on_filled)
        card.moved.connect(self._on_moved)
        card.dropped.connect(self._on_dropped)
        box.column.addWidget(card)
        return card

    # -- acting -------------------------------------------------------------------------------

    def commit(self) -> None:
        """Keep whatever is being typed."""
        if self._bridge.session is None:
            return
        for card in self.cards:
            card.commit()
        self.heading.commit()

    def add_sentence(self) -> None:
        """Open a card for another entry of the chapter's first part."""
        if self.boxes:
            self._on_add(self.boxes[0])

    def _on_add(self, box: GroupBox) -> None:
        self.commit()
        self._blank = box.group.part
        self._fill(box, box.group)
        box.cards[-1].text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(box.cards[-1])

    def _on_written(self, card: SentenceCard, text: str) -> None:
        session, here, sentence = self._bridge.open_session, self._bridge.assessment, card.sentence
        if sentence.id:
            self._bridge.do(lambda: drafting.edit(session, sentence.id, text), self)
        elif text.strip():
            self._blank = ""
            label = sentence.label
            self._bridge.do(
                lambda: drafting.add(
                    session, here, sentence.part, text, section=sentence.section, label=label
                ),
                self,
            )

    def _kept(self, card: SentenceCard) -> str:
        """The id of a card's entry, after what is typed in it was kept; empty where nothing was."""
        card.text.commit()
        return card.sentence.id

    def _on_labelled(self, card: SentenceCard, label: str) -> None:
        id = self._kept(card)
        if id:
            session = self._bridge.open_session
            self._bridge.do(lambda: drafting.relabel(session, id, label), self)
        else:
            card.sentence = replace(card.sentence, label=label)
            card.label.set_chosen(label)

    def _on_citing(self, card: SentenceCard) -> None:
        id = self._kept(card)
        if not id:
            return
        cited = [one.id for one in card.sentence.cites]
        dialog = MemoCiteDialog(self._bridge, card.sentence.text, cited, self.window())
        if dialog.exec() and dialog.evidence:
            session, evidence = self._bridge.open_session, dialog.evidence
            self._bridge.do(lambda: drafting.cite(session, id, evidence), self)
        card.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_uncited(self, card: SentenceCard, evidence: str) -> None:
        session, id = self._bridge.open_session, card.sentence.id
        self._bridge.do(lambda: drafting.uncite(session, id, evidence), self)
        card.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filled(self, card: SentenceCard, name: str, text: str) -> None:
        session, here, sentence = self._bridge.open_session, self._bridge.assessment, card.sentence
        fields = card.fields
        try:
            if sentence.id:
                session.do(drafting.set_field(session, sentence.id, name, text), self)
            else:
                self._blank = ""
                made = drafting.add(
                    session, here, sentence.part, card.text.text(), field=(name, text)
                )
                session.do(made, self)
        except UserError as error:
            if fields is not None:
                fields.refuse(name, error)
            return
        if fields is not None:
            fields.accept(name)

    def _on_moved(self, card: SentenceCard, places: int) -> None:
        id = self._kept(card)
        session = self._bridge.open_session
        if id and self._bridge.do(lambda: drafting.move(session, id, places), self):
            self.focus_on(id)

    def focus_on(self, id: str) -> None:
        """Put the keyboard into the card of this entry."""
        for card in self.cards:
            if card.sentence.id == id:
                card.text.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureWidgetVisible(card)

    def _on_dropped(self, card: SentenceCard) -> None:
        session, id = self._bridge.open_session, card.sentence.id
        card.text.set_kept(card.text.text(), anew=True)  # what was being typed goes with it
        if not id:
            self._blank = ""
            for box in self.boxes:
                self._fill(box, box.group)
        elif self._bridge.do(lambda: drafting.remove(session, id), self):
            self.told.emit(tr("Deleted from the memo"))

    def _on_heading(self, text: str) -> None:
        if self.chapter is None or not text.strip():
            return
        session, here, old = (
            self._bridge.open_session,
            self._bridge.assessment,
            self.chapter.section,
        )
        new = " ".join(text.split())
        self.chapter = replace(self.chapter, section=new, id=f"review:{new}")
        self.section_renamed.emit(new)
        self._bridge.do(lambda: drafting.rename_section(session, here, old, new), self)


def _blank(group: Group) -> Sentence:
    """An entry to be: it is recorded when it has words."""
    fields: tuple[FieldView, ...] = ()
    if group.sentences:
        fields = tuple(replace(field, value="") for field in group.sentences[0].fields)
    label = "fact" if group.labelled else ""
    return Sentence("", group.part, group.section, "", label, (), fields, ())
