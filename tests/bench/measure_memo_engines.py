"""The memo of the worked example against other libraries that make PDF files, with the same words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from measuring import Figures, Ratio, alternating, measurement, timed

from assay import assets
from assay.core.memo import Cite, Entry, Figure, Group, Memo, Section, Table, Text, Words, cited
from assay.core.memo_drawing import Box, Drawing, Strokes
from assay.core.memo_figures import draw
from assay.core.memo_text import clean
from factories_memo import cnre

ROUNDS = 3


def _ours(given: Memo) -> bytes:
    from assay.report.pdf import pdf

    return pdf(given)


@measurement(
    "memo beside WeasyPrint",
    against="WeasyPrint on the HTML of the same memo",
    budget=Ratio(0.25),
)
def weasyprint() -> Figures:
    from assay.report.html import html

    given = cnre()
    page = html(given)
    note = f"{_pages(_ours(given))} pages of ours, {_pages(_printed(page))} of theirs"
    figures = alternating(timed(lambda: _ours(given)), timed(lambda: _printed(page)), rounds=ROUNDS)
    return Figures(figures.ours, figures.reference, note)


def _printed(page: str) -> bytes:
    from weasyprint import HTML

    found: bytes = HTML(string=page).write_pdf()
    return found


@measurement("memo beside fpdf2", against="fpdf2 on the same words and drawings", budget=Ratio(1.0))
def fpdf2() -> Figures:
    given = cnre()
    note = f"{_pages(_ours(given))} pages of ours, {_pages(_set(given))} of theirs"
    figures = alternating(timed(lambda: _ours(given)), timed(lambda: _set(given)), rounds=ROUNDS)
    return Figures(figures.ours, figures.reference, note)


def _pages(content: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


# -- fpdf2 ----------------------------------------------------------------------------------------


def _set(given: Memo) -> bytes:
    """The sections with fpdf2's own text, tables and lines: no grid, no margin, no tags."""
    from fpdf import FPDF

    document = FPDF(format="A4")
    for name, face in (("serif", "SourceSerif4"), ("sans", "SourceSans3"), ("han", "NotoSansSC")):
        document.add_font(name, fname=str(assets.resource("fonts", f"{face}-Regular.ttf")))
    document.set_fallback_fonts(["han"], exact_match=False)
    document.set_margins(20, 25, 20)
    document.add_page()
    for section in given.sections:
        _write(document, given, section)
    return bytes(document.output())


def _write(document: Any, given: Memo, section: Section) -> None:
    _paragraph(document, section.title, "sans", 17)
    _paragraph(document, _plain(section.intro), "sans", 10)
    for block in _flat(section.blocks):
        if isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Figure):
            _paragraph(document, block.title, "sans", 10)
            _draw(document, draw(block.mark, 340))
        elif isinstance(block, Entry):
            _entry(document, block)
        else:
            _prose(document, given, block)


def _entry(document: Any, block: Entry) -> None:
    for line in (f"{block.code} {block.title}", block.question):
        _paragraph(document, line, "sans", 9)
    for text in block.lines:
        _paragraph(document, _plain(text), "sans", 8.6)
    for mark, word in block.marks:
        _draw(document, draw(mark, 110))
        _paragraph(document, word, "sans", 8)
    for fact in block.facts:
        _paragraph(document, fact, "sans", 8)


def _prose(document: Any, given: Memo, block: Any) -> None:
    for text in _texts(block):
        _paragraph(document, _plain(text), "serif", 10)
        for number in cited(text) if not isinstance(text, str) else ():
            _paragraph(document, f"{number} {given.notes[number].text}", "sans", 8)


def _flat(blocks: Any) -> Iterator[Any]:
    for block in blocks:
        if isinstance(block, Group):
            yield from _flat(block.blocks)
        else:
            yield block


def _texts(block: Any) -> Iterator[Text | str]:
    text = getattr(block, "text", None)
    if text is not None:
        yield text
    yield from getattr(block, "items", ())
    if hasattr(block, "paragraphs"):
        yield block.title
        yield from block.paragraphs


@cache
def _cleaned(text: str) -> str:
    return clean(text).replace("\u00a0", " ")


def _plain(text: Text | str) -> str:
    if isinstance(text, str):
        return _cleaned(text)
    return "".join(
        f" [{', '.join(map(str, run.numbers))}]" if isinstance(run, Cite) else run.text
        for run in text
        if isinstance(run, (Cite, Words))
    )


def _paragraph(document: Any, text: str, family: str, size: float) -> None:
    if text:
        document.set_font(family, size=size)
        document.multi_cell(0, size * 0.48, _cleaned(text), new_x="LMARGIN", new_y="NEXT")


def _table(document: Any, block: Table) -> None:
    from fpdf import FontFace

    _paragraph(document, block.title, "sans", 10)
    document.set_font("sans", size=8.6)
    drawn: list[Drawing] = []
    widths = tuple(column.width for column in block.columns)
    looks = {"line_height": 4, "borders_layout": "NONE", "headings_style": FontFace()}
    with document.table(col_widths=widths, width=170, **looks) as grid:
        head = grid.row()
        for column in block.columns:
            head.cell(_cleaned(column.head) if isinstance(column.head, str) else "")
        for given in block.rows:
            row = grid.row()
            for n in range(len(widths)):
                cell = given.cells[n] if n < len(given.cells) else ()
                row.cell("\n".join(_plain(line) for line in cell if isinstance(line, tuple)))
                drawn += [draw(line, 90) for line in cell if not isinstance(line, tuple)]
    for one in drawn:
        _draw(document, one, advance=False)


def _draw(document: Any, drawing: Drawing, *, advance: bool = True) -> None:
    """Its boxes and lines, as plain calls."""
    x, y, scale = document.get_x(), document.get_y(), 25.4 / 72
    for item in drawing.items:
        if isinstance(item, Box):
            document.rect(x + item.x * scale, y + item.y * scale, item.width * scale,
                          item.height * scale)  # fmt: skip
        elif isinstance(item, Strokes):
            for (ax, ay), (bx, by) in item.segments:
                document.line(x + ax * scale, y + ay * scale, x + bx * scale, y + by * scale)
    if advance:
        document.set_y(y + drawing.height * scale)
