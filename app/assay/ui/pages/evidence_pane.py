"""The evidence pane: what is cited for the question, and the ways to bring more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from assay import words
from assay.core.change import Step
from assay.core.errors import UserError
from assay.core.evidence import Stance
from assay.ui import text as phrases
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner
from assay.ui.theme import px
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.evidence_card import CardList
from assay.ui.widgets.labels import Column, Ground, Row, SectionHeading, Words
from assay.ui.widgets.notices import DropZone, EmptyState
from assay.words import tr
from assay.work import citing, ingest
from assay.work.jobs import Progress
from assay.work.views.question import QuestionView


class EvidencePane(Ground):
    """Evidence of one question. `told(text)` what was done, for the toast."""

    told = Signal(str)

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._bridge = bridge
        self._runner = runner
        self._view: QuestionView | None = None
        self.heading = SectionHeading(tr("Evidence"), pane=True)
        self.add = Button(tr("Add"), icon="plus")
        self.confidence = Words("", "caption", "text2", wrap=True)
        self.cards = CardList(tr("Evidence for this question"))
        self.empty = EmptyState(
            "files", tr("No evidence yet"), tr("Without evidence this answer counts as unknown.")
        )
        self.drop = DropZone(
            tr("Drop files, or paste a page, link or screenshot"), tr("Ctrl Shift V")
        )
        self.progress = Words("", "caption", "text2")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = Column(8, (14, 10, 12, 12), self)
        head = Row(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(self.confidence)
        column.addWidget(self.cards, 1)
        column.addWidget(self.empty)
        self._stretch = QWidget()
        column.addWidget(self._stretch, 1)
        column.addWidget(self.progress)
        column.addWidget(self.drop)
        self.progress.hide()

    def _connect(self) -> None:
        self.add.clicked.connect(self.choose)
        self.drop.clicked.connect(self.choose_files)
        self.drop.dropped.connect(self._on_dropped)
        self.cards.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.cards.customContextMenuRequested.connect(self._on_menu)
        self.cards.opened.connect(self.edit)

    def show_view(self, view: QuestionView) -> None:
        """Show the evidence of this question."""
        self._view = view
        rows = [phrases.card(card) for card in view.cards]
        self.heading.set_note(str(len(rows)))
        self.confidence.setText(
            phrases.origins(view.origins, view.score.confidence, len(rows))
            if view.asked
            else tr("This question is not asked, so its evidence does not count.")
        )
        self.confidence.setVisible(bool(self.confidence.text()))
        self.cards.set_rows(rows)
        self.cards.setVisible(bool(rows))
        self.empty.setVisible(not rows and view.asked)
        self._stretch.setVisible(not rows)
        for way_in in (self.drop, self.add):
            way_in.setEnabled(view.asked)
            way_in.setVisible(not self._bridge.reading)

    # -- bringing -----------------------------------------------------------------------------

    def choose(self) -> None:
        """Offer what is in the register already, or new files."""
        from assay.ui.dialogs.cite import CiteDialog

        if self._view is None:
            return
        dialog = CiteDialog(self._bridge, self._view, self.window())
        if dialog.exec() != CiteDialog.DialogCode.Accepted:
            if dialog.wants_files:
                self.choose_files()
            return
        self._bridge.do(dialog.step, self)

    def choose_files(self) -> None:
        """Choose files to add and cite."""
        chosen, _ = QFileDialog.getOpenFileNames(self.window(), tr("Add evidence"))
        if chosen:
            self.take([Path(name) for name in chosen])

    def paste(self) -> None:
        """Take the clipboard: files, or text as a quotation."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None:
            self._on_dropped(mime)

    def _on_dropped(self, mime: QMimeData) -> None:
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.take(paths)
        elif mime.hasText() and mime.text().strip():
            self._quote(mime.text())

    def _quote(self, passage: str) -> None:
        view = self._view
        if view is None:
            return
        session, here = self._bridge.open_session, self._bridge.assessment
        title = passage.strip().splitlines()[0][:80]
        said = citing.Citing(here, view.id, quote=passage.strip()[:2000])
        self._bridge.do(lambda: ingest.quotation(session, passage, title, cited=said), self)

    def take(self, paths: list[Path], *, allow_large: bool = False) -> None:
        """Add these files in the background and cite them for this question."""
        view = self._view
        if view is None:
            return
        session, said = self._bridge.open_session, citing.Citing(self._bridge.assessment, view.id)

        def job(progress: Progress) -> Step:
            return ingest.attach(
                session, paths, progress=progress, allow_large=allow_large, cited=said
            )

        self._paths, self._taking = paths, session
        self.progress.setText(tr("Reading {name}…", name=paths[0].name))
        self.progress.show()
        running = self._runner.start(job)
        running.progressed.connect(self._on_progress)
        running.finished.connect(self._on_taken)
        running.failed.connect(self._on_refused)
        running.ended.connect(self.progress.hide)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self.progress.setText(f"{what} {done * 100 // total} %")

    def _on_taken(self, step: Step) -> None:
        if self._taking is not None and self._bridge.record(step, self._taking, self):
            self.told.emit(words.label(step.label))

    def _on_refused(self, error: UserError) -> None:
        if error.message == "file_is_large":
            if trouble.confirm(
                tr("Take in a large file?"), words.sentence(error), tr("Take it in"), self.window()
            ):
                self.take(self._paths, allow_large=True)
            return
        trouble.tell(error, self.window())

    # -- what is there ------------------------------------------------------------------------

    def edit(self, citation: str) -> None:
        """Say more about a citation and its evidence: grade, dates, quotation."""
        from assay.ui.dialogs.evidence import EvidenceDialog

        EvidenceDialog(self._bridge, citation, self.window()).exec()

    def _on_menu(self, place: QPoint) -> None:
        index = self.cards.indexAt(place)
        if not index.isValid() or self._view is None or self._bridge.reading:
            return
        citation = self.cards.current_id()
        found = next(c for c in self._view.cards if c.citation.id == citation)
        menu = QMenu(self)
        menu.addAction(tr("Grade and describe…")).setData("edit")
        turn = tr("Contradicts") if found.citation.stance is Stance.SUPPORTS else tr("Supports")
        menu.addAction(turn).setData("turn")
        menu.addAction(tr("Remove the citation")).setData("remove")
        picked = menu.exec(self.cards.viewport().mapToGlobal(place))
        if isinstance(picked, QAction):
            self._act(str(picked.data()), citation, found.citation.stance)

    def _act(self, what: str, citation: str, stance: Stance) -> None:
        session = self._bridge.open_session
        if what == "edit":
            self.edit(citation)
        elif what == "turn":
            other = Stance.CONTRADICTS if stance is Stance.SUPPORTS else Stance.SUPPORTS
            self._bridge.do(lambda: citing.recite(session, citation, stance=other), self)
        else:
            self._bridge.do(lambda: citing.uncite(session, citation), self)

    def fit(self, height: int) -> None:
        """One line of drop zone where the window is low."""
        self.drop.set_compact(height < px(700))
