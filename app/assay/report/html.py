"""The memo as one self-contained HTML page: the same blocks, every text escaped, no scripts, no links out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from assay.core.house_style import PLAIN, HouseStyle
from assay.core.memo import (
    Block,
    Box,
    Cell,
    Cite,
    Decision,
    Entry,
    Figure,
    Group,
    Heading,
    Memo,
    Note,
    Numbered,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    cited,
    evidence_anchor,
)
from assay.core.memo_figures import draw
from assay.core.memo_marks import BandScale, Mark
from assay.core.memo_text import clean, typeset
from assay.report.anchors import anchor
from assay.report.html_style import css
from assay.report.svg import svg

_MM = 72 / 25.4
_SAMPLE = 24.0
"""Points that a sample in a legend is wide."""


def html(memo: Memo, style: HouseStyle = PLAIN) -> str:
    """The memo as an HTML page that needs nothing but itself, the house's logo inside it."""
    page = _Page(memo)
    logo = ""
    if style.logo:
        picture = b64encode(style.logo).decode()
        logo = f'<p class="logo"><img alt="" src="data:image/png;base64,{picture}"></p>\n'
    language = escape(memo.meta.language, quote=True)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ',
            "style-src 'unsafe-inline'; img-src data:\">\n",
            f"<title>{_plain(memo.meta.title)}</title>\n<style>{css(style.ink)}</style>\n</head>\n<body>\n",
            logo,
            *page.parts(),
            "</body>\n</html>\n",
        )
    )


def _plain(text: str) -> str:
    return escape(clean(text), quote=True)


