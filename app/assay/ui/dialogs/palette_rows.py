"""The rows of the palette: headings of groups, and what was found with the match marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from assay.ui.dialogs.finding import Entry, marks
from assay.ui.icons import paint_icon
from assay.ui.theme import TypeRole, font, px, tokens
from assay.ui.tokens import Ink
from assay.ui.widgets.badges import BADGE, grade_words, paint_grade
from assay.ui.widgets.painting import RIGHT, baseline, draw_box, draw_text, one_line, width_of
from assay.ui.widgets.rows import RowDelegate, RowList
from assay.words import tr

ROW, HEADING = 38, 28
BOLD = 700
BEFORE = 16
"""Characters before a match that are shown where the text begins with …."""
CUT = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The name of a group; it cannot be chosen."""

    id: str
    text: str
    selectable: bool = False

    def spoken(self) -> str:
        return self.text

    def tip(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Something found, and the terms to mark in it."""

    id: str
    entry: Entry
    terms: tuple[str, ...]
    selectable: bool = True

    def spoken(self) -> str:
        found = self.entry
        grade = grade_words(found.grade) if found.grade else ""
        return ", ".join(p for p in (found.code, found.text, grade, found.keys) if p)

    def tip(self) -> str:
        return " ".join(p for p in (self.entry.code, self.entry.text) if p)


class PaletteDelegate(RowDelegate):
    """Paints headings 28 and found rows 38 high."""

    def height_of(self, row: object, width: int) -> int:
        return px(HEADING if isinstance(row, HeadingRow) else ROW)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: object, selected: bool, hovered: bool
    ) -> None:
        t = tokens()
        inner = rect.adjusted(px(19), 0, -px(23), 0)
        if isinstance(row, HeadingRow):
            line = inner.adjusted(0, px(4), 0, 0)
            draw_text(painter, line, row.text, font("caption"), t.text2)
            return
        if not isinstance(row, FoundRow):
            return
        self._paint_ground(painter, rect.adjusted(px(7), 0, -px(7), 0), selected, hovered)
        entry = row.entry
        if entry.grade:
            badge = QRectF(inner.left(), 0, px(BADGE.width()), px(BADGE.height()))
            badge.moveTop(inner.center().y() - badge.height() / 2)
            paint_grade(painter, badge, entry.grade, t)
        elif entry.icon:
            top = inner.center().y() - px(7)
            paint_icon(painter, inner.left() + px(5), top, px(14), entry.icon, t.text2)
        keys = entry.keys or (tr("Enter") if selected else "")
        taken = draw_text(painter, inner, keys, font("caption"), t.text2, RIGHT)
        line = inner.adjusted(px(42), 0, -taken - (px(16) if taken else 0), 0)
        used = paint_marked(painter, line, entry.code, row.terms, "strong", "text")
        line.setLeft(line.left() + max(px(80), used + px(14)))
        paint_marked(painter, line, entry.text, row.terms, "body", "text2")

    @staticmethod
    def _paint_ground(painter: QPainter, box: QRectF, selected: bool, hovered: bool) -> None:
        t = tokens()
        if selected or hovered:
            edge = t.accent if selected and t.high_contrast else None
            draw_box(painter, box, px(5), t.select if selected else t.hover, edge, px(1))
        if selected:
            bar = QRectF(box.left(), box.top() + px(7), px(3), box.height() - px(14))
            painter.fillRect(bar, t.accent)


def paint_marked(
    painter: QPainter, line: QRectF, text: str, terms: Sequence[str], role: TypeRole, ink: Ink
) -> float:
    """Draw one line with the terms in bold on the mark, cut with …; return the width it took."""
    t, x = tokens(), line.left()
    seen = around(one_line(text), terms, font(role), line.width())
    for words, marked in _runs(seen, terms):
        face = font(role, BOLD if marked else 0)
        shown = QFontMetricsF(face).elidedText(words, CUT, max(0.0, line.right() - x) + 0.5)
        width = width_of(shown, face)
        marked = marked and shown not in ("", "…")
        if marked:
            ground = QRectF(x - px(1), line.center().y() - px(10), width + px(2), px(20))
            draw_box(painter, ground, px(2), t.mark)
        painter.setFont(face)
        painter.setPen(t.text if marked else t.ink(ink))
        painter.drawText(QPointF(x, baseline(line.top(), line.height(), face)), shown)
        x += width
        if shown != words:
            break
    return x - line.left()


def around(text: str, terms: Sequence[str], face: QFont, width: float) -> str:
    """`text`, begun with … where its first match would otherwise lie beyond `width`."""
    found = marks(text, terms)
    if not found or width_of(text[: found[0][1]], face) < width - px(24):
        return text
    start = text.rfind(" ", 0, max(0, found[0][0] - BEFORE)) + 1 or found[0][0]
    return "…" + text[start:]


def _runs(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """`text` cut where the marking begins and ends."""
    runs: list[tuple[str, bool]] = []
    place = 0
    for start, end in marks(text, terms):
        runs += [(text[place:start], False), (text[start:end], True)]
        place = end
    runs.append((text[place:], False))
    return [run for run in runs if run[0]]


class PaletteList(RowList):
    """`PaletteList(name)`: headings and found rows; the keyboard stays in the line above it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.open_on_click = True
        self.setItemDelegate(PaletteDelegate(self))

    def needed(self) -> int:
        """The height at which nothing scrolls, in pixels."""
        rows = self.rows.rows()
        return sum(px(HEADING if isinstance(row, HeadingRow) else ROW) for row in rows)

    def move_by(self, steps: int) -> None:
        """Choose the next row up or down that can be chosen, round the ends."""
        ids = [row.id for row in self.rows.rows() if isinstance(row, FoundRow)]
        if ids:
            here = ids.index(self.shown) if self.shown in ids else -1 if steps > 0 else 0
            self.show_row(ids[(here + steps) % len(ids)])
