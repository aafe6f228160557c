"""Has the text of an item read where it was not, and brings the view of the item when something is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from assay.ui.bridge import Bridge
from assay.ui.runner import Runner, Running
from assay.work import extract
from assay.work.extract import Extracted, TextState
from assay.work.jobs import Progress
from assay.work.linked import content
from assay.work.session import Session
from assay.work.views.viewer import ViewerView, viewer_view


@dataclass(frozen=True, slots=True)
class Read:
    """The view of an item; `texts` page by page, None while they are not read."""

    view: ViewerView
    texts: Sequence[str] | None


class Reading(QObject):
    """`Reading(bridge)`: `open(session, id)`, `again()`. Signal: `arrived(Read)`, once or twice an item.

    The view comes off the main thread: to hold its quotations against a long text takes a while.
    """

    arrived = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = Runner(self)
        self._session: Session | None = None
        self._item = ""
        self._wish = 0
        self._opened = 0
        self._reading: Running | None = None

    def open(self, session: Session, item: str) -> None:
        """Bring this item's view, then its text."""
        self.drop()
        self._session, self._item = session, item
        self._start(read=False)

    def again(self) -> None:
        """Bring the view again: something about the item has changed."""
        if self._session is not None:
            self._start(read=False)

    def read(self) -> None:
        """Have the text read now, if it was not before."""
        if self._session is not None:
            self._reading = self._start(read=True)

    def drop(self) -> None:
        """Nobody waits for it any more."""
        if self._reading is not None:
            self._reading.cancel()
        self._session, self._item, self._reading = None, "", None
        self._wish += 1
        self._opened += 1

    def close(self) -> None:
        """Wait for what is under way: its project is being closed."""
        self.drop()
        self._runner.wait()

    def _start(self, *, read: bool) -> Running | None:
        session, item = self._session, self._item
        if session is None:
            return None
        self._wish += 1
        wish, opened, language = self._wish, self._opened, self._bridge.language

        def job(progress: Progress) -> tuple[int, int, Read]:
            evidence = session.evidence(item)
            known: Extracted = extract.known(session, evidence)
            if read and known.state is TextState.NONE:
                known = extract.read(session, evidence, progress)
            there = known.state not in (TextState.NONE, TextState.UNREADABLE)
            texts = extract.texts(session, content(evidence)) if there else None
            return opened, wish, Read(viewer_view(session, item, language), texts)

        running = self._runner.start(job)
        running.finished.connect(self._on_finished)
        running.failed.connect(self._on_failed)
        return running

    def _on_finished(self, found: tuple[int, int, Read]) -> None:
        opened, wish, read = found
        if opened != self._opened:
            return
        if wish != self._wish:
            if read.texts is not None or read.view.reason is not None:
                self.again()  # a newer view was asked for before the text was read
            return
        waiting = (
            read.texts is None and read.view.reason is None and bool(content(read.view.evidence))
        )
        self.arrived.emit(read)
        if waiting and self._reading is None:
            self.read()

    def _on_failed(self, error: object) -> None:
        """The item is gone meanwhile; the page shows another one by then."""
