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
"""Design px of width from which the list stays, and from which the facts stand beside the page."""


class Panes(QSplitter):
    """`Panes(library, viewer, facts, bulk)`: `arrange()`; the list folds into a drawer, facts go below."""

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
        self.shelf = QWidget()
        beside = Row(0, parent=self.shelf)
        beside.addWidget(library, 1)
        beside.addWidget(Rule(upright=True))
        self.side = QStackedWidget()
        self.side.addWidget(facts)
        self.side.addWidget(bulk)
        self.margin = QWidget()
        edge = Row(0, parent=self.margin)
        edge.addWidget(Rule(upright=True))
        edge.addWidget(self.side, 1)
        self.inner = QSplitter(Qt.Orientation.Horizontal)
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
        theme().changed.connect(self.arrange)

    def arrange(self) -> None:
        """Give each pane its width, and take away what there is no room for."""
        width = theme().logical(self.width())
        wide, beside = width >= THREE_PANES, width >= TWO_PANES
        self.shelf.setVisible(wide or self._drawer)
        self._viewer.tools.listed.setVisible(not wide)
        self._library.setMinimumWidth(px(250))
        self._viewer.setMinimumWidth(px(320))
        self._viewer.setMinimumHeight(px(220))
        self.margin.setMinimumWidth(px(270) if beside else 0)
        left, right = (320, 340) if width >= 1400 else (290, 316)
        if not wide and self._drawer:
            right = 0
        room = self.width() - (px(left) if wide or self._drawer else 0)
        self.setSizes([px(left), room])
        self.margin.setVisible(wide or not self._drawer)
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.inner.setOrientation(way)
        if beside:
            self.inner.setSizes([max(px(320), room - px(right)), px(right)])
        else:
            self.inner.setSizes([self.height() * 3 // 5, self.height() * 2 // 5])

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
