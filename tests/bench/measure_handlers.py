"""How long the window is held up at worst while a person goes through every page and works in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter, thread_time
from typing import NamedTuple

import projects
import windows
from measuring import Figures, Milliseconds, Seconds, measurement
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assay.ui import theme
from assay.ui.dialogs.palette import Palette
from assay.ui.dialogs.set_many import SetMany
from assay.ui.pages.dashboard import VIEWS
from assay.ui.pages.evidence import EvidencePage
from assay.ui.pages.history import HistoryPage
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.window import Window
from assay.work import reassessing

QUESTIONS = 1000
"""Two items of evidence each: 2,000 in the register."""
PAUSE = 250
"""Milliseconds between two acts: what an act leaves to be done later falls into them."""
Act = tuple[str, Callable[[], object]]


class Held(NamedTuple):
    """How long the window was held up by the clock, and how much of it its own thread worked."""

    seconds: Seconds
    worked: Seconds


class Heart(QObject):
    """Beats every other millisecond: its longest pause is the longest handler, or several at once.

    On a busy machine the clock also counts others' work; the thread's own time does not.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pauses: list[Held] = []
        self._last = Held(0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)

    def time(self, act: Callable[[], object], over: Callable[[], bool] | None = None) -> Held:
        """How long the window was held up by the act, or by anything that followed until it was over."""
        self._pauses, self._last = [], Held(perf_counter(), thread_time())
        until = perf_counter() + windows.PATIENCE
        self._timer.start()  # beats inside the act, too, where that lets the window be painted
        act()
        self._beat()
        windows.rest(PAUSE)
        while over is not None and not over() and perf_counter() < until:
            windows.rest(PAUSE)
        self._timer.stop()
        return Held(max(p.seconds for p in self._pauses), max(p.worked for p in self._pauses))

    def _beat(self) -> None:
        now = Held(perf_counter(), thread_time())
        last, self._last = self._last, now
        self._pauses.append(Held(now.seconds - last.seconds, now.worked - last.worked))


@measurement("longest handler, 2,000 items of evidence", budget=Milliseconds(100))
def handlers() -> Figures:
    """Every page and view twice: the second time nothing is loaded any more."""
    return _timed(_pages, _work, _at_large, _pages)


@measurement("longest handler, another look with every page open", budget=Milliseconds(100))
def looks() -> Figures:
    """Some 1,900 widgets that Qt dresses one by one, most of them on pages that are not shown."""
    return _timed(_looks, before=_pages)


Acts = Callable[[Window], Iterator[Act]]


def _timed(*parts: Acts, before: Acts | None = None) -> Figures:
    window = windows.opened(projects.large(QUESTIONS))
    windows.rest(2000)
    for _, act in before(window) if before else ():
        act()
        windows.rest(PAUSE)
    heart, held = Heart(), []
    for each in parts:
        held += [(heart.time(act), name) for name, act in each(window)]
    windows.close(window)
    return told(held)


def told(held: list[tuple[Held, str]]) -> Figures:
    """The longest of these acts, and how many took over 100 ms."""
    slow = sorted(held, reverse=True)
    over = sum(each.seconds > 0.1 for each, _ in held)
    worked = sum(each.worked > 0.1 for each, _ in held)
    named = "; ".join(
        f"{name} {each.seconds * 1000:.0f} ms ({each.worked * 1000:.0f})" for each, name in slow[:8]
    )
    said = f"{over} of {len(held)} acts over 100 ms, {worked} by the window's own processor time"
    return Figures([slow[0][0].seconds], note=f"{said} (in brackets); longest: {named}")


def _pages(window: Window) -> Iterator[Act]:
    for page in ("home", "workspace", "evidence", "review", "history", "memo"):
        yield f"to {page}", partial(window.go, page)
    for view in VIEWS:
        yield f"to dashboard, {view}", partial(window.go, "dashboard", view)


def _work(window: Window) -> Iterator[Act]:
    """A person's hour in small: moving, answering, typing, filtering, undoing, looking at evidence."""
    yield "to a question", partial(window.go, "workspace", "AAX-002")
    page = window.page("workspace")
    if not isinstance(page, WorkspacePage):
        raise TypeError("the workspace is another page")
    for _ in range(4):
        yield "down the list", partial(_key, page.list.list, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_U, Qt.Key.Key_1):
        yield "an answer by key", partial(_key, page.question.answer, key)
    editor = page.question.rationale.editor
    for letter in "a note":
        yield "a letter of a note", partial(QTest.keyClicks, editor, letter)
    yield "to the next question", page.question.go_on
    for name in ("open", "open", "no_evidence", "no_evidence"):
        yield "a filter", page.list.chips[name].click
    yield "several selected", partial(_key, page.list.list, Qt.Key.Key_A, _CONTROL)
    yield "selected no longer", page.list.list.unpick
    yield "undo", window.view.undo
    yield "redo", window.view.redo
    yield "published", window.keeping.publish
    yield "to evidence", partial(window.go, "evidence")
    register = window.page("evidence")
    if isinstance(register, EvidencePage):
        for _ in range(4):
            yield "down the register", partial(_key, register.library.list, Qt.Key.Key_Down)


def _at_large(window: Window) -> Iterator[Act]:
    """What is about everything: the palette, all questions at once, the past, a year later."""
    bridge = window.bridge
    window.go("workspace", "AAX-002")
    palette = Palette(window)
    yield "the palette", palette.popup
    for letter in "que":
        yield "a letter of the palette", partial(QTest.keyClicks, palette.line, letter)
    yield "the palette away", palette.leave
    several = SetMany(bridge, [*bridge.open_session.checklist(bridge.assessment).questions], window)
    yield "all questions to be changed", several.open
    yield "all questions changed", several.accept
    yield "all changed back", window.view.undo
    register = window.page("evidence")
    window.go("evidence")
    if isinstance(register, EvidencePage):
        yield "all evidence selected", partial(_key, register.library.list, Qt.Key.Key_A, _CONTROL)
    history = window.page("history")
    yield "to history", partial(window.go, "history")
    if isinstance(history, HistoryPage) and history.known is not None:
        yield "a look back", partial(history.looking.look, history.known.entries[0])
        for page in ("workspace", "evidence", "dashboard", "memo"):
            yield f"{page} as it was", partial(window.go, page)
        yield "back to now", window.past.back_to_now
    first = bridge.assessment
    later = partial(reassessing.begin, bridge.open_session, first, as_of="2027-11-23")
    yield "a year later", partial(bridge.do, later)
    yield "to the other assessment", lambda: bridge.choose(bridge.open_session.assessments()[-1].id)
    yield "and back", partial(bridge.choose, first)


def _looks(window: Window) -> Iterator[Act]:
    """Another theme and larger type, on a page of few and on one of many widgets."""
    for page in ("workspace", "dashboard"):
        window.go(page)
        for look in ("dark", "light"):
            yield f"{page}, {look}", partial(theme.theme().choose, look)
        for zoom in (150, 100):
            yield f"{page}, {zoom} %", partial(theme.theme().set_zoom, zoom)
        for name, act in _pages(window):  # dressed when they are shown
            yield f"{name}, in another look", act


_CONTROL = Qt.KeyboardModifier.ControlModifier


def _key(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(QApplication.focusWidget() or widget, key, modifier)
