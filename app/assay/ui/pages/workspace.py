"""The workspace: questions, one question, its evidence, and the score strip that never moves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from assay.core.memo_numbers import hundredth, percent
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages.evidence_pane import EvidencePane
from assay.ui.pages.list_pane import ListPane
from assay.ui.pages.page import Page
from assay.ui.pages.question import QuestionPane
from assay.ui.runner import Runner
from assay.ui.theme import px, theme
from assay.ui.widgets.focus import reveal
from assay.ui.widgets.labels import Column, Rule
from assay.ui.widgets.ranges import Range
from assay.ui.widgets.score_strip import Move, NextGap, ScoreStrip, ScoreView
from assay.words import tr
from assay.work.views import score

THREE_PANES, TWO_PANES = 1240, 960


class WorkspacePage(Page):
    """Where the work is done."""

    name = "workspace"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        # Made where they belong: a widget that moves is styled again, with all that is in it.
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = ListPane(bridge, self.split)
        self.question = QuestionPane(bridge, self.split)
        self.evidence = EvidencePane(bridge, runner, self.split)
        self.strip = ScoreStrip(self)
        self._drawer_open = False
        self._told_of: object = None
        self._build()
        self.list.chosen.connect(self._on_chosen)
        self.question.went.connect(self.show_question)
        self.question.asked.connect(self._on_asked)
        self.question.drawer.connect(self._on_drawer)
        self.strip.gap_chosen.connect(self.show_question)
        self.evidence.told.connect(self.told)
        self.question.notes.told.connect(self.told)
        self.split.splitterMoved.connect(self._on_split)
        theme().changed.connect(self._arrange)

    def _build(self) -> None:
        column = Column(0, parent=self)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        for pane in self._panes():
            self.split.addWidget(pane)
        self.split.setStretchFactor(1, 1)
        column.addWidget(self.split, 1)
        column.addWidget(Rule())
        column.addWidget(self.strip)

    # -- showing ------------------------------------------------------------------------------

    def enter(self, place: str = "") -> None:
        self._arrange()
        self.list.refresh()
        self.show_question(place or self.bridge.last_question or self._first())
        if not place:
            self.list.scroll_back()
        if self.list.isVisibleTo(self):
            self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.question.editor.take_focus()

    def leave(self) -> None:
        self.question.commit()
        self.list.remember()

    def paint_view(self) -> None:
        self.list.refresh()
        self.question.refresh()
        self._show_around()
        self._tell_turned()

    def _tell_turned(self) -> None:
        """Say once why more, or fewer, questions are asked than before the last answer."""
        moved = self.bridge.open_session.moved.get(self.bridge.assessment)
        if moved is self._told_of:
            return
        self._told_of = moved
        text = phrases.turned(score.moved_by(self.bridge.open_session, self.bridge.assessment))
        if text:
            self.told.emit(text)

    def show_question(self, id: str) -> None:
        """Show a question of this or another domain; a domain's id means its first question."""
        known = self.bridge.open_session.checklist(self.bridge.assessment)
        if id not in known.questions:
            id = next(
                (q for q in known.questions if known.questions[q].domain == id), self._first()
            )
        self.question.show_question(id)
        self.bridge.last_question = id
        self.list.show_question(id)
        self._show_around()
        self._close_drawer()

    def _first(self) -> str:
        known = self.bridge.open_session.checklist(self.bridge.assessment)
        return self.list.next_open("") or next(iter(known.questions))

    def _show_around(self) -> None:
        view = self.question.view
        if view is None:
            return
        session, here = self.bridge.open_session, self.bridge.assessment
        self.evidence.show_view(view)
        found = score.score_view(session, here, self.bridge.language)
        self.strip.set_view(strip_view(found, view.id, view.asked), move=True)

    # -- acting -------------------------------------------------------------------------------

    def _on_asked(self, action: str) -> None:
        self.went.emit(action, "")

    def _on_chosen(self, id: str) -> None:
        if id != self.question.question:
            self.show_question(id)

    def next_open(self) -> None:
        """To the next question nobody has assessed."""
        found = self.list.next_open(self.question.question)
        if found:
            self.show_question(found)

    def save_next(self) -> None:
        """Keep what is typed and go on, with the keyboard in the answer."""
        self.question.commit()
        self.question.go_on()
        self.question.editor.take_focus()

    def next_pane(self) -> None:
        """Move the keyboard from list to question to evidence to strip, past what is not shown."""
        panes: tuple[QWidget, ...] = (self.list, self.question, self.evidence, self.strip)
        within = (self.list.list, self.question.answer, self.evidence, self.strip)
        # In a narrow window evidence lies within the question: the last that holds the keyboard is it.
        here = max(
            (n for n, pane in enumerate(panes) if pane.isAncestorOf(self._focus())), default=-1
        )
        for step in range(1, len(panes) + 1):
            place = (here + step) % len(panes)
            stop = first_stop(within[place]) or first_stop(panes[place])
            if stop is not None:
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                reveal()
                return

    def _focus(self) -> QWidget:
        return self.window().focusWidget() or self

    # -- sizes --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        width = theme().logical(self.width())
        wide = width >= THREE_PANES
        self.question.list_button.setVisible(not wide)
        self.list.setVisible(wide or self._drawer_open)
        self.list.setMinimumWidth(px(240))
        self.question.setMinimumWidth(px(420))
        self._place_evidence(beside=width >= TWO_PANES)
        side, right = self._sides(316 if width >= 1400 else 280, 356 if width >= 1400 else 320)
        middle = self.width() - (side if self.list.isVisibleTo(self) else 0)
        self.split.setSizes([side, max(px(420), middle - right), right])
        self.evidence.fit(self.height())

    def _sides(self, side: int, right: int) -> tuple[int, int]:
        """The widths of list and evidence: as the person set them in this project, else as given."""
        panes = self.bridge.place.panes if self.bridge.session is not None else ()
        if len(panes) == 2:
            side, right = (min(max(wide, 240), 640) for wide in panes)
        return px(side), px(right)

    def _on_split(self) -> None:
        sizes = self.split.sizes()
        wide = self.list.isVisible() and self.split.indexOf(self.evidence) >= 0
        if wide and len(sizes) == len(self._panes()):
            self.bridge.place.panes = tuple(round(theme().logical(sizes[n])) for n in (0, 2))

    def _panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.question, self.evidence)

    def _place_evidence(self, *, beside: bool) -> None:
        """Beside the question where there is room, else under it, in the same scroll."""
        if beside and self.split.indexOf(self.evidence) < 0:
            self.question.below.removeWidget(self.evidence)
            self.split.addWidget(self.evidence)
            self.split.setStretchFactor(1, 1)
        elif not beside and self.split.indexOf(self.evidence) >= 0:
            self.question.below.addWidget(self.evidence)
        self.evidence.setMinimumWidth(px(280) if beside else 0)
        self.evidence.setMinimumHeight(0 if beside else px(420))
        self.evidence.show()

    def _on_drawer(self) -> None:
        self._drawer_open = not self._drawer_open
        self._arrange()
        if self._drawer_open:
            self.list.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_drawer(self) -> None:
        if self._drawer_open:
            self._drawer_open = False
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def first_stop(pane: QWidget) -> QWidget | None:
    """What one reads first of what Tab stops at in a pane; None where it holds nothing to stop at.

    The chain of focus is not asked: the binding takes each widget of it for a child of the one before, and
    lets it go with that. Menus were gone after a list was filled anew.
    """
    found = [each for each in (pane, *pane.findChildren(QWidget)) if _stops(each)]
    return min(found, key=lambda each: _line_and_place(each, pane), default=None)


