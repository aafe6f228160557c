"""How long the window is held up at worst while a project of 500 MB is written, copied, closed and opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import projects
import windows
from measure_handlers import Act, Heart, told
from measuring import Figures, Milliseconds, measurement
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.core.change import inserted, step
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.ui.pages.dashboard import DashboardPage
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.window import Window

FILES, MIB = 25, 20
QUESTIONS = 120


@cache
def large() -> Path:
    """The project with so many questions, and 500 MB of evidence, built once."""
    session = projects.made(projects.place(), QUESTIONS)
    projects.fill(session)
    for number in range(FILES):
        info = session.store.put_blob(BytesIO(os.urandom(MIB << 20)))
        item = Evidence(
            f"large-{number}", 1000 + number, f"large-{number}", "Annual report",
            blob=info.sha256, size=info.size,
        )  # fmt: skip
        session.do(step("attach", [inserted("evidence", to_row(item))], count=1))
    session.publish()
    session.close()
    return session.path


@measurement("longest handler, a file of 500 MB", budget=Milliseconds(100))
def large_file() -> Figures:
    """Everything that reads or writes the whole file, with a person at work beside it where that can be."""
    window = windows.opened(large())
    windows.rest(1000)
    heart = Heart()
    held = [(heart.time(act, over), name) for name, act, over in _acts(window)]
    windows.close(window)
    return told(held)


def _acts(window: Window) -> Iterator[tuple[*Act, Callable[[], bool]]]:
    keeping, place = window.keeping, projects.place()

    def kept() -> bool:
        return keeping.where != "publishing"

    window.go("workspace", "AAX-002")
    page = window.page("workspace")
    if not isinstance(page, WorkspacePage):
        raise TypeError("the workspace is another page")
    _answer(page, Qt.Key.Key_1)
    yield "published", partial(_published, window, page, 1, 0), kept
    _answer(page, Qt.Key.Key_1)
    for often in (100, 400, 1000):
        name = f"published while an answer is given every {often} ms"
        yield name, partial(_published, window, page, 8, often), kept
    yield "a copy elsewhere", partial(keeping.save_copy, place / "copy.assay", replace=True), kept
    yield "another name", partial(keeping.save_as, place / "other.assay", replace=True), kept
    window.go("dashboard", "compare")
    dashboard = window.page("dashboard")
    if isinstance(dashboard, DashboardPage):
        view = dashboard.panel("compare")
        yield "compared with the copy", partial(view.take_file, place / "copy.assay"), kept
    _answer(page, Qt.Key.Key_2)
    yield "closed", window.files.close_project, kept
    yield (
        "opened",
        partial(window.files.open_path, large()),
        lambda: window.bridge.session is not None,
    )


def _published(window: Window, page: WorkspacePage, answers: int, often: int) -> None:
    """Answer so many times, with so many milliseconds between, and publish after the first."""
    for number in range(answers):
        _answer(page, (Qt.Key.Key_2, Qt.Key.Key_1)[number % 2])
        if number == 0:
            window.keeping.publish()
        windows.rest(often)


def _answer(page: WorkspacePage, key: Qt.Key) -> None:
    page.question.answer.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(page.question.answer, key)
