"""The three panes of the evidence page, and which of them there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from assay.ui.pages.evidence_bulk import BulkPane
from assay.ui.pages.evidence_facts import FactsPane
from assay.ui.pages.evidence_library import LibraryPane
from assay.ui.pages.evidence_viewer import ViewerPane
from assay.ui.theme import px, theme
from assay.ui.widgets.labels import Row, Rule

THREE_PANES, TWO_PANES = 1180, 760
"""Design px of width from which the list stays, and from which the facts do."""


class Panes(QSplitter):
    """`Panes(library, viewer, facts, bulk)`: `arrange()`; list and facts fold into drawers."""

    def __init__(
        self,
        library: LibraryPane,
        viewer: ViewerPane,
        facts: FactsPane,
        bulk: BulkPane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._library = library
        self._viewer = viewer
        self._drawer = False
        self._told = False
        self.shelf = QWidget(self)
        beside = Row(0, parent=self.shelf)
        beside.addWidget(library, 1)
        beside.addWidget(Rule(upright=True))
        self.inner = QSplitter(Qt.Orientation.Horizontal, self)
        self.margin = QWidget(self.inner)
        self.side = QStackedWidget(self.margin)
        self.side.addWidget(facts)
        self.side.addWidget(bulk)
        edge = Row(0, parent=self.margin)
        edge.addWidget(Rule(upright=True))
        edge.addWidget(self.side, 1)
        for split in (self, self.inner):
            split.setChildrenCollapsible(False)
            split.setHandleWidth(1)
        self.inner.addWidget(viewer)
        self.inner.addWidget(self.margin)
        self.inner.setStretchFactor(0, 1)
        self.addWidget(self.shelf)
        self.addWidget(self.inner)
        self.setStretchFactor(1, 1)
        viewer.listed.connect(self.toggle_drawer)
        viewer.tools.about.clicked.connect(self.toggle_facts)
        theme().changed.connect(self.arrange)

    def arrange(self) -> None:
        """Give each pane its width, and take away what there is no room for."""
        width = theme().logical(self.width())
        wide, beside = width >= THREE_PANES, width >= TWO_PANES
        tools = self._viewer.tools
        tools.listed.setVisible(not wide)
        tools.about.setVisible(not beside)
        listed = wide or self._drawer
        # Where two have no room, the list or the facts stand beside the page, never both.
        told = beside and not (self._drawer and not wide)
        told = told or (self._told and not self._drawer)
        self.shelf.setVisible(listed)
        self.margin.setVisible(told)
        self._library.setMinimumWidth(px(250))
        self._viewer.setMinimumWidth(px(300))
        self.margin.setMinimumWidth(px(270))
        left, right = (320, 340) if width >= 1400 else (290, 316)
        room = self.width() - (px(left) if listed else 0)
        self.setSizes([px(left), room])
        self.inner.setSizes([max(px(300), room - px(right)), px(right)])

    def toggle_facts(self) -> None:
        """Bring the facts where there is no room for them, or take them away again."""
        self._told, self._drawer = not self._told or self._drawer, False
        self.arrange()

    def show_side(self, widget: QWidget) -> None:
        """Show the facts of one item, or what is done to several."""
        self.side.setCurrentWidget(widget)

    def toggle_drawer(self) -> None:
        """Bring the list where there is no room for it, or take it away again."""
        self._drawer = not self._drawer
        self.arrange()
        if self._drawer:
            self._library.list.setFocus(Qt.FocusReason.TabFocusReason)

    def close_drawer(self) -> None:
        """Take the list away again."""
        if self._drawer:
            self._drawer = False
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
