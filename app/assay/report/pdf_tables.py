"""Three-rule tables on paper: fixed columns, heads repeated, small drawings in their cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written
from reportlab.platypus.tables import (  # noqa: TID253
    Table as Grid,
)

from assay.core.memo import Align, Cell, Column, Row, Table
from assay.core.memo_marks import Mark
from assay.core.memo_spoken import PLAIN, Spoken, spoken
from assay.report.line_breaking import atoms
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import (
    CELL,
    FIGURE_SUBTITLE,
    FIGURE_TITLE,
    MM,
    NOTE,
    SMALL,
    TABLE_HEAD,
    Style,
    colour,
)
from assay.report.pdf_tags import Element, Here, marked
from assay.report.pdf_text import Line, Prose, Setter
from assay.work.jobs import checkpoint

_GAP = 6.0
TALLEST = 380.0
"""Height of the text that one cell takes."""


COLUMN_HEAD = "<</O/Table/Scope/Column>>"
ROW_HEAD = "<</O/Table/Scope/Row>>"


class Ruled(Grid):
    """A table whose rules are marked as decoration; a job that sets it can be stopped."""

    def _calcSpanRanges(self) -> None:
        # These three look at every cell of a table of thousands, on each page anew.
        checkpoint()
        super()._calcSpanRanges()

    def _calcNoSplitRanges(self) -> None:
        checkpoint()
        super()._calcNoSplitRanges()

    def _calcSpanRects(self) -> None:
        checkpoint()
        super()._calcSpanRects()

    def _drawBkgrnd(self) -> None:
        with marked(self.canv):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:
        with marked(self.canv):
            super()._drawLines()


class Rows:
    """Sets the rows of one table; what is too tall for a cell goes on under the table."""

    def __init__(self, setter: Setter, table: Table, here: Here, say: Spoken) -> None:
        self.setter, self.table, self.here, self.say = setter, table, here, say
        self.headed = any(column.head for column in table.columns)
        self.widths = [column.width * MM for column in table.columns]
        self.inner = [
            w - (_GAP if n + 1 < len(self.widths) else 0) for n, w in enumerate(self.widths)
        ]
        self.rest: list[Flowable] = []

    def all(self) -> list[list[list[Flowable]]]:
        """Head, where there is one, and rows."""
        rows = []
        if self.headed:
            with self.here.inside("THead"), self.here.inside("TR"):
                pairs = zip(self.table.columns, self.inner, strict=True)
                rows.append([self._head(column, width) for column, width in pairs])
        with self.here.inside("TBody"):
            for row in self.table.rows:
                with self.here.inside("TR"):
                    rows.append(self.row(row))
        return rows

    def row(self, row: Row) -> list[list[Flowable]]:
        """The cells of one row."""
        columns = self.table.columns
        if row.span:
            across = f"<</O/Table/ColSpan {len(columns)}>>"
            tag = self.here.child("TD", attributes=across)
            return [
                self._cell(row.cells[0], sum(self.widths), "left", tag),
                *([] for _ in columns[1:]),
            ]
        cells = [
            self._cell(cell, width, column.align, self._cell_tag(n))
            for n, (cell, width, column) in enumerate(
                zip(row.cells, self.inner, columns, strict=True)
            )
        ]
        if row.anchor:
            first = next((f for f in cells[0] if isinstance(f, Prose)), None)
            if first is not None:
                first.anchor = row.anchor
        return cells

    def _cell_tag(self, place: int) -> Element:
        """Where no head names the columns, the first cell names the row."""
        if place or self.headed:
            return self.here.child("TD")
        return self.here.child("TH", attributes=ROW_HEAD)

    def _cell(self, cell: Cell, width: float, align: Align, tag: Element) -> list[Flowable]:
        style = CELL if align == "left" else replace(CELL, align=align)
        lines: list[Flowable] = []
        left = TALLEST
        for line in cell:
            if isinstance(line, tuple):
                own = tag if len(cell) == 1 else tag.child("P")
                prose = Prose(atoms(self.setter.runs(line, style)), style, tag=own)
                left -= prose.wrap(width, 0)[1]
                lines.append(prose if left >= 0 else self._cut(prose, width, left))
            else:
                lines.append(picture(self.setter, line, width, tag, self.say, align=align))
        return lines

    def _cut(self, prose: Prose, width: float, left: float) -> Flowable:
        """The first lines of a text, with a mark that its rest carries under the table."""
        fit = max(2, int((prose.height + left) / prose.style.leading))
        if fit + 1 >= len(prose.spans):
            return prose
        mark = f"[*{len(self.rest) + 1}]"
        end = prose.spans[fit - 1][1]
        following = replace(CELL, before=4, after=4)
        tail = [
            *atoms(self.setter.words(f"{mark} … ", following)),
            *prose.atoms[prose.spans[fit][0] :],
        ]
        self.rest.append(Prose(tail, following, tag=prose.tag))
        note = atoms(self.setter.words(f" … {mark}", prose.style))
        return Prose([*prose.atoms[:end], *note], prose.style, tag=prose.tag)

    def _head(self, column: Column, width: float) -> list[Flowable]:
        tag = self.here.child("TH", attributes=COLUMN_HEAD, once=True)
        if isinstance(column.head, str):
            if not column.head:
                return []
            return [words(self.setter, column.head, replace(TABLE_HEAD, align=column.align), tag)]
        mark = column.head
        return [picture(self.setter, mark, width, tag, self.say, align=column.align, once=True)]


def picture(
    setter: Setter,
    mark: Mark,
    width: float,
    parent: Element,
    say: Spoken,
    *,
    align: Align = "left",
    once: bool = False,
) -> Picture:
    """A mark inside a text: lettering that reads as text, a figure in words, or decoration."""
    if isinstance(mark, PLAIN):
        return Picture(setter, mark, width, align=align, tag=parent.child("P", once=once))
    alt = spoken(mark, say)
    tag = parent.child("Figure", alt=alt, once=once) if alt else None
    return Picture(setter, mark, width, align=align, tag=tag)


def words(setter: Setter, text: str, style: Style, tag: Element | None = None) -> Prose:
    """A paragraph of words without looks or links."""
    return Prose(atoms(setter.words(text, style)), style, tag=tag)


def titles(setter: Setter, here: Here, title: str, subtitle: str) -> list[Flowable]:
    """Title and subtitle above a figure or a table."""
    found: list[Flowable] = []
    if title:
        found.append(words(setter, title, FIGURE_TITLE, here.child("P")))
        found[0].spaceAfter = 0 if subtitle else 3
    if subtitle:
        found.append(words(setter, subtitle, FIGURE_SUBTITLE, here.child("P")))
    return found


def grid(
    setter: Setter, table: Table, here: Here, say: Spoken
) -> tuple[list[Flowable], Any, list[Flowable]]:
    """Titles, the table with its legend in the last row, and what goes on under it."""
    made = Rows(setter, table, here, say)
    with here.inside("Table"):
        with here.inside("Caption"):
            above = titles(setter, here, table.title, table.subtitle)
        rows = made.all()
    foot = _foot(setter, table, here)
    commands = _style(table, len(rows), headed=made.headed)
    if foot:
        # It never stands alone on the next page: the last row goes with it.
        last = len(rows)
        commands += [
            ("SPAN", (0, last), (-1, last)),
            ("TOPPADDING", (0, last), (-1, last), 5),
            ("NOSPLIT", (0, max(int(made.headed), last - 1)), (-1, last)),
        ]
        rows.append([foot, *([] for _ in made.widths[1:])])
    flowable = Ruled(rows, colWidths=made.widths, repeatRows=int(made.headed), hAlign="LEFT")
    flowable.setStyle(commands)
    flowable.spaceAfter = 2 if table.tight else 6
    return above, flowable, made.rest


def _foot(setter: Setter, table: Table, here: Here) -> list[Flowable]:
    """Legend and note."""
    found: list[Flowable] = [Legend(setter, table, here)] if table.legend else []
    if table.note:
        found.append(words(setter, table.note, SMALL, here.child("P")))
    return found


def _style(table: Table, count: int, *, headed: bool) -> list[tuple[Any, ...]]:
    pad = (1.8, 1.8) if table.tight else (3.2, 3.6)
    ink, hairline = colour("ink"), colour("hairline")
    commands: list[tuple[Any, ...]] = [
        # Every cell names a face, or empty ones would bring an unembedded Helvetica along.
        ("FONT", (0, 0), (-1, -1), "sans", 8),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), pad[0]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad[1]),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, ink),
        ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), 0.4, hairline),
        ("LINEBELOW", (0, count - 1), (-1, count - 1), 0.8, ink),
    ]
    if headed:
        commands.append(("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
        commands.append(("LINEBELOW", (0, 0), (-1, 0), 0.4, ink))
    for n, row in enumerate(table.rows, int(headed)):
        if row.rule or row.heavy or row.span:
            line = (0.8, ink) if row.heavy else (0.4, hairline)
            if row.span:
                line = (0.8, colour("accent"))
                commands.append(("SPAN", (0, n), (-1, n)))
            commands.append(("LINEABOVE", (0, n), (-1, n), *line))
    return commands


class Legend(Flowable):
    """Samples of marks with their words in one line, wrapped where the width ends."""

    def __init__(self, setter: Setter, table: Table, here: Here) -> None:
        super().__init__()
        self.entries = []
        for mark, word in table.legend:
            said = Line(setter, word, NOTE, here.child("P"))
            self.entries.append((Picture(setter, mark, 24), said))
        self.spaceBefore, self.spaceAfter = 0, 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.rows = 1
        self.places: list[tuple[float, int]] = []
        x = 0.0
        for picture, word in self.entries:
            need = picture.drawing.width + 5 + word.width
            if x and x + need > width:
                x, self.rows = 0.0, self.rows + 1
            self.places.append((x, self.rows))
            x += need + 15
        self.width, self.height = width, self.rows * 13.0
        return width, self.height

    def draw(self) -> None:
        for (picture, word), (x, row) in zip(self.entries, self.places, strict=True):
            foot = self.height - (row - 1) * 13.0 - 11
            wide = picture.drawing.width
            picture.wrap(wide, 0)
            picture.drawOn(self.canv, x, foot)
            word.draw(self.canv, x + wide + 5, foot + 2)
