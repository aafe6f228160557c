"""Buttons: primary, secondary, link and danger, and the icon button; painted, with native keys and roles."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from assay.ui.icons import paint_icon, paint_icon_in
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.focus import Ringed
from assay.ui.widgets.painting import draw_box, draw_text, unmarked, width_of

ButtonKind = Literal["primary", "secondary", "link", "danger"]


class PaintedButton(Ringed, QPushButton):
    """A push button that draws itself: keys, default handling and role stay Qt's."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.restyle)

    def setText(self, text: str) -> None:
        """Words are words: an & in them makes no shortcut."""
        super().setText(unmarked(text))

    def text(self) -> str:
        return super().text().replace("&&", "&")

    def restyle(self) -> None:
        """Take over a changed theme or zoom."""
        self.updateGeometry()
        self.update()

    def set_label(self, text: str) -> None:
        """Change the words, and with them what is spoken."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def lit(self) -> bool:
        """The pointer is over it and it can be used."""
        return self.isEnabled() and self.underMouse()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.HoverEnter):
            self.update()
        return super().event(event)


class Button(PaintedButton):
    """`Button(text, kind="secondary", icon="", trailing="", dense=False, flush=False, parent=None)`.

    `kind`: `primary`, `secondary`, `link`, `danger` (danger text on a secondary button); `icon` and
    `trailing` are Phosphor names before and after the words. Signal: `clicked`.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "secondary",
        icon: str = "",
        trailing: str = "",
        dense: bool = False,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.flush = flush
        """A link whose words begin where its place begins."""
        self.kind: ButtonKind = kind
        self.icon_name = icon
        self.trailing = trailing
        self.dense = dense

    def sizeHint(self) -> QSize:
        width = width_of(self.text(), font("strong")) + 2 * px(14)
        if self.kind == "link":
            width = width_of(self.text(), font("strong")) + 2 * px(1 if self.flush else 8)
        width += (px(24) if self.icon_name else 0) + (px(28) if self.trailing else 0)
        return QSize(int(width + 1), px(28 if self.dense or self.kind == "link" else 32))

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, edge and ink of the state it is in."""
        t = tokens()
        held = self.isDown()
        if self.kind == "primary":
            if not self.isEnabled():
                return t.hover, t.hair if t.high_contrast else None, t.disabled
            return (t.accent_hover if held or self.lit else t.accent), None, t.on_accent
        fill = t.press if held else t.hover if self.lit else None
        if self.kind == "link":
            return fill, None, t.accent if self.isEnabled() else t.disabled
        ink = t.danger if self.kind == "danger" else t.text
        if not self.isEnabled():
            return t.base, t.hair, t.disabled
        return fill or t.base, t.border, ink

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = self._colours()
        box = QRectF(self.rect())
        draw_box(painter, box, px(5), fill, edge, px(1))
        if self.isDown():
            box.translate(0, px(1))
        face = font("strong")
        words = width_of(self.text(), face)
        lead, tail = (px(24) if self.icon_name else 0), (px(28) if self.trailing else 0)
        x = box.left() + (box.width() - words - lead - tail) / 2
        middle = box.center().y() - px(8)
        if self.icon_name:
            pale = ink if self.kind != "secondary" or not self.isEnabled() else tokens().text2
            paint_icon(painter, x, middle, px(16), self.icon_name, pale)
        draw_text(
            painter, QRectF(x + lead, box.top(), words + 1, box.height()), self.text(), face, ink
        )
        if self.trailing:
            paint_icon(painter, x + lead + words + px(12), middle, px(16), self.trailing, ink)


class IconButton(PaintedButton):
    """`IconButton(icon, name, shortcut="", size=16, parent=None)`: 28 px, name as tooltip.

    Signal: `clicked`; `set_icon(name)` changes the picture, `setChecked` after `setCheckable(True)` fills it.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        shortcut: str = "",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.icon_name = icon
        self.icon_size = size
        self.setAccessibleName(name)
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        if icon != self.icon_name:
            self.icon_name = icon
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        if self.isEnabled() and (self.isDown() or self.lit):
            draw_box(painter, box, px(5), t.press if self.isDown() else t.hover)
        ink = t.text2 if self.isEnabled() else t.disabled
        if self.isChecked():
            ink = t.accent
        if self.isDown():
            box.translate(0, px(1))
        paint_icon_in(painter, box, px(self.icon_size), self.icon_name, ink)
