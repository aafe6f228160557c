"""A figure as a file of its own: SVG that opens anywhere, and the table as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from assay.core.memo_drawing import Drawing
from assay.report.svg import svg

FAMILY = "'Noto Sans SC','Noto Sans CJK SC','Noto Sans',sans-serif"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MARGIN = 12.0


def svg_file(drawing: Drawing, title: str) -> bytes:
    """The drawing on white, with a margin and the family it is set in."""
    inside = svg(drawing, title)
    wide, tall = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.1f}pt" height="{tall:.1f}pt" '
        f'viewBox="0 0 {wide:.1f} {tall:.1f}" font-family="{FAMILY}">'
        '<rect width="100%" height="100%" fill="white"/>'
    )
    placed = inside.replace("<svg ", f'<svg x="{MARGIN:g}" y="{MARGIN:g}" overflow="visible" ', 1)
    sized = placed.replace(f'width="{drawing.width:.1f}pt" height="{drawing.height:.1f}pt"',
                           f'width="{drawing.width:.1f}" height="{drawing.height:.1f}"', 1)  # fmt: skip
    return f"{head}{sized}</svg>\n".encode()


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """The table as CSV; text that a spreadsheet would run as a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([cell_text(head) for head in heads])
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return buffer.getvalue()


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """The same as a file, with the mark by which spreadsheets know UTF-8."""
    return ("\ufeff" + csv_text(heads, rows)).encode()


def cell_text(value: str | float | None) -> str:
    """A cell as text; what a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return repr(value)
