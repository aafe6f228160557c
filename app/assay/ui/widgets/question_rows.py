"""The question list: domain headers that fold, questions in two lines, and what is not asked in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.chips import status_words
from assay.ui.widgets.painting import RIGHT, draw_lines, draw_row, draw_text, wrapped
from assay.ui.widgets.rows import RowDelegate, RowList, RowValue
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr, trn

_LEADING = 17.5
_SHORT = 3
"""A number this long stands in its narrow column; a whole code, in a list without domains, takes more."""
_EXTENDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class DomainRow:
    """The header of a domain in the list; `unfolded` while its questions are shown under it."""

    id: str
    code: str
    name: str
    answered: int
    asked: int
    unfolded: bool = False
    selectable: bool = False

    def spoken(self) -> str:
        count = tr("{answered} of {asked} answered", answered=self.answered, asked=self.asked)
        state = tr("unfolded") if self.unfolded else tr("folded")
        return f"{self.code}, {self.name}, {count}, {state}"

    def tip(self) -> str:
        return f"{self.code}  {self.name}"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question: number in the domain, text, state (`not_asked` where skipped), evidence."""

    id: str
    number: str
    text: str
    status: str
    evidence: int = 0
    flagged: bool = False
    damaged: bool = False
    selectable: bool = True

    def spoken(self) -> str:
        said = [self.id, self.text, status_words(self.status)]
        said.append(trn("{count} source", "{count} sources", self.evidence))
        if self.flagged:
            said.append(tr("flagged"))
        if self.damaged:
            said.append(tr("damaged"))
        return ", ".join(said)

    def tip(self) -> str:
        return f"{self.id}  {self.text}"


@dataclass(frozen=True, slots=True)
class FoldRow:
    """Questions that are not asked, as one row: *2 not asked: not an SEC registrant*."""

    id: str
    text: str
    unfolded: bool = False
    selectable: bool = False

    def spoken(self) -> str:
        return self.text

    def tip(self) -> str:
        return self.text


class QuestionDelegate(RowDelegate):
    """Paints the three kinds of rows of the question list."""

    def height_of(self, row: object, width: int) -> int:
        return px(48 if isinstance(row, QuestionRow) else 34)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        t = tokens()
        if isinstance(row, QuestionRow):
            draw_row(painter, rect, selected, hovered)
            self._paint_question(painter, rect, row, selected)
        elif isinstance(row, DomainRow):
            draw_row(painter, rect, False, hovered, t.sunken if row.unfolded else None)
            self._paint_domain(painter, rect, row)
        elif isinstance(row, FoldRow):
            draw_row(painter, rect, False, hovered)
            self._paint_caret(painter, rect, row.unfolded)
            line = rect.adjusted(px(36), 0, -px(12), 0)
            draw_text(painter, line, row.text, font("caption"), t.text3)

    @staticmethod
    def _paint_caret(painter: QPainter, rect: QRectF, unfolded: bool) -> None:
        name = "caret-down" if unfolded else "caret-right"
        top = rect.center().y() - px(6)
        paint_icon(painter, rect.left() + px(12), top, px(12), name, tokens().text2)

    def _paint_domain(self, painter: QPainter, rect: QRectF, row: DomainRow) -> None:
        t = tokens()
        self._paint_caret(painter, rect, row.unfolded)
        code = QRectF(rect.left() + px(32), rect.top(), px(36), rect.height())
        draw_text(painter, code, row.code, font("label", 700), t.text2)
        count = rect.adjusted(px(72), 0, -px(12), 0)
        share = f"{row.answered}/{row.asked}"
        taken = draw_text(painter, count, share, font("body"), t.text2, RIGHT)
        name = rect.adjusted(px(70), 0, -taken - px(24), 0)
        ink: Ink = "text" if row.unfolded else "text2"
        face = font("strong", 700) if row.unfolded else font("body")
        draw_text(painter, name, row.name, face, t.ink(ink))

    @staticmethod
    def _paint_question(painter: QPainter, rect: QRectF, row: QuestionRow, selected: bool) -> None:
        t = tokens()
        skipped = row.status == "not_asked"
        ink = t.text if selected else t.text3 if skipped else t.text2
        middle = rect.center().y() - px(7)
        state_ink = t.text2 if not t.high_contrast else t.text
        paint_icon(
            painter, rect.left() + px(13), middle, px(14), STATUS_ICONS[row.status], state_ink
        )
        start = 62 if len(row.number) <= _SHORT else 98
        number = QRectF(rect.left() + px(36), rect.top(), px(start - 38), rect.height())
        draw_text(painter, number, row.number, font("strong", 700 if selected else 400), ink)
        face = font("strong" if selected else "body")
        lines = wrapped(row.text, face, rect.width() - px(start + 52), 2)
        step = px(_LEADING)
        top = rect.center().y() - len(lines) * step / 2
        draw_lines(painter, rect.left() + px(start), top, lines, face, ink, step)
        right = rect.adjusted(0, 0, -px(12), 0)
        taken = draw_text(painter, right, str(row.evidence), font("body"), t.text2, RIGHT)
        x = right.right() - taken - px(20)
        if row.flagged or row.damaged:
            name, ink = ("warning", t.danger) if row.damaged else ("flag-fill", t.text2)
            paint_icon(painter, x, middle - px(10), px(12), name, ink)
        if row.evidence:
            top_of_clip = middle + px(8 if row.flagged or row.damaged else 1)
            paint_icon(painter, x, top_of_clip, px(12), "paperclip", t.text2)


