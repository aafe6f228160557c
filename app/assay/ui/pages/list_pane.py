"""The list pane: domains and their questions, filters with live counts, and a field to search in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.list_views import SeveralBar, ViewsButton
from assay.ui.widgets import question_rows as rows
from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.chips import FilterChip
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Ground, Row, Rule, SectionHeading
from assay.words import tr, trn
from assay.work.remembering import Narrowing
from assay.work.views.questions import ORDERS, DomainGroup, QuestionRow, question_list

CHIPS = (
    ("open", "Open", "circle-dashed"),
    ("unknown", "Unknown", "question"),
    ("no_evidence", "No evidence", ""),
    ("flagged", "Flagged", "flag"),
    ("stale", "Stale", "clock"),
    ("not_disclosed", "Not disclosed", "eye-slash"),
    ("conflicted", "Conflicted", "git-diff"),
    ("proposed", "Proposed", "clock-counter-clockwise"),
    ("since_memo", "Changed since the memo", "file-pdf"),
    ("second_look", "Second look", "flag-fill"),
    ("comments", "Comments", "chat-text"),
    ("mine", "Waiting for me", "user"),
    ("to_review", "To review", "clipboard-text"),
    ("returned", "Returned", "arrow-u-up-left"),
    ("changed", "Changed since accepted", "warning"),
    ("unassigned", "Not assigned", ""),
    ("damaged", "Damaged", "warning"),
)
UNFOLDED = 400
"""As many questions that a filter leaves are shown unfolded; more, and the domains stay as they are."""
ALWAYS = 5
"""Chips that stay when their count is zero; the others come and go with what they count."""


class ListPane(Ground):
    """The questions of the assessment. `chosen(question)` when one is picked."""

    chosen = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._bridge = bridge
        self._groups: tuple[DomainGroup, ...] = ()
        self._open: set[str] = set()
        self._unfolded: set[str] = set()
        self._current = ""
        self.heading = SectionHeading(tr("Questions"), pane=True)
        self.find_button = IconButton("magnifying-glass", tr("Find in the list"))
        self.views = ViewsButton(bridge)
        self.search = SearchField(tr("Find in questions"))
        self.chips = {name: FilterChip(tr(text), 0, icon) for name, text, icon in CHIPS}
        self.list = rows.QuestionList(tr("Questions"))
        self.several = SeveralBar()
        self._order = ""
        self._build()
        self._connect()
        self._recall()

    def _build(self) -> None:
        column = Column(6, (0, 10, 0, 0), self)
        head = Row(8, (14, 0, 12, 0))
        head.addWidget(self.heading, 1)
        head.addWidget(self.find_button)
        head.addWidget(self.views)
        column.addLayout(head)
        top = QWidget()
        inner = Column(8, (14, 0, 12, 2), top)
        inner.addWidget(self.search)
        holder = QWidget()
        flow = Flow(6, holder)
        for chip in self.chips.values():
            flow.addWidget(chip)
        inner.addWidget(holder)
        column.addWidget(top)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(self.several)
        self.search.hide()
        self.find_button.setCheckable(True)

    def _connect(self) -> None:
        self.find_button.clicked.connect(self._on_find)
        self.search.changed.connect(self._on_text)
        for name, chip in self.chips.items():
            chip.setObjectName(name)
            chip.clicked.connect(self.refresh)
        self.list.chosen.connect(self._on_chosen)
        self.list.toggled.connect(self._on_toggled)
        self.list.picked.connect(self._on_picked)
        self.several.left.connect(self.list.unpick)
        self.several.acted.connect(self.change_several)
        self.views.narrowed.connect(self.narrow)
        self._bridge.opened.connect(self._recall)
        self._bridge.switched.connect(self.list.unpick)
        self._bridge.closing.connect(self.remember)
        self._bridge.narrowed.connect(self._recall)

    @property
    def filters(self) -> frozenset[str]:
        """The filters that are on."""
        return frozenset(name for name, chip in self.chips.items() if chip.isChecked())

    @property
    def narrowing(self) -> Narrowing:
        """How the list is narrowed and ordered now."""
        text = "" if self.search.isHidden() else self.search.text().strip()
        return Narrowing("", tuple(sorted(self.filters)), text, self._order)

    def narrow(self, wanted: Narrowing) -> None:
        """Narrow and order the list like this, as far as it is known here."""
        self._set(wanted)
        self.refresh()

    def _set(self, wanted: Narrowing) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name in wanted.filters)
        self._order = wanted.order if wanted.order in ORDERS else ""
        self.search.blockSignals(True)
        self.search.editor.setText(wanted.text)
        self.search.blockSignals(False)
        self.find_button.setChecked(bool(wanted.text))
        self.search.setVisible(bool(wanted.text))

    def _recall(self) -> None:
        """Another project: its list is narrowed and unfolded as it was left."""
        if self._bridge.session is not None:
            place = self._bridge.place
            self._open, self._unfolded = set(place.unfolded), set()
            self._set(place.narrowing)

    def remember(self) -> None:
        """Keep how the list is narrowed, unfolded and scrolled, for the next time."""
        place = self._bridge.place
        place.narrowing, place.unfolded = self.narrowing, tuple(sorted(self._open))
        place.scroll = self.list.verticalScrollBar().value()

    def scroll_back(self) -> None:
        """To where the list was left."""
        self.list.verticalScrollBar().setValue(self._bridge.place.scroll)

    def refresh(self) -> None:
        """Ask for the list again and show it."""
        now = self.narrowing
        found = question_list(
            self._bridge.open_session,
            self._bridge.assessment,
            filters=self.filters,
            text=now.text,
            order=now.order,
            language=self._bridge.language,
        )
        self.views.show_narrowing(now)
        self._groups = found.groups
        note = str(found.total)
        if found.shown != found.total:
            note = tr("{shown} of {total}", shown=found.shown, total=found.total)
        self.heading.set_note(note)
        for place, (name, chip) in enumerate(self.chips.items()):
            chip.set_count(found.counts[name])
            chip.setVisible(place < ALWAYS or found.counts[name] > 0 or chip.isChecked())
        self._show()

    def show_question(self, id: str) -> None:
        """Mark this question, unfolding its domain."""
        self._current = id
        self._open |= {g.id for g in self._groups for r in g.rows if r.id == id}
        self._show()

    def _show(self) -> None:
        if self._order:
            self.list.set_rows([_row(r, r.id) for g in self._groups for r in g.rows])
            self.list.show_row(self._current)
            return
        now = self.narrowing
        narrowed = bool(now.filters or now.text)
        everything = narrowed and sum(len(g.rows) for g in self._groups) <= UNFOLDED
        shown: list[rows.DomainRow | rows.QuestionRow | rows.FoldRow] = []
        for group in self._groups:
            unfolded = everything or group.id in self._open
            shown.append(
                rows.DomainRow(
                    group.id, group.id, group.title, group.answered, group.asked, unfolded
                )
            )
            if unfolded:
                shown += self._questions(group)
        self.list.set_rows(shown)
        self.list.show_row(self._current)

    def _questions(self, group: DomainGroup) -> list[rows.QuestionRow | rows.FoldRow]:
        shown: list[rows.QuestionRow | rows.FoldRow] = [_row(r) for r in group.rows if r.asked]
        skipped = [r for r in group.rows if not r.asked]
        if skipped:
            key = f"fold:{group.id}"
            unfolded = key in self._unfolded or any(r.id == self._current for r in skipped)
            text = trn("{count} not asked", "{count} not asked", len(skipped))
            shown.append(rows.FoldRow(key, text, unfolded))
            shown += [_row(r) for r in skipped] if unfolded else []
        return shown

    def neighbours(self) -> list[str]:
        """The questions the list would show, in order: what next and previous move along."""
        return [r.id for g in self._groups for r in g.rows if r.asked or r.id == self._current]

    def next_open(self, after: str) -> str:
        """The next question nobody has assessed, from `after` round to the start; empty if none."""
        found = question_list(self._bridge.open_session, self._bridge.assessment)
        ids = [(r.id, r.asked and r.status == "not_assessed") for g in found.groups for r in g.rows]
        place = next((n for n, (id, _) in enumerate(ids) if id == after), -1)
        return next((id for id, open_ in ids[place + 1 :] + ids[: place + 1] if open_), "")

    def _on_picked(self) -> None:
        self.several.show_count(len(self.list.picked_ids()))

    def change_several(self) -> None:
        """Change every question that is selected, in one step; with none, the one that is shown."""
        from assay.ui.dialogs.set_many import SetMany

        picked = self.list.picked_ids() or [self._current]
        SetMany(self._bridge, picked, self.window()).exec()

    def _on_find(self, shown: bool) -> None:
        self.search.setVisible(shown)
        if shown:
            self.search.setFocus()
        self.refresh()

    def _on_text(self, text: str) -> None:
        self.refresh()

    def _on_chosen(self, id: str) -> None:
        self.chosen.emit(id)

    def _on_toggled(self, id: str) -> None:
        opened = self._unfolded if id.startswith("fold:") else self._open
        opened.symmetric_difference_update({id})
        self._show()
        place = self.list.rows.place(id)
        self.list.setCurrentIndex(self.list.rows.index(place))  # the keyboard stays on the header


def _row(row: QuestionRow, number: str = "") -> rows.QuestionRow:
    return rows.QuestionRow(
        row.id,
        number or row.number,
        row.text,
        row.status if row.asked else "not_asked",
        row.citations,
        row.flagged or row.second_look,
        damaged=row.damaged,
    )
