"""The register to cite from: number, grade, titles, publisher and day, and what is cited already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.evidence import Evidence
from assay.ui.dialogs.choosing import ChoosingList
from assay.ui.icons import paint_icon
from assay.ui.text import titles
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.badges import BADGE, grade_words, paint_grade
from assay.ui.widgets.fields import SearchField
from assay.ui.widgets.painting import RIGHT, draw_hairline, draw_row, draw_text, width_of
from assay.ui.widgets.rows import RowDelegate
from assay.words import tr

ROW = 52
SHOWN = 4.5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One item of the register; `hay` is what a search looks through."""

    id: str
    number: int
    grade: str
    title: str
    translation: str
    publisher: str
    day: str
    cited: bool
    hay: str

    def where(self) -> str:
        return " · ".join(part for part in (self.publisher, self.day or tr("undated")) if part)

    def spoken(self) -> str:
        said = (str(self.number), self.title, self.translation, self.where())
        mark = tr("Cited already") if self.cited else ""
        return ". ".join(part for part in (*said, grade_words(self.grade), mark) if part)

    def tip(self) -> str:
        return "\n".join(part for part in (self.title, self.translation, self.where()) if part)


def register_rows(register: Iterable[Evidence], cited: frozenset[str]) -> list[RegisterRow]:
    """The register as rows; `cited` are the ids of evidence that the question cites already."""
    return [_row(item, item.id in cited) for item in register]


def _row(item: Evidence, cited: bool) -> RegisterRow:
    title, translation = titles(item)
    hay = " ".join((str(item.number), item.key, item.title, item.publisher, item.date, item.note))
    return RegisterRow(
        id=item.id,
        number=item.number,
        grade=item.grade,
        title=title,
        translation=translation,
        publisher=item.publisher.partition(";")[0],
        day=item.date,
        cited=cited,
        hay=hay.casefold(),
    )


def found_rows(rows: Sequence[RegisterRow], text: str) -> list[RegisterRow]:
    """The rows that hold every word of `text`; a number alone means that item first."""
    words = text.casefold().split()
    found = [row for row in rows if all(word in row.hay for word in words)]
    if len(words) == 1 and words[0].isdecimal():
        found.sort(key=lambda row: row.number != int(words[0]))
    return found


class RegisterDelegate(RowDelegate):
    """Paints `RegisterRow`s, 52 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(ROW)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, RegisterRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered)
        if not selected:
            inner = rect.width() - 2 * px(12)
            draw_hairline(painter, rect.left() + px(12), rect.bottom() - px(1), inner, t.hair)
        upper = QRectF(rect.left() + px(8), rect.top() + px(5), px(28), px(22))
        draw_text(painter, upper, str(row.number), font("caption"), t.text3, RIGHT)
        badge = QRectF(upper.right() + px(8), upper.top(), px(BADGE.width()), px(BADGE.height()))
        paint_grade(painter, badge, row.grade, t)
        upper.setLeft(badge.right() + px(10))
        upper.setRight(rect.right() - px(14))
        lower = upper.translated(0, px(21))
        if row.cited:
            upper.setRight(self._paint_cited(painter, upper))
        taken = draw_text(painter, upper, row.title, font("strong"), t.text)
        upper.setLeft(upper.left() + taken + px(10))
        if row.translation and upper.width() > px(40):
            draw_text(painter, upper, row.translation, font("body"), t.text2)
        draw_text(painter, lower, row.where(), font("caption"), t.text2)

    @staticmethod
    def _paint_cited(painter: QPainter, line: QRectF) -> float:
        """*Cited already* at the right; where the title has to end."""
        words, t = tr("Cited already"), tokens()
        draw_text(painter, line, words, font("caption"), t.text2, RIGHT)
        left = line.right() - width_of(words, font("caption")) - px(18)
        paint_icon(painter, left, line.center().y() - px(6), px(12), "paperclip", t.text2)
        return left - px(10)


class RegisterList(ChoosingList):
    """`RegisterList(name)`: `RegisterRow`s; `chosen(str)` selects, `opened(str)` takes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(RegisterDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(480), int(px(ROW) * SHOWN))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())


class RegisterSearch(SearchField):
    """Enter chooses among what was found; the dialog's own Enter would end it at once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entered = event.key() in _ENTER and not event.modifiers() & _CONTROL
            if entered:
                self.entered.emit(self.text())
                return True
        return super().eventFilter(watched, event)