class QuestionList(RowList):
    """`QuestionList(name, parent=None)`: `DomainRow`, `QuestionRow` and `FoldRow` values in one list.

    Signals: `chosen(str)` a question, by arrow or click; `toggled(str)` a header or fold;
    `opened(str)` Enter on a question; `picked()` several are selected with Shift, Ctrl or Ctrl A, or
    no longer. `picked_ids()`, `unpick()`.
    """

    toggled = Signal(str)
    picked = Signal()
    _extending = False
    _still = True
    """Qt tells of a selection while the list is still being made: nobody is to hear that."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(QuestionDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._still = False

    # -- several --------------------------------------------------------------------------------

    def picked_ids(self) -> list[str]:
        """The questions that are selected, where there are several; in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = (self.rows.row(self.rows.index(place)) for place in places)
        found = [row.id for row in rows if isinstance(row, QuestionRow)]
        return found if len(found) > 1 else []

    def unpick(self) -> None:
        """Select no more than the question that is shown."""
        self._select([self.shown])
        self.picked.emit()

    def _select(self, ids: Iterable[str]) -> None:
        selection, wanted = QItemSelection(), set(ids)
        for place, row in enumerate(self.rows.rows()):
            if row.id in wanted:
                index = self.rows.index(place)
                selection.select(index, index)
        self._still = True
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flag)
        self._still = False
        self.viewport().update()

    def marked(self, index: QModelIndex | QPersistentModelIndex, name: str) -> bool:
        several = len(self.selectionModel().selectedIndexes()) > 1
        return name == self.shown or (several and self.selectionModel().isSelected(index))

    def set_rows(self, rows: Sequence[RowValue]) -> None:
        several, current = self.picked_ids(), self.current_id()
        super().set_rows(rows)
        if several:
            self._select(several)
            place = self.rows.place(current)
            if place >= 0:
                still = QItemSelectionModel.SelectionFlag.NoUpdate
                self.selectionModel().setCurrentIndex(self.rows.index(place), still)
            if len(self.picked_ids()) != len(several):
                self.picked.emit()

    def show_row(self, name: str) -> None:
        if not self.picked_ids():
            super().show_row(name)
        elif self.rows.place(name) >= 0:
            self.shown = name  # several are selected, and stay so
            self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._still:
            self.viewport().update()
            self.picked.emit()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if self._extending:  # the question that is shown stays while others are added
            QAbstractItemView.currentChanged(self, current, previous)
        else:
            super().currentChanged(current, previous)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if isinstance(self.rows.row(index), (DomainRow, FoldRow)):
            return QItemSelectionModel.SelectionFlag.NoUpdate  # to fold is not to select
        return super().selectionCommand(index, event)

    # -- keys and mouse -------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._extending = bool(event.modifiers() & _EXTENDING)
        super().mousePressEvent(event)
        self._extending = False

    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if isinstance(row, (DomainRow, FoldRow)):
            self.toggled.emit(row.id)
            return
        super()._clicked(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.row(self.currentIndex())
        if event.key() == Qt.Key.Key_Escape and self.picked_ids():
            self.unpick()
            return
        plain = not event.modifiers() & _EXTENDING
        if plain and isinstance(row, (DomainRow, FoldRow)):
            key = event.key()
            opens = key == Qt.Key.Key_Right and not row.unfolded
            closes = key == Qt.Key.Key_Left and row.unfolded
            if opens or closes or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.toggled.emit(row.id)
                return
        self._extending = not plain
        super().keyPressEvent(event)
        self._extending = False
