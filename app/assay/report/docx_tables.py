"""Tables of a Word document: three rules, a head that repeats, rows that do not break."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: TID253 - loaded by report.docx
from docx.oxml import OxmlElement  # noqa: TID253
from docx.oxml.ns import qn  # noqa: TID253
from docx.oxml.table import CT_Tbl  # noqa: TID253
from docx.shared import Mm  # noqa: TID253
from docx.text.paragraph import Paragraph  # noqa: TID253

from assay.core.memo import Cell, Column, Row, Table, plain
from assay.core.memo_drawing import PALETTE
from assay.report.docx_style import TABLE_HEAD, TABLE_TEXT
from assay.report.docx_text import Scribe
from assay.report.mark_words import told

_ALIGN = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(document: Any, scribe: Scribe, table: Table, height: float = 0) -> None:
    """Set a table of the memo at the end of the document; rows at least `height` mm tall.

    It is built of elements: the library's rows and cells search the whole table each time.
    """
    heads = [c.head if isinstance(c.head, str) else told(c.head) for c in table.columns]
    with_head = any(heads)
    width = Mm(sum(column.width for column in table.columns))
    made = CT_Tbl.new_tbl(len(table.rows) + with_head, len(table.columns), width)
    document.element.body._insert_tbl(made)
    _frame(made)
    for place, column in zip(made.tblGrid.gridCol_lst, table.columns, strict=True):
        place.w = Mm(column.width)
    rows = list(made.tr_lst)
    if with_head:
        for cell, column, head in zip(rows[0].tc_lst, table.columns, heads, strict=True):
            cell.width = Mm(column.width)
            scribe.write(_line(scribe, cell, column, TABLE_HEAD), plain(head))
        _flag(rows[0], "w:tblHeader")
        _edge(rows[0], "bottom", 4, "ink")
    for row, place in zip(table.rows, rows[with_head:], strict=True):
        _flag(place, "w:cantSplit")
        if height:
            place.get_or_add_trPr().trHeight_val = Mm(height)
        _row(scribe, table, row, place)


def _row(scribe: Scribe, table: Table, row: Row, place: Any) -> None:
    cells = list(place.tc_lst)
    if row.span:
        for spare in cells[1:]:
            place.remove(spare)
        cells = cells[:1]
        cells[0].grid_span = len(table.columns)
        cells[0].width = Mm(sum(column.width for column in table.columns))
    if row.heavy:
        _edge(place, "top", 6, "ink")
    elif row.rule or row.span:
        _edge(place, "top", 4, "hairline")
    for cell, content, column in zip(cells, row.cells, table.columns, strict=False):
        if not row.span:
            cell.width = Mm(column.width)
        _fill(scribe, cell, content, column)
    scribe.place(Paragraph(cells[0].p_lst[0], None), row.anchor)


def _fill(scribe: Scribe, cell: Any, content: Cell, column: Column) -> None:
    lines = [line if isinstance(line, tuple) else plain(told(line)) for line in content]
    paragraph = _line(scribe, cell, column, TABLE_TEXT)
    for n, line in enumerate([line for line in lines if line]):
        if n:
            cell.add_p()
            paragraph = _line(scribe, cell, column, TABLE_TEXT)
        scribe.write(paragraph, line)


def _line(scribe: Scribe, cell: Any, column: Column, style: str) -> Any:
    """The last paragraph of a cell, in its style and aligned with its column."""
    paragraph = Paragraph(cell.p_lst[-1], None)
    scribe.names.paragraph(paragraph, style)
    if column.align in _ALIGN:
        paragraph.alignment = _ALIGN[column.align]
    return paragraph


def _frame(made: Any) -> None:
    """A rule above and one below, no sides, cells set close, columns as wide as they are said to be."""
    properties = made.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in _SIDES:
        borders.append(_border(side, 8 if side in {"top", "bottom"} else 0, "ink"))
    for side, width in (("top", 40), ("left", 0), ("bottom", 40), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made.tblPr.autofit = False
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _border(side: str, size: int, colour: str) -> Any:
    mark = OxmlElement(f"w:{side}")
    mark.set(qn("w:val"), "single" if size else "nil")
    if size:
        mark.set(qn("w:sz"), str(size))
        mark.set(qn("w:space"), "0")
        mark.set(qn("w:color"), PALETTE[colour].lstrip("#"))
    return mark


def _edge(row: Any, side: str, size: int, colour: str) -> None:
    for cell in row.tc_lst:
        borders = OxmlElement("w:tcBorders")
        borders.append(_border(side, size, colour))
        cell.get_or_add_tcPr().append(borders)


def _flag(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))
