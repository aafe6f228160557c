"""Row two of the frame: mark, issuer, tabs, and the way to find or run anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSpacerItem, QWidget

from assay.ui import text as phrases
from assay.ui.bridge import Bridge
from assay.ui.theme import px, theme
from assay.ui.widgets.fields import FindField
from assay.ui.widgets.frame_bar import FrameMenu, FrameTabs, Mark
from assay.ui.widgets.labels import Column, Row, Rule, Words
from assay.words import tr

if TYPE_CHECKING:
    from assay.work.views.assessments import AssessmentRow

TABS = (
    ("home", "Home"),
    ("workspace", "Workspace"),
    ("evidence", "Evidence"),
    ("dashboard", "Dashboard"),
    ("review", "Review"),
    ("memo", "Memo"),
    ("history", "History"),
)


class TopBar(QWidget):
    """The bar under the menu. `went(page, place)` when a tab is chosen, `began()` a new assessment."""

    went = Signal(str, str)
    began = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ticker = ""
        self.issuer = Words("", "heading")
        self.assessments = FrameMenu()
        self.tabs = FrameTabs()
        self.tabs.set_tabs([(name, tr(text)) for name, text in TABS])
        self.tabs.currentChanged.connect(self._on_tab)
        self.assessments.clicked.connect(self.open_menu)
        self.search = FindField(tr("Find or run anything"))
        column = Column(0, parent=self)
        row = Row(8, (16, 0, 16, 0))
        row.addWidget(Mark())
        row.space(4)
        row.addWidget(self.issuer)
        row.addWidget(self.assessments)
        self._gap = QSpacerItem(px(28), 0)
        row.addSpacerItem(self._gap)
        self._row = row
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(Rule())
        theme().changed.connect(self._on_theme)

    def show_issuer(self) -> None:
        """Name the issuer of the open project, and the assessment in hand."""
        from assay.work.views.issuer import issuer_view

        about = issuer_view(self._bridge.open_session)
        self.issuer.setText(about.short_name)
        self._ticker = about.ticker
        self.fit(self.window().width())

    def open_menu(self) -> None:
        """Drop the assessments down."""
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.assessments.mapToGlobal(self.assessments.rect().bottomLeft()))

    def menu_of(self) -> QMenu:
        """Every assessment of the project, the one in hand marked, and the way to a new one."""
        from assay.work.views.assessments import assessment_rows

        menu = QMenu(self)
        for about in assessment_rows(self._bridge.open_session, self._bridge.language):
            action = menu.addAction(assessment_words(about).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(about.id == self._bridge.assessment)
            action.setData(about.id)
            action.triggered.connect(self._on_assessment)
        menu.addSeparator()
        menu.addAction(tr("New assessment…")).triggered.connect(self.began)
        return menu

    def _on_assessment(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._bridge.choose(str(action.data()))

    def show_page(self, name: str) -> None:
        """Mark the tab of the page shown."""
        self.tabs.blockSignals(True)
        self.tabs.show_id(name)
        self.tabs.blockSignals(False)

    def fit(self, width: int) -> None:
        """Give way where the window is narrow: the field shrinks to its icon, the ticker goes."""
        logical = theme().logical(width)
        self.search.set_width(280 if logical >= 1400 else 240 if logical >= 1000 else 44)
        self.tabs.set_dense(logical < 1000)
        self.issuer.setVisible(logical >= 860)
        self._gap.changeSize(px(28 if logical >= 1000 else 0), 0)
        self._row.invalidate()
        if self._bridge.session is not None:
            self._name(logical >= 1100)

    def _name(self, room: bool) -> None:
        """Ticker, and the day too where there is more than one assessment; in full when spoken."""
        from assay.work.views.assessments import assessment_rows

        every = assessment_rows(self._bridge.open_session, self._bridge.language)
        here = next((a for a in every if a.id == self._bridge.assessment), None)
        shown = [self._ticker] if self._ticker else []
        if here and (len(every) > 1 or not shown):
            shown.append(phrases.day(here.cut_off))
        name = tr("Assessment: {name}", name=assessment_words(here) if here else "")
        self.assessments.set_words(" · ".join(shown) if room else "", name)

    def _on_tab(self, index: int) -> None:
        self.went.emit(str(self.tabs.tabData(index)), "")

    def _on_theme(self) -> None:
        self.fit(self.window().width())


def assessment_words(about: AssessmentRow) -> str:
    """An assessment as lists name it: *State control, as of 23 Nov 2026, Ada Analyst*."""
    said = tr("{title}, as of {day}", title=about.title, day=phrases.day(about.cut_off))
    return f"{said}, {about.analyst}" if about.analyst else said
