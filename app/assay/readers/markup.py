"""XML and HTML trees from untrusted text: no network, no entities of the document's own, bounded."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from assay.readers.document import Unreadable


def xml_tree(data: bytes) -> Any:
    """The root of an XML part of an office file; a document type there is an attack or a mistake."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    _refuse_entities(data)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("unreadable_broken") from error
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
            recover=True,
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable("unreadable_broken") from error


def _refuse_entities(data: bytes) -> None:
    head = data[:65_536].replace(b"\0", b"")  # UTF-16 hides the word from a plain look
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable("unreadable_unsafe")


def html_tree(text: str) -> Any | None:
    """The root of a web page, or None where there is nothing in it."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    data = text.encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
