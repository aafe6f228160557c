"""The merge window: every conflict side by side, by keyboard or mouse; nothing is done before Merge."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.merge_texts import CombinedText, chosen_words, effect_words, said_of
from assay.ui.dialogs.picks import Pick
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.conflict_rows import ConflictList, ConflictRow
from assay.ui.widgets.labels import Column, Row, Rule, Words
from assay.ui.widgets.side_card import SideCard
from assay.words import tr, trn
from assay.work.deciding import LATER, Deciding
from assay.work.merging import Choice
from assay.work.views.merging import ConflictView, MergeView

WIDTH = 1080
LIST, LIST_NARROW = 236, 170
NARROW = 900
"""Narrower, in design pixels, the sides stand under each other."""
CRAMPED = 640
"""Narrower, what is left to decide stands in the head, as the buttons take the foot."""
OWN = "own"
"""What is chosen where somebody wrote a text of their own."""


class MergeDialog(Dialog):
    """`MergeDialog(title, view, taken, before, parent=None)`; after it was accepted, `deciding.decisions()`.

    `taken` is what comes without a conflict, in lines; `before` what was chosen the last time. Keys:
    M, T, B and figures choose, E writes a text of one's own, L puts off, N goes to the next open one.
    """

    def __init__(
        self,
        title: str,
        view: MergeView,
        taken: tuple[str, ...],
        before: Mapping[str, Choice],
        parent: QWidget | None = None,
    ) -> None:
        effect = tr("Nothing is lost: the copy not chosen stays in the history.")
        super().__init__(title, f"{view.sentence} {effect}", parent, WIDTH)
        self.deciding = Deciding(view.conflicts)
        self.deciding.resume(before)
        self.current = ""
        self._settling = False
        self.cards: list[SideCard] = []
        self.list = ConflictList(tr("To decide"))
        self.author = Pick(tr("Written by"), _authors(view))
        self.domain = Pick(tr("Domain"), _domains(view))
        self.what = Words("", "strong", "text2")
        self.about = Words("", "option", wrap=True)
        self.sides = Row(14)
        self.effect_line = Words("", "body", wrap=True)
        self.write = Button(tr("Edit a combined text…") + "  E", "link")
        self.later = Button(tr("Later") + "  L", "link")
        self.mine, self.theirs = Button(tr("Take all mine")), Button(tr("Take all theirs"))
        self._arrange(view, taken)
        self._listen()
        self.offer(tr("Merge"))
        self._fill()
        first = self.deciding.next_open("", self._shown_ids())
        self.show_conflict(first or next(iter(self._shown_ids()), ""))

    # -- layout -----------------------------------------------------------------------------------

    def _arrange(self, view: MergeView, taken: tuple[str, ...]) -> None:
        both = Row(20)
        left, right = Column(8), Column(10)
        for pick, count in ((self.author, len(view.authors)), (self.domain, len(view.domains))):
            left.addWidget(pick)
            pick.setVisible(count > 1)
        left.addWidget(Words(tr("To decide"), "caption", "text2"))
        left.addWidget(self.list, 1)
        _tell(left, tr("Taken without conflict"), taken)
        _tell(left, tr("About the other copy"), view.remarks)
        self.list.setFixedWidth(px(LIST))
        self.list.setMinimumHeight(px(200))
        head = Row(14)
        head.addWidget(self.what, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.about, 1)
        foot = Row(12)
        foot.addWidget(self.effect_line, 1)
        for button in (self.later, self.write):
            foot.addWidget(button)
        right.addLayout(head)
        right.addLayout(self.sides, 1)
        right.addWidget(Words(tr("Effect on the rating"), "caption", "text2"))
        right.addLayout(foot)
        both.addLayout(left)
        both.addWidget(Rule(upright=True))
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        for place, button in enumerate((self.mine, self.theirs)):
            self.footer.insertWidget(2 + place, button)
        self.page.setMinimumHeight(px(430))
        self.page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _listen(self) -> None:
        self.list.chosen.connect(self.show_conflict)
        self.author.chosen.connect(self._on_filter)
        self.domain.chosen.connect(self._on_filter)
        self.mine.clicked.connect(self._on_all)
        self.theirs.clicked.connect(self._on_all)
        self.write.clicked.connect(self.write_own)
        self.later.clicked.connect(self.put_off)
        for keys in ("M", "T", "B", *(str(n) for n in range(1, 10))):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_key)
        for keys, act in (("E", self.write_own), ("L", self.put_off), ("N", self.go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one under the other where there is not."""
        super().resizeEvent(event)
        wide = theme().logical(self.width()) >= NARROW
        direction = QBoxLayout.Direction
        self.sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.list.setFixedWidth(px(LIST if wide else LIST_NARROW))
        if theme().logical(self.width()) < CRAMPED:
            self._head.addWidget(self.note)
        else:
            self.footer.insertWidget(0, self.note, 1)

    # -- showing ----------------------------------------------------------------------------------

    def _shown(self) -> tuple[ConflictView, ...]:
        return self.deciding.shown(self.author.chosen_id(), self.domain.chosen_id())

    def _shown_ids(self) -> list[str]:
        return [conflict.id for conflict in self._shown()]

    def settle_only(self) -> None:
        """There is no other copy: what is decided is a step of its own, and the rest stays open."""
        self._settling = True
        self._fill()

    def _fill(self) -> None:
        """The list, the count and the verb, as they are after what was chosen."""
        rows = [_row(conflict, self.deciding.choice(conflict.id)) for conflict in self._shown()]
        self.list.set_rows(rows)
        left, later = self.deciding.open, self.deciding.later
        said = trn("{count} left to decide", "{count} left to decide", left) if left else ""
        if later:
            said = tr("{said}, {count} later", said=said or tr("All others decided"), count=later)
        self.note.setText(said or tr("All decided"))
        waiting = left + later
        if self._settling:
            done = len(self.deciding.decisions())
            self.primary.set_label(trn("Decide {count}", "Decide {count}", done))
            self.primary.setEnabled(done > 0)
            return
        self.primary.set_label(
            trn("Merge, decide {count} later", "Merge, decide {count} later", waiting)
            if waiting
            else tr("Merge")
        )

    def show_conflict(self, id: str) -> None:
        """Show this one side by side."""
        self.current = id
        self.list.show_row(id)
        for widget in (self.later, self.write):
            widget.setEnabled(bool(id))
        if not id:
            return
        found = self.deciding.conflict(id)
        self.what.setText(found.title.partition(" · ")[0])
        self.about.setText(found.about)
        self.write.setVisible(bool(found.may_write))
        self.effect_line.setText(effect_words(found))
        self._show_sides(found)

    def _show_sides(self, found: ConflictView) -> None:
        said = said_of(found, self._own(found))
        while len(self.cards) < len(said):
            card = SideCard()
            card.chosen.connect(self.choose)
            self.sides.addWidget(card, 1)
            self.cards.append(card)
        chosen = self._chosen_id(found)
        for card, one in zip(self.cards, said, strict=False):
            card.show_said(one)
            card.set_chosen(one.choice == chosen)
        for n, card in enumerate(self.cards):
            card.setVisible(n < len(said))

    def _own(self, found: ConflictView) -> str:
        choice = self.deciding.choice(found.id)
        return str(choice[found.may_write]) if isinstance(choice, Mapping) else ""

    def _chosen_id(self, found: ConflictView) -> str:
        choice = self.deciding.choice(found.id)
        return OWN if isinstance(choice, Mapping) else "" if choice is None else str(choice)

    # -- choosing ---------------------------------------------------------------------------------

    def choose(self, choice: str) -> None:
        """Choose a side, and go to the next one that is open."""
        if choice != OWN:
            self._decide(int(choice) if choice.isdigit() else choice)

    def put_off(self) -> None:
        """Keep both values for now; it is asked again."""
        self._decide(LATER)

    def _decide(self, choice: Choice) -> None:
        if not self.current:
            return
        self.deciding.decide(self.current, choice)
        self._fill()
        following = self.deciding.next_open(self.current, self._shown_ids())
        self.show_conflict(following or self.current)

    def go_on(self) -> None:
        """To the next one that nothing was chosen for."""
        following = self.deciding.next_open(self.current, self._shown_ids())
        if following:
            self.show_conflict(following)

    def write_own(self) -> None:
        """Write a text of one's own, beginning with mine."""
        if not self.current:
            return
        found = self.deciding.conflict(self.current)
        if not found.may_write:
            return
        dialog = CombinedText(found, self._own(found), self)
        if dialog.exec() == CombinedText.DialogCode.Accepted:
            self._decide({found.may_write: dialog.written})

    def _on_key(self) -> None:
        pressed = self.sender()
        key = pressed.key().toString() if isinstance(pressed, QShortcut) else ""
        for card in self.cards:
            if card.isVisible() and card.said.key == key:
                self.choose(card.said.choice)
                return

    def _on_filter(self, id: str) -> None:
        self._fill()
        ids = self._shown_ids()
        if self.current not in ids:
            self.show_conflict(next(iter(ids), ""))

    def _on_all(self) -> None:
        whose = "mine" if self.sender() is self.mine else "theirs"
        count = self.deciding.take_all(whose, self._shown_ids())
        self._fill()
        if self.current:
            self.show_conflict(self.current)
        done = trn("{count} taken", "{count} taken", count)
        self.note.setText(tr("{done}; look them through, nothing is merged yet.", done=done))


def _tell(column: Column, title: str, lines: tuple[str, ...]) -> None:
    """Lines under a heading, where there are any."""
    if lines:
        column.addWidget(Rule())
        column.addWidget(Words(title, "caption", "text2"))
    for line in lines:
        column.addWidget(Words(line, "body", wrap=True))


def _authors(view: MergeView) -> list[tuple[str, str]]:
    return [("", tr("everybody")), *((name, name) for name in view.authors)]


def _domains(view: MergeView) -> list[tuple[str, str]]:
    return [("", tr("all domains")), *((id, f"{id}  {title}") for id, title in view.domains)]


def _row(found: ConflictView, choice: Choice | None) -> ConflictRow:
    state = "open" if choice is None else "later" if choice == LATER else "decided"
    what, _, field = found.title.partition(" · ")
    return ConflictRow(found.id, what, field, found.about, state, chosen_words(found, choice))
