"""What is done with evidence on its page: quoted, graded, exported, removed, one item or many."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QCursor, QDrag
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from assay import words
from assay.core.change import Step
from assay.core.errors import UserError
from assay.core.evidence import Citation, Stance
from assay.core.records import from_row
from assay.readers.document import Rect
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.dialogs.waiting import held_up
from assay.ui.pages.evidence_document import Chosen
from assay.ui.runner import Runner
from assay.words import tr, trn
from assay.work import citing, describing, extract, originals, quoting
from assay.work.jobs import Cancelled, Progress
from assay.work.linked import content
from assay.work.views.viewer import ViewerView

if TYPE_CHECKING:
    from assay.work.originals import Exported


class EvidenceDoing(QObject):
    """`EvidenceDoing(bridge, runner, page)`. Signals: `told(str)` what was done, `cited(str)` a citation."""

    told = Signal(str)
    cited = Signal(str)
    noted = Signal(str)
    """Something that Undo does not take back, or that is under way."""

    def __init__(self, bridge: Bridge, runner: Runner, page: QWidget) -> None:
        super().__init__(page)
        self._bridge = bridge
        self._runner = runner
        self._page = page
        self._citation = ""
        self._menu = QMenu(page)

    def _do(self, step: Step) -> bool:
        if not self._bridge.do(lambda: step, self):
            return False
        self.told.emit(words.label(step.label))
        return True

    # -- citing -----------------------------------------------------------------------------------

    def quote(self, view: ViewerView, chosen: Chosen, boxes: Sequence[Rect]) -> None:
        """Ask for which question, and cite; `boxes` are the rectangles of what is selected."""
        from assay.ui.dialogs.quote import QuoteDialog

        bridge, item = self._bridge, view.evidence
        session = bridge.open_session
        texts = extract.texts(session, content(item)) if content(item) else ()
        window, asked = self._page.window(), bridge.last_question
        dialog = QuoteDialog(bridge, item, texts, asked, window, view.recognised)
        if chosen:
            dialog.fill(chosen.text, chosen.page, chosen.start, boxes)
        if dialog.exec() != QuoteDialog.DialogCode.Accepted:
            return
        step = bridge.attempt(dialog.step)
        if step is not None and self._do(step):
            self.cited.emit(step.changes[0].key)

    def offer_citation(self, citation: str) -> None:
        """Offer what can be done with a citation."""
        row = self._bridge.open_session.state.get("citation", {}).get(citation)
        if row is None:
            return
        self._citation = citation
        stance = from_row(Citation, row).stance
        turn = tr("It contradicts") if stance is Stance.SUPPORTS else tr("It supports")
        menu = self._menu
        menu.clear()
        for name, text in (
            ("edit", tr("Edit the citation…")),
            ("turn", turn),
            ("anchor", tr("Note where it stands now")),
            ("remove", tr("Remove the citation")),
        ):
            action = menu.addAction(text)
            action.setData(name)
            action.triggered.connect(self._on_picked)
        menu.popup(QCursor.pos())

    def _on_picked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.act(str(action.data()), self._citation)

    def act(self, what: str, citation: str) -> None:
        """Do one of the things that were offered for a citation."""
        session = self._bridge.open_session
        if what == "edit":
            from assay.ui.dialogs.evidence import EvidenceDialog

            EvidenceDialog(self._bridge, citation, self._page.window()).exec()
            return
        made = {
            "turn": lambda: self._turned(citation),
            "anchor": lambda: quoting.reanchor(session, citation),
            "remove": lambda: citing.uncite(session, citation),
        }
        step = self._bridge.attempt(made[what])
        if step is not None:
            self._do(step)

    def _turned(self, citation: str) -> Step:
        session = self._bridge.open_session
        supports = session.state["citation"][citation]["stance"] == Stance.SUPPORTS
        other = Stance.CONTRADICTS if supports else Stance.SUPPORTS
        return citing.recite(session, citation, stance=other)

    # -- leaving ----------------------------------------------------------------------------------

    def export(self, items: Sequence[str]) -> None:
        """Ask where, and write the originals into a new folder there."""
        window = self._page.window()
        chosen = QFileDialog.getExistingDirectory(window, tr("Where to write the originals"))
        if chosen and items:
            self.export_to(_free(Path(chosen), self._bridge.path().stem), items)

    def export_to(self, folder: Path, items: Sequence[str]) -> None:
        """Write originals into a folder that is not there yet."""
        session, wanted = self._bridge.open_session, list(items)

        def job(progress: Progress) -> Exported:
            return originals.export(session, folder, wanted, progress)

        self.noted.emit(tr("Writing originals…"))
        running = self._runner.start(job)
        running.finished.connect(self._on_exported)
        running.failed.connect(self._on_refused)

    def _on_exported(self, done: Exported) -> None:
        said = trn(
            "{count} original written to {name}",
            "{count} originals written to {name}",
            len(done.files),
            name=done.folder.name,
        )
        if done.left_out:
            numbers = ", ".join(str(number) for number, _ in done.left_out[:10])
            said = tr("{said}; nothing is held of {numbers}", said=said, numbers=numbers)
        self.noted.emit(said)

    def _on_refused(self, error: UserError) -> None:
        self.noted.emit("")
        trouble.tell(error, self._page.window())

    def lend(self, items: Sequence[str]) -> QMimeData | None:
        """The originals as files to be dropped elsewhere; None after saying why there are none."""
        session, wanted = self._bridge.open_session, list(items)

        def job(progress: Progress) -> Exported:
            return originals.lend(session, wanted)

        try:
            lent: Exported = held_up(self._runner.start(job, urgent=True))
        except UserError as error:
            self._bridge.troubled.emit(error)
            return None
        except Cancelled:
            return None
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(path)) for path in lent.files])
        return files

    def drag_out(self, items: Sequence[str]) -> None:
        """Drag the originals to wherever the mouse is let go."""
        files = self.lend(items)
        if files is not None:
            drag = QDrag(self.sender())
            drag.setMimeData(files)
            drag.exec(Qt.DropAction.CopyAction)

    # -- describing -------------------------------------------------------------------------------

    def describe(self, item: str) -> None:
        """Grade and describe one item."""
        from assay.ui.dialogs.describing import DescribeDialog

        DescribeDialog(self._bridge, item, self._page.window()).exec()

    def bulk(self, what: str, items: Sequence[str]) -> None:
        """Do one thing to several items."""
        if what == "export":
            self.export(items)
        elif what == "remove":
            self._remove(items)
        elif items:
            self._describe_many(what, items)

    def _describe_many(self, what: str, items: Sequence[str]) -> None:
        from assay.ui.dialogs.describing import DescribeMany, GradeMany

        session = self._bridge.open_session
        rows = [session.evidence(id) for id in items]
        made: type[DescribeMany] | type[GradeMany] = GradeMany if what == "grade" else DescribeMany
        dialog = made(self._bridge, rows, self._page.window())
        if dialog.exec() == dialog.DialogCode.Accepted:
            step = self._bridge.attempt(dialog.step)
            if step is not None:
                self._do(step)

    def _remove(self, items: Sequence[str]) -> None:
        session = self._bridge.open_session
        cited = sum(len(citing.citations_of(session, id)) for id in items)
        asked = trn("Remove {count} item?", "Remove {count} items?", len(items))
        effect = trn(
            "{count} citation goes with them. Undo brings everything back.",
            "{count} citations go with them. Undo brings everything back.",
            cited,
        )
        if trouble.confirm(asked, effect, tr("Remove"), self._page.window()):
            self._do(describing.remove_many(session, items))


def _free(folder: Path, stem: str) -> Path:
    """A new folder's path in `folder`: nothing that is there is written into."""
    path, count = folder / f"{stem} originals", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} originals {count}"
    return path
