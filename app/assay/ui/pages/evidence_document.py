"""The document on the screen: pages as pictures or as sheets of text, turned, marked and selected from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from assay.core.errors import UserError
from assay.ui.pages.evidence_loading import Loader, Look
from assay.ui.pages.evidence_sheets import (
    Match,
    Sheet,
    Spot,
    hits_on,
    marks_on,
    sheet_at,
    sheets,
)
from assay.ui.theme import px, theme
from assay.ui.widgets.labels import Column
from assay.ui.widgets.notices import EmptyState
from assay.ui.widgets.page_view import PageView
from assay.ui.widgets.paper import MARGIN, WIDEST, Paper
from assay.ui.widgets.text_page import TextPage, TextSheet
from assay.words import tr
from assay.words.problems import refused


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is selected: text as the document has it, or a rectangle in points (left, top, right, bottom)."""

    page: int
    text: str = ""
    start: int = 0
    end: int = 0
    box: tuple[float, float, float, float] | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or self.box is not None


class DocumentView(QStackedWidget):
    """`DocumentView(loader)`: `set_texts`, `set_spots`, `set_matches`, `go_to(page, start)`, `turn(by)`.

    Signals: `selected()`, `quoting()` Enter, `marked(str)` a quotation clicked, `moved()` another page,
    size or mode.
    """

    selected = Signal()
    quoting = Signal()
    marked = Signal(str)
    moved = Signal()

    def __init__(self, loader: Loader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self.blank = QWidget()
        self.paper = PageView()
        self.sheet_of_text = TextSheet()
        self.text = self.sheet_of_text.text
        self._state: QWidget = QWidget()
        for widget in (self.blank, self.paper, self.sheet_of_text):
            self.addWidget(widget)
        for view in (self.paper, self.text):
            view.selected.connect(self._on_selected)
            view.turned.connect(self.turn)
            view.marked.connect(self.marked)
            view.quoting.connect(self.quoting)
        self.paper.outlined.connect(self._on_outlined)
        self.paper.scaled.connect(self.ask)
        loader.drawn.connect(self._on_drawn)
        loader.lettered.connect(self._on_drawn)
        loader.spoilt.connect(self._on_spoilt)
        self.clear()

    def clear(self) -> None:
        """Show nothing and know nothing of a document."""
        self._texts: tuple[str, ...] = ()
        self.labels: tuple[str, ...] = ()
        self._recognised: frozenset[int] = frozenset()
        self._sheets: list[Sheet] = []
        self._spots: tuple[Spot, ...] = ()
        self._matches: tuple[list[Match], Match | None] = ([], None)
        self._current = ""
        self.pages, self.page, self._place = 0, 1, 0
        self.chosen = Chosen(1)
        """What is selected on the page."""
        self.as_text = False
        self.setCurrentWidget(self.blank)

    # -- what there is ----------------------------------------------------------------------------

    @property
    def shows_text(self) -> bool:
        """Text is on the screen, not a picture of the page."""
        held = self._loader.held
        return self.as_text or held is None or not held.is_picture

    @property
    def view(self) -> PageView | TextPage:
        """What shows the page."""
        return self.text if self.shows_text else self.paper

    @property
    def is_shown(self) -> bool:
        """There is a page on the screen."""
        return self.currentWidget() in (self.paper, self.sheet_of_text)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet of text on the screen."""
        return self._sheets[self._place] if self.shows_text and self._sheets else None

    @property
    def reach(self) -> tuple[bool, bool]:
        """Whether there is a page before this one, and one after it."""
        if self.shows_text:
            return self._place > 0, self._place < len(self._sheets) - 1
        return self.page > 1, self.page < self.pages

    def place_words(self) -> str:
        """*Page 2 of 48*, with its part and the document's own name for it."""
        words = tr("Page {number} of {count}", number=self.page, count=max(self.pages, 1))
        sheet = self.sheet
        if sheet is not None and sheet.parts > 1:
            part = tr("part {part} of {parts}", part=sheet.part, parts=sheet.parts)
            words = f"{words}, {part}"
        if self.page in self._recognised:
            words = tr("{place}, recognised text", place=words)
        label = self.labels[self.page - 1] if self.page <= len(self.labels) else ""
        return f"{words} ({label})" if label else words

    def set_texts(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        pages: int,
        recognised: Sequence[int] = (),
    ) -> None:
        """The document's text has come; where nothing else shows it, this does."""
        self._texts, self.labels = tuple(texts), tuple(labels)
        self._recognised = frozenset(recognised)
        self._sheets = sheets(self._texts)
        self.pages = max(pages, len(self._texts), self.pages)
        self._place = sheet_at(self._sheets, self.page)
        if self._loader.held is None:
            return  # whether it has pages as pictures is not known yet: the text must not flash up
        if self.shows_text and self._sheets:
            self.show_page()
        elif self.currentWidget() is self.paper:
            self.paper.setAccessibleName(self.place_words())
            self._mark()
            self.ask()

    def set_spots(self, spots: Sequence[Spot]) -> None:
        """Where the quotations of this document stand."""
        if tuple(spots) != self._spots:
            self._spots = tuple(spots)
            self._mark()

    def set_matches(self, found: list[Match], current: Match | None) -> None:
        """What a search found; the current match is brought to the screen."""
        self._matches = found, current
        if current is not None:
            self.go_to(current.page, current.start)
        self._mark()

    def show_spot(self, id: str) -> None:
        """Bring a quotation to the screen and edge it."""
        self._current = id
        for spot in self._spots:
            if spot.id == id:
                self.go_to(spot.page, spot.start)
        self._mark()

    def show_state(self, icon: str, fact: str, consequence: str = "") -> None:
        """Say why there is no page to show."""
        old, self._state = self._state, QWidget()
        column = Column(0, (40, 40, 40, 40), self._state)
        column.addStretch(1)
        column.addWidget(EmptyState(icon, fact, consequence))
        column.addStretch(2)
        self.addWidget(self._state)
        self.setCurrentWidget(self._state)
        self.removeWidget(old)
        old.deleteLater()
        self.moved.emit()

    # -- turning ----------------------------------------------------------------------------------

    def go_to(self, page: int, start: int = 0, *, bottom: bool = False) -> None:
        """Show this page, and of a long text the sheet that holds the place."""
        page = min(max(page, 1), max(self.pages, 1))
        place = sheet_at(self._sheets, page, start)
        moved = place != self._place if self.shows_text else page != self.page
        self.page, self._place = page, place
        if moved or not self.is_shown:
            self.show_page(bottom=bottom)

    def turn(self, by: int) -> None:
        """To the page or sheet after or before, if there is one."""
        before, after = self.reach
        if not (after if by > 0 else before):
            return
        if self.shows_text:
            sheet = self._sheets[self._place + by]
            self.go_to(sheet.page, sheet.start, bottom=by < 0)
        else:
            self.go_to(self.page + by, bottom=by < 0)

    def set_as_text(self, on: bool) -> None:
        """Show the text of the page where a picture was, or the picture again."""
        self.as_text = on
        self._place = sheet_at(self._sheets, self.page)
        self.show_page()

    def show_page(self, *, bottom: bool = False) -> None:
        """Show the page that is due, as far as it is there."""
        self.chosen = Chosen(self.page)
        sheet = self.sheet
        if sheet is not None:
            text = self._texts[sheet.page - 1][sheet.start : sheet.end]
            self.text.show_text(text, self.place_words(), bottom=bottom)
            self.setCurrentWidget(self.sheet_of_text)
        elif not self.shows_text:
            self.pages = max(self.pages, 1)
            self.paper.turn_to(self._made_paper(), bottom=bottom)
            self.setCurrentWidget(self.paper)
            self.ask()
        self._mark()
        self.moved.emit()

    # -- painting ---------------------------------------------------------------------------------

    def _look(self) -> Look:
        room = self.paper.viewport().width() - 2 * px(MARGIN) - px(20)
        zoom = self.paper.zoom * theme().scale * 96 / 72
        return Look(zoom, max(px(200), min(room, px(WIDEST))), self.devicePixelRatioF())

    def ask(self) -> None:
        """Have the page brought at the size it is shown in."""
        if not self.shows_text and self.currentWidget() is self.paper:
            self._loader.want(self.page, self._look(), self.pages)
            self.moved.emit()

    def _made_paper(self) -> Paper:
        drawn = self._loader.picture(self.page, self._look())
        boxes, name = self._loader.letters(self.page), self.place_words()
        if drawn is not None:
            return Paper(*drawn.size, drawn.image, boxes, name)
        # Until it comes, the page is as large as it was, or as the one before.
        stale = self._loader.stale(self.page)
        if stale is not None:
            return Paper(*stale.size, stale.image, boxes, name)
        return Paper(self.paper.paper.width, self.paper.paper.height, None, boxes, name)

    def _on_drawn(self, page: int) -> None:
        if page == self.page and self.currentWidget() is self.paper:
            self.paper.show_paper(self._made_paper())
            self._mark()

    def _mark(self) -> None:
        if not self.is_shown:
            return
        length = len(self._texts[self.page - 1]) if self.page <= len(self._texts) else 0
        found = marks_on(self._spots, self.page, self.sheet, length)
        here = self._current if any(m.id == self._current for m in found) else ""
        self.view.set_marks(found, here)
        self.view.set_hits(hits_on(*self._matches, self.page, self.sheet))

    def _on_spoilt(self, error: UserError) -> None:
        self.show_state("warning-circle", *refused(error))

    # -- what is selected -------------------------------------------------------------------------

    def _on_selected(self, start: int, end: int) -> None:
        offset = self.sheet.start if self.sheet is not None else 0
        start, end = start + offset, end + offset
        text = self._texts[self.page - 1][start:end] if self.page <= len(self._texts) else ""
        self.chosen = Chosen(self.page, text, start, end)
        self.selected.emit()

    def _on_outlined(self, box: QRectF) -> None:
        drawn = (box.left(), box.top(), box.right(), box.bottom())
        self.chosen = Chosen(self.page, box=drawn)
        self.selected.emit()
