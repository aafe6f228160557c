"""Searches the texts of the evidence while somebody types, and has read what was not read yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assay.ui.bridge import Bridge
from assay.ui.runner import Runner, Running
from assay.words import tr
from assay.work import finding
from assay.work.finding import Hit
from assay.work.jobs import Progress

MOST = 200


class TextSearch(QObject):
    """`TextSearch(bridge)`: `look(query)`. Signals: `found(str query, dict)` hits by item, `busy(str)`."""

    found = Signal(str, object)
    busy = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._runner = Runner(self)
        self._query = ""
        self._looking = False
        self._asked = ""
        self._updating: Running | None = None
        self._updated = False

    def look(self, query: str) -> None:
        """Look for these words from now on; empty: for nothing."""
        self._query = query
        self._go_on()

    def again(self) -> None:
        """Look once more: texts have come that were not there."""
        self._go_on()

    def close(self) -> None:
        """Wait for what is under way: its project is being closed."""
        self._query, self._updated = "", False
        if self._updating is not None:
            self._updating.cancel()
        self._runner.wait()
        self._updating = None

    def _go_on(self) -> None:
        session, query = self._bridge.session, self._query
        if self._looking or session is None or not query:
            return

        def job(progress: Progress) -> tuple[str, dict[str, Hit], int]:
            hits: dict[str, Hit] = {}
            for hit in finding.search(session, query, MOST, 2):
                # A place in the text says more than that the title holds the words.
                if hit.kind == "evidence" and _place(hits.get(hit.evidence)) is None:
                    hits[hit.evidence] = hit
            return query, hits, finding.waiting(session)

        self._looking, self._asked = True, query
        running = self._runner.start(job)
        running.finished.connect(self._on_found)
        running.ended.connect(self._on_ended)

    def _on_found(self, found: tuple[str, dict[str, Hit], int]) -> None:
        query, hits, waiting = found
        if query == self._query:
            self.found.emit(query, hits)
        if waiting and self._updating is None and not self._updated:
            self._update()

    def _on_ended(self) -> None:
        self._looking = False
        if self._query != self._asked:
            self._go_on()

    def _update(self) -> None:
        """Have everything read that was not, once, and then look again."""
        session = self._bridge.session
        if session is None:
            return

        def job(progress: Progress) -> int:
            return finding.update(session, progress)

        self._updated = True
        self._updating = self._runner.start(job)
        self._updating.progressed.connect(self._on_progress)
        self._updating.ended.connect(self._on_updated)

    def _on_progress(self, done: int, total: int, what: str) -> None:
        self.busy.emit(tr("Reading for the search: {percent} %", percent=done * 100 // total))

    def _on_updated(self) -> None:
        self._updating = None
        self.busy.emit("")
        self._go_on()


def _place(hit: Hit | None) -> int | None:
    return hit.page if hit is not None else None
