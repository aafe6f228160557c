"""The checklists to choose from: title, what it is for, how many questions, or why it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from assay.core.checklist import Checklist, say
from assay.ui.dialogs.choosing import ChoosingList
from assay.ui.icons import paint_icon
from assay.ui.theme import font, px, theme, tokens
from assay.ui.widgets.painting import RIGHT, draw_hairline, draw_row, draw_text
from assay.ui.widgets.rows import RowDelegate
from assay.words import sentence, trn
from assay.work.library import ChecklistInfo

ROW = 52
SHOWN = 4.5
"""Rows that are seen at once; the half one says that there are more."""


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One checklist: `id` is its path, `reference` what `library.find` takes, `trouble` why it is broken."""

    id: str
    reference: str
    title: str
    summary: str
    questions: int
    trouble: str = ""

    @property
    def selectable(self) -> bool:
        return not self.trouble

    def count_words(self) -> str:
        return trn("{count} question", "{count} questions", self.questions)

    def spoken(self) -> str:
        if self.trouble:
            return f"{self.title}. {self.trouble}"
        return f"{self.title}, {self.count_words()}. {self.summary}"

    def tip(self) -> str:
        return self.trouble or self.summary


def row_of_info(info: ChecklistInfo, language: str) -> ChecklistRow:
    """A checklist of the library as a row."""
    path = str(info.path)
    return ChecklistRow(
        id=path,
        reference=info.id if info.shipped else path,
        title=say(info.title, language),
        summary=say(info.summary, language),
        questions=info.questions,
        trouble=sentence(info.error) if info.error is not None else "",
    )


def row_of_file(found: Checklist, path: str, language: str) -> ChecklistRow:
    """A checklist from a file of the person's own as a row."""
    title, summary = say(found.title, language), say(found.summary, language)
    return ChecklistRow(path, path, title, summary, len(found.questions))


class ChecklistDelegate(RowDelegate):
    """Paints `ChecklistRow`s, 52 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(ROW)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        if not isinstance(row, ChecklistRow):
            return
        t = tokens()
        draw_row(painter, rect, selected, hovered and row.selectable)
        if not selected:
            inner = rect.width() - 2 * px(12)
            draw_hairline(painter, rect.left() + px(12), rect.bottom() - px(1), inner, t.hair)
        upper = QRectF(rect.left() + px(14), rect.top() + px(5), 0, px(22))
        upper.setRight(rect.right() - px(14))
        lower = upper.translated(0, px(21))
        if row.trouble:
            name, ink = "warning-circle", t.danger
            paint_icon(painter, upper.left(), upper.center().y() - px(7), px(14), name, ink)
            upper.setLeft(upper.left() + px(22))
            draw_text(painter, upper, row.title, font("strong"), t.text3)
            draw_text(painter, lower, row.trouble, font("caption"), t.danger)
            return
        taken = draw_text(painter, upper, row.count_words(), font("caption"), t.text2, RIGHT)
        upper.setRight(upper.right() - taken - px(12))
        draw_text(painter, upper, row.title, font("strong"), t.text)
        draw_text(painter, lower, row.summary, font("caption"), t.text2)


class ChecklistList(ChoosingList):
    """`ChecklistList(name)`: `ChecklistRow`s; those in trouble cannot be chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(ChecklistDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows.modelReset.connect(self.updateGeometry)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        rows = min(float(max(1, self.rows.rowCount())), SHOWN)
        return QSize(px(400), int(px(ROW) * rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), self.sizeHint().height())
