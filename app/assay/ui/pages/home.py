"""The home page: who, where one left off, what is left by domain, the rating and why it is not one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages.home_cards import (
    BlockerList,
    ContinueCard,
    GapList,
    IssuerHeader,
    RatingCard,
)
from assay.ui.pages.page import Page
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.domain_rows import DomainState, TaskHead, TaskList, TaskRow
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Column, Fact, Ground, Row, SectionHeading
from assay.ui.widgets.meters import Counts
from assay.ui.widgets.notices import Action, Banner
from assay.ui.widgets.painting import plain_tip
from assay.ui.widgets.ranges import Range
from assay.words import tr, trn
from assay.words.problems import problem, remedy
from assay.work.remembering import Narrowing
from assay.work.views.home import DomainTask, HomeView, home_view
from assay.work.views.questions import PROPOSED

SIDE_WIDE, SIDE = 360, 328
BESIDE = 960
_ANY = 16_777_215
"""Qt's word for *no maximum*."""


class HomePage(Page):
    """Where a project opens."""

    name = "home"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.header = IssuerHeader()
        self.dates = QWidget()
        self.cut_off, self.expires, self.checklist = (
            Fact(tr("Cut-off")),
            Fact(tr("Memo expires")),
            Fact(tr("Checklist")),
        )
        self.damage = Banner("problem", "")
        self.reading = Banner("information", tr("Open for reading only"))
        decide = Action("decide_conflicts", tr("Decide…"), "secondary")
        self.disputed = Banner("warning", "", "", (decide,), "git-diff")
        merge = Action("merge_beside", tr("Merge…"), "secondary")
        self.beside = Banner("information", "", "", (merge,), "git-merge")
        self.proposed = Banner(
            "information",
            "",
            actions=(
                Action("look", tr("Look through them")),
                Action("accept", tr("Accept what is unchanged…")),
            ),
            icon="clock-counter-clockwise",
        )
        self.left_off = ContinueCard()
        self.heading = SectionHeading("")
        self.tasks = TaskList(tr("Domains"))
        self.rating = RatingCard()
        self.gaps = GapList()
        self.blockers = BlockerList()
        self._build()
        self.disputed.acted.connect(self._on_asked)
        self.beside.acted.connect(self._on_asked)
        bridge.beside_found.connect(self._show_beside)
        self.left_off.went.connect(self._to_question)
        self.gaps.went.connect(self._to_question)
        self.blockers.went.connect(self._to_question)
        self.tasks.opened.connect(self._to_question)
        self.proposed.acted.connect(self._on_proposed)

    def _build(self) -> None:
        outer = Column(0, parent=self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = Ground("window")
        self._page = page = Row(36, (36, 20, 36, 24), ground)
        left = Column(12)
        left.addWidget(self.header)
        left.space(4)
        left.addWidget(self.damage)
        left.addWidget(self.reading)
        left.addWidget(self.disputed)
        left.addWidget(self.beside)
        left.addWidget(self.proposed)
        left.addWidget(self.left_off)
        left.space(4)
        left.addWidget(self.heading)
        table = Column(0)
        table.addWidget(TaskHead())
        table.addWidget(self.tasks)
        left.addLayout(table)
        left.addStretch(1)
        page.addLayout(left, 1)
        self.side = QWidget()
        right = Column(20, parent=self.side)
        line = Flow(24, self.dates)
        for fact in (self.cut_off, self.expires, self.checklist):
            line.addWidget(fact)
        right.addWidget(self.dates)
        right.addWidget(self.rating)
        right.addWidget(self.gaps)
        right.addWidget(self.blockers)
        right.addStretch(1)
        page.addWidget(self.side)
        area.setWidget(ground)
        outer.addWidget(area)

    def enter(self, place: str = "") -> None:
        super().enter(place)
        if self.left_off.isVisible():
            self.left_off.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paint_view(self) -> None:
        view = home_view(
            self.bridge.open_session,
            self.bridge.assessment,
            last_question=self.bridge.last_question,
            language=self.bridge.language,
        )
        self.header.show_issuer(view.issuer, view.illustrative)
        self.cut_off.set_value(phrases.day(view.cut_off))
        days = trn("{count} day", "{count} days", view.expires_days)
        self.expires.set_value(phrases.day(view.expires), days)
        self.checklist.set_value(view.checklist_id, view.checklist_version)
        self.checklist.setToolTip(view.checklist)
        self._show_notices(view)
        self.left_off.show_question(view.left_off)
        self.heading.set_title(trn("{count} domain", "{count} domains", len(view.tasks)))
        self.heading.set_note(_totals(view))
        self.tasks.set_rows([_task(task) for task in view.tasks])
        self.rating.show_score(view.score)
        self.gaps.show_gaps(view.score.gaps, view.score.gap_count)
        self.blockers.show_blockers(view.blockers)
        self._fit()

    def _show_notices(self, view: HomeView) -> None:
        self.reading.setVisible(view.read_only)
        self.reading.set_text(
            tr("Open for reading only"), tr("Save it under another name to work on it.")
        )
        self.disputed.setVisible(bool(view.disputed))
        if view.disputed:
            title = trn(
                "{count} conflict of merged copies is left to decide",
                "{count} conflicts of merged copies are left to decide",
                view.disputed,
            )
            self.disputed.set_text(
                title, tr("Until then an answer among them counts as conflicted.")
            )
        self._show_beside()
        self.proposed.setVisible(bool(view.proposed) and not view.read_only)
        self.proposed.set_text(
            trn(
                "The last assessment proposes an answer to {count} open question",
                "The last assessment proposes answers to {count} open questions",
                view.proposed,
            ),
            tr("As of {day}. None is filled in by itself.", day=phrases.day(view.last_day)),
        )
        self.damage.setVisible(bool(view.damage))
        if view.damage:
            first = view.damage[0]
            title = trn(
                "{count} part of this file is damaged",
                "{count} parts of this file are damaged",
                len(view.damage),
            )
            said = f"{problem(first.what, first.where)} {remedy(first.remedy)}"
            self.damage.set_text(title, said)
            self.damage.setToolTip(
                plain_tip("\n".join(problem(p.what, p.where) for p in view.damage[:20]))
            )

    def _show_beside(self) -> None:
        found = self.bridge.beside
        self.beside.setVisible(bool(found))
        if found:
            title = trn(
                "Another copy of this project lies beside the file",
                "{count} other copies of this project lie beside the file",
                len(found),
            )
            names = tr(", ").join(path.name for path in found[:5])
            self.beside.set_text(title, tr("{names}: with changes that are not here.", names=names))

    def _on_asked(self, action: str) -> None:
        self.went.emit(action, "")

    def _fit(self) -> None:
        """Beside one another where there is room, the rating under the domains where there is not."""
        room = theme().logical(self.width())
        beside = room >= BESIDE
        direction = QBoxLayout.Direction
        self._page.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.side.setMinimumWidth(px(SIDE_WIDE if room >= 1400 else SIDE))
        self.side.setMaximumWidth(self.side.minimumWidth() if beside else _ANY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_proposed(self, act: str) -> None:
        from assay.ui.dialogs.accept_unchanged import AcceptUnchanged

        if act == "accept":
            AcceptUnchanged(self.bridge, "", self.window()).exec()
            return
        self.bridge.place.narrowing = Narrowing("", (PROPOSED,))
        self.bridge.narrowed.emit()
        self.went.emit("workspace", "")

    def _to_question(self, place: str) -> None:
        self.went.emit("workspace", place)


def _totals(view: HomeView) -> str:
    counts = view.totals
    said = [
        tr("{answered} of {asked} asked questions answered",
           answered=counts.get("answered", 0), asked=view.asked),
    ]  # fmt: skip
    if counts.get("unknown"):
        said.append(tr("{count} unknown", count=counts["unknown"]))
    if counts.get("not_assessed"):
        said.append(tr("{count} open", count=counts["not_assessed"]))
    return " · ".join(said)


_STATES: dict[str, DomainState] = {
    "not_started": "not_started",
    "in_progress": "in_progress",
    "all_asked": "all_asked",
    "complete": "complete",
}


def _task(task: DomainTask) -> TaskRow:
    count = task.counts.get
    interval = task.interval
    return TaskRow(
        id=task.first_question,
        code=task.id,
        name=task.title,
        state=_STATES[task.state],
        counts=Counts(
            answered=count("answered", 0),
            unknown=count("unknown", 0),
            not_disclosed=count("not_disclosed", 0),
            restricted=count("restricted", 0),
            conflicted=count("conflicted", 0),
            open=count("not_assessed", 0),
            not_asked=count("skipped", 0),
        ),
        range=Range(interval.low, interval.point, interval.high) if interval else None,
    )
