"""The control for each answer type: options, a number over its bands, a day with a calendar, words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from assay.ui.theme import px, theme
from assay.ui.widgets.bands import BandScale
from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.choices import ChoiceList, Option
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Column, Row
from assay.words import tr

UNITS = {"days_since": "days before the cut-off", "days_until": "days after the cut-off"}
_LISTS = frozenset({"choice", "multi", "boolean"})
_NUMBERS = frozenset({"percent", "number", "date"})


class AnswerEditor(QWidget):
    """`AnswerEditor(parent=None)`; `show_kind(…)` for a question, `show_value(value, mark)` for its answer.

    Signals: `answered(object)` text, or a tuple of option ids; `cleared()` nothing is left.
    """

    answered = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "choice"
        self.choices = ChoiceList()
        self.number = LineBox(name=tr("Answer"))
        self.day = IconButton("calendar-blank", tr("Choose a day"))
        self.scale = BandScale()
        self.words = TextBox(lines=4, name=tr("Answer"))
        self._line = QWidget()
        row = Row(8, parent=self._line)
        row.addWidget(self.number)
        row.addWidget(self.day)
        row.addStretch(1)
        column = Column(8, parent=self)
        for widget in (self.choices, self._line, self.scale, self.words):
            column.addWidget(widget)
        self.choices.chosen.connect(self._on_chosen)
        self.choices.picked.connect(self._on_picked)
        self.number.committed.connect(self._on_typed)
        self.words.committed.connect(self._on_typed)
        self.day.clicked.connect(self._pick_day)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.number.setFixedWidth(px(220))

    def show_kind(
        self, kind: str, options: Sequence[Option], bands: Sequence[tuple[float, float]], unit: str
    ) -> None:
        """Show the control for this kind of answer."""
        self._kind = kind
        listed = kind in _LISTS
        self.choices.setVisible(listed)
        self.choices.set_options(options if listed else (), kind == "multi")
        self._line.setVisible(kind in _NUMBERS)
        self.day.setVisible(kind == "date")
        self.scale.setVisible(kind in _NUMBERS and len(bands) > 1)
        self.scale.set_bands(bands, _unit(kind, unit))
        self.words.setVisible(kind == "text")
        self.number.editor.setPlaceholderText(_placeholder(kind))

    def show_value(self, value: str | None, mark: float | None) -> None:
        """Show what is recorded, silently; `mark` is where it lies on its bands."""
        if self._kind == "multi":
            self.choices.set_chosen(json.loads(value) if value else ())
        elif self._kind in _LISTS:
            self.choices.set_chosen((value,) if value else ())
        else:
            field = self.words if self._kind == "text" else self.number
            field.set_text(value or "")
            field.accept()
        self.scale.set_mark(mark)

    @property
    def takes_typing(self) -> bool:
        """The answer is typed, so that a refusal has a place beside it."""
        return self._kind not in _LISTS

    def refuse(self, why: str) -> None:
        """Say beside the field why what was typed cannot be taken."""
        (self.words if self._kind == "text" else self.number).refuse(why)

    def commit(self) -> None:
        """Send what is being typed."""
        if self._kind in _NUMBERS:
            self.number.commit()
        elif self._kind == "text":
            self.words.commit()

    def choose_nth(self, number: int) -> bool:
        """Choose the option with this number, if there is one."""
        return self._kind in _LISTS and self.choices.choose_nth(number)

    def take_focus(self) -> None:
        """Put the keyboard into the control."""
        target: QWidget = self.words.editor if self._kind == "text" else self.number.editor
        if self._kind in _LISTS:
            stops = (r for r in self.choices.rows if r.focusPolicy() == Qt.FocusPolicy.StrongFocus)
            target = next(stops, target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, id: str) -> None:
        self.answered.emit(id)

    def _on_picked(self, ids: tuple[str, ...]) -> None:
        if ids:
            self.answered.emit(ids)
        else:
            self.cleared.emit()

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self.answered.emit(text)
        else:
            self.cleared.emit()

    def _pick_day(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = QDate.fromString(self.number.text(), Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        calendar.activated.connect(self._on_day)
        calendar.clicked.connect(self._on_day)
        calendar.clicked.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self.day.mapToGlobal(self.day.rect().bottomLeft()))

    def _on_day(self, day: QDate) -> None:
        self.answered.emit(day.toString(Qt.DateFormat.ISODate))


def _unit(kind: str, unit: str) -> str:
    if kind == "percent":
        return "%"
    return tr(UNITS[unit]) if unit in UNITS else unit


def _placeholder(kind: str) -> str:
    return {"percent": tr("Per cent, 0 to 100"), "date": "2026-11-23"}.get(kind, tr("Number"))
