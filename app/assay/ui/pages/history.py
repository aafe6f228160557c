"""The history page: every step as a sentence, the project as it was, and what changed between two days."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.history_changes import ChangesPane
from assay.ui.pages.history_filters import HistoryFilters
from assay.ui.pages.history_looking import Looking
from assay.ui.pages.history_step import StepPane
from assay.ui.pages.page import Page
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.history_rows import StepList
from assay.ui.widgets.labels import Column, Ground, Row, Rule, Words
from assay.ui.widgets.notices import EmptyState
from assay.words import tr
from assay.work.chronicle import Chronicle, Entry, chronicle, is_read
from assay.work.looking_back import Past, restore_answer
from assay.work.signing import accept_signer
from assay.work.views.changes import ChangesView
from assay.work.views.history import count_words, history_view, step_view, when


class HistoryPage(Page):
    """Who did what and when."""

    name = "history"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.looking = Looking(bridge, runner, self)
        self._moments = ("", "")
        """What the two moments being compared are called."""
        self.known: Chronicle | None = None
        self.title = Words(tr("History"), "title")
        self.note = Words("", "body", "text3")
        self.between = Button(tr("What changed in these days"), dense=True)
        # Made where they belong: a widget that moves is styled again, with all that is in it.
        self._head = Ground("window", self)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self._side = Ground("window", self.split)
        self.area = QScrollArea(self.split)
        self._ground = Ground("base")
        self.area.setWidget(self._ground)
        self.filters = HistoryFilters(bridge, self._head)
        self.list = StepList(tr("Steps"), self._side)
        self.empty = EmptyState(
            "funnel", tr("No step passes these filters"), "", tr("Take them off")
        )
        self.step = StepPane(self._ground)
        self.changes = ChangesPane(self._ground)
        self.waiting = Words(tr("Reading the history…"), "body", "text2")
        self._build()
        self._connect()

    # -- layout -------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = Column(0, parent=self)
        column = Column(8, (24, 14, 24, 12), self._head)
        head = Row(12)
        head.addWidget(self.title)
        head.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.between)
        column.addLayout(head)
        column.addWidget(self.filters)
        outer.addWidget(self._head)
        outer.addWidget(Rule())
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        inner = Column(0, parent=self._side)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.empty, 1)
        self._fill()
        self.split.setStretchFactor(1, 1)
        outer.addWidget(self.split, 1)
        self.empty.hide()
        self.changes.hide()
        self.between.hide()

    def _fill(self) -> None:
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = Column(0, (26, 18, 26, 24), self._ground)
        for widget in (self.waiting, self.step, self.changes):
            column.addWidget(widget)
        column.addStretch(1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.paint_view)
        self.list.chosen.connect(self.show_step)
        self.list.opened.connect(self._on_opened_step)
        self.empty.acted.connect(self.filters.clear)
        self.step.asked.connect(self._on_asked)
        self.changes.opened.connect(self._to_question)
        self.changes.closed.connect(self._on_closed)
        self.between.clicked.connect(self.compare_days)
        self.looking.read_through.connect(self.refresh)
        self.looking.looked.connect(self._on_looked)
        self.looking.compared.connect(self._on_compared)
        self.looking.busy.connect(self.step.set_busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = theme().logical(self.width())
        side = px(460 if width >= 1240 else 360 if width >= 960 else 230)
        self.split.setSizes([side, max(px(300), self.width() - side)])

    # -- showing ------------------------------------------------------------------------------

    def enter(self, place: str = "") -> None:
        self.refresh()
        if place:
            self.list.show_row(place)
            self.show_step(self.list.current_id())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def paint_view(self) -> None:
        session = self.bridge.open_session
        if not is_read(session):
            self._show_pane(self.waiting)
            self.looking.read()
            return
        self.known = known = chronicle(session)
        view = history_view(session.now, known, self.filters.wanted())
        self.filters.offer(view.authors)
        self.note.setText(count_words(len(view.entries), view.total))
        self.between.setVisible(bool(self._days()))
        self.list.set_entries(view.entries)
        self.list.setVisible(bool(view.entries))
        self.empty.setVisible(not view.entries)
        self._show_pane(self.step if view.entries else None)
        if self.list.shown not in {entry.id for entry in view.entries}:
            past = session.entry.id if isinstance(session, Past) else ""
            self.list.show_row(past if self.list.rows.place(past) >= 0 else self.list.first())
        self.show_step(self.list.current_id())

    def _on_opened(self) -> None:
        super()._on_opened()
        self._show_pane(None)

    def _show_pane(self, shown: QWidget | None) -> None:
        for pane in (self.waiting, self.step, self.changes):
            pane.setVisible(pane is shown)

    def show_step(self, id: str) -> None:
        """Show what one step changed."""
        entry = self._entry(id)
        if entry is None or self.known is None:
            return
        session, here = self.bridge.open_session, self.bridge.assessment
        view = step_view(session, here, entry, self.bridge.language)
        latest = entry is self.known.entries[-1]
        self.step.show_step(view, latest=latest, reading=session is not session.now)
        self._show_pane(self.step)
        self.area.verticalScrollBar().setValue(0)

    def _entry(self, id: str = "") -> Entry | None:
        """The step with this id, or the one chosen."""
        wanted = id or self.list.shown
        if self.known is None or not wanted or wanted.startswith("day:"):
            return None
        return self.known.entry(wanted)

    # -- acting -------------------------------------------------------------------------------

    def _on_opened_step(self, id: str) -> None:
        if self.step.buttons["look"].isEnabled():
            self.look()

    def _on_asked(self, verb: str) -> None:
        acts = {"look": self.look, "compare": self.compare, "restore": self.restore}
        (acts | {"trust": self.trust})[verb]()

    def look(self) -> None:
        """Show the project as it was after the step chosen."""
        entry = self._entry()
        if entry is not None:
            self.looking.look(entry)

    def _on_looked(self, past: Past) -> None:
        self.bridge.look(past)
        self.went.emit("home", "")

    def compare(self) -> None:
        """Show what changed from the step chosen to now."""
        entry = self._entry()
        if entry is not None:
            self._moments = (when(entry.time), tr("now"))
            self.looking.compare(entry, None)

    def compare_days(self) -> None:
        """Show what changed from the beginning of the first day to the end of the last."""
        if self.known is None or not self.known.entries:
            return
        wanted = self.filters.wanted()
        entries = self.known.entries
        first = self.known.before(wanted.since) if wanted.since else entries[0]
        last = None
        if wanted.until:
            last = self.bridge.attempt(partial(self.known.on, wanted.until))
            if last is None:
                return
        self._moments = (wanted.since or first.day, wanted.until or tr("now"))
        self.looking.compare(first, last)

    def _on_compared(self, view: ChangesView) -> None:
        self.changes.show_changes(view, *self._moments)
        self._show_pane(self.changes)
        self.area.verticalScrollBar().setValue(0)

    def _on_closed(self) -> None:
        self.show_step(self.list.shown)

    def restore(self) -> None:
        """Give the answer of the step chosen once more."""
        entry = self._entry()
        if entry is None:
            return
        session, here = self.bridge.open_session, self.bridge.assessment
        view = step_view(session, here, entry, self.bridge.language)
        self.bridge.do(partial(restore_answer, session, here, view.answer, entry.id), self)

    def trust(self) -> None:
        """Know the device of the step chosen by the key that signed it, on this computer."""
        entry = self._entry()
        if entry is not None:
            accept_signer(self.bridge.open_session, entry.id, entry.device)
            self.show_step(entry.id)

    def _to_question(self, question: str) -> None:
        self.went.emit("workspace", question)

    def _days(self) -> str:
        wanted = self.filters.wanted()
        return wanted.since or wanted.until

    def ask_day(self) -> None:
        """Put the keyboard into the last day: the project can be shown as it was at its end."""
        self.filters.until.setFocus()
