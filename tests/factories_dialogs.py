"""A project with evidence, and a window to put dialogs over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import delete

from assay import prefs
from assay.core.change import step, updated
from assay.core.records import to_row
from assay.ui import actions
from assay.ui.bridge import Bridge
from assay.ui.menus import Menus
from assay.work import answering, citing, ingest
from assay.work.session import Session
from factories import a_session

W = TypeVar("W", bound=QWidget)


def a_bridge(folder: Path, session: Session | None = None) -> Bridge:
    """A bridge over the small checklist; close its session when done."""
    bridge = Bridge(prefs.Prefs(author="Ada Analyst"))
    bridge.take(session or a_session(folder))
    return bridge


def add_evidence(bridge: Bridge, folder: Path, name: str, **fields: str | int) -> str:
    """One more item of the register, from a file; returns its row id."""
    path = folder / f"{name}.txt"
    path.write_text(f"What {name} says.", "utf-8")
    session = bridge.open_session
    session.do(ingest.attach(session, [path]))
    item = citing.evidence_by_number(session)[-1]
    # As a file from before may have it: a grade that its kind does not usually have, without a word why.
    row = to_row(item)
    session.do(step("edit_evidence", [updated("evidence", row, **fields)], number=item.number))
    return item.id


def cite(bridge: Bridge, question: str, evidence: str, **said: str | int) -> str:
    """Cite evidence; returns the citation's id."""
    session = bridge.open_session
    session.do(citing.cite(session, bridge.assessment, question, evidence, **said))
    return citing.citations_of(session, evidence)[-1].id


def answered(bridge: Bridge, question: str, value: str) -> None:
    """Answer a question."""
    session = bridge.open_session
    session.do(answering.answer(session, bridge.assessment, question, value))


@contextmanager
def on_screen(window: W) -> Iterator[W]:
    """Shows a window and takes it away with everything over it.

    Qt's own deferred deletion waits for an event loop that a test may never enter.
    """
    window.show()
    yield window
    window.close()
    delete(window)


class Stand(QMainWindow):
    """A window with real menus whose actions write down that they ran."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self.gone: list[tuple[str, str]] = []
        self.ran: list[str] = []
        self.menus: Menus | None = Menus(
            self, bridge, {a.id: self._runner(a.id) for a in actions.ACTIONS}
        )
        self.menus.refresh("home")
        self.resize(1000, 700)

    def _runner(self, id: str):
        def run(*_: object) -> None:
            self.ran.append(id)

        return run

    def go(self, name: str, place: str = "") -> None:
        self.gone.append((name, place))
