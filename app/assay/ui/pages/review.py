"""The review page: every answer to be read, remarked, commented, accepted or returned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.page import Page
from assay.ui.pages.review_doing import ReviewDoing
from assay.ui.pages.review_filters import ReviewFilters
from assay.ui.review_text import review_row
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Ground, Row, Rule, Words
from assay.ui.widgets.notices import EmptyState
from assay.ui.widgets.review_rows import (
    SINGLE_PASS,
    AnswerList,
    AnswerRow,
    DomainHead,
    DomainLink,
    DomainLinks,
)
from assay.words import tr, trn
from assay.work.views.review import ReviewRow, ReviewView, prepare, review_view

NARROW = 1000


class ReviewPage(Page):
    """Every answer of the assessment, by domain."""

    name = "review"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.view: ReviewView | None = None
        self._only = ""
        """The one domain that is shown of a checklist too long to be laid out at once."""
        self._made: dict[str, tuple[ReviewRow, AnswerRow]] = {}
        self._place: str | None = None
        """What is to be shown when the answers are read."""
        self._next_lot = QTimer(self)
        self._next_lot.setSingleShot(True)
        self.doing = ReviewDoing(bridge, self)
        self.title = Words(tr("Review"), "title")
        self.note = Words("", "body", "text3")
        self.search = SearchField(tr("Find in answers"))
        self.filtering = ReviewFilters()
        self.chips = self.filtering.chips
        self.domains = DomainLinks(tr("Domains"))
        self.list = AnswerList(tr("Answers"))
        self.empty = EmptyState(
            "funnel", tr("No answer passes these filters"), "", tr("Take them off")
        )
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.open = Button(tr("Open it"), dense=True)
        self.accept = Button(tr("Accept"), dense=True)
        self.give_back = Button(tr("Return…"), dense=True)
        self.submit = Button(tr("Ready for review"), dense=True)
        self.assign = Button(tr("Assign…"), dense=True)
        self.comment = Button(tr("Comment…"), dense=True)
        self.chosen = Words("", "caption", "text3")
        self._build()
        self._connect()

    # -- layout -------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = Column(0, parent=self)
        ground = Ground("window")
        column = Column(8, (24, 14, 24, 10), ground)
        head = Row(12)
        head.addWidget(self.title)
        head.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.filtering.button)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.filtering)
        outer.addWidget(ground)
        outer.addWidget(Rule())
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        side = Ground("window")
        Column(0, (0, 8, 0, 8), side).addWidget(self.domains)
        self.split.addWidget(side)
        self._side = side
        page = Ground("base")
        inner = Column(0, parent=page)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.empty, 1)
        self.split.addWidget(page)
        self.split.setStretchFactor(1, 1)
        outer.addWidget(self.split, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())
        self.empty.hide()
        self._fit()

    def _foot(self) -> Ground:
        foot = Ground("window")
        row = Row(12, (24, 8, 24, 8), foot)
        holder = QWidget()
        flow = Flow(8, holder)
        for button in (self.open, self.accept, self.give_back, self.submit, self.assign):
            flow.addWidget(button)
        flow.addWidget(self.comment)
        row.addWidget(holder, 1)
        row.addWidget(self.chosen)
        return foot

    def _connect(self) -> None:
        self.search.changed.connect(self._on_text)
        self._next_lot.timeout.connect(self._on_next_lot)
        self.filtering.changed.connect(self.paint_view)
        self.domains.chosen.connect(self.jump)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self.to_question)
        self.list.struck.connect(self._on_struck)
        self.empty.acted.connect(self.clear_filters)
        self.open.clicked.connect(self._on_open)
        self.open.setToolTip(tr("{reason}: key {key}", reason=tr("Open the question"), key="Enter"))
        for key, (button, _) in self._acts().items():
            button.clicked.connect(self._on_button)
            button.setToolTip(tr("{reason}: key {key}", reason=button.text(), key=key.upper()))
        self.doing.told.connect(self.told)
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        wide = theme().logical(self.width()) >= NARROW
        self.search.setFixedWidth(px(260))
        self._side.setVisible(wide)
        self.filtering.fold(not wide)
        self._side.setMinimumWidth(px(200))
        self._side.setMaximumWidth(px(340))
        self.split.setSizes([px(270), max(px(400), self.width() - px(270))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- showing ------------------------------------------------------------------------------

    @property
    def filters(self) -> frozenset[str]:
        """The filters that are on."""
        return self.filtering.on()

    def enter(self, place: str = "") -> None:
        if place in self.chips:
            self.clear_filters()
            self.filtering.turn_on(place)
        self._place = place
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Take all filters off."""
        self.filtering.clear()
        self._only = ""
        self.search.clear()
        self.refresh()

    def paint_view(self) -> None:
        session, here = self.bridge.open_session, self.bridge.assessment
        if prepare(session, here, self.bridge.language):
            self._paint()
        else:  # thousands of answers: the window is not held up until all of them are read
            self._next_lot.start()

    def _on_next_lot(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_place(self) -> None:
        """Once, after somebody came to the page: the row that was asked for, or the first."""
        place, self._place = self._place, None
        if place is None:
            return
        if place and place not in self.chips:
            self.list.show_row(place)
        if not self.list.selected_ids():
            self.list.show_row(self.list.first())
            self.list.scrollToTop()  # the heading of its domain, too

    def _paint(self) -> None:
        self.view = view = review_view(
            self.bridge.open_session,
            self.bridge.assessment,
            filters=self.filters,
            text=self.search.text(),
            language=self.bridge.language,
        )
        self.note.setText(_note(view))
        self.filtering.set_counts(view.counts)
        self._paint_domains(view)
        rows = self._rows(view)
        self.list.set_answers(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._show_place()
        self._on_picked()

    def _paint_domains(self, view: ReviewView) -> None:
        rows = [DomainLink(g.id, g.id, g.title, g.remarked) for g in view.groups]
        if view.shown > SINGLE_PASS:
            rows.insert(
                0, DomainLink("", "", tr("All domains"), sum(g.remarked for g in view.groups))
            )
        elif self._only:
            self._only = ""
        self.domains.set_rows(rows)

    def _rows(self, view: ReviewView) -> list[AnswerRow | DomainHead]:
        rows: list[AnswerRow | DomainHead] = []
        for group in view.groups:
            if self._only and group.id != self._only:
                continue
            count = trn("{count} answer", "{count} answers", len(group.rows))
            if group.remarked:
                marked = trn("{count} with remarks", "{count} with remarks", group.remarked)
                count = f"{count}, {marked}"
            rows.append(DomainHead(f"head:{group.id}", group.id, group.title, count))
            rows += [self._row(row) for row in group.rows]
        return rows

    def _row(self, row: ReviewRow) -> AnswerRow:
        kept = self._made.get(row.id)
        if kept is None or kept[0] is not row:
            kept = self._made[row.id] = (row, review_row(row))
        return kept[1]

    def _on_opened(self) -> None:
        super()._on_opened()
        self._made.clear()
        self._only = ""

    # -- acting -------------------------------------------------------------------------------

    def jump(self, domain: str) -> None:
        """To a domain; of a very long list only that domain is shown."""
        if self.view is not None and self.view.shown > SINGLE_PASS:
            self._only = domain
            self.paint_view()
        head = self.list.rows.place(f"head:{domain}")
        if head >= 0:
            self.list.scrollTo(self.list.rows.index(head), AnswerList.ScrollHint.PositionAtTop)

    def to_question(self, id: str) -> None:
        """To the page of a question."""
        if not id.startswith("head:"):
            self.went.emit("workspace", id)

    def _on_text(self, text: str) -> None:
        self.paint_view()

    def _on_open(self) -> None:
        self.to_question(next(iter(self.list.selected_ids()), "head:"))

    def _on_picked(self) -> None:
        chosen = self.list.selected_ids()
        for button in (self.accept, self.give_back, self.submit, self.assign):
            button.setEnabled(bool(chosen))
        for button in (self.open, self.comment):
            button.setEnabled(len(chosen) == 1)
        self.chosen.setText(
            trn("{count} chosen", "{count} chosen", len(chosen)) if len(chosen) > 1 else ""
        )

    def _acts(self) -> dict[str, tuple[Button, Callable[[Sequence[str]], None]]]:
        """The letter that acts while the list has the keyboard → its button, and what it does."""
        return {
            "a": (self.accept, self.doing.accept),
            "r": (self.give_back, self.doing.give_back),
            "s": (self.submit, self.doing.submit),
            "g": (self.assign, self.doing.assign),
            "c": (self.comment, self.doing.comment),
        }

    def _on_button(self) -> None:
        for button, act in self._acts().values():
            if button is self.sender():
                act(self.list.selected_ids())

    def _on_struck(self, key: str) -> None:
        button, act = self._acts().get(key, (None, None))
        if button is not None and act is not None and button.isEnabled():
            act(self.list.selected_ids())


def _note(view: ReviewView) -> str:
    """*116 answers, 48 with remarks*"""
    if view.shown != view.total:
        return tr("{shown} of {total}", shown=view.shown, total=view.total)
    count = trn("{count} answer", "{count} answers", view.total)
    marked = view.counts["remarks"]
    return f"{count}, {trn('{count} with remarks', '{count} with remarks', marked)}"
