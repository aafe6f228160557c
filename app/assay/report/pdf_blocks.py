"""Blocks to flowables: each block of the memo in its place on the page grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import (  # noqa: TID253 - loaded by report.pdf when a memo is written
    CondPageBreak,
    Flowable,
    PageBreak,
)

from assay.core.memo import (
    Block,
    Box,
    Entry,
    Figure,
    Group,
    Heading,
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
from assay.core.memo_spoken import Spoken
from assay.report.line_breaking import atoms
from assay.report.pdf_columns import Beside, Place, SectionHead, Stack, Tinted
from assay.report.pdf_contents import Contents
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import (
    BODY,
    BOX_SETTLE,
    BOX_TEXT,
    BOX_TITLE,
    ENTRY_LINE,
    ENTRY_QUESTION,
    ENTRY_TITLE,
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
from assay.report.pdf_tables import grid, picture, titles, words
from assay.report.pdf_tags import Element, Here
from assay.report.pdf_text import Line, Prose, Setter
from assay.work.jobs import checkpoint

ROOM = 30 * MM
"""No heading in the last 30 mm of a frame."""
WHOLE = 400.0
"""What is higher than this need not stay on one page."""
TALL_ROWS = 130.0
"""Head and two rows higher than this need not stand together."""
NOTE_DROP = 1.6
"""Notes are smaller than the text beside them: this puts their first baselines on one height."""


class Blocks:
    """Sets the blocks of one memo."""

    def __init__(
        self, setter: Setter, notes: Mapping[int, Note], document: Element, say: Spoken
    ) -> None:
        self.setter, self.notes, self.say = setter, notes, say
        self.here = Here(document)
        self.noted = 0
        self.level = "H2"
        """Of the next entry's title: one below the heading it stands under."""

    def story(self, sections: Sequence[Section], contents: str) -> Iterator[Flowable]:
        """Everything behind page 1; `contents` heads the list of the sections."""
        yield Contents(self.setter, contents, sections, self.here)
        for n, section in enumerate(sections):
            # Page 1 has just ended, so the first section begins that page, under the contents.
            yield from self._section(section, new_page=section.new_page and n > 0)

    def prose(self, text: Text, style: Style, kind: str = "P", **more: Any) -> Prose:
        """A paragraph of memo text."""
        more.setdefault("tag", self.here.child(kind))
        return Prose(atoms(self.setter.runs(text, style)), style, **more)

    def words(self, text: str, style: Style, kind: str = "P") -> Prose:
        """A paragraph of words without looks or links."""
        return words(self.setter, text, style, self.here.child(kind))

    def _section(self, section: Section, *, new_page: bool) -> Iterator[Flowable]:
        with self.here.inside("Sect"):
            self.level = "H2"
            title = self.words(section.title, SECTION, "H1")
            running = section.running or section.title
            self.setter.words(running, NOTE)
            head: list[Flowable] = [SectionHead(title, section.title, running, section.id)]
            if section.intro:
                head.append(Beside([self.prose(section.intro, INTRO)], [], after=INTRO.after))
            parts = self._parts(section.blocks)
        yield PageBreak() if new_page else CondPageBreak(_height(head) + _needed(parts) + 26)
        yield from head
        yield from parts

    def _parts(self, blocks: Sequence[Block]) -> list[Flowable]:
        """The flowables of blocks; each heading asks for room for itself and what it heads."""
        built = [list(self._block(block)) for block in blocks]
        following: list[Flowable] = []
        for block, parts in zip(reversed(blocks), reversed(built), strict=True):
            if isinstance(block, Heading):
                parts.insert(0, CondPageBreak(max(ROOM, _height(parts) + _needed(following) + 12)))
                following = [*parts, *following]
            else:
                following = parts
        return [part for parts in built for part in parts]

    def _block(self, block: Block) -> Iterator[Flowable]:
        checkpoint()
        setting: Any = _SETTING[type(block)]
        yield from setting(self, block)

    def _group(self, group: Group) -> Iterator[Flowable]:
        """Kept on one page; the breaks that its parts would ask for are not asked for inside."""
        parts: list[Any] = [
            part
            for block in group.blocks
            for part in self._block(block)
            if not isinstance(part, CondPageBreak)
        ]
        yield CondPageBreak(min(_height(parts) + HEADING.before + 1, WHOLE))
        yield from parts

    def _heading(self, block: Heading) -> Iterator[Flowable]:
        if block.anchor:
            yield Place(block.anchor, block.text)
        self.level = "H3"
        yield self.words(block.text, HEADING, "H2")

    def _margin(self, numbers: tuple[int, ...], head: str = "") -> list[Flowable]:
        """Margin notes: number and source, one line each, sorted."""
        found: list[Flowable] = [self.words(head, NOTE_HEAD)] if head else []
        for number in numbers:
            note = self.notes.get(number)
            if note is not None:
                self.noted += 1
                tag = self.here.child("Note", id=f"note{self.noted:06d}")
                strong = Words(str(number), "strong", evidence_anchor(number))
                found.append(self.prose((strong, Words(f" {note.text}")), NOTE, tag=tag))
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
        with self.here.inside("L", attributes="<</O/List/ListNumbering/Decimal>>"):
            for n, item in enumerate(block.items, 1):
                last = n == len(block.items)
                shown = replace(style, after=BODY.after) if last else style
                with self.here.inside("LI"):
                    number = Line(self.setter, str(n), style, self.here.child("Lbl"))
                    yield self.prose(item, shown, "LBody", indent=14, bullet=number)

    def _box(self, block: Box) -> Iterator[Flowable]:
        with self.here.inside("Div"):
            content: list[Flowable] = [self.words(block.title, BOX_TITLE)]
            content += [self.prose(text, BOX_TEXT) for text in block.paragraphs]
            numbers = {n for text in block.paragraphs for n in cited(text)}
            if block.settle:
                content.append(self.prose(block.settle, BOX_SETTLE))
                numbers |= set(cited(block.settle))
            side = self._margin(tuple(sorted(numbers)))
        box = Beside([Tinted(content)], side, after=8, drop=22)
        box.spaceBefore = 6
        yield box

    def _figure(self, block: Figure) -> Iterator[Flowable]:
        above = titles(self.setter, self.here, block.title, block.subtitle)
        tag = self.here.child("Figure", alt=block.alt)
        beside = [self.prose(text, NOTE) for text in block.beside]
        shown = Picture(self.setter, block.mark, MEASURE if beside else FULL, tag=tag)
        drawn = Beside([shown], beside, after=4, drop=2) if beside else shown
        parts = [*above, drawn]
        yield CondPageBreak(_height(parts))
        yield from parts

    def _table(self, block: Table) -> Iterator[Flowable]:
        above, table, rest = grid(self.setter, block, self.here, self.say)
        table.wrap(FULL, 10_000)
        # A table starts only where its titles, its head and two rows fit.
        yield CondPageBreak(min(_height(above) + 6 + _needed([table]), 400))
        yield from above
        yield table
        yield from rest

    def _entry(self, block: Entry) -> Iterator[Flowable]:
        title: Text = (Words(block.code, "strong"), Words(f"  {block.title}", "strong"))
        with self.here.inside("Sect"):
            main: list[Flowable] = [
                self.prose(title, ENTRY_TITLE, self.level, anchor=block.anchor),
                self.words(block.question, ENTRY_QUESTION),
                *(self.prose(line, ENTRY_LINE) for line in block.lines),
            ]
            side: list[Flowable] = []
            for mark, word in block.marks:
                side.append(picture(self.setter, mark, MARGIN - 4, self.here.at, self.say))
                if word:
                    side.append(self.words(word, NOTE))
            side += [self.words(fact, NOTE) for fact in block.facts]
        yield CondPageBreak(ENTRY_TITLE.leading + 2 * ENTRY_QUESTION.leading + 20)
        entry = Beside(main, side, after=9, drop=1)
        yield entry


