"""The memo as Markdown: the same blocks as text with headings, tables and links; every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

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
    Numbered,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    evidence_anchor,
)
from assay.core.memo_text import clean, typeset
from assay.report.anchors import anchor, anchors
from assay.report.mark_words import told

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^$#]")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=!:])|^(\s*\d{1,9})([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)")


def markdown(memo: Memo) -> bytes:
    """The memo as a Markdown file (CommonMark with tables), UTF-8."""
    return (_Writer(memo).text().rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """`text` as one line of Markdown that shows exactly these characters."""
    shown = _SPECIAL.sub(r"\\\g<0>", clean(text).replace("\n", " "))
    shown = _ADDRESS.sub(r"\\", shown)
    return _LINE_START.sub(r"\1\3\\\2\4", shown)


class _Writer:
    """Sets the blocks of one memo, paragraphs apart by an empty line."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.places = frozenset(anchors(memo))
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

    def text(self) -> str:
        memo = self.memo
        parts = [*self._decision(memo.decision)]
        sections = (memo.whole, *memo.sections) if memo.decision.shortened else memo.sections
        for section in sections:
            parts += self._section(section)
        parts += ["---", f"{escaped(memo.meta.footer)}  \n{escaped(memo.meta.proof)}"]
        return "\n\n".join(part for part in parts if part)

    # -- text -------------------------------------------------------------------------------------

    def line(self, text: Text) -> str:
        """A paragraph's text on one line."""
        return "".join(self._run(run) for run in text).strip()

    def _run(self, run: Words | Cite) -> str:
        if isinstance(run, Cite):
            return self._cite(run)
        words = clean(run.text)
        if not words:
            return " " if run.text else ""
        shown = escaped(words if run.look == "quote" else typeset(words))
        if run.look == "strong":
            shown = f"**{shown}**"
        elif run.look == "absent":
            shown = f"*{shown}*"
        if run.to in self.places:
            shown = f"[{shown}](#{anchor(run.to)})"
        before = " " if run.text[:1].isspace() else ""
        return before + shown + (" " if run.text[-1:].isspace() else "")

    def _cite(self, run: Cite) -> str:
        numbers = ", ".join(self._number(n) for n in run.numbers)
        if run.bare:
            return numbers
        label = escaped(run.label)
        inside = f"{numbers}; {label}" if numbers and label else numbers or label
        return f" \\[{inside}\\]"

    def _number(self, number: int) -> str:
        name = evidence_anchor(number)
        return f"[{number}](#{anchor(name)})" if name in self.places else str(number)

    def _at(self, name: str) -> str:
        return f'<a id="{anchor(name)}"></a>' if name else ""

    # -- blocks -----------------------------------------------------------------------------------

    def _section(self, section: Section) -> Iterator[str]:
        yield f"## {self._at(section.id)}{escaped(section.title)}"
        yield self.line(section.intro)
        for block in section.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterable[str]:
        setting: Any = self._set.get(type(block))
        return setting(block) if setting else ()

    def _group(self, block: Group) -> Iterator[str]:
        for part in block.blocks:
            yield from self._block(part)

    def _heading(self, block: Heading) -> Iterator[str]:
        yield f"### {self._at(block.anchor)}{escaped(block.text)}"

    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        head = f"**{escaped(block.head)}:** " if block.head else ""
        yield head + self.line(block.text)

    def _numbered(self, block: Numbered) -> Iterator[str]:
        yield "\n".join(f"{n}. {self.line(item)}" for n, item in enumerate(block.items, 1))

    def _box(self, block: Box) -> Iterator[str]:
        lines = [f"**{escaped(block.title)}**", *map(self.line, block.paragraphs)]
        lines.append(self.line(block.settle))
        yield "\n>\n".join(f"> {line}" for line in lines if line)

    def _figure(self, block: Figure) -> Iterator[str]:
        if block.title:
            yield f"**{escaped(block.title)}**"
        yield escaped(block.subtitle)
        yield f"*{escaped(block.alt)}*" if block.alt else ""
        for text in block.beside:
            yield self.line(text)

    def _table(self, block: Table) -> Iterator[str]:
        if block.title:
            yield f"**{escaped(block.title)}**"
        yield escaped(block.subtitle)
        heads = [
            escaped(column.head if isinstance(column.head, str) else told(column.head))
            for column in block.columns
        ]
        rules = [{"left": "---", "right": "--:", "center": ":-:"}[c.align] for c in block.columns]
        rows = [_row(heads), _row(rules), *(self._row(block, row) for row in block.rows)]
        yield "\n".join(rows)
        yield escaped(block.note)

    def _row(self, table: Table, row: Row) -> str:
        cells = [self._cell(cell) for cell in row.cells]
        cells[0] = self._at(row.anchor) + cells[0]
        return _row([*cells, *[""] * (len(table.columns) - len(cells))])

    def _cell(self, cell: Cell) -> str:
        lines = (
            self.line(line) if isinstance(line, tuple) else escaped(told(line)) for line in cell
        )
        return "<br>".join(line for line in lines if line)

    def _entry(self, block: Entry) -> Iterator[str]:
        yield f"#### {self._at(block.anchor)}{escaped(block.code)} {escaped(block.title)}"
        yield escaped(block.question)
        marks = [f"{told(mark)} {word}".strip() for mark, word in block.marks]
        lines = [*map(self.line, block.lines), escaped(" · ".join([*marks, *block.facts]))]
        yield "\n".join(f"- {line}" for line in lines if line)

    # -- page 1 -----------------------------------------------------------------------------------

    def _decision(self, given: Decision) -> Iterator[str]:
        rating = given.rating
        yield f"# {escaped(given.issuer)}"
        yield escaped(" · ".join(filter(None, (given.other_name, given.kind, given.status))))
        yield f"**{escaped(given.verdict)}**" if given.verdict.strip() else ""
        word = " · ".join(filter(None, (rating.word, rating.marker)))
        values = (rating.low, rating.point, rating.high)
        yield f"**{escaped(word)}**: " + " · ".join(f"{escaped(b)} {escaped(a)}" for a, b in values)
        yield "\n".join(
            f"- {escaped(m.label)}: {escaped(m.shown)} ({escaped(m.floor_label)})"
            for m in rating.meters
        )
        yield escaped(rating.because)
        yield from self._advice(given)
        yield from self._facts(given)

    def _advice(self, given: Decision) -> Iterator[str]:
        yield f"### {escaped(given.asked[0])}"
        yield self.line(given.asked[1])
        yield f"### {escaped(given.recommendation[0])}"
        if given.chosen is not None:
            yield f"**{escaped(given.choices[given.chosen])}**"
        yield self.line(given.recommendation[1])
        for title, texts in (given.reasons_for, given.reasons_against):
            yield f"### {escaped(title)}"
            yield "\n".join(f"- {self.line(text)}" for text in texts)
        title, conditions = given.conditions
        if conditions:
            yield f"### {escaped(title)}"
            rows = (f"{self.line(c.text)} {escaped(c.who)}".strip() for c in conditions)
            yield "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))
        yield f"### {escaped(given.change_title)}"
        for title, text in (given.change_less, given.change_more):
            yield f"**{escaped(title)}:** {self.line(text)}" if text else ""
        yield self.line(given.scope)

    def _facts(self, given: Decision) -> Iterator[str]:
        rows = [(fact.label, "; ".join(fact.lines)) for fact in given.facts]
        rows.append((given.counts[0], "; ".join(f"{c.count} {c.label}" for c in given.counts[1])))
        rows.append(
            (given.gaps[0], "; ".join(f"{points} {text}" for points, text in given.gaps[1]))
        )
        table = [_row(["", ""]), _row(["---", "---"])]
        table += [_row([escaped(label), escaped(text)]) for label, text in rows if text]
        yield "\n".join(table)
        yield f"**{escaped(given.path[0])}:** {self.line(given.path[1])}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
