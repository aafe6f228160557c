"""Comments on one question: threads to ask and answer in, settled and private ones marked."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.core.remarks import Thread
from assay.core.review import Comment
from assay.ui.bridge import Bridge
from assay.ui.dialogs.ticks import Tick
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.fields import TextBox
from assay.ui.widgets.fold import Fold
from assay.ui.widgets.labels import Card, Column, Row, Words
from assay.words import tr, trn
from assay.work import commenting
from assay.work.remembering import Draft
from assay.work.views.history import when_said


class ThreadCard(Card):
    """One thread. `asked(str verb, str id)`: `reply`, `settle`, `reopen`, `hide`, `share`."""

    asked = Signal(str, str)

    def __init__(self, thread: Thread, reading: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.talk = thread
        self.buttons: list[Button] = []
        column = Column(6, (14, 10, 14, 8), self)
        self._add(column, thread.first)
        for reply in thread.replies:
            line = Row(0, (18, 0, 0, 0))
            inner = Column(2)
            self._add(inner, reply)
            line.addLayout(inner)
            column.addLayout(line)
        if not reading:
            column.addLayout(self._verbs())

    def _add(self, column: Column, said: Comment) -> None:
        head = Row(8)
        head.addWidget(Words(said.author, "label", "text"))
        head.addWidget(Words(when_said(said.time), "caption", "text3"))
        head.addStretch(1)
        if said is self.talk.first:
            if said.private:
                head.addWidget(IconWord("lock-simple", tr("Private"), "text2", size=14))
            if not self.talk.open:
                head.addWidget(IconWord("check-circle", tr("Settled"), "support", "support", 14))
        column.addLayout(head)
        column.addWidget(Words(said.text, "body", "text", wrap=True, selectable=True))

    def _verbs(self) -> Row:
        first = self.talk.first
        offers = [("reply", tr("Answer"))]
        offers.append(("settle", tr("Settle")) if self.talk.open else ("reopen", tr("Open again")))
        offers.append(
            ("share", tr("Let it be shared")) if first.private else ("hide", tr("Keep private"))
        )
        row = Row(8)
        for verb, words in offers:
            button = Button(words, "link", flush=True)
            button.setAccessibleName(f"{words}: {first.text[:60]}")
            button.setProperty("verb", verb)
            button.clicked.connect(self._on_verb)
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        return row

    def _on_verb(self) -> None:
        self.asked.emit(str(self.sender().property("verb")), self.talk.first.id)


class CommentsFold(Fold):
    """The comments on the question shown, and a box to write one."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("Comments"), parent)
        self._bridge = bridge
        self._question = ""
        self._to = ""
        """The comment that is being answered."""
        self._reading = False
        self._shown: tuple[object, ...] = ()
        self.cards: list[ThreadCard] = []
        self._threads = QWidget()
        self._column = Column(8, parent=self._threads)
        self.writing = QWidget()
        self.box = TextBox(tr("Comment"), 2)
        self.private = Tick(tr("Private: it never leaves this project file"))
        self.send = Button(tr("Comment"), dense=True)
        self.drop = Button(tr("Not now"), "link")
        self._build()
        self.box.edited.connect(self._fit)
        self.box.committed.connect(self._on_paused)
        self.private.clicked.connect(self._on_paused)
        bridge.closing.connect(self._on_closing)
        self.send.clicked.connect(self.write)
        self.drop.clicked.connect(self._on_drop)

    def _build(self) -> None:
        column = Column(6, parent=self.writing)
        column.addWidget(self.box)
        row = Row(8)
        row.addWidget(self.private)
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.send)
        column.addLayout(row)
        self.body.addWidget(self._threads)
        self.body.addWidget(self.writing)
        self._fit()

    # -- showing ------------------------------------------------------------------------------

    def show_question(self, question: str, fresh: bool) -> None:
        """Show the comments on this question; what was begun about the last one is kept for later."""
        session, here = self._bridge.open_session, self._bridge.assessment
        threads = session.remarks.threads(here, question)
        open_ = sum(1 for thread in threads if thread.open)
        if fresh or (self._shown and self._shown[0] != here):
            self._change(here, question)
            self.set_open(open_ > 0 or bool(self.box.text()))
        shown = (here, question, threads, self._reading)
        if shown == self._shown:
            return
        self._shown = shown
        note = trn("{count} open comment", "{count} open comments", open_) if open_ else ""
        settled = len(threads) - open_
        if settled:
            more = trn("{count} settled", "{count} settled", settled)
            note = f"{note}, {more}" if note else more
        self.set_note(note)
        self._paint(threads)

    def _change(self, assessment: str, question: str) -> None:
        """Another question: the draft of the last one is put away, its own comes."""
        self._put_away()
        self._question = question
        draft = self._bridge.place.drafts.get(f"{assessment}/{question}", Draft(""))
        self._to = draft.to
        self._set_text(draft.text)
        self.private.setChecked(draft.private)
        self._fit()

    def _put_away(self) -> None:
        """Keep what is begun for later, on this computer alone; an empty box keeps nothing."""
        if not self._shown:
            return
        drafts, key = self._bridge.place.drafts, f"{self._shown[0]}/{self._question}"
        drafts.pop(key, None)
        text = self.box.text()
        if text.strip():
            drafts[key] = Draft(text, self._to, self.private.isChecked())

    def _on_paused(self, *_: object) -> None:
        self._put_away()
        self._bridge.keep_place()

    def _on_closing(self) -> None:
        self._put_away()
        self._shown, self._question = (), ""
        self._on_drop()

    def _set_text(self, text: str) -> None:
        self.box.blockSignals(True)  # so that the box takes what is set, and nothing is put away
        self.box.commit()
        self.box.set_text(text)
        self.box.blockSignals(False)

    def _paint(self, threads: tuple[Thread, ...]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ThreadCard(thread, self._reading) for thread in threads]
        for card in self.cards:
            card.asked.connect(self._on_asked)
            self._column.addWidget(card)
        stops: list[QWidget] = [self.head, *(b for card in self.cards for b in card.buttons)]
        for before, after in pairwise(stops):  # made later than what stands below them
            QWidget.setTabOrder(before, after)
        self._threads.setVisible(bool(threads))
        self._fit()

    def set_reading(self, reading: bool) -> None:
        """Only to be read: nothing is offered."""
        self._reading = reading
        self.writing.setVisible(not reading)

    def _fit(self) -> None:
        """What can be done with what is written."""
        written = bool(self.box.text().strip())
        self.send.setEnabled(written)
        self.drop.setVisible(bool(self._to) or written)
        self.private.setVisible(not self._to)
        self.send.set_label(tr("Answer") if self._to else tr("Comment"))
        first = self._first()
        about = tr("Answer {author}", author=first.author) if first else tr("Comment")
        self.box.label.setText(about)
        self.box.editor.setAccessibleName(about)

    def _first(self) -> Comment | None:
        return next((c.talk.first for c in self.cards if c.talk.first.id == self._to), None)

    # -- acting -------------------------------------------------------------------------------

    def start(self) -> None:
        """Put the keyboard into the box."""
        self.set_open(True)
        self.box.setFocus()

    def write(self) -> None:
        """Send what is written."""
        session, here = self._bridge.open_session, self._bridge.assessment
        text, private = self.box.text(), self.private.isChecked()
        make = partial(commenting.comment, session, here, self._question, text, private=private)
        if self._to:
            make = partial(commenting.reply, session, self._to, text)
        if self._bridge.do(make, self):
            self._on_drop()
            self.box.setFocus()

    def _on_drop(self) -> None:
        self._to = ""
        self._set_text("")
        self.private.setChecked(False)
        self._put_away()
        self._fit()

    def _on_asked(self, verb: str, id: str) -> None:
        if verb == "reply":
            self._to = id
            self._fit()
            self.box.setFocus()
            return
        session = self._bridge.open_session
        made = {
            "settle": partial(commenting.settle, session, id),
            "reopen": partial(commenting.reopen, session, id),
            "hide": partial(commenting.keep_private, session, id, True),
            "share": partial(commenting.keep_private, session, id, False),
        }
        self._bridge.do(made[verb], self)
