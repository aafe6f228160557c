"""Saved views of the list: the funnel's menu, and what is done with several questions at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assay.ui.bridge import Bridge
from assay.ui.widgets.buttons import Button, IconButton
from assay.ui.widgets.labels import Ground, Row, Words
from assay.words import tr, trn
from assay.work import remembering
from assay.work.remembering import Narrowing

ORDER_WORDS = (
    ("", "As the checklist has them"),
    ("worth", "Most worth settling first"),
    ("sources", "Fewest sources first"),
)


class ViewsButton(IconButton):
    """`ViewsButton(bridge)`: drops down saved views, orders and a way to none of them.

    `show_narrowing(narrowing)` says what is shown now. Signal: `narrowed(Narrowing)` asks for another.
    """

    narrowed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("funnel", tr("Views and order"), parent=parent)
        self._bridge = bridge
        self._shown = Narrowing()
        self.setCheckable(True)
        self.clicked.connect(self.open_menu)

    def show_narrowing(self, shown: Narrowing) -> None:
        """Remember what is shown, and look pressed while it is a saved view or another order."""
        self._shown = Narrowing("", shown.filters, shown.text, shown.order)
        name = remembering.named(self._bridge.place.views, self._shown)
        self.setChecked(bool(name or shown.order))
        self.setAccessibleDescription(tr("View: {name}", name=name) if name else "")

    def open_menu(self) -> None:
        """Drop the menu down."""
        self.show_narrowing(self._shown)  # a click alone changes nothing
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of(self) -> QMenu:
        """Saved views, what can be done with them, orders, and the way back to everything."""
        menu, here = QMenu(self), remembering.named(self._bridge.place.views, self._shown)
        for view in self._bridge.place.views:
            self._offer(menu, view.name, view, view.name == here)
        if self._bridge.place.views:
            menu.addSeparator()
        menu.addAction(tr("Save this view…")).triggered.connect(self.save)
        if here:
            gone = menu.addAction(tr("Forget the view {name}", name=here).replace("&", "&&"))
            gone.setData(here)
            gone.triggered.connect(self._on_forget)
        menu.addSeparator()
        for order, words in ORDER_WORDS:
            other = Narrowing("", self._shown.filters, self._shown.text, order)
            self._offer(menu, tr(words), other, order == self._shown.order)
        menu.addSeparator()
        self._offer(menu, tr("Show every question"), Narrowing(), self._shown == Narrowing())
        return menu

    def _offer(self, menu: QMenu, words: str, narrowing: Narrowing, on: bool) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(on)
        action.setData(narrowing)
        action.triggered.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.narrowed.emit(action.data())

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        from assay.ui.dialogs.name_view import NameView

        NameView(self._bridge, self._shown, self.window()).exec()
        self.show_narrowing(self._shown)

    def _on_forget(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            remembering.forget_view(self._bridge.place, str(action.data()))
            self._bridge.keep_place()
            self.show_narrowing(self._shown)


class SeveralBar(Ground):
    """`SeveralBar()`: how many questions are selected. Signals: `acted()`, `left()`."""

    acted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", parent)
        self.count = Words("", "label", "text2")
        self.change = Button(tr("Change…"), dense=True)
        self.leave = IconButton("x", tr("Select no longer"))
        row = Row(8, (14, 6, 12, 6), self)
        row.addWidget(self.count, 1)
        row.addWidget(self.change)
        row.addWidget(self.leave)
        self.change.clicked.connect(self.acted)
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected; gone where it is none."""
        self.setVisible(count > 0)
        self.count.setText(trn("{count} selected", "{count} selected", count))
        self.change.setAccessibleName(
            trn("Change {count} question…", "Change {count} questions…", count)
        )
