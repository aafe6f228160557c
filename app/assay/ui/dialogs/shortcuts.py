"""The sheet of shortcuts, from the one list of actions and the keys of the answer group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assay.ui import actions
from assay.ui.dialogs.dialog import Dialog
from assay.ui.theme import theme
from assay.ui.widgets.labels import Column, Row, SectionHeading, Words
from assay.ui.widgets.reasons import REASONS
from assay.words import tr
from assay.words.terms import STATUS

SIDE_BY_SIDE = 620
"""Design px from which two columns have room."""
Lines = Sequence[tuple[str, str]]


def keys_text(keys: str) -> str:
    """A shortcut as this system writes it, with spaces: *Ctrl Shift S*."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return " ".join(re.split(r"(?<=.)\+(?=.)", native))


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every group with its lines of (what it does, keys)."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for menu in actions.MENUS:
        lines = [
            (tr(a.text).rstrip("…"), keys_text(a.keys)) for a in actions.of_menu(menu) if a.keys
        ]
        if lines:
            found.append((tr(menu), lines))
    answer = [(tr("Choose an option"), "1 – 9"), (tr("Clear the answer"), "0")]
    answer += [(tr(STATUS[reason.status]), reason.key) for reason in REASONS]
    found.append((tr("While the answer has the keyboard"), answer))
    return found


class Shortcuts(Dialog):
    """`Shortcuts(window=None)`: what every key does, by menu."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(tr("Keyboard"), "", window, 680)
        self._columns = Row(40)
        halves = [Column(18), Column(18)]
        rest = groups()
        half = sum(len(lines) + 2 for _, lines in rest) / 2
        taken = 0
        for title, lines in rest:
            halves[taken >= half - 2].addLayout(_group(title, lines))
            taken += len(lines) + 2
        for column in halves:
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.close_only()

    def fit(self) -> None:
        self._arrange(min(self.wanted_width(), self.room()[0]))
        super().fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self._arrange(self.width())
        super().resizeEvent(event)

    def _arrange(self, width: int) -> None:
        wide = theme().logical(width) >= SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _group(title: str, lines: Lines) -> Column:
    column = Column(4)
    column.addWidget(SectionHeading(title, pane=True))
    for what, keys in lines:
        row = Row(12)
        words = Words(what, "body", wrap=True)
        words.setAccessibleName(f"{what}: {keys}")
        row.addWidget(words, 1)
        row.addWidget(Words(keys, "body", "text2"))
        column.addLayout(row)
    return column
