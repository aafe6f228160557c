"""The facts pane: where the item on the page is cited, how far it is trusted, and its record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from assay.core.errors import UserError
from assay.core.scorecard import Scorecard
from assay.ui.pages import evidence_words as said
from assay.ui.tokens import Ink
from assay.ui.widgets.badges import GradeBadge
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.chips import IconWord
from assay.ui.widgets.labels import (
    Clipped,
    Column,
    FactLine,
    Ground,
    Row,
    Rule,
    SectionHeading,
    Size,
    Words,
)
from assay.ui.widgets.notices import DropZone
from assay.ui.widgets.painting import plain_tip
from assay.ui.widgets.quoted_card import Quoted, QuotedCard
from assay.words import tr, trn
from assay.words.problems import refused
from assay.work.linked import content
from assay.work.views.viewer import ViewerView

CARDS = 40
"""So many cards are shown; who cites one item more often finds the rest by its questions."""
LABEL = 92
UNBROKEN = 22
"""Letters without a space that still fit beside a label."""


class FactsPane(QScrollArea):
    """`FactsPane()`: `show_view(view, cards, weight)`, `show_current(citation)`, `show_selection(letters)`.

    Signals: `shown(str)` a citation's place is asked for, `menu(str)` what can be done with it,
    `went(str)` to a question, `quoting()`, `describing()`, `exporting()`.
    """

    shown = Signal(str)
    menu = Signal(str)
    went = Signal(str)
    quoting = Signal()
    describing = Signal()
    exporting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("About this evidence"))
        self.heading = SectionHeading(tr("Citations"), pane=True)
        self.zone = DropZone(tr("Select text, then Enter to cite it"))
        self.badge = GradeBadge()
        self.letters = (Words("", "caption", "text2"), Words("", "caption", "text2"))
        self.reason = Words("", "caption", "text2", wrap=True)
        self.formula = Words("", "caption", "text3", wrap=True)
        self.describe = Button(tr("Grade and describe…"), dense=True)
        self.export = Button(tr("Export original…"), dense=True)
        self.intact = IconWord("circle-dashed", size=14)
        self.cards: dict[str, QuotedCard] = {}
        self._cards = Column(8)
        self._sums = Column(2)
        self._record = Column(3)
        self._quoted: tuple[Quoted, ...] = ()
        self._item = ""
        self._reading = False
        self._build()

    def _build(self) -> None:
        ground = Ground("window")
        column = Column(10, (18, 14, 18, 16), ground)
        column.addWidget(self.heading)
        column.addLayout(self._cards)
        self.zone.setAcceptDrops(False)
        self.zone.set_compact(True)
        column.addWidget(self.zone)
        column.addWidget(Rule())
        column.addWidget(SectionHeading(tr("Grade"), pane=True))
        grade = Row(10)
        grade.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        letters = Column(0)
        for line in self.letters:
            line.setWordWrap(True)
            letters.addWidget(line)
        grade.addLayout(letters, 1)
        column.addLayout(grade)
        for widget in (self.reason, self.formula):
            column.addWidget(widget)
        column.addLayout(self._sums)
        column.addWidget(self.describe, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Rule())
        column.addWidget(SectionHeading(tr("Record"), pane=True))
        column.addLayout(self._record)
        column.addWidget(self.intact)
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(ground)
        self.zone.clicked.connect(self.quoting)
        self.describe.clicked.connect(self.describing)
        self.export.clicked.connect(self.exporting)

    # -- what is shown ----------------------------------------------------------------------------

    def show_view(
        self, view: ViewerView, quoted: Sequence[Quoted], scorecard: Scorecard | None
    ) -> None:
        """Show everything about an item; of another one than before, from the top."""
        if view.evidence.id != self._item:
            self._item = view.evidence.id
            self.verticalScrollBar().setValue(0)
        self._show_cards(tuple(quoted))
        self._show_grade(view, scorecard)
        self._show_record(view, scorecard)
        self.export.setVisible(view.held == "held")

    def set_reading(self, reading: bool) -> None:
        """Nothing can be changed now: what would change something is not shown."""
        self._reading = reading
        for widget in (self.zone, self.describe):
            widget.setVisible(not reading)
        for card in self.cards.values():
            card.set_reading(reading)

    def show_page(self, here: int) -> None:
        """Say how many of the citations stand on the page that is shown."""
        count = len(self._quoted)
        note = str(count) if count else tr("none")
        if here:
            note = tr("{count}, {here} on this page", count=count, here=here)
        self.heading.set_note(note)

    def _show_cards(self, quoted: tuple[Quoted, ...]) -> None:
        if quoted == self._quoted:
            return
        self._quoted = quoted
        _empty(self._cards)
        self.cards = {one.id: QuotedCard(one) for one in quoted[:CARDS]}
        for card in self.cards.values():
            card.set_reading(self._reading)
            card.shown.connect(self.shown)
            card.menu.connect(self.menu)
            card.went.connect(self.went)
            self._cards.addWidget(card)
        if len(quoted) > CARDS:
            more = trn("and {count} more", "and {count} more", len(quoted) - CARDS)
            self._cards.addWidget(Words(more, "caption", "text2"))

    def show_current(self, citation: str) -> None:
        """Edge the card of the quotation that is stepped to."""
        for id, card in self.cards.items():
            card.set_current(id == citation)
        if citation in self.cards:
            self.ensureWidgetVisible(self.cards[citation])

    def show_selection(self, letters: int, question: str) -> None:
        """Offer to cite what is selected."""
        text = tr("Select text, then Enter to cite it")
        if letters and question:
            text = tr("Quote for {question} (Enter)", question=question)
        elif letters:
            text = tr("Quote this (Enter)")
        self.zone.set_label(text)

    def _show_grade(self, view: ViewerView, scorecard: Scorecard | None) -> None:
        item = view.evidence
        self.badge.set_grade(item.grade)
        for line, words in zip(self.letters, said.grade_lines(item), strict=True):
            line.setText(words)
        self.reason.setText(item.grade_reason)
        self.reason.setVisible(bool(item.grade_reason))
        _empty(self._sums)
        parts = _parts(view, scorecard)
        for question, words in parts:
            self._sums.addWidget(FactLine(question, words, 64))
        self.formula.setText(
            tr("reliability × credibility × freshness, and what it gives each answer:")
            if parts
            else tr("Cited for no question, it moves no answer.")
        )

    def _show_record(self, view: ViewerView, scorecard: Scorecard | None) -> None:
        _empty(self._record)
        for label, value, ink in said.record_lines(view, _weight(view, scorecard)):
            if value:
                self._record.addWidget(_line(label, value, ink, content(view.evidence)))

    def show_intact(self, loaded: bool | UserError, *, linked: bool = False) -> None:
        """Say that the bytes are what they were when they came, or that they are not."""
        if isinstance(loaded, UserError):
            self.intact.set("warning-circle", refused(loaded)[0], "danger", "danger")
        else:
            words = tr("Unchanged since it was added to this project")
            words = tr("Unchanged since it was linked") if linked else words
            self.intact.set("check-circle", words, "text2", "support")
        self.intact.setToolTip(plain_tip(self.intact.text()))
        self.intact.setVisible(bool(loaded))


def _line(label: str, value: str, ink: Ink, digest: str) -> QWidget:
    """A line of the record. An address or file name has no spaces to break at: it is cut instead."""
    if max(map(len, value.split()), default=0) <= UNBROKEN:
        line = FactLine(label, value, LABEL, ink)
        line.value.setToolTip(plain_tip(digest if label == "SHA-256" else ""))
        return line
    holder = QWidget()
    row = Row(0, parent=holder)
    name = Words(label, "caption", "text3")
    Size(name, width=LABEL)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Clipped(value, 3, "body", ink), 1)
    return holder


def _parts(view: ViewerView, scorecard: Scorecard | None) -> list[tuple[str, str]]:
    """What this item gives each question that cites it, strongest citation of each."""
    if scorecard is None:
        return []
    found: dict[str, str] = {}
    for quoted in view.quotations:
        if quoted.question in found or quoted.question not in scorecard.checklist.questions:
            continue
        confidence = scorecard.confidence(quoted.question)
        for part in confidence.parts:
            if part.citation == quoted.citation.id:
                found[quoted.question] = said.sum_line(part, confidence)
    return list(found.items())


def _weight(view: ViewerView, scorecard: Scorecard | None) -> str:
    """*0.24*: grade and freshness together, for the question that ages it most."""
    if scorecard is None:
        return ""
    strengths = [
        part.strength
        for quoted in view.quotations
        if quoted.question in scorecard.checklist.questions
        for part in scorecard.confidence(quoted.question).parts
        if part.citation == quoted.citation.id
    ]
    return f"{min(strengths):.2f}" if strengths else ""


def _empty(column: Column) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
