"""The answer group: the control for each answer type and the reasons for having none, with their keys."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from assay.ui.theme import px
from assay.ui.widgets.bands import BandScale
from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.choices import ChoiceList, Option
from assay.ui.widgets.fields import LineBox, TextBox
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.reasons import ReasonRow
from assay.words import tr

UNITS = {"days_since": "days before the cut-off", "days_until": "days after the cut-off"}
_LISTS = frozenset({"choice", "multi", "boolean"})


class AnswerGroup(QWidget):
    """`AnswerGroup(parent=None)`: shows one question's answer and sends what the person chooses.

    Signals: `answered(object)` a value (text, or a tuple of option ids); `declined(str)` a status;
    `reasoned(str)` the reason in words; `cleared()`. Keys 1–9, N U D R C X and 0 work while the
    focus is in the group and not in a text field.
    """

    answered = Signal(object)
    declined = Signal(str)
    reasoned = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type = ""
        self.choices = ChoiceList()
        self.number = LineBox(name=tr("Answer"))
        self.number.setMaximumWidth(px(280))
        self.scale = BandScale()
        self.day_button = IconButton("calendar-blank", tr("Choose a day"))
        self.words = TextBox(lines=4, name=tr("Answer"))
        self.because = Words(tr("No answer, because"), "label", "text2")
        self.reasons = ReasonRow()
        self.reason = LineBox(placeholder=tr("Reason (required)"), name=tr("Reason"))
        self._build()
        self._connect()

    def _build(self) -> None:
        column = Column(8, parent=self)
        self._line = QWidget()
        row = Row(8, parent=self._line)
        row.addWidget(self.number)
        row.addWidget(self.day_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        for widget in (self.choices, self._line, self.scale, self.words):
            column.addWidget(widget)
        column.addSpacing(px(2))
        column.addWidget(self.because)
        column.addWidget(self.reasons)
        column.addWidget(self.reason)

    def _connect(self) -> None:
        self.choices.chosen.connect(self.answered)
        self.choices.picked.connect(self._on_picked)
        self.number.committed.connect(self._on_typed)
        self.words.committed.connect(self._on_typed)
        self.reasons.chosen.connect(self._on_reason)
        self.reason.committed.connect(self.reasoned)
        self.day_button.clicked.connect(self._pick_day)

    def show_question(
        self,
        kind: str,
        options: Sequence[Option],
        bands: Sequence[tuple[float, float]],
        unit: str,
        asked: bool,
    ) -> None:
        """Show the control for this kind of answer; a question that is not asked shows no boxes."""
        self._type = kind
        listed = kind in _LISTS
        self.choices.setVisible(listed)
        self.choices.set_options(options if listed else (), kind == "multi")
        self._line.setVisible(asked and kind in {"percent", "number", "date"})
        self.day_button.setVisible(kind == "date")
        self.scale.setVisible(kind in {"percent", "number", "date"})
        self.scale.set_bands(bands, _unit(kind, unit))
        self.words.setVisible(asked and kind == "text")
        self.number.editor.setPlaceholderText(_placeholder(kind))
        for widget in (self.because, self.reasons):
            widget.setVisible(asked)
        self.choices.setEnabled(asked)
        self.reason.setVisible(False)

    def show_answer(self, status: str, value: str | None, reason: str, mark: float | None) -> None:
        """Show what is recorded, without a signal. `mark` is where the value lies on its bands."""
        answered = status == "answered" and value is not None
        if self._type in _LISTS:
            chosen = _chosen(self._type, value) if answered else ()
            self.choices.set_chosen(chosen)
        elif self._type == "text":
            self.words.set_text(value or "")
        else:
            self.number.set_text(value or "")
            self.number.accept()
        self.scale.set_mark(mark if answered else None)
        self.reasons.set_chosen("" if answered else status)
        self.reason.setVisible(self.reasons.isVisibleTo(self) and status in _NEEDS_WORDS)
        self.reason.set_text(reason)
        self.reason.accept()

    def refuse(self, why: str) -> None:
        """Say beside the control why what was typed cannot be taken."""
        field = self.words if self._type == "text" else self.number
        (self.reason if self.reason.isVisible() else field).refuse(why)

    def ask_reason(self, status: str) -> None:
        """Show the reason's field for `status` and put the cursor there."""
        self.reasons.set_chosen(status)
        self.reason.setVisible(True)
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_answer(self) -> None:
        """Put the keyboard into the control of this answer."""
        if self._type in _LISTS:
            for row in self.choices.rows:
                if row.focusPolicy() == Qt.FocusPolicy.StrongFocus:
                    row.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._type == "text":
            self.words.editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.number.editor.setFocus(Qt.FocusReason.TabFocusReason)

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

    def _on_reason(self, status: str) -> None:
        self.declined.emit(status)

    def _pick_day(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
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
        menu.popup(self.day_button.mapToGlobal(self.day_button.rect().bottomLeft()))

    def _on_day(self, day: QDate) -> None:
        self.answered.emit(day.toString(Qt.DateFormat.ISODate))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and not self._typing() and self._chose(event.text()):
            event.accept()
            return
        super().keyPressEvent(event)

    def _typing(self) -> bool:
        return isinstance(self.focusWidget(), (QLineEdit, QPlainTextEdit))

    def _chose(self, key: str) -> bool:
        if not self.isEnabled() or not self.reasons.isVisible():
            return False
        if key == "0":
            self.cleared.emit()
            return True
        if key.isdigit():
            return self.choices.isVisible() and self.choices.choose_nth(int(key))
        return bool(key) and self.reasons.choose_key(key)


_NEEDS_WORDS = frozenset({"not_applicable", "restricted"})


def _chosen(kind: str, value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(json.loads(value)) if kind == "multi" else (value,)


def _unit(kind: str, unit: str) -> str:
    if kind == "percent":
        return "%"
    return tr(UNITS[unit]) if unit in UNITS else unit


def _placeholder(kind: str) -> str:
    return {"percent": tr("Per cent, 0 to 100"), "date": "2026-11-23"}.get(kind, tr("Number"))
