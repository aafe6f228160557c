"""A day to type or to pick from a calendar, and why it cannot be taken."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from assay.core.errors import InvalidInput
from assay.ui.theme import px, tokens
from assay.ui.widgets.buttons import IconButton
from assay.ui.widgets.fields import LineBox
from assay.words import tr
from assay.work.citing import parse_date


class DayField(LineBox):
    """`DayField(label, text="", required=False)`: an ISO day; `problem()` says why it is none, or nothing.

    What stood there at first is left alone: registers also hold a year, or a month, where no more is known.
    """

    def __init__(
        self, label: str, text: str = "", required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, tr("Year-month-day"), parent=parent)
        self._required = required
        self._first = text
        self.button = IconButton("calendar-blank", tr("Choose a day"))
        self.frame.row.addWidget(self.button)
        self.set_text(text)
        self.button.clicked.connect(self.open_calendar)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.frame.row.setContentsMargins(px(10), 0, px(3), 0)

    def keep(self, day: str) -> None:
        """Show the day that is recorded; left as it is, it is never refused."""
        self._first = day
        self.set_text(day)

    def day(self) -> str:
        """The day as it is recorded."""
        return self.text().strip()

    def problem(self) -> str:
        """Why this day cannot be taken; empty where it can."""
        day = self.day()
        if day == self._first and (day or not self._required):
            return ""
        if not day:
            return tr("Give a day.") if self._required else ""
        try:
            parse_date(day, "day")
        except InvalidInput:
            return tr("Write a day like 2026-11-23.")
        return ""

    def open_calendar(self) -> QCalendarWidget:
        """Drop the calendar down; a click or Enter picks."""
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(tokens().text)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        shown = QDate.fromString(self.day(), Qt.DateFormat.ISODate)
        if shown.isValid():
            calendar.setSelectedDate(shown)
        calendar.activated.connect(self._on_day)
        calendar.clicked.connect(self._on_day)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.frame.mapToGlobal(self.frame.rect().bottomLeft()))
        calendar.setFocus()
        return calendar

    def _on_day(self, day: QDate) -> None:
        """Write the day into the line, as if it had been typed."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.setText(day.toString(Qt.DateFormat.ISODate))
