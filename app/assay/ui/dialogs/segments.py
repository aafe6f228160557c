"""A few exclusive choices side by side, each with its words where it needs explaining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QRadioButton, QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.focus import Ringed
from assay.ui.widgets.labels import Column, Row, Words
from assay.ui.widgets.painting import (
    CENTRE,
    draw_box,
    draw_text,
    line_height,
    width_of,
    wrapped,
)

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice; `note` explains it under its word, `icon` stands before the word in `ink`."""

    id: str
    text: str
    note: str = ""
    icon: str = ""
    ink: Ink = "text"


class SegmentButton(Ringed, QRadioButton):
    """`SegmentButton(segment)`: a box that is chosen like a choice row (role: radio button)."""

    ring_always = True

    def __init__(self, segment: Segment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segment = segment
        self.setAutoExclusive(False)
        self.setText(segment.text)
        self.setAccessibleName(" ".join(part for part in (segment.text, segment.note) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if segment.note:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # they belong to the row
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        if not self.segment.note:
            return px(32)
        lines = len(self._note_lines(width))
        return int(px(28) + lines * line_height(font("caption")) + px(8))

    def _note_lines(self, width: int) -> tuple[str, ...]:
        return wrapped(self.segment.note, font("caption"), max(1, width - px(14)))

    def sizeHint(self) -> QSize:
        words = width_of(self.segment.text, font("strong"))
        if self.segment.note:
            return QSize(px(84), self.heightForWidth(self.width() if self.width() > 1 else px(84)))
        lead = px(22) if self.segment.icon else 0
        return QSize(int(words + lead + px(28) + 1), px(32))

    def minimumSizeHint(self) -> QSize:
        if not self.segment.note:
            return self.sizeHint()
        longest = max(width_of(word, font("caption")) for word in self.segment.note.split())
        return QSize(int(min(longest, px(140)) + px(16)), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        on, enabled = self.isChecked(), self.isEnabled()
        fill = t.select if on else t.base
        if not on and enabled and (self.isDown() or self.underMouse()):
            fill = t.press if self.isDown() else t.hover
        edge = t.hair if not enabled else t.accent if on else t.border
        draw_box(painter, box, px(5), fill, edge, px(15) / 10 if on else px(1))
        ink = t.text if enabled else t.disabled
        face = font("strong" if on else "body")
        if not self.segment.note:
            self._paint_word(painter, box)
            return
        top = QRectF(0, px(5), box.width(), px(22))
        draw_text(painter, top, self.segment.text, font("option_strong", 700), ink, CENTRE)
        face, y = font("caption"), float(px(27))
        for line in self._note_lines(self.width()):
            place = QRectF(0, y, box.width(), line_height(face))
            draw_text(painter, place, line, face, t.text2 if enabled else t.disabled, CENTRE)
            y += line_height(face)

    def _paint_word(self, painter: QPainter, box: QRectF) -> None:
        t, said = tokens(), self.segment
        face = font("strong" if self.isChecked() else "body")
        ink = t.ink(said.ink) if self.isEnabled() else t.disabled
        words, lead = width_of(said.text, face), px(22) if said.icon else 0
        x = (box.width() - words - lead) / 2
        if said.icon:
            paint_icon(painter, x, box.center().y() - px(7), px(14), said.icon, ink)
        draw_text(painter, QRectF(x + lead, 0, words + 1, box.height()), said.text, face, ink)


class Segments(QWidget):
    """`Segments(label, segments, name="", parent=None)`: one of a few; a letter or digit chooses, too.

    Signal: `chosen(str)` by hand. `set_chosen(id)` shows silently; `chosen_id()`.
    One tab stop; arrows choose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        segments: Sequence[Segment],
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.buttons = [SegmentButton(segment) for segment in segments]
        self.setAccessibleName(name or label)
        column = Column(3, parent=self)
        if label:
            column.addWidget(Words(label, "label", "text2"))
        explained = any(segment.note for segment in segments)
        row: QLayout = Row(4) if explained else Flow(6)
        for button in self.buttons:
            row.addWidget(button)
            button.clicked.connect(self._clicked)
        column.addLayout(row)
        self._stop_at(0)

    def set_chosen(self, id: str) -> None:
        """Check this one, silently."""
        for place, button in enumerate(self.buttons):
            button.setChecked(button.segment.id == id)
            button.update()
            if button.isChecked():
                self._stop_at(place)

    def chosen_id(self) -> str:
        """The one that is checked, empty if none is."""
        return next((b.segment.id for b in self.buttons if b.isChecked()), "")

    def choose(self, number: int) -> None:
        """Choose by hand the one at this place, and put the keyboard there."""
        button = self.buttons[number]
        self._stop_at(number)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, SegmentButton):
            return
        again = not button.isChecked()
        self.set_chosen(button.segment.id)
        if not again:
            self.chosen.emit(button.segment.id)

    def _stop_at(self, number: int) -> None:
        for place, button in enumerate(self.buttons):
            here = place == number
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        letters = [button.segment.text[:1].upper() for button in self.buttons]
        typed = event.text().upper()
        if here is not None and event.key() in _ARROWS:
            self.choose((here + _ARROWS[Qt.Key(event.key())]) % len(self.buttons))
        elif typed.strip() and typed in letters:
            self.choose(letters.index(typed))
        else:
            super().keyPressEvent(event)
