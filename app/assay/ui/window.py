"""The frame: menu, publish sentence, tabs, pages, toast. It routes between pages and decides nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from assay import prefs, words
from assay.ui.bridge import Bridge
from assay.ui.pages.start import StartPage
from assay.ui.theme import px, theme
from assay.ui.widgets.focus import reveal
from assay.ui.widgets.labels import Column, Ground

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from assay.core.change import Step
    from assay.core.errors import UserError
    from assay.ui.menus import Menus
    from assay.ui.pages.page import Page
    from assay.ui.widgets.publish import PublishKind
    from assay.work.jobs import Progress

PAGES = {
    "home": ("assay.ui.pages.home", "HomePage"),
    "workspace": ("assay.ui.pages.workspace", "WorkspacePage"),
    "evidence": ("assay.ui.pages.evidence", "EvidencePage"),
    "dashboard": ("assay.ui.pages.dashboard", "DashboardPage"),
    "review": ("assay.ui.pages.review", "ReviewPage"),
    "memo": ("assay.ui.pages.memo", "MemoPage"),
    "history": ("assay.ui.pages.history", "HistoryPage"),
}
"""Page name to where it lives: loaded when it is first shown."""
ASKED = frozenset({"export_memo", "decide_conflicts", "merge_beside"})
"""Actions that a page may ask for as if they were pages."""
_SAID: dict[str, PublishKind] = {
    "publishing": "publishing",
    "waiting": "pending",
    "changed": "changed",
    "failed": "failed",
}

OPENED = (".assay", ".age")
"""Endings of what is opened when it is dropped."""


class Window(QMainWindow):
    """The one window of a project."""

    def __init__(self, preferences: prefs.Prefs) -> None:
        super().__init__()
        self.bridge = Bridge(preferences, self)
        self.menus: Menus | None = None
        self.pages: dict[str, Page] = {}
        self.current = ""
        self._build()

    def _build(self) -> None:
        """What the first paint shows, outside in: a widget that moves is styled again."""
        self.setWindowTitle("Assay")
        self.setAcceptDrops(True)
        for name in ("File", "Edit", "View", "Help"):
            self.menuBar().addMenu(words.tr(name))
        self._ground = Ground("window", self)
        self.setCentralWidget(self._ground)
        self._column = Column(0, parent=self._ground)
        self.stack = QStackedWidget(self._ground)
        self._column.addWidget(self.stack, 1)
        self.start = StartPage(self.bridge, self.stack)
        self.stack.addWidget(self.start)
        self._size()

    def _size(self) -> None:
        self.setMinimumSize(QSize(px(960), px(600)).boundedTo(QSize(1280, 700)))
        saved = self.bridge.prefs.geometry
        if not saved or not self.restoreGeometry(QByteArray.fromHex(saved.encode())):
            self.resize(1440, 900)

    def _equip(self) -> None:
        """The rest of the frame. None of it shows on the start page, so the first paint is without."""
        from assay.ui.assessment_commands import AssessmentCommands
        from assay.ui.copy_commands import CopyCommands
        from assay.ui.evidence_commands import EvidenceCommands
        from assay.ui.file_commands import FileCommands
        from assay.ui.hand_over import Listening
        from assay.ui.keeping import Keeping
        from assay.ui.merge_commands import MergeCommands
        from assay.ui.question_commands import QuestionCommands
        from assay.ui.rating_commands import RatingCommands
        from assay.ui.runner import Runner
        from assay.ui.top_bar import TopBar
        from assay.ui.view_commands import ViewCommands
        from assay.ui.warming import Warming
        from assay.ui.watching import Watching
        from assay.ui.widgets.notices import Toast
        from assay.ui.widgets.publish import PublishSentence

        self.runner = Runner(self)
        self.keeping = Keeping(self.bridge, self.runner, self)
        self.listening = Listening(self.bridge, self.keeping, self)
        self.watching = Watching(self.bridge, self.runner, self)
        self.warming = Warming(self.bridge, self)
        self.files = FileCommands(self.bridge, self.runner, self.keeping, self)
        self.merging = MergeCommands(self.bridge, self.runner, self.keeping, self.files, self)
        self.copies = CopyCommands(self.bridge, self.runner, self.keeping, self.files, self)
        self.copies.merging.connect(self.merging.merge_from)
        self.view = ViewCommands(self, self)
        self.questions = QuestionCommands(self, self)
        self.register = EvidenceCommands(self, self)
        self.rating = RatingCommands(self, self)
        self.sentence = PublishSentence(self)
        self.sentence.hide()
        self.top = TopBar(self.bridge, self._ground)
        self.top.hide()
        self._column.insertWidget(0, self.top)
        self.top.fit(self.width())
        self.assessments = AssessmentCommands(self, self.top, self)
        self.toast = Toast(self._ground)

    def _connect(self) -> None:
        from assay.ui.copy_from_commands import CopyFromCommands
        from assay.ui.history_commands import HistoryCommands
        from assay.ui.memo_commands import MemoCommands
        from assay.ui.share_commands import ShareCommands

        self.memos = MemoCommands(self, self)
        self.past = HistoryCommands(self, self)
        self.sharing = ShareCommands(self.bridge, self.runner, self)
        self.copying = CopyFromCommands(self.bridge, self.runner, self.files, self)
        self._column.insertWidget(1, self.past.bar)
        self.start.acted.connect(self._on_start)
        self.start.chosen.connect(self._on_recent)
        self.start.recovered.connect(self.files.recover)
        self.top.went.connect(self.go)
        self.top.search.clicked.connect(self.view.find)
        self.sentence.acted.connect(self._on_sentence)
        self.keeping.told.connect(self._on_told)
        self.keeping.told.connect(self.watching.follow)
        self.watching.changed.connect(self.keeping.note_change)
        self.bridge.opened.connect(self._on_opened)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.troubled.connect(self._on_trouble)
        self.files.busy.connect(self.start.set_busy)
        self.files.told.connect(self.toast.announce)
        self.copies.told.connect(self.toast.announce)
        self.merging.told.connect(self.toast.announce)
        self.merging.copying.connect(self.copying.copy_from)
        self.files.merging.connect(self.merging.merge_from)
        self.copying.told.connect(self.toast.announce)
        self.sharing.told.connect(self.toast.announce)
        self.toast.undone.connect(self.view.undo)
        theme().changed.connect(self._on_theme)

    # -- waking -------------------------------------------------------------------------------

    def wake(self, files: list[Path]) -> None:
        """What waits until the window has been painted: menus, recent files, the file asked for."""
        from assay.ui.menus import Menus

        self._equip()
        self._connect()
        self._show_place()
        self.menuBar().clear()
        self.menus = Menus(self, self.bridge, self.handlers())
        self.menuBar().setCornerWidget(self.sentence)
        self._refresh_menus()
        self.start.wake()
        self.runner.start(_tidy)
        self.files.begin_with(files)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does: every action has one."""
        parts = (
            self.files,
            self.copies,
            self.merging,
            self.copying,
            self.sharing,
            self.assessments,
            self.past,
            self.view,
            self.memos,
            self.questions,
            self.register,
            self.rating,
        )
        return {id: act for part in parts for id, act in part.handlers().items()}

    def menu_actions(self) -> Mapping[str, QAction]:
        """The QActions by action id, once the menus are there."""
        return self.menus.actions if self.menus is not None else {}

    # -- routing ------------------------------------------------------------------------------

    def page(self, name: str) -> Page:
        """The page of this name, made when it is first asked for."""
        if name not in self.pages:
            module, cls = PAGES[name]
            made: Page = getattr(import_module(module), cls)(self.bridge, self.runner, self.stack)
            made.went.connect(self.go)
            made.told.connect(self.toast.announce)
            self.stack.addWidget(made)
            self.pages[name] = made
        return self.pages[name]

    def go(self, name: str, place: str = "") -> None:
        """Show a page; whatever was being typed on the one before is kept."""
        if name in ASKED:
            self.handlers()[name]()
            return
        if name not in PAGES or self.bridge.session is None:
            return
        if self.current in self.pages:
            self.pages[self.current].leave()
        shown = self.page(name)
        self.current = name
        self.stack.setCurrentWidget(shown)
        shown.enter(place)
        self.top.show_page(name)
        self._refresh_menus()

    def _show_place(self) -> None:
        open_ = self.bridge.session is not None
        self.top.setVisible(open_)
        self.sentence.setVisible(open_)
        if not open_:
            self.current = ""
            self.stack.setCurrentWidget(self.start)
            self.start.refresh()

    # -- what happened ------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._show_place()
        session = self.bridge.session
        if session is not None:
            self.top.show_issuer()
            self.go("home")
        else:
            self.setWindowModified(False)
            self.setWindowTitle("Assay")
        self._refresh_menus()

    def _on_changed(self, step: Step, initiator: object) -> None:
        self._refresh_menus()

    def _refresh_menus(self) -> None:
        if self.menus is not None:
            self.menus.refresh(self.current)

    def _on_trouble(self, error: UserError) -> None:
        from assay.ui import trouble

        trouble.tell(error, self)

    def _on_start(self, action: str) -> None:
        self.handlers()[action]()

    def _on_recent(self, path: str) -> None:
        self.files.open_path(Path(path))

    def _on_told(self) -> None:
        from assay.ui.widgets.publish import PublishState

        kept = self.keeping
        if self.bridge.session is not None:
            name = self.bridge.path().name
            if kept.where == "reading":
                name = words.tr("{name}, for reading only", name=name)
            self.setWindowTitle(f"{name}[*] – Assay")
        place = self.bridge.path().parent.name if self.bridge.session else ""
        state = PublishState(
            _SAID.get(kept.where, "published"),
            time=kept.changed_at if kept.where == "changed" else kept.published_at,
            changes=kept.unpublished,
            name=kept.changed_by,
            place=place,
        )
        self.sentence.set_state(state)
        self.setWindowModified(bool(kept.unpublished) and self.bridge.session is not None)
        if kept.trouble is not None:
            self.sentence.setToolTip(words.sentence(kept.trouble))

    def _on_sentence(self, kind: str) -> None:
        if kind == "pending":
            self.keeping.publish()
        elif kind == "changed":
            self.copies.settle_change()
        else:
            self.files.save_copy()

    def _on_theme(self) -> None:
        self.setMinimumSize(QSize(px(960), px(600)).boundedTo(QSize(1280, 700)))
        if self.current in self.pages:
            self.pages[self.current].refresh()

    # -- the system ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.path().endswith(OPENED) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile() and url.path().endswith(OPENED):
                self.merging.dropped(Path(url.toLocalFile()))
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.menus is not None:  # else it is not equipped yet
            self.top.fit(self.width())

    def focusNextPrevChild(self, onward: bool) -> bool:
        moved = super().focusNextPrevChild(onward)
        reveal()
        return moved

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.current in self.pages:
            self.pages[self.current].leave()
        if self.menus is None:
            return
        if not self.files.close_project():
            event.ignore()
            return
        self.runner.wait()
        self.bridge.prefs.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.bridge.keep_prefs()
        event.accept()


def _tidy(progress: Progress) -> None:
    """Sweep what no project needs any more, while nobody waits for it."""
    from assay.work import recovering

    recovering.tidy()
