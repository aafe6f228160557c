"""The viewer: the document's name, its tools, what was noticed about it, and the document itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from assay.ui.pages.evidence_document import DocumentView
from assay.ui.pages.evidence_find_bar import FindBar
from assay.ui.pages.evidence_loading import Loader
from assay.ui.pages.evidence_page_list import PageList
from assay.ui.pages.evidence_sheets import Match, Spot
from assay.ui.pages.evidence_tools import ViewerTools
from assay.ui.runner import Runner
from assay.ui.theme import theme
from assay.ui.widgets.labels import Clipped, Column, Ground, Row, Rule
from assay.ui.widgets.notices import Action, Banner, BannerKind
from assay.words import tr

ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
BESIDE = 560
"""Design px of width from which what a notice offers stands beside its words."""
SLOW_MS = 200
"""After so long the window says that it is reading."""


class ViewerPane(Ground):
    """`ViewerPane(runner)`: `show_item(title, under)`, then the document comes by `loader` and `set_texts`.

    Signals: `listed()` the list of items is asked for, where there is no room for it; `noticed(str)`
    something that the notice above the page offers.
    """

    listed = Signal()
    noticed = Signal(str)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self.loader = Loader(self)
        self.title = Clipped("", 1, "heading")
        self.under = Clipped("", 1, "body", "text2")
        self.tools = ViewerTools()
        self.finding = FindBar(runner)
        self.document = DocumentView(self.loader)
        self.pages = PageList()
        self._spots: tuple[Spot, ...] = ()
        self._banner: Banner | None = None
        self._noticed: tuple[str, str, BannerKind, tuple[Action, ...]] = ("", "", "warning", ())
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = Column(0, parent=self)
        head = Ground("base")
        lines = Column(1, (20, 10, 20, 9), head)
        lines.addWidget(self.title)
        lines.addWidget(self.under)
        column.addWidget(head)
        column.addWidget(Rule())
        bar = Ground("window")
        Row(0, (12, 6, 12, 6), bar).addWidget(self.tools)
        column.addWidget(bar)
        column.addWidget(self.finding)
        column.addWidget(Rule())
        self._notices = Column(0, (20, 0, 20, 0))
        column.addLayout(self._notices)
        row = Row(0)
        row.addWidget(self.pages)
        row.addWidget(self.document, 1)
        column.addLayout(row, 1)
        self.finding.hide()
        self.pages.hide()

    def _connect(self) -> None:
        theme().changed.connect(self._fit)
        document, tools = self.document, self.tools
        document.moved.connect(self._on_moved)
        self.finding.found.connect(self._on_found)
        self.finding.stepped.connect(self._on_stepped)
        self.finding.closed.connect(self.take_focus)
        self._slow.timeout.connect(self._on_slow)
        tools.listed.clicked.connect(self.listed)
        tools.back.clicked.connect(self.page_back)
        tools.on.clicked.connect(self.page_on)
        tools.out.clicked.connect(self.zoom_out)
        tools.into.clicked.connect(self.zoom_in)
        tools.fit.clicked.connect(self.zoom_fit)
        tools.look.clicked.connect(self.open_find)
        tools.as_text.clicked.connect(document.set_as_text)
        tools.pages.clicked.connect(self.list_pages)
        tools.picked.connect(document.paper.set_tool)
        self.pages.turned.connect(document.go_to)

    # -- a document -------------------------------------------------------------------------------

    def show_item(self, title: str, under: str) -> None:
        """Name another document and wait for it."""
        self.title.set_text(title)
        self.under.set_text(under)
        self.document.clear()
        self.finding.set_texts(())
        self.set_notice("", "")
        self._spots = ()
        self.pages.set_pages(0, (), ())
        self._slow.start()
        self._on_moved()

    def rename(self, title: str, under: str) -> None:
        """The same document goes under another name now."""
        self.title.set_text(title)
        self.under.set_text(under)

    def show_loaded(self) -> None:
        """The bytes are there: a PDF and a picture need no text to be shown."""
        if not self.document.shows_text or self.document.sheet is not None:
            self._slow.stop()
            self.document.show_page()

    def set_texts(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        pages: int,
        recognised: Sequence[int] = (),
    ) -> None:
        """The document's text has come; `recognised` pages have one that is not its own."""
        if self.loader.held is not None:
            self._slow.stop()
        self.document.set_texts(texts, labels, pages, recognised)
        self.finding.set_texts(tuple(texts))
        self.set_spots(self._spots)
        self._on_moved()

    def set_spots(self, spots: Sequence[Spot]) -> None:
        """Where the quotations of this document stand."""
        self._spots = tuple(spots)
        self.document.set_spots(spots)
        quoted = tuple(spot.page for spot in spots)
        self.pages.set_pages(self.document.pages, self.document.labels, quoted)

    def show_state(self, icon: str, fact: str, consequence: str = "") -> None:
        """Say why there is no page to show."""
        self._slow.stop()
        self.document.show_state(icon, fact, consequence)

    def set_notice(
        self,
        title: str,
        text: str,
        kind: BannerKind = "warning",
        actions: Sequence[Action] = (),
    ) -> None:
        """What was noticed about the document, above its page; nothing: no notice."""
        if (title, text, kind, tuple(actions)) == self._noticed:
            return
        same = (kind, tuple(actions)) == self._noticed[2:]
        self._noticed = title, text, kind, tuple(actions)
        if self._banner is not None and title and same:
            self._banner.set_text(title, text)
            return
        if self._banner is not None:
            self._notices.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self._notices.set_lengths(0, (20, 10 if title else 0, 20, 0))
        if title:
            narrow = theme().logical(self.width()) < BESIDE
            self._banner = Banner(kind, title, text, actions, below=narrow)
            self._banner.acted.connect(self.noticed)
            self._notices.addWidget(self._banner)

    def _on_slow(self) -> None:
        if self.document.currentWidget() is self.document.blank:
            self.document.show_state("hourglass", tr("Reading the document…"))

    # -- tools ------------------------------------------------------------------------------------

    def page_on(self) -> None:
        """To the next page."""
        self.document.turn(1)

    def page_back(self) -> None:
        """To the page before."""
        self.document.turn(-1)

    def zoom_in(self) -> None:
        """Larger."""
        now = self.document.view.percent / 100
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > now + 0.01), now))

    def zoom_out(self) -> None:
        """Smaller."""
        now = self.document.view.percent / 100
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), now))

    def zoom_fit(self) -> None:
        """As wide as there is room; text in its usual size."""
        self._set_zoom(0.0)

    def _set_zoom(self, zoom: float) -> None:
        self.document.view.set_zoom(zoom)
        self._on_moved()

    def list_pages(self) -> None:
        """Show or hide the list of pages."""
        self.pages.setVisible(self.tools.pages.isChecked())

    def open_find(self) -> None:
        """Find words in this document."""
        self.finding.open()

    def _on_found(self, found: list[Match]) -> None:
        self.document.set_matches(found, None)

    def _on_stepped(self, match: Match) -> None:
        self.document.set_matches(self.finding.matches, match)

    def take_focus(self) -> None:
        """Put the keyboard on the page."""
        shown = self.document.currentWidget()
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_moved(self) -> None:
        document = self.document
        shown = document.is_shown
        before, after = document.reach
        short = f"{document.page}/{document.pages}" if shown else ""
        self.tools.show_place(document.place_words() if shown else "", short, before, after)
        self.tools.show_zoom(document.view.percent if shown else 0)
        held = self.loader.held
        picture = held is not None and held.is_picture
        self.tools.show_modes(picture=picture, as_text=document.as_text, shown=shown)
        self.pages.show_page(document.page)

    def _fit(self) -> None:
        self.tools.fit_width(theme().logical(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
