"""Row two of the frame: mark, issuer, tabs, and the way to find or run anything."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.theme import px, theme
from assay.ui.widgets.fields import FindField
from assay.ui.widgets.frame_bar import FrameTabs, Mark
from assay.ui.widgets.labels import Column, Row, Rule, Words
from assay.words import tr

TABS = (
    ("home", "Home"),
    ("workspace", "Workspace"),
    ("evidence", "Evidence"),
    ("dashboard", "Dashboard"),
    ("memo", "Memo"),
)


class TopBar(QWidget):
    """The bar under the menu. `went(page, place)` when a tab is chosen."""

    went = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.issuer = Words("", "heading")
        self.ticker = Words("", "body", "text2")
        self.tabs = FrameTabs()
        self.tabs.set_tabs([(name, tr(text)) for name, text in TABS])
        self.tabs.currentChanged.connect(self._on_tab)
        self.search = FindField(tr("Find or run anything"))
        column = Column(0, parent=self)
        row = Row(8, (16, 0, 16, 0))
        row.addWidget(Mark())
        row.addSpacing(px(4))
        row.addWidget(self.issuer)
        row.addWidget(self.ticker)
        row.addSpacing(px(40))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(Rule())
        theme().changed.connect(self._on_theme)

    def show_issuer(self) -> None:
        """Name the issuer of the open project."""
        from assay.work.views.issuer import issuer_view

        about = issuer_view(self._bridge.open_session)
        self.issuer.setText(about.short_name)
        self.ticker.setText(about.ticker)
        self.ticker.setVisible(bool(about.ticker))

    def show_page(self, name: str) -> None:
        """Mark the tab of the page shown."""
        self.tabs.blockSignals(True)
        self.tabs.show_id(name)
        self.tabs.blockSignals(False)

    def fit(self, width: int) -> None:
        """Give way where the window is narrow: the field shrinks to its icon, the ticker goes."""
        logical = theme().logical(width)
        self.search.set_width(280 if logical >= 1400 else 240 if logical >= 1000 else 44)
        self.ticker.setVisible(bool(self.ticker.text()) and logical >= 1100)

    def _on_tab(self, index: int) -> None:
        self.went.emit(str(self.tabs.tabData(index)), "")

    def _on_theme(self) -> None:
        self.fit(self.window().width())
