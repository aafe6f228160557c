"""Choice rows: one option of a question each, exclusive or, as squares with a check, several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from assay.ui.icons import paint_icon_in
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Tokens
from assay.ui.widgets.focus import Ringed
from assay.ui.widgets.labels import Column
from assay.ui.widgets.painting import (
    draw_box,
    draw_key,
    draw_lines,
    line_height,
    plain_tip,
    unmarked,
    wrapped,
)
from assay.words import tr

PIPS = 4
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its id, its words, its risk points (0–4, None: not scored) and a hint."""

    id: str
    text: str
    points: float | None = None
    hint: str = ""


class _Row(Ringed):
    """What radio and check rows share: size, painting, and the whole row as target."""

    ring_radius = 6.0
    ring_always = True

    def build(self, option: Option, key: str, square: bool) -> None:
        assert isinstance(self, QAbstractButton)
        self.option, self.key, self._square = option, key, square
        self.setText(unmarked(option.text))
        self.setAccessibleName(option.text)
        points = _points_words(option.points)
        self.setAccessibleDescription(". ".join(w for w in (points, option.hint) if w))
        self.setToolTip(plain_tip(f"{option.hint}\n{points}".strip()))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.restyle)

    def restyle(self) -> None:
        assert isinstance(self, QAbstractButton)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the list: a plain button would move on and choose."""
        if event.key() in (*_BACK, *_ON):
            event.ignore()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]

    def hitButton(self, position: QPoint) -> bool:
        assert isinstance(self, QAbstractButton)
        return self.rect().contains(position)

    def heightForWidth(self, width: int) -> int:
        face = font("option_strong")
        lines = wrapped(self.option.text, face, self._room(width))
        return max(px(40), int(len(lines) * self._leading() + px(18)))

    def sizeHint(self) -> QSize:
        assert isinstance(self, QAbstractButton)
        return QSize(px(480), self.heightForWidth(self.width() if self.width() > 1 else px(480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(220), px(40))

    @staticmethod
    def _leading() -> float:
        return line_height(font("option_strong"))

    def _room(self, width: int) -> float:
        pips = px(66) if self.option.points is not None else px(14)
        return max(px(60), width - px(68) - pips)

    def paintEvent(self, event: QPaintEvent) -> None:
        assert isinstance(self, QAbstractButton)
        painter, t, box = QPainter(self), tokens(), QRectF(self.rect())
        on, enabled = self.isChecked(), self.isEnabled()
        fill = t.base
        if on:
            fill = t.select
        elif enabled and self.isDown():
            fill = t.press
        elif enabled and self.underMouse():
            fill = t.hover
        width = px(15) / 10 if on else px(1)
        draw_box(painter, box, px(6), fill, t.accent if on and enabled else t.hair, width)
        cap = QRectF(px(12), 0, px(18), px(18))
        cap.moveTop(box.center().y() - cap.height() / 2)
        if enabled and self.key:
            draw_key(painter, cap, self.key, on)
        self._paint_mark(painter, QPointF(px(51), box.center().y()))
        face = font("option_strong" if on else "option")
        lines = wrapped(self.option.text, face, self._room(self.width()))
        top = box.center().y() - len(lines) * self._leading() / 2
        ink = t.text if enabled else t.disabled
        draw_lines(painter, px(68), top, lines, face, ink, self._leading())
        if self.option.points is not None:
            self._paint_pips(painter, box)

    def _paint_mark(self, painter: QPainter, centre: QPointF) -> None:
        """The radio ring with its dot, or the square with its check."""
        assert isinstance(self, QAbstractButton)
        t, on = tokens(), self.isChecked()
        ring = _faint(t) if not self.isEnabled() else t.accent if on else t.border
        size = px(16)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        if self._square:
            draw_box(painter, box, px(3), t.accent if on else t.base, ring, px(15) / 10)
            if on:
                paint_icon_in(painter, box, px(12), "check", t.on_accent)
            return
        draw_box(painter, box, size / 2, t.base, ring, px(15) / 10)
        if on:
            dot = box.adjusted(px(4), px(4), -px(4), -px(4))
            draw_box(painter, dot, dot.width() / 2, ring)

    def _paint_pips(self, painter: QPainter, box: QRectF) -> None:
        """Four dots: the risk points this option stands for, in ink so that colour does not nudge."""
        assert isinstance(self, QAbstractButton)
        t, on = tokens(), self.isChecked()
        strong = t.text if t.high_contrast else t.text2
        ink = _faint(t) if not self.isEnabled() else strong if on or t.high_contrast else t.border
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled, radius = self.option.points or 0, px(7) / 2
        for number in range(PIPS):
            x = box.right() - px(14) - (PIPS - number) * px(10) + px(5)
            share = min(1.0, max(0.0, filled - number))
            _paint_pip(painter, QPointF(x, box.center().y()), radius, share, ink)


def _paint_pip(
    painter: QPainter, centre: QPointF, radius: float, share: float, ink: QColor
) -> None:
    painter.setPen(QPen(ink, px(12) / 10))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = radius - px(12) / 20
    painter.drawEllipse(centre, reach, reach)
    if share > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawPie(box, 90 * 16, -round(360 * 16 * share))


def _faint(t: Tokens) -> QColor:
    """The ink of a disabled mark; a hairline is black in high contrast, so there it is the grey of words."""
    return t.disabled if t.high_contrast else t.hair


def _points_words(points: float | None) -> str:
    if points is None:
        return ""
    return tr("{points} of 4 risk points", points=f"{points:g}")


class ChoiceRow(_Row, QRadioButton):
    """`ChoiceRow(option, key="", parent=None)`: one option of an exclusive list (role: radio button)."""

    def __init__(self, option: Option, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.build(option, key, square=False)


class CheckRow(_Row, QCheckBox):
    """`CheckRow(option, key="", parent=None)`: one of several options (role: check box)."""

    def __init__(self, option: Option, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.build(option, key, square=True)


def check_exactly(buttons: Sequence[QAbstractButton], wanted: Sequence[bool]) -> None:
    """Check these buttons and no others, none included, which Qt refuses to an exclusive group."""
    if [button.isChecked() for button in buttons] == list(wanted):
        return
    exclusive = [button.autoExclusive() for button in buttons]
    for button in buttons:
        button.setAutoExclusive(False)
    for button, on in zip(buttons, wanted, strict=True):
        button.setChecked(on)
        button.update()
    for button, kept in zip(buttons, exclusive, strict=True):
        button.setAutoExclusive(kept)


class ChoiceList(QWidget):
    """`ChoiceList(options=(), multi=False, name="", parent=None)`: the options of one question.

    Signals: `chosen(str)` an option was picked; `picked(tuple)` the ids now checked (several at once).
    `set_options`, `set_chosen(ids)` show without a signal; `chosen_ids()`; `choose_nth(n)` as key n does.
    Arrows move without choosing, Space and Enter choose, one tab stop; digits are the answer box's.
    """

    chosen = Signal(str)
    picked = Signal(tuple)

    def __init__(
        self,
        options: Sequence[Option] = (),
        multi: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.multi = multi
        self.rows: list[ChoiceRow | CheckRow] = []
        self._kept: tuple[str, ...] = ()
        self._first = QWidget(self)
        """Never shown: marks where the rows stand in the order of Tab."""
        self._first.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._first.hide()
        self._column = Column(4, parent=self)
        self._column.addStretch(1)
        self.setAccessibleName(name or tr("Options"))
        self.set_options(options, multi)

    def set_options(self, options: Sequence[Option], multi: bool = False) -> None:
        """Show the options of another question."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.multi, self._kept = multi, ()
        kind = CheckRow if multi else ChoiceRow
        self.rows = [
            kind(option, str(n) if n < 10 else "") for n, option in enumerate(options, start=1)
        ]
        for place, row in enumerate(self.rows):
            row.clicked.connect(self._clicked)
            self._column.insertWidget(place, row)
            row.show()  # at once: the keyboard cannot go to what the layout shows later
        self._order()
        self._stop_at(0)

    def _order(self) -> None:
        """Put new rows where the list stands in the order of Tab; Qt puts them behind everything."""
        before: QWidget = self._first
        for row in self.rows:
            QWidget.setTabOrder(before, row)
            before = row

    def set_chosen(self, ids: Iterable[str]) -> None:
        """Check exactly these, silently."""
        wanted = set(ids)
        check_exactly(self.rows, [row.option.id in wanted for row in self.rows])
        self._kept = self.chosen_ids()
        self._stop_at(next((n for n, row in enumerate(self.rows) if row.isChecked()), 0))

    def chosen_ids(self) -> tuple[str, ...]:
        """The ids checked, in the order shown."""
        return tuple(row.option.id for row in self.rows if row.isChecked())

    def choose_nth(self, number: int) -> bool:
        """Choose the option with this number, if there is one."""
        if not self.isEnabled() or not 1 <= number <= len(self.rows):
            return False
        row = self.rows[number - 1]
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        row.click()
        return True

    def _clicked(self) -> None:
        row = self.sender()
        if not isinstance(row, (ChoiceRow, CheckRow)):
            return
        self._stop_at(self.rows.index(row))
        if self.multi:
            self.picked.emit(self.chosen_ids())
            return
        if self._kept != (row.option.id,):
            self._kept = (row.option.id,)
            self.chosen.emit(row.option.id)

    def _stop_at(self, number: int) -> None:
        """Tab comes to this row alone; the arrows do the rest."""
        for place, row in enumerate(self.rows):
            here = place == number
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        here = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        if here is not None and key in (*_BACK, *_ON):
            there = (here + (1 if key in _ON else -1)) % len(self.rows)
            self._stop_at(there)
            self.rows[there].setFocus(Qt.FocusReason.TabFocusReason)
        elif here is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows[here].click()
        else:
            super().keyPressEvent(event)
