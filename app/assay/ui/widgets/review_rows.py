"""The rows of the review page: each answer with its reasons, remarks beside it, headings of domains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.painting import (
    RIGHT,
    draw_hairline,
    draw_lines,
    draw_ring,
    draw_row,
    draw_text,
    line_height,
    wrapped,
)
from assay.ui.widgets.rows import ROW, Index, RowDelegate, RowList
from assay.ui.widgets.strip import STATUS_ICONS
from assay.words import tr, trn

HEAD = 38
MOST_LINES = 12
"""Lines of one text that are shown; all of it is in the tooltip and on the question page."""
SINGLE_PASS = 400
"""As many rows are laid out at once; more come in lots, so that the window stays with the person."""
_LOT = 60
_NONE = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Note:
    """A short word beside an answer, with its icon."""

    icon: str
    text: str
    ink: Ink = "text2"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer with all that belongs to it; `parts` are labels with their texts."""

    id: str
    status: str
    text: str
    answer: str
    proof: str
    parts: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    selectable: bool = True

    def spoken(self) -> str:
        said = [self.id, self.text, self.answer, self.proof]
        said += [f"{label}: {text}" for label, text in self.parts]
        said += [note.text for note in self.notes]
        return ". ".join(part for part in said if part)

    def tip(self) -> str:
        long = [f"{label}: {text}" for label, text in self.parts]
        return "\n\n".join((f"{self.id}  {self.text}", self.answer, *long))


@dataclass(frozen=True, slots=True)
class DomainHead:
    """The heading of a domain."""

    id: str
    code: str
    title: str
    note: str
    selectable: bool = False

    def spoken(self) -> str:
        return f"{self.code}, {self.title}, {self.note}"

    def tip(self) -> str:
        return f"{self.code}  {self.title}"


@dataclass(frozen=True, slots=True)
class _Lines:
    """An answer's texts broken to the width of its column."""

    question: tuple[str, ...]
    answer: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    proof: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    height: float


