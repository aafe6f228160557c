"""Chips: the state of an answer as icon and word, the filter chip with its live count, and the code chip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.buttons import PaintedButton
from assay.ui.widgets.painting import draw_box, draw_text, plain_tip, width_of
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr
from assay.words.terms import STATUS


def status_words(status: str) -> str:
    """The word for an answer state, *Not asked* included."""
    return tr("Not asked") if status == "not_asked" else tr(STATUS[status])


class IconWord(QWidget):
    """`IconWord(icon="", text="", ink="text", icon_ink="text2", size=16, parent=None)`: a fact with its icon.

    `set(icon, text, ink="text", icon_ink="text2")` changes it.
    """

    def __init__(
        self,
        icon: str = "",
        text: str = "",
        ink: Ink = "text",
        icon_ink: Ink = "text2",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(icon, text, ink, icon_ink)
        theme().changed.connect(self.restyle)

    def set(self, icon: str, text: str, ink: Ink = "text", icon_ink: Ink = "text2") -> None:
        self._icon, self._text = icon, text
        self._ink: Ink = ink
        self._icon_ink: Ink = icon_ink
        self.setAccessibleName(text)
        self.restyle()

    def text(self) -> str:
        return self._text

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(px(self._size + 7) + width_of(self._text, font("body")) + 1), px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(self._size + (28 if self._text else 2)), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        middle = self.height() / 2
        top = middle - px(self._size) / 2
        paint_icon(painter, 0, top, px(self._size), self._icon, t.ink(self._icon_ink))
        left = px(self._size + 7)
        line = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, line, self._text, font("body"), t.ink(self._ink))


class StateChip(IconWord):
    """`StateChip(status="not_assessed", parent=None)`: a state, in ink alone. `set_status(status)`."""

    def __init__(self, status: str = "not_assessed", parent: QWidget | None = None) -> None:
        super().__init__(size=14, parent=parent)
        self.set_status(status)

    def set_status(self, status: str) -> None:
        self.set(STATUS_ICONS[status], status_words(status))


class FilterChip(PaintedButton):
    """`FilterChip(text, count=0, icon="", parent=None)`: a filter that can be put on and taken off.

    Signal: `toggled(bool)`. `set_count(n)`: live; without any it is disabled unless it is on.
    """

    ring_radius = 99

    def __init__(
        self, text: str, count: int = 0, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._count = 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._toggled)
        self._count = count
        self._toggled(False)

    def set_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self._toggled(self.isChecked())

    def _toggled(self, on: bool) -> None:
        self.setEnabled(bool(self._count) or on)
        self.setAccessibleName(f"{self.text()} {self._count}")
        self.restyle()

    def sizeHint(self) -> QSize:
        face = font("strong" if self.isChecked() else "body")
        width = width_of(self.text(), face) + width_of(str(self._count), face) + px(12 + 8 + 12)
        width += (px(20) if self._icon else 0) + (px(18) if self.isChecked() else 0)
        return QSize(int(width + 1), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = QRectF(self.rect()).adjusted(0, px(1), 0, -px(1))
        on, enabled = self.isChecked(), self.isEnabled()
        fill = t.select if on else t.press if self.isDown() or self.lit else t.hover
        edge = t.accent if on else t.border if t.high_contrast else None
        draw_box(painter, box, box.height() / 2, fill, edge, px(1))
        ink = t.accent if on else t.text2 if enabled else t.disabled
        face = font("strong" if on else "body")
        x = float(px(12))
        if self._icon:
            paint_icon(painter, x - px(2), box.center().y() - px(7), px(14), self._icon, ink)
            x += px(18)
        for word, gap in ((self.text(), px(8)), (str(self._count), 0)):
            line = QRectF(x, box.top(), width_of(word, face) + 1, box.height())
            x += draw_text(painter, line, word, face, ink) + gap
        if on:
            paint_icon(painter, x + px(7), box.center().y() - px(6), px(12), "x", ink)


class CodeChip(PaintedButton):
    """`CodeChip(code, note="", name="", parent=None)`: a code to go to, with a quiet number: *SUP-06  1.6*.

    Signal: `clicked`; `code` says which. `name` is what is spoken. `set_code(code, note, name)` changes it.
    """

    def __init__(
        self, code: str, note: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(code, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._led: tuple[str, str, str] | None = None
        self.set_code(code, note, name)

    def set_code(self, code: str, note: str = "", name: str = "") -> None:
        """Lead to another code."""
        if (code, note, name) == self._led:
            return
        self._led = (code, note, name)
        self.code, self.note = code, note
        self.setText(code)
        self.setAccessibleName(name or f"{code} {note}".strip())
        self.setToolTip(plain_tip(name))
        self.restyle()

    def sizeHint(self) -> QSize:
        width = width_of(self.code, font("strong")) + 2 * px(10)
        if self.note:
            width += px(8) + width_of(self.note, font("body"))
        return QSize(int(width + 1), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        box = QRectF(self.rect()).adjusted(0, px(2), 0, -px(2))
        fill = t.press if self.isDown() else t.hover if self.lit else t.base
        draw_box(painter, box, px(5), fill, t.border, px(1))
        line = QRectF(px(10), box.top(), box.width() - px(20), box.height())
        ink = t.accent if self.isEnabled() else t.disabled
        taken = draw_text(painter, line, self.code, font("strong"), ink)
        line.setLeft(line.left() + taken + px(8))
        draw_text(painter, line, self.note, font("body"), t.text2)