_SETTING: Mapping[type, Any] = {
    Heading: Blocks._heading,
    Paragraph: Blocks._paragraph,
    Numbered: Blocks._numbered,
    Box: Blocks._box,
    Figure: Blocks._figure,
    Table: Blocks._table,
    Entry: Blocks._entry,
    Group: Blocks._group,
}
"""Looked up here: methods kept by their own object would keep a long memo until it is found as garbage."""


def _height(flowables: Sequence[Any]) -> float:
    """The height of flowables one under the other."""
    return Stack([f for f in flowables if not isinstance(f, CondPageBreak)], FULL).height


def _needed(flowables: Sequence[Any]) -> float:
    """What the first of `flowables` needs to begin: two lines, a head and two rows, a box whole."""
    for flowable in flowables:
        if isinstance(flowable, CondPageBreak):
            return min(float(flowable.height), WHOLE)
        height = float(flowable.wrap(FULL, 10_000)[1])
        if hasattr(flowable, "_rowHeights"):
            return _beginning(flowable._rowHeights)
        whole = isinstance(flowable, Beside) and isinstance(flowable.main[0], (Tinted, Picture))
        if height:
            return min(height, 400 if whole else 2.2 * BODY.leading)
    return 0.0


def _beginning(rows: Sequence[float]) -> float:
    """Head and two rows; where rows are tall, head and one row begin a table well enough."""
    two, one = float(sum(rows[:3])), float(sum(rows[:2]))
    return min(two if two < TALL_ROWS else one, WHOLE)
