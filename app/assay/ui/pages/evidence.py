"""The evidence page: the library of what was captured, one document to read and quote, and its facts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from assay.core.errors import UserError
from assay.readers.document import Rect
from assay.readers.places import lines
from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.pages import evidence_words as said
from assay.ui.pages.evidence_bulk import BulkPane
from assay.ui.pages.evidence_doing import EvidenceDoing
from assay.ui.pages.evidence_facts import FactsPane
from assay.ui.pages.evidence_library import LibraryPane
from assay.ui.pages.evidence_loading import Loaded
from assay.ui.pages.evidence_panes import Panes
from assay.ui.pages.evidence_pictures import NOT_SHOWN
from assay.ui.pages.evidence_reading import Read, Reading
from assay.ui.pages.evidence_recognising import EvidenceRecognising
from assay.ui.pages.evidence_search import TextSearch
from assay.ui.pages.evidence_sheets import Spot
from assay.ui.pages.evidence_taking import EvidenceTaking
from assay.ui.pages.evidence_viewer import ViewerPane
from assay.ui.pages.page import Page
from assay.ui.runner import Runner
from assay.ui.widgets.labels import Column
from assay.ui.widgets.notices import EmptyState
from assay.words import sentence, tr
from assay.words.problems import refused
from assay.work.linked import content
from assay.work.views.viewer import ViewerView


class EvidencePage(Page):
    """Everything that was captured, and where it speaks."""

    name = "evidence"

    def __init__(self, bridge: Bridge, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.stack = QStackedWidget(self)
        self.library = LibraryPane(bridge)
        self.viewer = ViewerPane(runner)
        self.facts = FactsPane()
        self.bulk = BulkPane()
        self.doing = EvidenceDoing(bridge, runner, self)
        self.taking = EvidenceTaking(bridge, runner, self)
        self.search = TextSearch(bridge, self)
        self.reading = Reading(bridge, self)
        self.recognising = EvidenceRecognising(bridge, self.viewer)
        self.panes = Panes(self.library, self.viewer, self.facts, self.bulk, self.stack)
        self.empty = EmptyState(
            "files",
            tr("No evidence yet"),
            tr("Drop files anywhere here, or paste a page, a link or a screenshot."),
            tr("Add files…"),
            "primary",
        )
        self.item = ""
        """The id of the item on the screen."""
        self.view: ViewerView | None = None
        self._wanted = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        nothing = QWidget()
        around = Column(0, parent=nothing)
        around.addStretch(2)
        around.addWidget(self.empty)
        around.addStretch(3)
        self.stack.addWidget(self.panes)
        self.stack.addWidget(nothing)
        Column(0, parent=self).addWidget(self.stack)

    def _connect(self) -> None:
        self.bridge.closing.connect(self._on_closing)
        self.library.chosen.connect(self.show_item)
        self.library.opened.connect(self._on_opened_item)
        self.library.picked.connect(self._show_side)
        self.library.list.dragged.connect(self.doing.drag_out)
        self.library.adding.connect(self.taking.offer_ways)
        self.library.sought.connect(self.search.look)
        self.search.found.connect(self.library.show_found)
        self.search.busy.connect(self.library.show_busy)
        document, loader = self.viewer.document, self.viewer.loader
        document.selected.connect(self._on_selected)
        document.quoting.connect(self.quote)
        document.marked.connect(self.show_citation)
        document.moved.connect(self._on_moved)
        loader.loaded.connect(self._on_loaded)
        loader.refused.connect(self._on_refused)
        self.reading.arrived.connect(self._on_read)
        self.facts.shown.connect(self.show_citation)
        self.facts.menu.connect(self.doing.offer_citation)
        self.facts.went.connect(self._on_question)
        self.facts.quoting.connect(self.quote)
        self.facts.describing.connect(self.describe)
        self.facts.exporting.connect(self.export)
        self.bulk.acted.connect(self._on_bulk)
        self.empty.acted.connect(self.taking.choose_files)
        late = (self.library.refresh, self.search.again, loader.forget_letters, self.reading.again)
        for slot in late:
            self.recognising.read.connect(slot)
        for part in (self.doing, self.taking, self.recognising):
            part.told.connect(self.told)
        self.doing.cited.connect(self._on_cited)
        self.taking.added.connect(self._on_added)
        self.taking.busy.connect(self.library.show_busy)
        self.doing.noted.connect(self.library.show_busy)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.taking.paste)

    # -- coming and going -------------------------------------------------------------------------

    def enter(self, place: str = "") -> None:
        """Come to the screen; `place` is an item of the register, or a citation to be shown."""
        self.panes.arrange()
        state = self.bridge.open_session.state
        citation = state.get("citation", {}).get(place)
        wanted = str(citation["evidence"]) if citation else place or self.item
        self.refresh()
        if wanted not in state.get("evidence", {}):
            wanted = self.item or self.library.first()
        self._wanted = place if citation else ""
        if citation and wanted == self.item:
            self.show_citation(place)
        self.show_item(wanted)
        self.library.show_item(wanted)
        if not self.library.total:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.library.list.isVisible():
            self.library.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.viewer.take_focus()

    def paint_view(self) -> None:
        reading = self.bridge.reading
        self.library.add.setVisible(not reading)
        for part in (self.facts, self.bulk, self.empty):
            part.set_reading(reading)
        self.library.refresh()
        self.stack.setCurrentIndex(0 if self.library.total else 1)
        if self.item not in self.bridge.open_session.state.get("evidence", {}):
            self.item = ""
            self.show_item(self.library.first())
        else:
            self.reading.again()
        self._show_side()

    def _on_opened(self) -> None:
        super()._on_opened()
        self.item, self.view = "", None
        self.library.clear_filters()

    def _on_closing(self) -> None:
        """Nothing may work on a project that is let go."""
        for part in (self.viewer.loader, self.reading, self.search, self.recognising):
            part.close()

    # -- one item ---------------------------------------------------------------------------------

    def show_item(self, id: str) -> None:
        """Show another item."""
        if not id or id == self.item:
            return
        session = self.bridge.open_session
        item = session.evidence(id)
        self.item, self.view = id, None
        title, translation = phrases.titles(item)
        under = " · ".join(part for part in (translation, item.publisher) if part)
        under = under or item.file_name
        self.viewer.show_item(title, under)
        self.facts.show_intact(False)
        self.recognising.forget_notice()
        self.reading.open(session, id)
        if content(item):
            self.viewer.loader.open(session, item)
        else:
            self.viewer.loader.drop()
        self.library.list.show_row(id)
        self.panes.close_drawer()

    def _on_loaded(self, loaded: Loaded) -> None:
        self.facts.show_intact(True, linked=self.view is not None and self.view.held == "linked")
        self.viewer.show_loaded()

    def _on_refused(self, error: UserError) -> None:
        self.viewer.show_state("warning-circle", *refused(error))
        linked = self.view is not None and self.view.held == "linked"
        self.facts.show_intact(error.message in NOT_SHOWN or error, linked=linked)

    def _on_read(self, read: Read) -> None:
        """The view of the item, with its text where that was read."""
        view = read.view
        if view.evidence.id != self.item:
            return
        self.view = view
        self._show_facts()
        title, translation = said.named(view.title, view.translation)
        translation = phrases.redacted(view.withheld) or translation
        publisher = "" if view.evidence.publisher == view.title else view.evidence.publisher
        under = " · ".join(part for part in (translation, publisher) if part)
        under = under or view.evidence.file_name
        self.viewer.rename(title, under)
        self.recognising.show_notice(view, said.notices(view))
        if read.texts is not None:
            self.viewer.set_texts(read.texts, view.labels, view.pages, view.recognised)
        if view.reason is not None and self.viewer.document.shows_text:
            error = UserError(view.reason.message, **dict(view.reason.facts))
            self.viewer.show_state("file-text", sentence(error), tr("The bytes are kept."))
        elif view.held == "none":
            gone = phrases.redacted(view.withheld)
            fact = tr("Nothing is held of this item but its record.")
            self.viewer.show_state("note", gone or fact, fact if gone else "")
        elif read.texts is not None and not view.pages:
            self.viewer.show_state(
                "file-text", tr("The document has no pages."), tr("The bytes are kept.")
            )
        self.viewer.set_spots(spots(view))
        if read.texts is not None:
            self._show_found()
        if self._wanted and read.texts is not None:
            wanted, self._wanted = self._wanted, ""
            self.show_citation(wanted)

    def _show_found(self) -> None:
        """Mark what the list was searched for, where it stands in the text."""
        hit = self.library.found.get(self.item)
        if (
            hit is not None
            and hit.page
            and self.viewer.finding.words() != self.library.search.text()
        ):
            self.viewer.finding.show_words(self.library.search.text(), hit.page)

    def _show_facts(self) -> None:
        view = self.view
        if view is None:
            return
        here = self.bridge.assessment
        scorecard = self.bridge.open_session.scorecard(here) if here else None
        texts = {where.citation: where.question_text for where in view.cited}
        cards = [
            said.quoted(quoted, number, texts.get(quoted.citation.id, ""))
            for number, quoted in enumerate(view.quotations, 1)
        ]
        self.facts.show_view(view, cards, scorecard)
        self._on_moved()

    def _on_moved(self) -> None:
        page = self.viewer.document.page
        found = spots(self.view) if self.view is not None else []
        self.facts.show_page(sum(spot.page <= page <= spot.end_page for spot in found))

    def _show_side(self) -> None:
        chosen = self.library.selected_ids()
        self.bulk.show_items([self.library.rows[id] for id in chosen if id in self.library.rows])
        self.panes.show_side(self.bulk if len(chosen) > 1 else self.facts)

    def show_citation(self, citation: str) -> None:
        """Bring the place of a citation to the screen."""
        self.viewer.document.show_spot(citation)
        self.facts.show_current(citation)

    def _on_opened_item(self, id: str) -> None:
        self.show_item(id)
        self.viewer.take_focus()

    def _on_question(self, question: str) -> None:
        self.went.emit("workspace", question)

    # -- doing ------------------------------------------------------------------------------------

    def _on_selected(self) -> None:
        chosen = self.viewer.document.chosen
        self.facts.show_selection(bool(chosen), self.bridge.last_question)

    def quote(self) -> None:
        """Cite what is selected, or words typed in, for a question."""
        document = self.viewer.document
        chosen, paper = document.chosen, document.paper.paper
        boxes: tuple[Rect, ...] = ()
        if chosen.box is not None:
            boxes = (Rect(*chosen.box),)
        elif not document.shows_text:
            boxes = lines(paper.boxes[chosen.start : chosen.end])
        if self.view is not None and not self.bridge.reading:
            self.doing.quote(self.view, chosen, boxes)

    def describe(self) -> None:
        """Grade and describe the item."""
        if self.item:
            self.doing.describe(self.item)

    def export(self) -> None:
        """Write the original out again."""
        chosen = self.library.selected_ids()
        self.doing.export(chosen or [self.item])

    def _on_bulk(self, what: str) -> None:
        chosen = self.library.selected_ids()
        if what == "recognise":
            scans = (id for id in chosen if self.library.rows[id].text_state == "scanned")
            self.recognising.start(list(scans))
        else:
            self.doing.bulk(what, chosen)

    def _on_cited(self, citation: str) -> None:
        self.viewer.document.view.clear_selection()
        self._wanted = citation

    def _on_added(self, id: str) -> None:
        # Where the past is shown by now, it is not there.
        if id in self.bridge.open_session.state.get("evidence", {}):
            self.library.show_item(id)
            self.show_item(id)


def spots(view: ViewerView) -> list[Spot]:
    """Where the quotations that were found stand, numbered as their cards are."""
    found = []
    for number, quoted in enumerate(view.quotations, 1):
        placed = quoted.state in ("verbatim", "normalised", "across_pages")
        if quoted.page is None or not (placed or quoted.rects):
            continue
        last = quoted.end_page or quoted.page
        rects = quoted.rects if quoted.start == quoted.end else ()
        found.append(
            Spot(quoted.citation.id, number, quoted.page, quoted.start, quoted.end, last, rects)
        )
    return found
