"""Takes a picture of every page and dialog in every look, from a freshly built example: `make screens`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QWidget

from assay import prefs, words
from assay.ui import theme
from assay.ui.pages.evidence import EvidencePage
from assay.ui.pages.history import HistoryPage
from assay.ui.pages.memo import MemoPage
from assay.ui.pages.preview import Sheet
from assay.ui.pages.review import ReviewPage
from assay.ui.window import Window
from screens_dashboard import dashboard
from screens_files import files

OUT = Path(__file__).resolve().parents[1] / "build" / "screens"
PATIENCE = 60.0
"""Seconds until something that never happens is an error."""


@dataclass(frozen=True)
class Look:
    """How the window looks: its pictures carry `tag`."""

    tag: str = ""
    theme: theme.Choice = "light"
    zoom: int = 100
    size: tuple[int, int] = (1440, 900)
    language: str = "en"


LOOKS = (
    Look(),
    Look("-1366x768", size=(1366, 768)),
    Look("-dark", theme="dark"),
    Look("-high-contrast", theme="high-contrast"),
    Look("-large", size=(1920, 1200)),
    Look("-zoom80", zoom=80),
    Look("-zoom150", zoom=150),
    Look("-zoom200", zoom=200),
    Look("-zh", language="zh_Hans"),
)
QUESTIONS = {
    "answered": "PTY-01",
    "unknown": "PTY-04",
    "skipped": "AUD-02",
    "numeric": "OWN-02",
    "multi": "PTY-02",
    "date": "SUP-13",
    "restricted": "SAN-01",
}
"""What the picture shows: the question of the example that shows it."""


def until(holds: Callable[[], bool], what: str) -> None:
    """Let the window work until `holds`."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def settle() -> None:
    """Let everything that is due happen, so that the picture shows the end of it."""
    for _ in range(20):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def take(widget: QWidget, name: str, look: Look) -> None:
    """The picture of `widget` as a file, without the mouse over anything."""
    settle()
    for part in widget.findChildren(QWidget):
        if part.underMouse():
            part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            QApplication.sendEvent(part, QEvent(QEvent.Type.Leave))
    path = OUT / f"{name}{look.tag}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    print(path.relative_to(OUT.parents[1]))


def taken(look: Look, widget: QWidget, name: str) -> None:
    """The picture of `widget`, for whoever does not know the look."""
    take(widget, name, look)


@contextmanager
def window(look: Look) -> Iterator[Window]:
    """The window in this look, awake, with no project; closed at the end."""
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    words.use(look.language)
    theme.dress(app, look.theme, look.zoom, look.language, reduced_motion=True)
    preferences = prefs.load()
    preferences.geometry, preferences.language = "", look.language
    preferences.theme, preferences.zoom = look.theme, look.zoom
    shown = Window(preferences)
    shown.resize(*look.size)
    shown.show()
    settle()
    shown.wake([])
    try:
        yield shown
    finally:
        shown.close()
        shown.deleteLater()
        settle()


def build(folder: Path) -> Path:
    """The example project, built as the start page builds it."""
    from assay.work import example
    from assay.work.session import Person

    path = folder / "cnre.assay"
    example.build(path, Person("Ada Analyst", "device-1")).close()
    return path


def open_project(shown: Window, path: Path) -> None:
    shown.files.open_path(path)
    until(lambda: shown.bridge.session is not None, "opening the project")


def pages(shown: Window, look: Look) -> None:
    """Home, the workspace on each kind of question, and what lies beside it."""
    shown.go("home")
    take(shown, "home", look)
    for name, question in QUESTIONS.items():
        shown.go("workspace", question)
        take(shown, f"workspace-{name}", look)
    kept(shown, look)
    shown.go("memo")
    memo = shown.pages["memo"]
    assert isinstance(memo, MemoPage)
    if not memo.preview.isVisible():  # with large type there is either the editor or the preview
        take(shown, "memo-editor", look)
        memo.toggle.click()
    until(lambda: painted(memo), "the preview of the memo")
    take(shown, "memo", look)


def kept(shown: Window, look: Look) -> None:
    """Evidence with an item open, the review, and the history with its newest step open."""
    shown.go("evidence")
    evidence = shown.pages["evidence"]
    assert isinstance(evidence, EvidencePage)
    until(lambda: evidence.view is not None, "reading the evidence")
    until(lambda: evidence.viewer.document.pages > 0, "reading the document")
    take(shown, "evidence", look)
    shown.go("review")
    review = shown.pages["review"]
    assert isinstance(review, ReviewPage)
    until(lambda: review.view is not None, "reading the answers")
    take(shown, "review", look)
    shown.go("history")
    history = shown.pages["history"]
    assert isinstance(history, HistoryPage)
    until(lambda: history.known is not None, "reading the history")
    history.show_step(history.known.entries[-1].id if history.known else "")
    take(shown, "history", look)


def painted(memo: MemoPage) -> bool:
    """True when each page in view has its picture."""
    view = memo.preview.viewport().rect()
    seen = [
        sheet
        for sheet in memo.preview.findChildren(Sheet)
        if view.intersects(
            sheet.rect().translated(sheet.mapTo(memo.preview.viewport(), view.topLeft()))
        )
    ]
    return bool(seen) and all(sheet.image is not None for sheet in seen)


def dialogs(shown: Window, look: Look, folder: Path) -> None:
    """Each dialog over the workspace; the palette with something typed into it."""
    from assay.ui.dialogs.about import About
    from assay.ui.dialogs.cite import CiteDialog
    from assay.ui.dialogs.evidence import EvidenceDialog
    from assay.ui.dialogs.new_project import NewProject
    from assay.ui.dialogs.settings import Settings
    from assay.ui.dialogs.share import Share
    from assay.ui.dialogs.shortcuts import Shortcuts
    from assay.work.views.question import question_view

    bridge = shown.bridge
    shown.go("workspace", QUESTIONS["answered"])
    view = question_view(
        bridge.open_session, bridge.assessment, QUESTIONS["answered"], bridge.language
    )
    made: dict[str, Callable[[], QWidget]] = {
        "new-project": lambda: NewProject(folder, bridge.language, shown),
        "cite": lambda: CiteDialog(bridge, view, shown),
        "evidence": lambda: EvidenceDialog(bridge, view.cards[0].citation.id, shown),
        "settings": lambda: Settings(bridge, shown),
        "share": lambda: Share(bridge, shown),
        "shortcuts": lambda: Shortcuts(shown),
        "about": lambda: About(shown),
    }
    for name, make in made.items():
        dialog = make()
        dialog.show()
        take(dialog, f"dialog-{name}", look)
        dialog.close()
        dialog.deleteLater()


def palette(shown: Window, look: Look) -> None:
    """The command palette over the window."""
    from assay.ui.dialogs.palette import Palette

    popup = Palette(shown)
    popup.popup()
    take(shown, "palette", look)
    popup.close()


def main(tags: list[str]) -> None:
    """All looks, or those whose tags are named."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ASSAY_HOME"] = str(folder / "home")
        path = build(folder)
        for look in LOOKS:
            if tags and (look.tag.lstrip("-") or look.theme) not in tags:
                continue
            with window(look) as shown:
                open_project(shown, path)
                pages(shown, look)
                dialogs(shown, look, folder)
                palette(shown, look)
                dashboard(shown, folder, partial(taken, look), until)
                changed = folder / f"files{look.tag}"
                files(shown, changed, partial(taken, look), until)
                shown.files.close_project()
                take(shown, "start", look)


if __name__ == "__main__":
    main(sys.argv[1:])
