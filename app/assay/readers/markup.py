"""XML and HTML trees from untrusted text: no network, no entities of the document's own, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from assay.readers.document import Unreadable
from assay.readers.limits import Budget

_NO_MEMORY = 2
"""libxml2's word for a parser that could get no more memory."""


def xml_tree(data: bytes) -> Any:
    """The root of an XML part of an office file; a document type there is an attack or a mistake."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    _refuse_entities(data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _reason(error) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("unreadable_broken" if root is None else "unreadable_unsafe")
    return root


def xml_elements(data: bytes, name: str) -> Iterator[Any]:
    """Elements of one name, one after another, each forgotten when the next is asked for."""
    from lxml import etree

    _refuse_entities(data)
    try:
        for _, element in etree.iterparse(
            BytesIO(data),
            tag="{*}" + name,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _reason(error) from error


def _reason(error: Exception) -> Exception:
    out_of_memory = getattr(error, "code", 0) == _NO_MEMORY
    return MemoryError() if out_of_memory else Unreadable("unreadable_broken")


def _refuse_entities(data: bytes) -> None:
    head = data[:65_536].replace(b"\0", b"")  # UTF-16 hides the word from a plain look
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable("unreadable_unsafe")


def html_tree(text: str, budget: Budget) -> Any | None:
    """The root of a web page, or None where there is nothing in it; says when it was cut."""
    from lxml import etree

    data = text.encode("utf-8", "replace")
    if not data.strip():
        return None
    # Huge trees allow deep nesting too; memory and time are limited around this process.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _reason(error) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        budget.warn("markup_cut")
    return root
