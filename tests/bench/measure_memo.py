"""The memo of the worked example against ReportLab's own paragraphs and tables with the same words."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any

from measuring import Figures, Ratio, alternating, measurement, timed

from assay.core.memo import (
    Block,
    Cite,
    Entry,
    Figure,
    Group,
    Memo,
    Section,
    Table,
    Text,
    Words,
    cited,
)
from assay.core.memo_text import HAN, clean
from factories_memo import cnre

ROUNDS = 7
MARGINS = {"leftMargin": 56, "rightMargin": 56, "topMargin": 66, "bottomMargin": 60}


@measurement(
    "memo of the worked example", against="plain ReportLab on the same words", budget=Ratio(2)
)
def memo() -> Figures:
    from assay.report.pdf import pdf

    given = cnre()
    ours, plain = pdf(given), _plain(given)
    note = f"{_pages(ours)} pages of ours, {_pages(plain)} plain ones"
    figures = alternating(timed(lambda: pdf(given)), timed(lambda: _plain(given)), rounds=ROUNDS)
    return Figures(figures.ours, figures.reference, note)


def _pages(content: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def _plain(given: Memo) -> bytes:
    """The memo's sections with stock paragraphs and tables: no grid, no margin, no Chinese rules."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import SimpleDocTemplate

    from assay.report.pdf_style import face

    for name in ("serif", "sans", "han"):
        face(name)
    out = BytesIO()
    style = ParagraphStyle("plain", fontName="serif", fontSize=9, leading=12, wordWrap="CJK")
    document = SimpleDocTemplate(out, invariant=1, initialFontName="sans", **MARGINS)
    document.build(list(_story(given, style)))
    return out.getvalue()


def _story(given: Memo, style: Any) -> Iterator[Any]:
    for section in given.sections:
        yield from _section(given, section, style)


def _section(given: Memo, section: Section, style: Any) -> Iterator[Any]:
    yield _paragraph(section.title, style)
    if section.intro:
        yield _paragraph(section.intro, style)
    for block in section.blocks:
        yield from _block(given, block, style)


def _block(given: Memo, block: Block, style: Any) -> Iterator[Any]:
    if isinstance(block, Group):
        for inner in block.blocks:
            yield from _block(given, inner, style)
    elif isinstance(block, Table):
        yield from _table(block, style)
    elif isinstance(block, Figure):
        yield _picture(block.mark, 340)
    elif isinstance(block, Entry):
        yield _paragraph(f"{block.code} {block.title}", style)
        yield _paragraph(block.question, style)
        for line in block.lines:
            yield _paragraph(line, style)
        for mark, word in block.marks:
            yield _picture(mark, 110)
            yield _paragraph(word, style)
        yield from (_paragraph(fact, style) for fact in block.facts)
    else:
        for text in _texts(block):
            yield _paragraph(text, style)
            for number in cited(text) if not isinstance(text, str) else ():
                yield _paragraph(f"{number} {given.notes[number].text}", style)


def _texts(block: Any) -> Iterator[Text | str]:
    text = getattr(block, "text", None)
    if text is not None:
        yield text
    yield from getattr(block, "items", ())
    if hasattr(block, "paragraphs"):
        yield block.title
        yield from block.paragraphs


def _table(table: Table, style: Any) -> Iterator[Any]:
    from reportlab.platypus import Table as Grid

    widths = [column.width * 72 / 25.4 for column in table.columns]
    heads = [
        _paragraph(c.head, style) if isinstance(c.head, str) else _picture(c.head, w - 6)
        for c, w in zip(table.columns, widths, strict=True)
    ]
    rows = [heads]
    for row in table.rows:
        cells = [
            [
                _paragraph(line, style) if isinstance(line, tuple) else _picture(line, w)
                for line in cell
            ]
            for cell, w in zip(row.cells, widths, strict=False)
        ]
        rows.append([*cells, *([""] * (len(widths) - len(cells)))])
    yield _paragraph(table.title, style)
    yield Grid(rows, colWidths=widths, repeatRows=1, style=_PLAIN)


_PLAIN = [
    ("FONT", (0, 0), (-1, -1), "sans", 8),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def _picture(mark: Any, width: float) -> Any:
    """The drawings are the same on both sides."""
    from assay.report.pdf_marks import Picture
    from assay.report.pdf_text import Setter

    return Picture(Setter(), mark, width)


def _paragraph(text: Text | str, style: Any) -> Any:
    import re

    from reportlab.platypus import Paragraph

    runs = (Words(text),) if isinstance(text, str) else text
    markup = "".join(
        f"[{', '.join(map(str, run.numbers))}]"
        if isinstance(run, Cite)
        else escape(clean(run.text))
        for run in runs
    )
    return Paragraph(re.sub(f"([{HAN}]+)", r'<font name="han">\1</font>', markup), style)
