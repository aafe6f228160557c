"""Has the text of scanned pages recognised when asked, says how far it is, and stops when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from assay import words
from assay.core.errors import UserError
from assay.ui import trouble
from assay.ui.bridge import Bridge
from assay.ui.pages.evidence_viewer import ViewerPane
from assay.ui.runner import Runner, Running
from assay.ui.widgets.notices import Action, BannerKind
from assay.words import tr, trn
from assay.words.terms import LANGUAGE_PACK
from assay.work import quoting, recognising
from assay.work.jobs import Progress
from assay.work.recognising import Offer, Outcome
from assay.work.views.viewer import ViewerView

RECOGNISE, ANEW, STOP = "recognise", "anew", "stop"

Notice = tuple[BannerKind, str, str, tuple[Action, ...]]
"""Kind, title, text and offers of a banner."""


class EvidenceRecognising(QObject):
    """`EvidenceRecognising(bridge, viewer)`: `start(items)`, `stop()`, `show_notice(view, others)`.

    Signals: `told(str)` what was done to the project, `read()` pages of an item have text now.
    """

    told = Signal(str)
    read = Signal()

    def __init__(self, bridge: Bridge, viewer: ViewerPane) -> None:
        super().__init__(viewer)
        self._bridge = bridge
        self._viewer = viewer
        self._shown: tuple[ViewerView, Sequence[str]] | None = None
        viewer.noticed.connect(self._on_noticed)
        self._runner = Runner(self)
        self._waiting: list[tuple[str, bool]] = []
        self._running: Running | None = None
        self.item = ""
        """The item whose pages are being recognised."""
        self.percent = 0

    def start(self, items: Sequence[str], *, anew: bool = False) -> None:
        """Have these items' scanned pages recognised, one item after another."""
        known = {self.item, *(id for id, _ in self._waiting)}
        self._waiting += [(id, anew) for id in items if id not in known]
        self._go_on()

    def stop(self) -> None:
        """Stop; the pages that were recognised stay so."""
        self._waiting.clear()
        if self._running is not None:
            self._running.cancel()

    def close(self) -> None:
        """Wait for what is under way: its project is being closed."""
        self.stop()
        self._runner.wait()
        self.item, self._running, self._shown = "", None, None

    def _go_on(self) -> None:
        if self._running is not None or not self._waiting or self._bridge.session is None:
            return
        session = self._bridge.session.now
        self.item, anew = self._waiting.pop(0)
        self.percent = 0
        evidence = session.evidence(self.item)

        def job(progress: Progress) -> Outcome:
            return recognising.recognise(session, evidence, progress, anew=anew)

        self._running = running = self._runner.start(job)
        running.progressed.connect(self._on_progress)
        running.failed.connect(self._on_failed)
        running.ended.connect(self._on_ended)
        self._show()

    def _on_progress(self, done: int, total: int, what: str) -> None:
        percent = done * 100 // total
        if percent != self.percent:
            self.percent = percent
            self._show()

    def _on_failed(self, error: UserError) -> None:
        self._waiting.clear()
        trouble.tell(error, self._viewer.window())

    def _on_ended(self) -> None:
        item, self.item, self._running = self.item, "", None
        if self._bridge.session is None or not item:
            return
        self._settle(item)
        self.read.emit()
        self._show()
        self._go_on()

    def _settle(self, item: str) -> None:
        """What was quoted before there was text to check it by has its place now."""
        session = self._bridge.open_session.now
        if item not in session.state.get("evidence", {}):
            return
        step = quoting.settle(session, session.evidence(item))
        if step is not None and self._bridge.record(step, session, self):
            self.told.emit(words.label(step.label))

    # -- what is said -----------------------------------------------------------------------------

    def show_notice(self, view: ViewerView, others: Sequence[str]) -> None:
        """Say above the page what was noticed, and what can be done about pages without text."""
        self._shown = view, others
        self._show()

    def forget_notice(self) -> None:
        """Another item comes to the screen: nothing is known of it yet."""
        self._shown = None

    def _show(self) -> None:
        if self._shown is None:
            return
        view, others = self._shown
        offered = self.notice(view)
        if offered is None:
            self._viewer.set_notice(others[0] if others else "", " ".join(others[1:]))
            return
        kind, title, text, actions = offered
        self._viewer.set_notice(title, " ".join((text, *others)).strip(), kind, actions)

    def _on_noticed(self, what: str) -> None:
        if what == STOP:
            self.stop()
        elif self._shown is not None:
            self.start([self._shown[0].evidence.id], anew=what == ANEW)

    def notice(self, view: ViewerView) -> Notice | None:
        """What is to be said of the pages of an item that hold no text of their own."""
        offer = view.offer
        if offer is None:
            return None
        if self.item == view.evidence.id:
            title = tr("Recognising the text: {percent} %", percent=self.percent)
            return "information", title, "", (Action(STOP, tr("Stop")),)
        reading = self._bridge.reading
        if not offer.waiting:
            anew = () if reading else (Action(ANEW, tr("Recognise anew")),)
            return "information", *_done(offer), anew
        title = _without_text(view, offer)
        if not offer.engine or not recognising.installed():
            return "information", title, how_to_install(), ()
        # That a picture holds no text surprises nobody.
        kind: BannerKind = "information" if view.media_type.startswith("image/") else "warning"
        said = [tr("{engine} can recognise it as {languages}.", **_by(offer)), _missing(offer)]
        act = () if reading else (Action(RECOGNISE, tr("Recognise text"), "secondary"),)
        return kind, title, " ".join(part for part in said if part), act


def how_to_install() -> str:
    """What to install so that text in pictures can be recognised here."""
    return tr(
        "With Tesseract on this computer, Assay can recognise it. On Debian or Ubuntu install "
        "tesseract-ocr and tesseract-ocr-chi-sim; elsewhere Tesseract with its Chinese data."
    )


def _without_text(view: ViewerView, offer: Offer) -> str:
    if view.media_type.startswith("image/"):
        return tr("A picture has no text to search or quote.")
    if offer.done:
        return tr("{count} pages are not recognised yet.", count=len(offer.waiting))
    return trn(
        "No text layer: {count} of {pages} pages shows something but holds no text.",
        "No text layer: {count} of {pages} pages show something but hold no text.",
        len(offer.waiting),
        pages=max(view.pages, 1),
    )


def _done(offer: Offer) -> tuple[str, str]:
    text = tr(
        "{engine} read it as {languages}, {percent} % sure of its words on average. "
        "Compare with the page before you quote.",
        percent=offer.confidence,
        **_by(offer),
    )
    return tr("Recognised text, not the document's own"), text


def _missing(offer: Offer) -> str:
    if not offer.missing:
        return ""
    packs = ", ".join(offer.missing)
    return tr("For its language, {packs} would have to be installed.", packs=packs)


def _by(offer: Offer) -> dict[str, str]:
    languages = ", ".join(tr(LANGUAGE_PACK.get(pack, pack)) for pack in offer.packs)
    return {"engine": offer.engine.capitalize(), "languages": languages}
