"""Flags, knock-outs and gates: every rule with its state, what it says, what it rests on, and its review."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.core.memo_numbers import hundredth
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages.dashboard_overview import flag_line, flag_state
from assay.ui.pages.dashboard_panel import Beside, Panel, holder, quiet
from assay.ui.runner import Runner
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import CodeChip, IconWord
from assay.ui.widgets.finding_rows import FLAG_ICONS, FlagDelegate, StillList
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Card, Column, FactLine, Row, Words
from assay.words import tr, trn
from assay.words.terms import FLAG_KIND
from assay.work import flagging
from assay.work.flagging import CLEARABLE
from assay.work.views.dashboard import FlagRow, flag_counts, flag_rows


class FlagCard(Card):
    """One rule in full. Its buttons are the panel's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        column = Column(8, (20, 14, 20, 16), self)
        self.state = IconWord("flag", "")
        self.name = Words("", "heading", selectable=True)
        self.text = Words("", "option", wrap=True, selectable=True)
        self.rule = FactLine(tr("Rule"), label_width=92, ink="text")
        self.effect = FactLine(tr("Effect"), label_width=92)
        self.confidence = FactLine(tr("Confidence"), label_width=92)
        self.evidence = FactLine(tr("Evidence"), label_width=92)
        self.review = FactLine(tr("Reviewed"), label_width=92)
        head = Row(10)
        head.addWidget(self.name)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        column.addWidget(self.text)
        for fact in (self.rule, self.effect, self.confidence, self.evidence, self.review):
            column.addWidget(fact)
        self.places = QWidget()
        self.flow = Flow(6, self.places)
        column.addWidget(self.places)
        self.confirm = Button(tr("Confirm…"), dense=True)
        self.clear = Button(tr("Clear…"), dense=True)
        self.withdraw = Button(tr("Take the review back"), dense=True)
        buttons = Row(8)
        for button in (self.confirm, self.clear, self.withdraw):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.space(4)
        column.addLayout(buttons)

    def show_flag(self, flag: FlagRow) -> None:
        """Show this rule; the panel adds the chips of its questions."""
        word, ink = flag_state(flag)
        kind = tr(FLAG_KIND[flag.kind])
        self.name.setText(flag.id)
        self.state.set(FLAG_ICONS[flag.kind], f"{kind} · {word}", "text2", ink)
        self.text.setText(flag.text)
        self.rule.set_value(flag.rule)
        self.effect.set_value(flag.effect)
        binds = tr("it binds from 0.50 on")
        self.confidence.set_value(f"{hundredth(flag.confidence)} · {binds}")
        numbers = ", ".join(str(number) for number in flag.evidence)
        self.evidence.set_value(
            tr("No. {numbers}", numbers=numbers) if numbers else tr("none cited")
        )
        self.review.set_value(_review_words(flag))
        self.clear.setEnabled(flag.state in CLEARABLE)
        self.clear.setToolTip("" if flag.state in CLEARABLE else _why_not(flag))
        self.withdraw.setVisible(bool(flag.review))


def _review_words(flag: FlagRow) -> str:
    if not flag.review:
        return tr("not reviewed yet")
    word = tr("Confirmed") if flag.review == "confirmed" else tr("Cleared")
    return tr(
        "{word} by {who}, {day}: {why}",
        word=word,
        who=flag.reviewer,
        day=phrases.day(flag.date),
        why=flag.reason,
    )


def _why_not(flag: FlagRow) -> str:
    if flag.state == "open":
        return tr("It is open for want of an answer; answer its questions.")
    return tr("It has not fired.")


class FlagsPanel(Panel):
    """All rules, the one chosen in full beside them."""

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, runner, parent)
        self._flags: dict[str, FlagRow] = {}
        self.chosen = ""
        self.title = self.heading(tr("Flags, knock-outs and gates"))
        self.blocked = Words("", "body", "danger", wrap=True)
        self.sign = IconWord("prohibit", "", "danger", "danger")
        self.list = StillList(tr("Flags, knock-outs and gates"), FlagDelegate)
        self.card = FlagCard()
        self._chips: list[CodeChip] = []
        self.column.addWidget(self.title)
        line = Row(6)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.blocked, 1)
        self.column.addLayout(line)
        left, column = holder(0)
        column.addWidget(self.list)
        column.addStretch(1)
        right, column = holder(8)
        column.addWidget(self.card)
        column.addWidget(
            quiet(
                tr(
                    "A fired rule binds from a confidence of 0.50; below, it only lifts the upper bound. "
                    "A reviewer can clear what fired. What is open wants an answer, not a word."
                )
            )
        )
        column.addStretch(1)
        self.column.addWidget(Beside(left, right, 460, 560, least=900))
        self.list.chosen.connect(self.choose)
        self.list.opened.connect(self.choose)
        self.card.confirm.clicked.connect(self._confirm)
        self.card.clear.clicked.connect(self._clear)
        self.card.withdraw.clicked.connect(self._withdraw)

    def forget(self) -> None:
        self.chosen = ""

    def paint_view(self) -> None:
        rows = flag_rows(self.bridge.open_session, self.bridge.assessment, self.bridge.language)
        self._flags = {row.id: row for row in rows}
        self.title.set_note(flag_counts(rows))
        blocking = [row.id for row in rows if row.blocks]
        said = trn(
            "{count} of them keeps the memo a draft: {flags}",
            "{count} of them keep the memo a draft: {flags}",
            len(blocking),
            flags=", ".join(blocking),
        )
        self.blocked.setText(phrases.unbroken(said))
        for widget in (self.sign, self.blocked):
            widget.setVisible(bool(blocking))
        self.list.set_rows([flag_line(row) for row in rows])
        if self.chosen not in self._flags and rows:
            self.chosen = rows[0].id
        self.card.setVisible(bool(rows))
        if rows:
            self.choose(self.chosen)

    def choose(self, id: str) -> None:
        """Show one rule in full."""
        self.chosen = id
        if self.list.shown != id:
            self.list.show_row(id)
        self.card.show_flag(self._flags[id])
        for chip in self._chips:
            self.card.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [
            CodeChip(q, "", tr("Go to {question}", question=q)) for q in self._flags[id].questions
        ]
        for chip in self._chips:
            chip.clicked.connect(self._to_chip)
            self.card.flow.addWidget(chip)

    def _to_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, CodeChip):
            self.to_question(chip.code)

    def _confirm(self) -> None:
        self._review("confirmed")

    def _clear(self) -> None:
        self._review("cleared")

    def _review(self, state: str) -> None:
        from assay.ui.dialogs.flag_review import FlagReviewDialog

        FlagReviewDialog(self.bridge, self._flags[self.chosen], state, self.window()).exec()

    def _withdraw(self) -> None:
        session, assessment = self.bridge.open_session, self.bridge.assessment
        if self.do(partial(flagging.withdraw, session, assessment, self.chosen)):
            self.told.emit(tr("The review of {flag} is taken back", flag=self.chosen))
