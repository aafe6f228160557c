"""The blocks of a memo as paragraphs, tables and pictures of a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx.shared import Pt  # noqa: TID253 - loaded by report.docx when a memo is written

from assay.core.memo import (
    Block,
    Box,
    Column,
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
    plain,
)
from assay.core.memo_marks import Mark
from assay.report import docx_style as style
from assay.report.docx_pictures import picture
from assay.report.docx_tables import add_table
from assay.report.docx_text import Scribe, legible
from assay.report.mark_words import told
from assay.work.jobs import checkpoint

_MM = 72 / 25.4
_FULL = 170 * _MM


class Blocks:
    """Sets the blocks of one memo at the end of a document."""

    def __init__(self, document: Any, memo: Memo, scribe: Scribe) -> None:
        self.document, self.memo, self.scribe = document, memo, scribe
        self._pictures = 0
        self._set = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Numbered: self._numbered,
            Box: self._box,
            Figure: self._figure,
            Table: self.table,
            Entry: self._entry,
            Group: self._group,
        }

    def line(self, text: Text, name: str = "Normal") -> Any:
        """A paragraph in the style `name`."""
        paragraph = self.document.add_paragraph()
        self.scribe.names.paragraph(paragraph, name)
        self.scribe.write(paragraph, text)
        return paragraph

    def section(self, section: Section, *, new_page: bool) -> None:
        """A section under its heading."""
        heading = self.line(plain(section.title), "Heading 1")
        heading.paragraph_format.page_break_before = new_page
        self.scribe.place(heading, section.id)
        if section.intro:
            self.line(section.intro, style.NOTE)
        self.blocks(section.blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks one after the other."""
        for block in blocks:
            checkpoint()
            setting: Any = self._set.get(type(block))
            if setting is not None:
                setting(block)

    def _group(self, block: Group) -> None:
        self.blocks(block.blocks)

    def _heading(self, block: Heading) -> None:
        self.scribe.place(self.line(plain(block.text), "Heading 2"), block.anchor)

    def _paragraph(self, block: Paragraph) -> None:
        head = (Words(f"{block.head}: ", "strong"),) if block.head else ()
        self.line((*head, *block.text), "Normal" if block.style == "body" else style.NOTE)

    def _numbered(self, block: Numbered) -> None:
        for n, item in enumerate(block.items, 1):
            paragraph = self.line((Words(f"{n}. "), *item))
            paragraph.paragraph_format.left_indent = Pt(18)
            paragraph.paragraph_format.first_line_indent = Pt(-18)

    def _box(self, block: Box) -> None:
        self.line(plain(block.title, "strong"), style.BOX)
        for text in (*block.paragraphs, block.settle):
            if text:
                self.line(text, style.BOX)

    def _figure(self, block: Figure) -> None:
        self._titles(block.title, block.subtitle)
        self.picture(block.mark, _FULL, block.alt)
        for text in block.beside:
            self.line(text, style.NOTE)

    def picture(self, mark: Mark, width: float, alt: str) -> None:
        """A drawing with its words for those who do not see it."""
        data, wide, tall = picture(mark, width, han=self.memo.meta.language.startswith("zh"))
        shape = self.document.add_picture(BytesIO(data), width=Pt(wide), height=Pt(tall))
        self._pictures += 1
        shape._inline.docPr.set("descr", legible(alt))
        shape._inline.docPr.set("name", f"Figure {self._pictures}")

    def _titles(self, title: str, subtitle: str) -> None:
        if title:
            self.line(plain(title), "Caption").paragraph_format.keep_with_next = True
        if subtitle:
            self.line(plain(subtitle), style.NOTE).paragraph_format.keep_with_next = True

    def table(self, block: Table, height: float = 0) -> None:
        """A table with its title, and its note below; rows at least `height` millimetres tall."""
        self._titles(block.title, block.subtitle)
        if block.rows:
            add_table(self.document, self.scribe, block, height)
        self.line(plain(block.note), style.NOTE)

    def _entry(self, block: Entry) -> None:
        heading = self.line(plain(f"{block.code} {block.title}"), "Heading 3")
        self.scribe.place(heading, block.anchor)
        self.line(plain(block.question), style.NOTE)
        for text in block.lines:
            self.line(text, style.ANSWER)
        marks = [f"{told(mark)} {word}".strip() for mark, word in block.marks]
        facts = " · ".join(part for part in (*marks, *block.facts) if part)
        if facts:
            self.line(plain(facts, "soft"), style.ANSWER)

    # -- page 1 -----------------------------------------------------------------------------------

    def decision(self, given: Decision) -> None:
        """The decision, as page 1 of the paper has it."""
        rating = given.rating
        self.line(plain(f"{given.kind} · {given.status}"), style.NOTE)
        self.line(plain(given.issuer), "Title")
        if given.other_name:
            self.line(plain(given.other_name), style.NOTE)
        if given.verdict.strip():
            self.line(plain(given.verdict), style.VERDICT)
        word = " · ".join(part for part in (rating.word, rating.marker) if part)
        self.line(plain(word, "strong"))
        self.picture(rating.strip, 0.75 * _FULL, rating.alt)
        values = (rating.low, rating.point, rating.high)
        self.line(plain(" · ".join(f"{label} {number}" for number, label in values)))
        meters = (f"{m.label} {m.shown} ({m.floor_label})" for m in rating.meters)
        self.line(plain(" · ".join(meters)), style.NOTE)
        self.line(plain(rating.because), style.NOTE)
        self._advice(given)
        self._facts(given)

    def _advice(self, given: Decision) -> None:
        self._part(given.asked[0], given.asked[1])
        self._part(given.recommendation[0], ())
        if given.chosen is not None:
            self.line(plain(given.choices[given.chosen], "strong"))
        if given.recommendation[1]:
            self.line(given.recommendation[1])
        for title, texts in (given.reasons_for, given.reasons_against):
            self._part(title, ())
            self._numbered(Numbered(texts))
        title, conditions = given.conditions
        if conditions:
            self._part(title, ())
            items = ((*c.text, *plain(f"  {c.who}", "soft")) for c in conditions)
            self._numbered(Numbered(tuple(items)))
        self._part(given.change_title, ())
        for title, text in (given.change_less, given.change_more):
            if text:
                self.line((Words(f"{title}: ", "strong"), *text))
        if given.scope:
            self.line(given.scope, style.NOTE)

    def _part(self, title: str, text: Text) -> None:
        self.line(plain(title), "Heading 2")
        if text:
            self.line(text)

    def _facts(self, given: Decision) -> None:
        rows = [(fact.label, fact.lines) for fact in given.facts]
        rows.append((given.counts[0], tuple(f"{c.count} {c.label}" for c in given.counts[1])))
        rows.append((given.gaps[0], tuple(f"{points} {text}" for points, text in given.gaps[1])))
        table = Table(
            (Column("", 50), Column("", 120)),
            tuple(
                Row(((plain(label, "soft"),), tuple(plain(line) for line in lines)))
                for label, lines in rows
                if any(lines)
            ),
        )
        self.table(table)
        self.line((Words(f"{given.path[0]}: ", "strong"), *given.path[1]))
