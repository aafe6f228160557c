"""Words on a page: plain-text labels in a type role, section headings, facts, rules and cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from assay.ui.theme import TypeRole, font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.painting import (
    as_written,
    draw_box,
    draw_text,
    fill,
    line_height,
    plain_tip,
    wrapped,
)

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom."""
_DIRECTION = QBoxLayout.Direction


class Box(QBoxLayout):
    """`Box(direction, spacing, margins, parent=None)`: lengths are in design px and follow the zoom.

    So do those of `space(length)` and `set_lengths(spacing, margins)`.
    """

    def __init__(
        self,
        direction: QBoxLayout.Direction,
        spacing: int,
        margins: Margins,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(direction)
        if parent is not None:
            parent.setLayout(self)
        self._spacing, self._margins = spacing, margins
        self._gaps: list[tuple[QSpacerItem, int]] = []
        self.rescale()
        theme().changed.connect(self.rescale)

    def rescale(self) -> None:
        """Take over the zoom."""
        self.setSpacing(px(self._spacing))
        self.setContentsMargins(*(px(m) for m in self._margins))
        if not self._gaps:
            return
        along = self.direction() in (_DIRECTION.LeftToRight, _DIRECTION.RightToLeft)
        fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        for gap, length in self._gaps:
            if along:
                gap.changeSize(px(length), 0, fixed, least)
            else:
                gap.changeSize(0, px(length), least, fixed)
        self.invalidate()

    def space(self, length: int) -> None:
        """A gap before what comes next."""
        gap = QSpacerItem(0, 0)
        self.addSpacerItem(gap)
        self._gaps.append((gap, length))
        self.rescale()

    def set_lengths(self, spacing: int, margins: Margins) -> None:
        """Another spacing, and other margins."""
        self._spacing, self._margins = spacing, margins
        self.rescale()


class Column(Box):
    """`Column(spacing=8, margins=(0, 0, 0, 0), parent=None)`: vertical."""

    def __init__(
        self, spacing: int = 8, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(_DIRECTION.TopToBottom, spacing, margins, parent)


class Row(Box):
    """`Row(spacing=8, margins=(0, 0, 0, 0), parent=None)`: horizontal."""

    def __init__(
        self, spacing: int = 8, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(_DIRECTION.LeftToRight, spacing, margins, parent)


class Size(QObject):
    """`Size(widget, width=0, height=0)`: fixes what is given, in design px: it follows the zoom."""

    def __init__(self, widget: QWidget, width: int = 0, height: int = 0) -> None:
        super().__init__(widget)
        self._width, self._height = width, height
        self.apply()
        theme().changed.connect(self.apply)

    def apply(self) -> None:
        """Take over the zoom."""
        widget = self.parent()
        if not isinstance(widget, QWidget):
            return
        if self._width:
            widget.setFixedWidth(px(self._width))
        if self._height:
            widget.setFixedHeight(px(self._height))


class Words(QLabel):
    """`Words(text="", role="body", ink="text", wrap=False, selectable=False, parent=None)`.

    Plain text always, in a type role and an ink of the theme. `set_ink` changes the ink.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        ink: Ink = "text",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role: TypeRole = role
        self._ink: Ink = ink
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        self.restyle()
        theme().changed.connect(self.restyle)

    def setText(self, text: str) -> None:
        super().setText(as_written(text))

    def set_ink(self, ink: Ink) -> None:
        if ink != self._ink:
            self._ink = ink
            self.restyle()

    def restyle(self) -> None:
        self.setFont(font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tokens().ink(self._ink))
        self.setPalette(palette)


class Elided(Words):
    """`Elided(text="", role="body", ink="text", parent=None)`: one line that ends in … where room is short.

    It stands on the line of the `Words` beside it. The whole text is spoken, and in the tooltip where cut.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        ink: Ink = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, ink, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(room, self.alignment(), shown)


class Clipped(QWidget):
    """`Clipped(text="", lines=2, role="body", ink="text", parent=None)`: at most so many lines, then ….

    The whole text is in the tooltip and in the accessible name.
    """

    def __init__(
        self,
        text: str = "",
        lines: int = 2,
        role: TypeRole = "body",
        ink: Ink = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._limit = text, lines
        self._role: TypeRole = role
        self._ink: Ink = ink
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)
        theme().changed.connect(self.restyle)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.restyle()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        face = font(self._role)
        return int(len(wrapped(self._text, face, width, self._limit)) * line_height(face) + 0.9)

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(self.width() or px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(48), int(line_height(font(self._role))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = QPainter(self), font(self._role)
        lines = wrapped(self._text, face, self.width(), self._limit)
        cut = bool(lines) and lines[-1].endswith("…") and not self._text.endswith("…")
        self.setToolTip(plain_tip(self._text) if cut else "")
        step = line_height(face)
        for number, line in enumerate(lines):
            place = QRectF(0, number * step, self.width(), step)
            draw_text(painter, place, line, face, tokens().ink(self._ink))


class SectionHeading(QWidget):
    """`SectionHeading(title, note="", pane=False, parent=None)`: bold heading with a quiet note behind it.

    `set_note(text)`; `row` takes more widgets at the right (`heading.row.addWidget(...)`).
    """

    def __init__(
        self, title: str, note: str = "", pane: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Words(title, "pane_heading" if pane else "heading")
        self.note = Words(note, "body", "text3")
        self.row = Row(10, parent=self)
        self.row.addWidget(self.title)
        self.row.addWidget(self.note)
        self.row.addStretch(1)
        self.setAccessibleName(title)

    def set_title(self, text: str) -> None:
        self.title.setText(text)
        self.setAccessibleName(text)

    def set_note(self, text: str) -> None:
        self.note.setText(text)


class Fact(QWidget):
    """`Fact(label, value="", note="", parent=None)`: caption over value over note, as in Home's header.

    `set_value(value, note="")`.
    """

    def __init__(
        self, label: str, value: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = label
        self.value = Words(value, "option_strong", selectable=True)
        self.note = Words(note, "caption", "text2")
        column = Column(2, parent=self)
        column.addWidget(Words(label, "caption", "text3"))
        column.addWidget(self.value)
        column.addWidget(self.note)
        column.addStretch(1)
        self.set_value(value, note)

    def set_value(self, value: str, note: str = "") -> None:
        self.value.setText(value)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(f"{self._label}: {value}")


class FactLine(QWidget):
    """`FactLine(label, value="", label_width=64, ink="text2", parent=None)`: label, wrapping value.

    As *Why*, *Proof* on the question page and the record of a source. `set_value(value)`.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        label_width: int = 64,
        ink: Ink = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._width = label_width
        self.label = Words(label, "caption", "text3")
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.value = Words(value, "body", ink, wrap=True, selectable=True)
        self.row = Row(0, parent=self)
        self.row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self.value, 1)
        self.rescale()
        theme().changed.connect(self.rescale)

    def set_value(self, value: str) -> None:
        self.value.setText(value)

    def rescale(self) -> None:
        self.label.setFixedWidth(px(self._width))


class Rule(QWidget):
    """`Rule(upright=False, strong=False, parent=None)`: a hairline; strong: in the border colour."""

    def __init__(
        self, upright: bool = False, strong: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._upright, self._strong = upright, strong
        self.restyle()
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        if self._upright:
            self.setFixedWidth(px(1))
        else:
            self.setFixedHeight(px(1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        fill(QPainter(self), QRectF(self.rect()), t.border if self._strong else t.hair)


class Ground(QWidget):
    """`Ground(role="window", parent=None)`: a plain area in `window`, `sunken` or `base`."""

    def __init__(self, role: str = "window", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), QRectF(event.rect()), getattr(tokens(), self._role))


class Card(QWidget):
    """`Card(radius=7, parent=None)`: a base-coloured box with a hair edge; give it a Column or Row."""

    def __init__(self, radius: int = 7, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), px(self._radius), t.base, t.hair, px(1))
