"""What is read on the review page: chips with live counts, in a menu where the page is small."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.chips import FilterChip
from assay.ui.widgets.flow import Flow
from assay.words import tr
from assay.words.reviews import REMARK, REVIEW_FILTER

CHIPS = ("remarks", "open", "no_evidence", "no_rationale", "stale", "comments")
"""Filters that are always there; the others come and go with what they count."""
OTHERS = (
    "lapsed",
    "contradicted",
    "no_against",
    "no_reason",
    "wording",
    "second_look",
    "flagged",
    "mine",
    "to_review",
    "returned",
    "changed",
    "accepted",
    "unassigned",
)


class ReviewFilters(QWidget):
    """`ReviewFilters()`: a chip for each filter. Signal: `changed()` by hand.

    `set_counts(counts)`, `fold(small)`: small, only what is on stands here and the rest in the menu of
    `button`, which the page places. `on()`, `turn_on(name)`, `clear()` silently.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {**REMARK, **REVIEW_FILTER}
        self.chips = {name: FilterChip(tr(names[name])) for name in (*CHIPS, *OTHERS)}
        self.button = IconButton("funnel", tr("Filters"))
        self._counts: Mapping[str, int] = {}
        self._folded = False
        flow = Flow(6, self)
        for name, chip in self.chips.items():
            chip.setObjectName(name)
            chip.clicked.connect(self._on_chip)
            flow.addWidget(chip)
        self.button.clicked.connect(self.open_menu)
        self.button.hide()

    def on(self) -> frozenset[str]:
        """The filters that are on."""
        return frozenset(name for name, chip in self.chips.items() if chip.isChecked())

    def turn_on(self, name: str) -> None:
        """Put a filter on, silently."""
        self.chips[name].setChecked(True)

    def clear(self) -> None:
        """Take all filters off, silently."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many answers pass each filter."""
        self._counts = counts
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
        self._arrange()

    def fold(self, small: bool) -> None:
        """Leave the room to the answers: chips that are off go into the menu."""
        if small != self._folded:
            self._folded = small
            self._arrange()

    def _offered(self, name: str) -> bool:
        return name in CHIPS or self._counts.get(name, 0) > 0 or self.chips[name].isChecked()

    def _arrange(self) -> None:
        for name, chip in self.chips.items():
            chip.setVisible(chip.isChecked() if self._folded else self._offered(name))
        self.setVisible(not self._folded or bool(self.on()))
        self.button.setVisible(self._folded)

    def open_menu(self) -> None:
        """Drop the menu down."""
        menu = self.menu_of()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def menu_of(self) -> QMenu:
        """Every filter with its count, ticked where it is on."""
        menu = QMenu(self)
        for name in filter(self._offered, self.chips):
            chip = self.chips[name]
            action = menu.addAction(chip.accessibleName().replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.setEnabled(chip.isEnabled())
            action.setData(name)
            action.triggered.connect(self._on_ticked)
        return menu

    def _on_ticked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chips[str(action.data())].setChecked(action.isChecked())
            self.changed.emit()

    def _on_chip(self) -> None:
        self.changed.emit()
