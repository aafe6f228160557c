"""Hostile attachments in the window: how long it is held up while each comes in, is shown and tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import projects
import windows
from measure_handlers import Heart
from measuring import Figures, Milliseconds, Seconds, measurement

from assay.ui.pages.evidence import EvidencePage
from assay.ui.window import Window
from factories_attachments import HOSTILE


@dataclass(frozen=True)
class Held:
    """What one attachment came to, and the act that held the window up longest."""

    name: str
    longest: Seconds
    act: str
    shown: str
    """`page`, `text`, `said` (why there is no page) or `nothing`"""


@measurement("longest handler, hostile attachments", budget=Milliseconds(100))
def attachments() -> Figures:
    """Each is taken in by the page, shown, turned, enlarged, read as text and searched."""
    held = sorted(each(), key=lambda one: -one.longest)
    over = sum(one.longest > 0.1 for one in held)
    named = "; ".join(f"{one.name}, {one.act}: {one.longest * 1000:.0f} ms" for one in held[:8])
    note = f"{over} of {len(held)} attachments over 100 ms; longest: {named}"
    return Figures([held[0].longest], note=note)


def each() -> Iterator[Held]:
    """One attachment after another, in one window."""
    window, page = _evidence()
    heart = Heart()
    for name in HOSTILE:
        held = [
            (heart.time(act, over).seconds, what) for what, act, over in _acts(window, page, name)
        ]
        yield Held(name, *max(held), _shown(page))
    windows.close(window)


Act = tuple[str, Callable[[], object], Callable[[], bool] | None]


def _acts(window: Window, page: EvidencePage, name: str) -> Iterator[Act]:
    """A person brings it in, and tries with it what the page offers."""
    folder = projects.place() / "hostile"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(HOSTILE[name]())
    before, viewer = page.item, page.viewer

    def came() -> bool:
        return page.item != before and _is_settled(page)

    yield "taken in", lambda: page.taking.take_files([folder / name]), came
    yield "at rest", lambda: None, None
    yield "next page", viewer.page_on, None
    yield "larger", viewer.zoom_in, None
    yield "as wide as there is room", viewer.zoom_fit, None
    yield "searched", lambda: viewer.finding.show_words("words", 1), None
    yield "searched no longer", viewer.finding.close_bar, None
    if viewer.tools.as_text.isVisible():
        yield "as text", viewer.tools.as_text.click, None
        yield "as a picture again", viewer.tools.as_text.click, None


def _is_settled(page: EvidencePage) -> bool:
    """Its text was read, or it was said why not, and something is on the screen."""
    view, document = page.view, page.viewer.document
    read = view is not None and (view.text_state != "none" or view.reason is not None)
    return read and document.currentWidget() is not document.blank


def _shown(page: EvidencePage) -> str:
    document = page.viewer.document
    if not document.is_shown:
        return "nothing" if document.currentWidget() is document.blank else "said"
    return "text" if document.shows_text else "page"


def _evidence() -> tuple[Window, EvidencePage]:
    window = windows.opened(projects.cnre())
    window.go("evidence")
    page = window.pages["evidence"]
    if not isinstance(page, EvidencePage):
        raise TypeError("the evidence page is another page")
    windows.rest(1000)
    return window, page
