"""Runs, links, bookmarks and fields of a Word document; every text is cleaned before it is set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import OxmlElement  # noqa: TID253 - loaded by report.docx when a memo is written
from docx.oxml.ns import qn  # noqa: TID253

from assay.core.memo import Cite, Text, Words, evidence_anchor
from assay.core.memo_text import NBSP, clean, typeset
from assay.report.docx_style import ABSENT, CITATION, Names, rgb

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    """`text` without what XML cannot hold and what has no ink."""
    return _NO_XML.sub("", clean(text))


class Scribe:
    """Writes text into paragraphs; `places` are the anchors that a link may lead to."""

    def __init__(self, places: Iterable[str], names: Names) -> None:
        self.names = names
        self._marks: Mapping[str, int] = {name: n for n, name in enumerate(places, 1)}
        self._placed: set[str] = set()

    def write(self, paragraph: Any, text: Text) -> None:
        """Append a paragraph's text."""
        for run in text:
            if isinstance(run, Cite):
                self._cite(paragraph, run)
            else:
                self._words(paragraph, run)

    def _words(self, paragraph: Any, run: Words) -> None:
        words = legible(run.text)
        shown = words if run.look == "quote" else typeset(words)
        before = " " if run.text[:1].isspace() else ""
        after = " " if run.text[-1:].isspace() and words else ""
        made = self.run(paragraph, before + shown + after, link=run.to)
        if run.look == "strong":
            made.bold = True
        elif run.look == "soft":
            made.font.color.rgb = rgb("grey")
        elif run.look == "absent":
            self.names.run(made, ABSENT)

    def run(self, paragraph: Any, text: str, link: str = "") -> Any:
        """A run of text, inside a link where `link` is a place of this document."""
        made = paragraph.add_run(text)
        if link in self._marks:
            self.names.run(made, CITATION)
            around = OxmlElement("w:hyperlink")
            around.set(qn("w:anchor"), self._name(link))
            around.set(qn("w:history"), "1")
            made._r.addprevious(around)
            around.append(made._r)
        return made

    def _cite(self, paragraph: Any, run: Cite) -> None:
        if not run.bare:
            self._mark(paragraph, f"{NBSP}[")
        for n, number in enumerate(run.numbers):
            if n:
                self._mark(paragraph, ", ")
            self.names.run(self.run(paragraph, str(number), evidence_anchor(number)), CITATION)
        if run.label and not run.bare:
            self._mark(paragraph, ("; " if run.numbers else "") + legible(run.label))
        if not run.bare:
            self._mark(paragraph, "]")

    def _mark(self, paragraph: Any, text: str) -> None:
        self.names.run(paragraph.add_run(text), CITATION)

    def place(self, paragraph: Any, name: str) -> None:
        """Make `paragraph` the place that links to `name` lead to; the first one counts."""
        if name not in self._marks or name in self._placed:
            return
        self._placed.add(name)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._marks[name]))
        start.set(qn("w:name"), self._name(name))
        first = paragraph._p.pPr
        if first is not None:
            first.addnext(start)
        else:
            paragraph._p.insert(0, start)
        paragraph._p.append(end)

    def _name(self, name: str) -> str:
        return f"memo_{self._marks[name]}"


def field(paragraph: Any, code: str, shown: str) -> None:
    """A field that Word works out, `shown` until it does."""
    mark = OxmlElement("w:fldSimple")
    mark.set(qn("w:instr"), code)
    made = paragraph.add_run(shown)
    made._r.addprevious(mark)
    mark.append(made._r)
