"""Evidence to leave out of a copy: the register with a tick before each item, and a search over it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.ui.bridge import Bridge
from assay.ui.dialogs.register_rows import (
    ROW,
    RegisterDelegate,
    RegisterRow,
    RegisterSearch,
    found_rows,
    register_rows,
)
from assay.ui.icons import paint_icon_in
from assay.ui.theme import px, theme, tokens
from assay.ui.widgets.fields import Frame
from assay.ui.widgets.labels import Column, Words
from assay.ui.widgets.painting import draw_box, draw_row
from assay.ui.widgets.rows import Index, RowList
from assay.words import tr, trn
from assay.work import citing

SHOWN = 3.5
TICK = 34
_TICKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class TickedRow(RegisterRow):
    """One item of the register, and whether it is left out."""

    ticked: bool = False

    def spoken(self) -> str:
        said = RegisterRow.spoken(self)
        return f"{tr('Left out')}. {said}" if self.ticked else said


class TickDelegate(RegisterDelegate):
    """A row of the register behind the square of a tick."""

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, TickedRow):
            return
        t, size = tokens(), px(16)
        draw_row(painter, rect, False, hovered)
        box = QRectF(rect.left() + px(12), rect.center().y() - size / 2, size, size)
        fill, edge = (t.accent, t.accent) if row.ticked else (t.base, t.border)
        draw_box(painter, box, px(3), fill, edge, px(15) / 10)
        if row.ticked:
            paint_icon_in(painter, box, px(12), "check", t.on_accent)
        super().paint_row(painter, rect.adjusted(px(TICK), 0, 0, 0), row, False, False)


class TickedList(RowList):
    """`TickedList(name)`: `TickedRow`s; `ticked(str)` by a click anywhere on a row, Space or Enter."""

    ticked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(TickDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme().changed.connect(self.updateGeometry)

    def marked(self, index: Index, name: str) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(px(480), int(px(ROW) * min(SHOWN, max(1, self.rows.rowCount()))))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in _TICKING and self.current_id():
            self.ticked.emit(self.current_id())
        elif plain:
            super().keyPressEvent(event)
        else:
            event.ignore()  # Ctrl Enter is the dialog's

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.ticked.emit(row.id)


class LeaveOut(QWidget):
    """`LeaveOut(bridge, parent=None)`: `chosen()` are ids of evidence; `edited` when they change."""

    edited = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register = citing.evidence_by_number(bridge.open_session)
        self._rows = register_rows(register, frozenset())
        self._chosen: set[str] = set()
        self.search = RegisterSearch(tr("Evidence to leave out: number, title or publisher"))
        self.list = TickedList(tr("Evidence to leave out"))
        self.count = Words("", "caption", "text2")
        column = Column(6, parent=self)
        column.addWidget(self.search)
        self.frame = Frame(self.list, (1, 1, 1, 1))
        column.addWidget(self.frame)
        column.addWidget(self.count)
        self.search.changed.connect(self._show)
        self.search.entered.connect(self._on_entered)
        self.list.ticked.connect(self.turn)
        self._show()

    def chosen(self) -> frozenset[str]:
        """The ids of what is ticked, also of what the search hides now."""
        return frozenset(self._chosen)

    def turn(self, id: str) -> None:
        """Tick an item, or take its tick off."""
        self._chosen ^= {id}
        self._show()
        self.edited.emit()

    def _on_entered(self, _: str) -> None:
        """Go on in the list with the keyboard."""
        if self.list.rows.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, *_: object) -> None:
        found = found_rows(self._rows, self.search.text())
        self.list.set_rows([_row(row, row.id in self._chosen) for row in found])
        total, out = len(self._rows), len(self._chosen)
        said = [trn("{count} left out", "{count} left out", out)]
        if len(found) < total:
            said.insert(0, tr("{shown} of {total}", shown=len(found), total=total))
        self.count.setText(" · ".join(said))


def _row(row: RegisterRow, ticked: bool) -> TickedRow:
    own = {name: getattr(row, name) for name in RegisterRow.__dataclass_fields__}
    return TickedRow(**own, ticked=ticked)
