"""Word files (DOCX): paragraphs, tables and notes as the file keeps them, pages as last laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from assay.readers import guessing, office
from assay.readers.document import Document, PageText
from assay.readers.limits import Budget
from assay.readers.markup import xml_tree
from assay.readers.media import WORD
from assay.readers.package import Package
from assay.readers.tidying import squeezed

_PAGE = "\x0c"
# Deleted text, field codes, and the older twin of a drawing that is given twice.
_UNSEEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr", "tblPr"}
)
_STARTS = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "",
    "txbxContent": "\n",
}
_ENDS = {"p": "\n", "tc": "\t", "tr": "\n", "tbl": "\n", "footnote": "\n", "endnote": "\n"}


def read(data: bytes, budget: Budget) -> Document:
    """The text of the body and its notes, split where Word last broke the pages."""
    package = Package(data, budget)
    root = xml_tree(package.part("word/document.xml"))
    texts = _pages("".join(_words(root)))
    for notes in ("footnotes", "endnotes", "comments"):
        part = package.part(f"word/{notes}.xml")
        words = squeezed("".join(_words(xml_tree(part)))) if part else ""
        if words.strip():
            texts.append(words)
    kept = texts[: budget.limits.pages]
    pages = tuple(PageText(budget.text(text)) for text in kept)
    if len(pages) > 1:
        budget.warn("pages_as_last_saved", pages=len(pages))
    return Document(
        media_type=WORD,
        pages=pages,
        guesses=tuple(
            chain(office.guesses(package), guessing.from_text(page.text for page in pages))
        ),
        warnings=budget.warnings,
        page_count=len(texts),
        extractor="docx/1",
    )


def _pages(text: str) -> list[str]:
    """Word writes a page break and, beside it, where the page last ended: empty pages are neither."""
    pages = [squeezed(page) for page in text.split(_PAGE)]
    return [page for page in pages if page] or [""]


def _words(root: Any) -> Iterator[str]:
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = office.local(element.tag)
        if event == "start":
            if name in _UNSEEN:
                walker.skip_subtree()
            elif name == "t":
                yield element.text or ""
            elif name == "lastRenderedPageBreak":
                yield _PAGE
            elif name == "br":
                yield _PAGE if office.attribute(element, "type") == "page" else "\n"
            else:
                yield _STARTS.get(name, "")
        elif name in _ENDS and not (name == "p" and _in_cell(element)):
            yield _ENDS[name]


def _in_cell(paragraph: Any) -> bool:
    """The last paragraph of a cell ends with the cell, not with a line."""
    parent = paragraph.getparent()
    return parent is not None and office.local(parent.tag) == "tc" and paragraph.getnext() is None
