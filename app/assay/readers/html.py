"""Web pages: what a person would read on the page, in its order, and what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from assay.readers import guessing
from assay.readers.decoding import Decoded, declared_in, decode
from assay.readers.document import Document, Field, Guess, PageText
from assay.readers.limits import Budget
from assay.readers.markup import html_tree
from assay.readers.media import HTML
from assay.readers.tidying import squeezed

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas",
    "select", "datalist",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_AS_TYPED = ("pre", "textarea")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_SAVED_FROM = re.compile(
    r"<!-- saved from url=\(\d+\)(\S{1,2000}?) -->|url:\s(https?://\S{1,2000})"
)

_TITLE = (
    "og:title",
    "articletitle",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "twitter:title",
)
_DATE = (
    "article:published_time", "pubdate", "publishdate", "publish_date", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "citation_publication_date", "og:release_date",
    "parsely-pub-date", "sailthru.date", "article:modified_time", "og:updated_time", "last-modified",
)  # fmt: skip
_PUBLISHER = (
    "og:site_name", "contentsource", "sitename", "publisher", "dc.publisher", "dcterms.publisher",
    "application-name", "author",
)  # fmt: skip


def read(data: bytes, budget: Budget, declared: str = "", address: str = "") -> Document:
    """A page's readable text as one page; `declared` and `address` come from an archive around it."""
    decoded = decode(data, declared or declared_in(data))
    root = html_tree(decoded.text, budget)
    text = "" if root is None else budget.text(visible_text(root, budget))
    if decoded.repaired:
        budget.warn("mojibake_repaired", encoding=decoded.encoding)
    if decoded.how == "forced":
        budget.warn("bytes_lost", encoding=decoded.encoding)
    return Document(
        media_type=HTML,
        pages=(PageText(text),),
        guesses=(*_about(root, decoded, address), *guessing.from_text([text])),
        warnings=budget.warnings,
        page_count=1,
        encoding=decoded.encoding,
        extractor=_extractor(),
    )


def visible_text(root: Any, budget: Budget) -> str:
    """Text in document order: blocks on lines of their own, cells apart, nothing that is hidden."""
    from lxml import etree

    flow = _Flow()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if flow.size > budget.limits.page_chars * 2:
            break
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _is_unseen(element, tag, budget):
                walker.skip_subtree()
                continue
            flow.enter(tag)
            flow.words(element.text)
        else:
            if event == "end" and not _is_unseen(element, tag, budget):
                flow.leave(tag)
            flow.words(element.tail)
    return squeezed(flow.text)


class _Flow:
    """Words as they come, with white space collapsed the way a browser shows it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._verbatim = 0
        self._at_space = True
        self.size = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def enter(self, tag: str) -> None:
        self._verbatim += tag in _AS_TYPED
        if tag == "br":
            self._add("\n")
        elif tag in _BLOCKS:
            self._line()

    def leave(self, tag: str) -> None:
        self._verbatim -= tag in _AS_TYPED
        if tag in ("td", "th"):
            self._add("\t")
        elif tag in _BLOCKS:
            self._line()
            if tag == "p":
                self._add("\n")

    def words(self, text: str | None) -> None:
        if not text:
            return
        if not self._verbatim:
            text = _SPACE.sub(" ", text)
            text = text[1:] if self._at_space and text[0] == " " else text
        if text:
            self._add(text)

    def _line(self) -> None:
        if self._parts and not self._parts[-1].endswith("\n"):
            self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.size += len(text)
        self._at_space = text[-1] in " \t\n"


def _is_unseen(element: Any, tag: str, budget: Budget) -> bool:
    if tag in _UNSEEN:
        return True
    if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or ""):
        if any(text.strip() for text in element.itertext("*")):
            budget.warn("hidden_text_left_out")
        return True
    return False


def _about(root: Any | None, decoded: Decoded, address: str) -> Iterator[Guess]:
    """Guesses from the page's own statements, the ones that authors maintain first."""
    yield from guessing.named(Field.ADDRESS, address, "the archive")
    if root is None:
        return
    meta = _meta(root)
    linked = _linked_data(root)
    yield from _first(meta, _TITLE, guessing.title)
    yield from guessing.title(linked.get("headline", ""), "JSON-LD")
    for path in ("title", "h1"):
        for element in root.iter(path):
            yield from guessing.title("".join(element.itertext())[:1000], f"<{path}>")
            break
    yield from _first(meta, _DATE[:-3], guessing.dated)
    yield from guessing.dated(linked.get("datePublished", ""), "JSON-LD")
    for element in root.iter("time"):
        yield from guessing.dated(element.get("datetime") or "", "<time>")
        break
    yield from _first(meta, _DATE[-3:], guessing.dated)
    for name in _PUBLISHER:
        yield from guessing.named(Field.PUBLISHER, meta.get(name, ""), f"meta {name}")
    yield from guessing.named(Field.PUBLISHER, linked.get("publisher", ""), "JSON-LD")
    yield from guessing.named(Field.LANGUAGE, root.get("lang") or "", "<html lang>")
    yield from _addresses(root, meta, decoded.text)


def _first(meta: dict[str, str], names: tuple[str, ...], guess: Any) -> Iterator[Guess]:
    for name in names:
        if meta.get(name):
            yield from guess(meta[name], f"meta {name}")


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for count, element in enumerate(root.iter("meta")):
        name = (
            element.get("property") or element.get("name") or element.get("itemprop") or ""
        ).lower()
        if name and count < 500:
            found.setdefault(name, (element.get("content") or "")[:2000])
    return found


def _linked_data(root: Any) -> dict[str, str]:
    """Headline, date and publisher of schema.org's JSON-LD, where it is there and sound."""
    for element in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads((element.text or "")[:500_000])
        except (ValueError, RecursionError):
            continue
        nodes = data.get("@graph", [data]) if isinstance(data, dict) else data
        for node in nodes if isinstance(nodes, list) else []:
            if isinstance(node, dict) and "datePublished" in node:
                publisher = node.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                pairs = {**node, "publisher": name}
                return {
                    key: str(pairs.get(key) or "")
                    for key in ("headline", "datePublished", "publisher")
                }
    return {}


def _addresses(root: Any, meta: dict[str, str], text: str) -> Iterator[Guess]:
    if match := _SAVED_FROM.search(text[:4096]):
        yield from guessing.named(Field.ADDRESS, match.group(1) or match.group(2), "saved page")
    for link in root.iterfind(".//link[@rel='canonical']"):
        yield from guessing.named(Field.ADDRESS, link.get("href") or "", "canonical link")
        break
    yield from guessing.named(Field.ADDRESS, meta.get("og:url", ""), "meta og:url")


def _extractor() -> str:
    from lxml import etree

    return "lxml " + ".".join(str(part) for part in etree.LXML_VERSION[:3])
