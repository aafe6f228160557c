"""The library pane: every item of the register, found, filtered, sorted, grouped, and chosen by the dozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.evidence_thumbnails import Thumbnails
from assay.ui.pages.evidence_words import library_items
from assay.ui.theme import px
from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.chips import FilterChip
from assay.ui.widgets.evidence_rows import ItemList
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Ground, Row, Rule, SectionHeading, Words
from assay.ui.widgets.notices import EmptyState
from assay.words import tr
from assay.words.terms import EVIDENCE_FILTER, EVIDENCE_GROUP, EVIDENCE_SORT
from assay.work.finding import Hit
from assay.work.views.library import LibraryRow, library_view

CHIPS = {
    "damaged": "warning",
    "lapsed": "hourglass",
    "not_cited": "",
    "due": "",
    "contradicts": "minus-circle",
    "ungraded": "",
    "undated": "",
    "no_text": "image",
    "recognised": "text-t",
    "guessed": "question",
    "duplicate": "copy",
    "linked": "link",
    "search": "magnifying-glass",
}
ALWAYS = ("lapsed", "not_cited", "due")
"""Chips that stay; the others come with the funnel, where they filter anything."""
PAUSE_MS = 120
_DOWN_FIRST = frozenset({"date", "cited", "size", "retrieved", "age"})
"""Sorts whose largest value is wanted first."""


class LibraryPane(Ground):
    """`LibraryPane(bridge)`: `refresh()`, `show_item(id)`, `rows`, `selected_ids()`.

    Signals: `chosen(str)` an item, `opened(str)` Enter on it, `picked()` other items are selected,
    `sought(str)` words to look for in the texts, `adding(QPoint)` the ways to bring more.
    """

    chosen = Signal(str)
    opened = Signal(str)
    picked = Signal()
    sought = Signal(str)
    adding = Signal(QPoint)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._bridge = bridge
        self.rows: dict[str, LibraryRow] = {}
        self.found: dict[str, Hit] = {}
        """Items whose text holds what is looked for, and where."""
        self.total = 0
        self.sort, self.descending, self.group = "number", False, ""
        self.heading = SectionHeading(tr("Evidence"), pane=True)
        self.arrange = IconButton("sort-ascending", tr("Sort and group"))
        self.more = IconButton("funnel", tr("More filters"))
        self.add = Button(tr("Add"), icon="plus")
        self.search = SearchField(tr("Find in the register"))
        self.chips = {
            name: FilterChip(tr(EVIDENCE_FILTER[name]), 0, icon) for name, icon in CHIPS.items()
        }
        self.list = ItemList(tr("Evidence"))
        self.nothing = EmptyState(
            "magnifying-glass", tr("Nothing passes"), tr("Take a filter off, or look for less.")
        )
        self.busy = Words("", "caption", "text2")
        self.thumbnails = Thumbnails(bridge, self)
        self._menu = QMenu(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = Column(6, (0, 10, 0, 0), self)
        head = Row(4, (14, 0, 12, 0))
        head.addWidget(self.heading, 1)
        for widget in (self.more, self.arrange, self.add):
            head.addWidget(widget)
        column.addLayout(head)
        top = QWidget()
        inner = Column(8, (14, 0, 12, 4), top)
        inner.addWidget(self.search)
        holder = QWidget()
        flow = Flow(6, holder)
        for chip in self.chips.values():
            flow.addWidget(chip)
        inner.addWidget(holder)
        column.addWidget(top)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addStretch(0)
        foot = Row(0, (14, 0, 12, 6))
        foot.addWidget(self.busy)
        column.addLayout(foot)
        self.nothing.hide()
        self.busy.hide()
        self.more.setCheckable(True)

    def _connect(self) -> None:
        self.search.changed.connect(self._on_text)
        self._soon.timeout.connect(self._on_pause)
        for chip in self.chips.values():
            chip.clicked.connect(self.refresh)
        self.more.clicked.connect(self.refresh)
        self.arrange.clicked.connect(self._on_arrange)
        self.add.clicked.connect(self._on_add)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.picked.connect(self.picked)
        self.thumbnails.arrived.connect(self.list.show_picture)
        self.list.set_pictures(self.thumbnails.picture)

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def filters(self) -> frozenset[str]:
        """The filters that are on."""
        return frozenset(name for name, chip in self.chips.items() if chip.isChecked())

    def clear_filters(self) -> None:
        """Take all filters off, so that any item can be shown."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()
        self.found = {}
        self._soon.stop()

    def refresh(self) -> None:
        """Ask for the rows again and show them."""
        self._soon.stop()
        view = library_view(
            self._bridge.open_session,
            assessment=self._bridge.assessment or None,
            sort=self.sort,
            descending=self.descending,
            filters=self.filters,
            text=self.search.text(),
            also=self.found.keys(),
            group=self.group,
        )
        self.rows = {row.id: row for row in view.rows}
        self.total = view.total
        note = str(view.total)
        if view.shown != view.total:
            note = tr("{shown} of {total}", shown=view.shown, total=view.total)
        self.heading.set_note(note)
        self._show_chips(view.counts)
        self.list.set_items(library_items(view, self.group, self.found), uniform=not view.groups)
        self.list.setVisible(bool(view.rows))
        self.nothing.setVisible(not view.rows and view.total > 0)

    def _show_chips(self, counts: Mapping[str, int]) -> None:
        """One row of chips where the pane is narrow; what is damaged is never hidden behind the funnel."""
        always = ALWAYS if self.width() >= px(310) else ALWAYS[:-1]
        for name, chip in self.chips.items():
            count = counts.get(name, 0)
            chip.set_count(count)
            more = (self.more.isChecked() or name == "damaged") and count > 0
            chip.setVisible(name in always or more or chip.isChecked())

    def show_item(self, id: str) -> None:
        """Choose this item, taking filters off where they hide it."""
        if id not in self.rows and id:
            self.clear_filters()
            self.refresh()
        if self.list.current_id() != id:
            self.list.show_row(id)

    def show_busy(self, text: str) -> None:
        """Say what is being brought in; empty: nothing is."""
        self.busy.setText(text)
        self.busy.setVisible(bool(text))

    def selected_ids(self) -> list[str]:
        """The items that are selected, in the order of the list."""
        return self.list.selected_ids()

    def first(self) -> str:
        """The first item of the list, empty where there is none."""
        return next(iter(self.rows), "")

    def _on_text(self, text: str) -> None:
        self._soon.start()

    def _on_pause(self) -> None:
        self.sought.emit(self.search.text().strip())
        if not self.search.text().strip():
            self.found = {}
        self.refresh()

    def show_found(self, query: str, found: dict[str, Hit]) -> None:
        """Show these items, too: the words stand in their texts."""
        if query == self.search.text().strip():
            self.found = found
            self.refresh()

    # -- sorting and grouping -----------------------------------------------------------------------

    def arrange_by(self, sort: str, group: str, *, descending: bool) -> None:
        """Sort and group so from now on."""
        self.sort, self.group, self.descending = sort, group, descending
        self.refresh()

    def _on_arrange(self) -> None:
        menu = self._menu
        menu.clear()
        self._offer(menu, "sort", EVIDENCE_SORT, self.sort)
        menu.addSeparator()
        turn = menu.addAction(tr("The other way round"))
        turn.setCheckable(True)
        turn.setChecked(self.descending)
        turn.setData(("turn", ""))
        turn.triggered.connect(self._on_arranged)
        menu.addSeparator()
        self._offer(menu, "group", EVIDENCE_GROUP, self.group)
        menu.popup(self.arrange.mapToGlobal(self.arrange.rect().bottomLeft()))

    def _offer(self, menu: QMenu, what: str, choices: dict[str, str], chosen: str) -> None:
        group = QActionGroup(menu)
        for name, words in choices.items():
            action = menu.addAction(tr(words))
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.setData((what, name))
            action.triggered.connect(self._on_arranged)
            group.addAction(action)

    def _on_arranged(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        what, name = action.data()
        if what == "turn":
            self.arrange_by(self.sort, self.group, descending=not self.descending)
        elif what == "group":
            self.arrange_by(self.sort, name, descending=self.descending)
        else:
            self.arrange_by(name, self.group, descending=name in _DOWN_FIRST)

    def _on_add(self) -> None:
        self.adding.emit(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def menu_items(self) -> Sequence[QAction]:
        """What the menu of sorts and groups offers while it is open."""
        return self._menu.actions()