class AnswerDelegate(RowDelegate):
    """Paints answers as a page to read: code, what was said and why, and remarks in the margin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, tuple[object, int, _Lines]] = {}

    def _forget(self) -> None:
        self._kept.clear()
        super()._forget()

    def height_of(self, row: object, width: int) -> int:
        if isinstance(row, AnswerRow):
            return int(self._lines(row, width).height)
        return px(HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = index.data(ROW), option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRectF(option.rect)
        painter.save()
        if isinstance(row, AnswerRow):
            draw_row(painter, rect, selected, hovered)
            self._paint_answer(painter, rect, row)
        elif isinstance(row, DomainHead):
            _paint_head(painter, rect, row)
        if isinstance(view, RowList) and view.rings(index):
            draw_ring(painter, self.ring_of(rect), px(self.ring_radius))
        painter.restore()

    def _lines(self, row: AnswerRow, width: int) -> _Lines:
        kept = self._kept.get(row.id)
        if kept is not None and kept[0] is row and kept[1] == width:
            return kept[2]
        room, side = _columns(width)
        body = font("body")
        question = wrapped(row.text, body, room, 3)
        answer = wrapped(row.answer, font("option_strong"), room - px(22), 4)
        parts = tuple(wrapped(text, body, room - px(_LABEL), MOST_LINES) for _, text in row.parts)
        line = line_height(body)
        tall = (len(question) + sum(len(part) for part in parts)) * line + px(4) * len(parts)
        tall += len(answer) * line_height(font("option_strong")) + px(8)
        margin, small = side - px(_GAP), font("caption")
        proof = wrapped(row.proof, small, margin, 2)
        notes = tuple(wrapped(note.text, small, margin - px(20), 3) for note in row.notes)
        beside = sum(_note_height(part) for part in (proof, *notes))
        made = _Lines(question, answer, parts, proof, notes, max(tall, beside) + px(26))
        self._kept[row.id] = (row, width, made)
        return made

    def _paint_answer(self, painter: QPainter, rect: QRectF, row: AnswerRow) -> None:
        t, lines = tokens(), self._lines(row, int(rect.width()))
        draw_hairline(painter, rect.left(), rect.bottom() - px(1), rect.width(), t.hair)
        room, side = _columns(int(rect.width()))
        top, left = rect.top() + px(12), rect.left() + px(_CODE)
        code = QRectF(rect.left() + px(20), top, px(_CODE - 24), line_height(font("body")))
        draw_text(painter, code, row.id, font("strong"), t.accent)
        body, strong = font("body"), font("option_strong")
        top = draw_lines(painter, left, top, lines.question, body, t.text2) + px(3)
        icon = STATUS_ICONS.get(row.status, "question")
        paint_icon(painter, left, top + line_height(strong) / 2 - px(7), px(14), icon, t.text2)
        ink = t.text if row.status == "answered" else t.text2
        top = draw_lines(painter, left + px(22), top, lines.answer, strong, ink) + px(5)
        for (label, _), part in zip(row.parts, lines.parts, strict=True):
            head = QRectF(left, top, px(_LABEL - 8), line_height(body))
            draw_text(painter, head, label, font("caption"), t.text3)
            top = draw_lines(painter, left + px(_LABEL), top, part, body, t.text) + px(4)
        margin = QRectF(left + room + px(_GAP), rect.top() + px(12), side - px(_GAP), 0)
        _paint_notes(painter, margin, row, lines)


_CODE, _LABEL, _WIDEST, _GAP = 96, 92, 760, 28


def _columns(width: int) -> tuple[float, float]:
    """The room for the texts, and for the margin at the right."""
    side = px(216 if width >= px(820) else 168)
    return max(px(160), min(px(_WIDEST), width - px(_CODE) - side - px(20))), side


def _note_height(lines: Sequence[str]) -> float:
    """What a short word takes in the margin: 20 px, and more where it is broken."""
    return px(20) + max(0, len(lines) - 1) * line_height(font("caption"))


def _paint_notes(painter: QPainter, place: QRectF, row: AnswerRow, lines: _Lines) -> None:
    t, small = tokens(), font("caption")
    lead = (px(20) - line_height(small)) / 2
    top = place.top()
    draw_lines(painter, place.left(), top + lead, lines.proof, small, t.text3)
    top += _note_height(lines.proof)
    for note, words in zip(row.notes, lines.notes, strict=True):
        ink = t.ink(note.ink)
        paint_icon(painter, place.left(), top + px(3), px(14), note.icon, ink)
        draw_lines(painter, place.left() + px(20), top + lead, words, small, ink)
        top += _note_height(words)


def _paint_head(painter: QPainter, rect: QRectF, row: DomainHead) -> None:
    t = tokens()
    painter.fillRect(rect, t.sunken)
    code = QRectF(rect.left() + px(20), rect.top(), px(_CODE - 24), rect.height())
    draw_text(painter, code, row.code, font("label", 700), t.text2)
    line = QRectF(rect.left() + px(_CODE), rect.top(), 0, rect.height())
    line.setRight(rect.right() - px(16))
    taken = draw_text(painter, line, row.note, font("caption"), t.text2, RIGHT)
    line.setRight(line.right() - taken - px(12))
    draw_text(painter, line, row.title, font("strong", 700), t.text)


class AnswerList(RowList):
    """`AnswerList(name)`: `AnswerRow`s under `DomainHead`s; several can be chosen with Shift and Ctrl.

    Signals: `chosen(str)` the current answer, `opened(str)` Enter or double click, `picked()` others are
    selected, `struck(str)` a letter was pressed. `selected_ids()`.
    """

    picked = Signal()
    struck = Signal(str)
    _quiet = True
    """Qt tells of a selection while the list is still being made: nobody is to hear that."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(AnswerDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setBatchSize(_LOT)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_answers(self, rows: Sequence[AnswerRow | DomainHead]) -> None:
        """Show these rows; those that are selected stay so."""
        chosen = set(self.selected_ids())
        mode = QListView.LayoutMode.SinglePass
        if len(rows) > SINGLE_PASS:
            mode = QListView.LayoutMode.Batched
        self.setLayoutMode(mode)
        self.set_rows(rows)
        self.scheduleDelayedItemsLayout()
        kept = [n for n, row in enumerate(rows) if row.id in chosen]
        if kept and set(self.selected_ids()) != chosen:
            self._choose(kept)

    def _choose(self, places: Sequence[int]) -> None:
        self._quiet = True
        selection = QItemSelection()
        for place in places:
            index = self.rows.index(place)
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False

    def first(self) -> str:
        """The first answer, or empty."""
        return next((row.id for row in self.rows.rows() if isinstance(row, AnswerRow)), "")

    def selected_ids(self) -> list[str]:
        """The questions that are selected, in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = (self.rows.row(self.rows.index(place)) for place in places)
        return [row.id for row in rows if isinstance(row, AnswerRow)]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters act on what is selected; finding has its own field."""
        plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.ShiftModifier)
        if plain and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
            self.struck.emit(chr(event.key()).lower())
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class DomainLink:
    """A domain to go to, and how many of its answers have remarks."""

    id: str
    code: str
    title: str
    remarked: int
    selectable: bool = True

    def spoken(self) -> str:
        said = trn("{count} with remarks", "{count} with remarks", self.remarked)
        return ", ".join(part for part in (self.code, self.title, said) if part)

    def tip(self) -> str:
        return self.spoken()


class LinkDelegate(RowDelegate):
    """Paints `DomainLink`s, 32 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(32)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, DomainLink):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        line = rect.adjusted(px(20), 0, -px(14), 0)
        if row.remarked:
            taken = draw_text(painter, line, str(row.remarked), font("caption"), t.text2, RIGHT)
            line.setRight(line.right() - taken - px(10))
        if row.code:
            draw_text(painter, line, row.code, font("label", 700), t.text2)
            line.setLeft(line.left() + px(44))
        draw_text(painter, line, row.title, font("strong" if selected else "body"), t.text)


class DomainLinks(RowList):
    """`DomainLinks(name)`: `DomainLink`s; `chosen(str)` by key or click."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(LinkDelegate(self))


def proof_words(citations: int, confidence: float) -> str:
    """*3 sources, confidence 0.76*"""
    if not citations:
        return tr("no source")
    sources = trn("{count} source", "{count} sources", citations)
    return tr("{sources}, confidence {value}", sources=sources, value=f"{confidence:.2f}")