class _Page:
    """Sets the blocks of one memo."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.notes: Mapping[int, Note] = memo.notes
        self._set = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Numbered: self._numbered,
            Box: self._box,
            Figure: self._figure,
            Table: self._table,
            Entry: self._entry,
            Group: self._group,
        }

    def parts(self) -> Iterable[str]:
        """The decision and every section."""
        yield from self._decision(self.memo.decision)
        sections = self.memo.sections
        if self.memo.decision.shortened:
            sections = (self.memo.whole, *sections)
        yield from self._contents(sections)
        for section in sections:
            yield from self._section(section)
        meta = self.memo.meta
        yield f"<footer>{_plain(meta.footer)}<br>{_plain(meta.proof)}</footer>\n"

    def _contents(self, sections: Iterable[Section]) -> Iterable[str]:
        links = "".join(
            f'<li><a href="#{anchor(section.id)}">{_plain(section.title)}</a></li>'
            for section in sections
        )
        yield f"<nav><h4>{_plain(self.memo.meta.contents)}</h4><ul>{links}</ul></nav>\n"

    # -- text -------------------------------------------------------------------------------------

    def text(self, text: Text) -> str:
        """Words and numbers, escaped and linked."""
        return "".join(self._run(run) for run in text)

    def _run(self, run: Words | Cite) -> str:
        if isinstance(run, Cite):
            numbers = ", ".join(
                f'<a href="#{anchor(evidence_anchor(n))}">{n}</a>' for n in run.numbers
            )
            if run.bare:
                return numbers
            label = _plain(run.label)
            inside = f"{numbers}; {label}" if numbers and label else numbers or label
            return f'<span class="cite">&nbsp;[{inside}]</span>'
        blank = " " if run.text[:1] == " " else ""
        end = " " if run.text[-1:] == " " and run.text.strip() else ""
        words = clean(run.text)
        shown = escape(words if run.look == "quote" else typeset(words), quote=True)
        shown = blank + shown.replace("\n", "<br>") + end
        if run.look:
            shown = f'<span class="{run.look}">{shown}</span>'
        if run.to and not run.to.startswith(("http://", "https://")):
            shown = f'<a href="#{anchor(run.to)}">{shown}</a>'
        return shown

    def _margin(self, numbers: tuple[int, ...], head: str = "") -> str:
        lines = [f"<b>{_plain(head)}</b>"] if head else []
        lines += [
            f'<a href="#{anchor(evidence_anchor(n))}"><b>{n}</b></a> {_plain(self.notes[n].text)}'
            for n in numbers
            if n in self.notes
        ]
        return f"<aside>{'<br>'.join(lines)}</aside>" if lines else ""

    def _mark(self, mark: Mark, width: float, alt: str = "") -> str:
        return svg(draw(mark, width), alt)

    # -- blocks -----------------------------------------------------------------------------------

    def _section(self, section: Section) -> Iterable[str]:
        yield f'<section id="{anchor(section.id)}">\n<h2>{_plain(section.title)}</h2>\n'
        if section.intro:
            yield f'<p class="intro">{self.text(section.intro)}</p>\n'
        for block in section.blocks:
            yield from self._block(block)
        yield "</section>\n"

    def _block(self, block: Block) -> Iterable[str]:
        setting: Any = self._set[type(block)]
        yield from setting(block)

    def _group(self, block: Group) -> Iterable[str]:
        yield '<div class="group">'
        for part in block.blocks:
            yield from self._block(part)
        yield "</div>\n"

    def _heading(self, block: Heading) -> Iterable[str]:
        id = f' id="{anchor(block.anchor)}"' if block.anchor else ""
        yield f"<h3{id}>{_plain(block.text)}</h3>\n"

    def _paragraph(self, block: Paragraph) -> Iterable[str]:
        side = self._margin(cited(block.text), block.head) if block.notes else ""
        yield f'<div class="beside"><p class="{block.style}">{self.text(block.text)}</p>{side}</div>\n'

    def _numbered(self, block: Numbered) -> Iterable[str]:
        items = "".join(f"<li>{self.text(item)}</li>" for item in block.items)
        yield f"<ol>{items}</ol>\n"

    def _box(self, block: Box) -> Iterable[str]:
        inside = "".join(f"<p>{self.text(text)}</p>" for text in block.paragraphs)
        if block.settle:
            inside += f'<p class="note">{self.text(block.settle)}</p>'
        numbers = tuple(sorted({n for text in block.paragraphs for n in cited(text)}))
        box = f'<div class="box"><h4>{_plain(block.title)}</h4>{inside}</div>'
        yield f'<div class="beside">{box}{self._margin(numbers)}</div>\n'

    def _figure(self, block: Figure) -> Iterable[str]:
        title = f"<figcaption>{_plain(block.title)}</figcaption>" if block.title else ""
        beside = "<br>".join(self.text(text) for text in block.beside)
        side = f"<aside>{beside}</aside>" if beside else ""
        picture = self._mark(block.mark, (122 if beside else 170) * _MM, block.alt)
        kind = ' class="beside"' if side else ""
        yield f"<figure{kind}>{title}<div>{picture}</div>{side}</figure>\n"

    def _table(self, block: Table) -> Iterable[str]:
        yield '<div class="table">'
        if block.title:
            yield f"<h4>{_plain(block.title)}</h4>"
        if block.subtitle:
            yield f'<p class="note">{_plain(block.subtitle)}</p>'
        columns = "".join(f'<col style="width:{c.width / 1.7:.2f}%">' for c in block.columns)
        yield f"<table><colgroup>{columns}</colgroup>"
        if any(column.head for column in block.columns):
            heads = (
                f'<th scope="col" class="{c.align}">'
                + (_plain(c.head) if isinstance(c.head, str) else self._mark(c.head, c.width * _MM))
                + "</th>"
                for c in block.columns
            )
            yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield f"<tbody>{''.join(self._row(block, row) for row in block.rows)}</tbody></table>"
        yield self._legend(block)
        if block.note:
            yield f'<p class="note">{_plain(block.note)}</p>'
        yield "</div>\n"

    def _legend(self, block: Table) -> str:
        samples = "".join(
            f"<span>{self._mark(mark, _SAMPLE)} {_plain(word)}</span>"
            for mark, word in block.legend
        )
        return f'<p class="legend soft">{samples}</p>' if samples else ""

    def _row(self, table: Table, row: Row) -> str:
        id = f' id="{anchor(row.anchor)}"' if row.anchor else ""
        if row.span:
            inside = self._cell(row.cells[0], 170)
            return f'<tr{id} class="span"><td colspan="{len(table.columns)}">{inside}</td></tr>'
        cells = (
            f'<td class="{column.align}">{self._cell(cell, column.width)}</td>'
            for cell, column in zip(row.cells, table.columns, strict=True)
        )
        kind = ' class="heavy"' if row.heavy else ' class="rule"' if row.rule else ""
        return f"<tr{id}{kind}>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, width: float) -> str:
        room = (width - 2) * _MM
        lines = (
            self.text(line) if isinstance(line, tuple) else self._mark(line, room) for line in cell
        )
        return "".join(f"<div>{line}</div>" for line in lines)

    def _entry(self, block: Entry) -> Iterable[str]:
        lines = "".join(f'<p class="note">{self.text(line)}</p>' for line in block.lines)
        side = "".join(
            f"<div>{self._mark(mark, 38 * _MM)}{_plain(word)}</div>" for mark, word in block.marks
        ) + "".join(f"<div>{_plain(fact)}</div>" for fact in block.facts)
        yield (
            f'<div class="beside entry" id="{anchor(block.anchor)}"><div>'
            f"<h4>{_plain(block.code)} {_plain(block.title)}</h4>"
            f'<p class="note soft">{_plain(block.question)}</p>{lines}</div><aside>{side}</aside></div>\n'
        )

    # -- page 1 -----------------------------------------------------------------------------------

    def _decision(self, given: Decision) -> Iterable[str]:
        rating = given.rating
        yield f'<header><p class="kind"><b>{_plain(given.kind)}</b> <span>{_plain(given.status)}</span></p>'
        yield f"<h1>{_plain(given.issuer)}</h1>"
        if given.other_name:
            yield f'<p class="soft">{_plain(given.other_name)}</p>'
        yield f'<p class="verdict">{self.text((Words(given.verdict),))}</p>'
        yield '<div class="rating"><div>'
        yield f'<p class="word">{_plain(rating.word)}</p><p class="soft">{_plain(rating.marker)}</p>'
        for meter in rating.meters:
            yield f"<p>{_plain(meter.label)} <b>{_plain(meter.shown)}</b>, {_plain(meter.floor_label)}</p>"
        yield "</div><div>"
        yield self._mark(BandScale(rating.bands), 124 * _MM)
        yield self._mark(rating.strip, 124 * _MM, rating.alt)
        values = (rating.low, rating.point, rating.high)
        yield f"<p>{' · '.join(f'{_plain(name)} <b>{_plain(n)}</b>' for n, name in values)}</p>"
        yield f'<p class="soft">{_plain(rating.because)}</p></div></div></header>\n'
        yield '<div class="beside"><div>'
        yield from self._advice(given)
        yield "</div><aside>"
        yield from self._rail(given)
        yield "</aside></div>\n"

    def _advice(self, given: Decision) -> Iterable[str]:
        yield f"<h4>{_plain(given.asked[0])}</h4><p>{self.text(given.asked[1])}</p>"
        cells = (
            f'<span class="{"chosen" if n == given.chosen else ""}">{_plain(choice)}</span>'
            for n, choice in enumerate(given.choices)
        )
        yield f'<h4>{_plain(given.recommendation[0])}</h4><p class="choices">{"".join(cells)}</p>'
        yield f"<p>{self.text(given.recommendation[1])}</p>"
        yield '<div class="pair">'
        for title, reasons in (given.reasons_for, given.reasons_against):
            items = "".join(f"<li>{self.text(reason)}</li>" for reason in reasons)
            yield f"<div><h4>{_plain(title)}</h4><ul>{items}</ul></div>"
        yield "</div>"
        title, conditions = given.conditions
        if conditions:
            items = "".join(
                f'<li>{self.text(c.text)} <span class="soft">{_plain(c.who)}</span></li>'
                for c in conditions
            )
            yield f"<h4>{_plain(title)}</h4><ol>{items}</ol>"
        yield f"<h4>{_plain(given.change_title)}</h4>"
        for title, text in (given.change_less, given.change_more):
            if text:
                yield f"<p><b>{_plain(title)}:</b> {self.text(text)}</p>"
        yield f'<p class="note soft">{self.text(given.scope)}</p>'

    def _rail(self, given: Decision) -> Iterable[str]:
        for fact in given.facts:
            lines = "<br>".join(_plain(line) for line in fact.lines)
            yield f'<p><span class="soft">{_plain(fact.label)}</span><br>{lines}</p>'
        title, counts = given.counts
        rows = "<br>".join(f"{c.count} {_plain(c.label)}" for c in counts)
        yield f'<p><span class="soft">{_plain(title)}</span><br>{rows}</p>'
        title, gaps = given.gaps
        rows = "<br>".join(f"<b>{_plain(points)}</b> {_plain(text)}" for points, text in gaps)
        yield f'<p><span class="soft">{_plain(title)}</span><br>{rows}</p>'
        yield f"<p><b>{_plain(given.path[0])}</b><br>{self.text(given.path[1])}</p>"
