"""Sharing from the window: asked for, written off the main thread, and said with counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.runner import Runner, Running
from assay.words import tr, trn
from assay.work.jobs import Progress

if TYPE_CHECKING:
    from assay.work.drafts import Draft
    from assay.work.sharing import Shared, Wish


class ShareCommands(QObject):
    """File → Share. `told(text, undo)` says what was written; nothing of it can be undone."""

    told = Signal(str, bool)

    def __init__(self, bridge: Bridge, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._runner, self._window = bridge, runner, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {"share": self.share}

    def share(self) -> None:
        """Ask what is handed on and where to, and write it."""
        from assay.ui.dialogs.share import Share
        from assay.work.sharing import Form, Wish

        self._bridge.settle()
        dialog = Share(self._bridge, self._window)
        if dialog.exec() != Share.DialogCode.Accepted:
            return
        form, redaction, key = dialog.form, dialog.redaction(), dialog.seal.key()
        endings = {Form.COPY: ".assay", Form.PACK: ".zip", Form.SUMMARY: ".pdf"}
        path = self._ask(endings[form] + (".age" if key else ""))
        if path is not None:
            self.write(Wish(form, path, redaction, key, replace=True))

    def _ask(self, ending: str) -> Path | None:
        """Where to; Qt's dialog has asked about a file that is there already."""
        here = self._bridge.path()
        suggestion = here.with_name(tr("{name} shared", name=here.stem) + ending)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Where to"), str(suggestion), f"*{ending}"
        )
        return Path(chosen) if chosen else None

    def write(self, wish: Wish) -> None:
        """Write what is wished for; the window stays in use."""
        session, language = self._bridge.open_session, self._bridge.language
        drafts = self._drafts(wish)

        def job(progress: Progress) -> Shared:
            from assay.work.sharing import share

            return share(session, wish, lambda: _memos(drafts, wish, language), progress)

        running = self._runner.start(job)
        running.finished.connect(self._on_shared)
        running.failed.connect(self._on_failed)
        self._wait(tr("Writing {name}…", name=wish.out.name), running)

    def _drafts(self, wish: Wish) -> list[Draft]:
        from assay.work import drafts
        from assay.work.sharing import Form

        session = self._bridge.open_session
        wanted = {Form.COPY: [], Form.SUMMARY: [self._bridge.assessment]}.get(
            wish.form, [assessment.id for assessment in session.assessments()]
        )
        return [drafts.take(session, id) for id in wanted]

    def _wait(self, title: str, running: Running) -> None:
        from assay.ui.dialogs.waiting import wait_for

        wait_for(title, running, self._window)

    def _on_shared(self, done: Shared) -> None:
        from assay.words.sharing import taken_out

        parts = [tr("{name} is written.", name=done.path.name)]
        if done.taken_out:
            parts.append(tr("Taken out: {what}.", what=taken_out(done.taken_out)))
        if done.repeated:
            parts.append(
                trn(
                    "{count} text that stays repeats something that was taken out.",
                    "{count} texts that stay repeat something that was taken out.",
                    done.repeated,
                )
            )
        if done.left_out:
            parts.append(
                trn(
                    "{count} original could not go along; the manifest says why.",
                    "{count} originals could not go along; the manifest says why.",
                    len(done.left_out),
                )
            )
        self.told.emit(" ".join(parts), False)

    def _on_failed(self, error: UserError) -> None:
        trouble.tell(error, self._window)


def _memos(drafts: list[Draft], wish: Wish, language: str) -> Mapping[str, bytes]:
    """The memos for readers outside, as PDF files."""
    from assay.core.memo_profile import Profile
    from assay.report.pdf import pdf

    profile = Profile(external=True, names=not wish.redaction.authors)
    found = {}
    for n, draft in enumerate(drafts, 1):
        name = "memo.pdf" if len(drafts) == 1 else f"memo-{n}.pdf"
        found[name] = pdf(draft.memo(language=language, profile=profile))
    return found
