"""The evidence page: a page turned in the viewer, and the library opened over a large register."""

import io
from functools import cache, partial
from pathlib import Path

import projects
import windows
from measuring import Figures, Milliseconds, Seconds, measurement
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.core.change import inserted, step
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.ui.pages.evidence import EvidencePage
from assay.ui.window import Window
from assay.work import ingest

TURNS = 40
PAGES = 60
ITEMS = 5_000
ROUNDS = 5


@measurement("viewer, page turned", budget=Milliseconds(30))
def page_turn() -> Figures:
    """Read as a person reads: a page is looked at for a moment, meanwhile the next one is drawn."""
    window, page = _evidence(_report())
    view = page.viewer.document
    windows.until(lambda: view.is_shown and view.paper.paper.picture is not None)
    windows.rest(500)
    painted = windows.Painted(view.paper.viewport())
    taken: list[Seconds] = []
    for _ in range(TURNS):
        taken.append(painted.time(partial(QTest.keyClick, view.paper, Qt.Key.Key_PageDown)))
        if view.paper.paper.picture is None:
            raise RuntimeError("a page was turned to that was not drawn")
        windows.rest(250)
    windows.close(window)
    slow = sorted(taken)[round(TURNS * 0.95)]
    return Figures(taken, note=f"95 % within {slow * 1000:.3g} ms, the picture at hand each time")


@measurement("library of 5,000 items, first opened", budget=Milliseconds(200))
def library() -> Figures:
    """The page made, its rows brought and painted, half a second after the project was opened."""
    return Figures([_first_opening(_register()) for _ in range(ROUNDS)])


def _first_opening(path: Path) -> Seconds:
    window = windows.opened(path)
    windows.rest(500)
    painted = windows.Painted(window)
    taken = painted.time(partial(window.go, "evidence"))
    windows.close(window)
    return taken


def _evidence(path: Path) -> tuple[Window, EvidencePage]:
    window = windows.opened(path)
    window.go("evidence")
    page = window.pages["evidence"]
    if not isinstance(page, EvidencePage):
        raise TypeError("the evidence page is another page")
    return window, page


@cache
def _report() -> Path:
    """A project that holds one long report."""
    folder = projects.place() / "report"
    folder.mkdir()
    session = projects.made(folder, 400)
    path = folder / "report.pdf"
    path.write_bytes(_pages())
    session.do(ingest.attach(session, [path]))
    session.publish()
    session.close()
    return session.path


def _pages() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(PAGES):
        for line in range(52):
            text = (
                f"Page {number + 1}, line {line + 1}: the controlling shareholder held its shares."
            )
            canvas.drawString(60, 790 - line * 14, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def _register() -> Path:
    """A project with a register of thousands, every second item cited."""
    folder = projects.place() / "register"
    folder.mkdir()
    session = projects.made(folder, 2_500)
    projects.fill(session)
    known = len(session.state.get("evidence", {}))
    more = [_item(number) for number in range(known + 1, ITEMS + 1)]
    session.do(step("attach", [inserted("evidence", to_row(item)) for item in more], count=1))
    session.publish()
    session.close()
    return session.path


def _item(number: int) -> Evidence:
    return Evidence(
        id=f"more-{number}",
        number=number,
        key=f"more-{number}",
        title=f"Notice {number} on the quota — 关于配额的公告（{number}）",
        publisher=f"Publisher {number % 300}",
        date=f"{2015 + number % 10}-0{1 + number % 9}-11",
        reliability="ABCDEF"[number % 6],
        credibility="123456"[number % 6],
    )
