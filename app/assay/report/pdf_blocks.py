"""Blocks to flowables: each block of the memo in its place on the page grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportlab.platypus import (  # noqa: TID253 - loaded by report.pdf when a memo is written
    CondPageBreak,
    Flowable,
    PageBreak,
)

from assay.core.memo import (
    Box,
    Entry,
    Figure,
    Heading,
    Memo,
    Note,
    Numbered,
    Paragraph,
    Section,
    Table,
    Text,
    Words,
    cited,
    evidence_anchor,
)
from assay.report.line_breaking import atoms
from assay.report.pdf_columns import Beside, Place, SectionHead, Tinted
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import (
    BODY,
    BOX_SETTLE,
    BOX_TEXT,
    BOX_TITLE,
    ENTRY_LINE,
    ENTRY_QUESTION,
    ENTRY_TITLE,
    FIGURE_SUBTITLE,
    FIGURE_TITLE,
    FULL,
    HEADING,
    INTRO,
    MARGIN,
    MEASURE,
    MM,
    NOTE,
    NOTE_HEAD,
    SECTION,
    SMALL,
    Style,
)
from assay.report.pdf_tables import Legend, grid
from assay.report.pdf_text import Prose, Setter

ROOM = 30 * MM
"""No heading in the last 30 mm of a frame."""
NOTE_DROP = 1.6
"""Notes are smaller than the text beside them: this puts their first baselines on one height."""


class Blocks:
    """Sets the blocks of one memo."""

    def __init__(self, setter: Setter, notes: Mapping[int, Note]) -> None:
        self.setter, self.notes = setter, notes
        self._set = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Numbered: self._numbered,
            Box: self._box,
            Figure: self._figure,
            Table: self._table,
            Entry: self._entry,
        }

    def story(self, memo: Memo) -> Iterator[Flowable]:
        """Everything behind page 1."""
        for section in memo.sections:
            yield from self._section(section)

    def prose(self, text: Text, style: Style, **more: Any) -> Prose:
        """A paragraph of memo text."""
        return Prose(atoms(self.setter.runs(text, style)), style, **more)

    def words(self, text: str, style: Style) -> Prose:
        """A paragraph of words without looks or links."""
        return Prose(atoms(self.setter.words(text, style)), style)

    def _section(self, section: Section) -> Iterator[Flowable]:
        yield PageBreak() if section.new_page else CondPageBreak(ROOM + 24)
        title = self.words(section.title, SECTION)
        running = section.running or section.title
        self.setter.words(running, NOTE)
        yield SectionHead(title, section.title, running, section.id)
        if section.intro:
            yield Beside([self.prose(section.intro, INTRO)], [], after=INTRO.after)
        for block in section.blocks:
            setting: Any = self._set[type(block)]
            yield from setting(block)

    def _heading(self, block: Heading) -> Iterator[Flowable]:
        yield CondPageBreak(ROOM)
        if block.anchor:
            yield Place(block.anchor, block.text)
        heading = self.words(block.text, HEADING)
        heading.keepWithNext = True
        yield heading

    def _margin(self, numbers: tuple[int, ...], head: str = "") -> list[Flowable]:
        """Margin notes: number and source, one line each, sorted."""
        found: list[Flowable] = [self.words(head, NOTE_HEAD)] if head else []
        for number in numbers:
            note = self.notes.get(number)
            if note is not None:
                strong = Words(str(number), "strong", evidence_anchor(number))
                found.append(self.prose((strong, Words(f" {note.text}")), NOTE))
        return found

    def _paragraph(self, block: Paragraph) -> Iterator[Flowable]:
        style = {"body": BODY, "note": SMALL, "small": SMALL}[block.style]
        text = self.prose(block.text, style)
        if block.style != "body":
            text.spaceBefore, text.spaceAfter = style.before, style.after
            yield text
            return
        side = self._margin(cited(block.text), block.head) if block.notes else []
        yield Beside([text], side, after=style.after, drop=NOTE_DROP)

    def _numbered(self, block: Numbered) -> Iterator[Flowable]:
        style = replace(BODY, after=2)
        for n, item in enumerate(block.items, 1):
            text = self.prose(item, style, indent=12, bullet=str(n))
            yield Beside([text], self._margin(cited(item)), after=2, drop=NOTE_DROP)

    def _box(self, block: Box) -> Iterator[Flowable]:
        content: list[Flowable] = [self.words(block.title, BOX_TITLE)]
        content += [self.prose(text, BOX_TEXT) for text in block.paragraphs]
        numbers = {n for text in block.paragraphs for n in cited(text)}
        if block.settle:
            content.append(self.prose(block.settle, BOX_SETTLE))
            numbers |= set(cited(block.settle))
        box = Beside([Tinted(content)], self._margin(tuple(sorted(numbers))), after=8, drop=22)
        box.spaceBefore = 6
        yield box

    def _titles(self, title: str, subtitle: str) -> list[Flowable]:
        found: list[Flowable] = [self.words(title, FIGURE_TITLE)] if title else []
        if subtitle:
            found.append(self.words(subtitle, FIGURE_SUBTITLE))
        for flowable in found:
            flowable.keepWithNext = True
        return found

    def _figure(self, block: Figure) -> Iterator[Flowable]:
        yield from self._titles(block.title, block.subtitle)
        beside = [self.prose(text, NOTE) for text in block.beside]
        picture = Picture(self.setter, block.mark, MEASURE if beside else FULL)
        yield Beside([picture], beside, after=4, drop=2) if beside else picture

    def _table(self, block: Table) -> Iterator[Flowable]:
        titles = self._titles(block.title, block.subtitle)
        table = grid(self.setter, block)
        table.wrap(FULL, 10_000)
        # A table starts only where its titles, its head and two rows fit.
        needed = sum(table._rowHeights[:3]) + sum(t.wrap(FULL, 0)[1] + 6 for t in titles)
        yield CondPageBreak(min(needed, 400))
        yield from titles
        yield table
        if block.legend:
            yield Legend(self.setter, block)
        if block.note:
            yield self.words(block.note, SMALL)

    def _entry(self, block: Entry) -> Iterator[Flowable]:
        title: Text = (Words(block.code, "strong"), Words(f"  {block.title}", "strong"))
        main: list[Flowable] = [
            self.prose(title, ENTRY_TITLE, anchor=block.anchor),
            self.words(block.question, ENTRY_QUESTION),
            *(self.prose(line, ENTRY_LINE) for line in block.lines),
        ]
        side: list[Flowable] = []
        for mark, word in block.marks:
            side.append(Picture(self.setter, mark, MARGIN - 4))
            if word:
                side.append(self.words(word, NOTE))
        side += [self.words(fact, NOTE) for fact in block.facts]
        yield CondPageBreak(ENTRY_TITLE.leading + 2 * ENTRY_QUESTION.leading + 20)
        entry = Beside(main, side, after=9, drop=1)
        yield entry