def _stops(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


def _line_and_place(widget: QWidget, pane: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(pane, QPoint(0, 0))
    return corner.y() // px(20), corner.x()


def strip_view(found: score.ScoreView, question: str, asked: bool) -> ScoreView:
    """The score in the words of the strip; what moved is shown on the question that moved it."""
    interval, moved = found.interval, found.moved
    own = moved if moved is not None and moved.question == question else None
    before = (own.overall_before.low, own.overall_before.high) if own else None
    if found.rating == "Not ratable":
        head = tr("Not ratable yet")
        detail = tr("coverage {part} of 60%", part=percent(found.coverage))
        if found.coverage >= score.COVERAGE_NEEDED:
            detail = tr("evidence index {index} of 0.35", index=hundredth(found.evidence_index))
    else:
        head = tr(found.rating)
        detail = tr("evidence index {index}", index=hundredth(found.evidence_index))
        if found.provisional:
            detail = tr("provisional") + ", " + detail
    return ScoreView(
        range=Range(
            interval.low, interval.point, interval.high, found.as_answered, before, found.hatched
        ),
        headline=head,
        detail=detail,
        warning=not found.rated or found.provisional,
        effect=phrases.effect(own) if asked else tr("Not asked"),
        moves=_moves(own) if asked else (),
        moved_words="" if asked else tr("does not count now"),
        gaps=tuple(NextGap(g.question, g.points, g.text) for g in found.gaps),
    )


def _moves(moved: score.Moved | None) -> tuple[Move, ...]:
    if moved is None:
        return ()
    before, after = moved.overall_before, moved.overall_after
    moves = []
    if moved.domain_before and moved.domain_after:
        one, two = moved.domain_before, moved.domain_after
        moves.append(Move(moved.domain, one.high - one.low, two.high - two.low))
    moves.append(Move(tr("overall"), before.high - before.low, after.high - after.low))
    return tuple(moves)
