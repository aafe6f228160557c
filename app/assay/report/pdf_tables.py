"""Three-rule tables on paper: fixed columns, heads repeated, small drawings in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written
from reportlab.platypus.tables import (  # noqa: TID253
    Table as Grid,
)

from assay.core.memo import Align, Cell, Column, Row, Table
from assay.report.line_breaking import atoms
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import CELL, MM, NOTE, SMALL, TABLE_HEAD, Style, colour
from assay.report.pdf_text import Line, Prose, Setter

_GAP = 6.0


def grid(setter: Setter, table: Table) -> Any:
    """The table as a ReportLab table of paragraphs and drawings, its legend in the last row."""
    widths = [column.width * MM for column in table.columns]
    inner = [w - (_GAP if n + 1 < len(widths) else 0) for n, w in enumerate(widths)]
    headed = any(column.head for column in table.columns)
    rows = [[_head(setter, c, w) for c, w in zip(table.columns, inner, strict=True)]]
    rows = [*(rows if headed else []), *(_row(setter, r, table.columns, inner) for r in table.rows)]
    foot = _foot(setter, table)
    commands = _style(table, len(rows), headed=headed)
    if foot:
        # It never stands alone on the next page: the last two rows go with it.
        last = len(rows)
        commands += [
            ("SPAN", (0, last), (-1, last)),
            ("TOPPADDING", (0, last), (-1, last), 5),
            ("NOSPLIT", (0, max(int(headed), last - 2)), (-1, last)),
        ]
        rows.append([foot, *([] for _ in widths[1:])])
    flowable = Grid(rows, colWidths=widths, repeatRows=int(headed), hAlign="LEFT")
    flowable.setStyle(commands)
    flowable.spaceAfter = 2 if table.tight else 6
    return flowable


def _foot(setter: Setter, table: Table) -> list[Flowable]:
    """Legend and note."""
    found: list[Flowable] = [Legend(setter, table)] if table.legend else []
    if table.note:
        found.append(_prose(setter, table.note, SMALL, "left"))
    return found


def _head(setter: Setter, column: Column, width: float) -> list[Flowable]:
    if isinstance(column.head, str):
        return [_prose(setter, column.head, TABLE_HEAD, column.align)]
    return [Picture(setter, column.head, width, align=column.align)]


def _prose(setter: Setter, text: str, style: Style, align: Align) -> Prose:
    pieces = setter.words(text, replace(style, align=align))
    return Prose(atoms(pieces), replace(style, align=align))


def _row(
    setter: Setter, row: Row, columns: Sequence[Column], widths: list[float]
) -> list[list[Flowable]]:
    if row.span:
        full = sum(column.width for column in columns) * MM
        return [_cell(setter, row.cells[0], full, "left"), *([] for _ in widths[1:])]
    cells = [
        _cell(setter, cell, width, column.align)
        for cell, width, column in zip(row.cells, widths, columns, strict=True)
    ]
    if row.anchor:
        first = next((f for f in cells[0] if isinstance(f, Prose)), None)
        if first is not None:
            first.anchor = row.anchor
    return cells


def _cell(setter: Setter, cell: Cell, width: float, align: Align) -> list[Flowable]:
    style = replace(CELL, align=align)
    lines: list[Flowable] = []
    for line in cell:
        if isinstance(line, tuple):
            lines.append(Prose(atoms(setter.runs(line, style)), style))
        else:
            lines.append(Picture(setter, line, width, align=align))
    return lines


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

    def __init__(self, setter: Setter, table: Table) -> None:
        super().__init__()
        self.entries = []
        for mark, word in table.legend:
            self.entries.append((Picture(setter, mark, 24), Line(setter, word, NOTE)))
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
