"""The structure of a memo written into its file: elements, the way back from marks, its description."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import (  # noqa: TID253 - loaded by report.pdf when a memo is written
    PDFObject,
)

from assay.core.memo import Meta
from assay.report.pdf_tags import Element, Tags
from assay.work.jobs import checkpoint


class Written(PDFObject):
    """An object of the file whose text is known."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        checkpoint()
        return self.text.encode("latin-1")


class LinkNote(PDFObject):
    """A link over a piece of a page, known to the structure by its number."""

    def __init__(self, box: str, said: str, key: int, target: Any, address: str = "") -> None:
        self.box, self.said, self.key = box, said, key
        self.target, self.address = target, address

    def format(self, document: Any) -> bytes:
        if self.address:
            action = f"/A<</Type/Action/S/URI/URI {literal(self.address)}>>"
        else:
            action = f"/Dest {self.target.format(document).decode('latin-1')}"
        text = (
            f"<</Type/Annot/Subtype/Link/F 4/Rect[{self.box}]/Border[0 0 0]"
            f"/Contents{literal(self.said)}/StructParent {self.key}{action}>>"
        )
        return text.encode("latin-1")


def literal(text: str) -> str:
    """`text` as a string of the file."""
    if not (text.isascii() and text.isprintable()):
        return f"<{(chr(0xFEFF) + text).encode('utf-16-be', 'replace').hex()}>"
    for character in "\\()":
        text = text.replace(character, "\\" + character)
    return f"({text})"


def write(tags: Tags, document: Any) -> None:
    """Put the structure into the document, as the last thing before it is saved."""
    elements = list(_numbered(tags.document, document))
    root = Written()
    root_reference = _reference(root, document)
    for element, parent, made in elements:
        made.text = _element(element, parent or root_reference, document)
    parents = Written(_parents(tags))
    ids = sorted((e.id, e.reference) for e, _parent, _made in elements if e.id)
    named = "".join(f"({id}){reference}" for id, reference in ids)
    root.text = (
        f"<</Type/StructTreeRoot/K[{tags.document.reference}]"
        f"/ParentTree {_reference(parents, document)}"
        f"/ParentTreeNextKey {len(tags.links) + len(tags.pages)}"
    )
    if ids:
        root.text += f"/IDTree<</Kids[{_reference(_names(ids, named), document)}]>>"
    root.text += ">>"
    document.Catalog.StructTreeRoot = document.Reference(root)


def _names(ids: list[tuple[str, str]], named: str) -> Written:
    return Written(f"<</Limits[({ids[0][0]})({ids[-1][0]})]/Names[{named}]>>")


def _reference(made: PDFObject, document: Any) -> str:
    name = document.Reference(made).name
    return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def _numbered(
    element: Element, document: Any, parent: str = ""
) -> Iterator[tuple[Element, str, Written]]:
    """Every element that says something, each with its parent, in reading order."""
    checkpoint()
    made = Written()
    element.reference = _reference(made, document)
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.said()]
    yield element, parent, made
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _numbered(kid, document, element.reference)


def _element(element: Element, parent: str, document: Any) -> str:
    checkpoint()
    pages = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
    own = min(pages) if pages else 0
    parts = [f"<</S/{element.kind}/P {parent}"]
    if own:
        parts.append(f"/Pg {_page(own, document)}")
    kids = [_kid(kid, own, document) for kid in element.kids]
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    if element.alt:
        parts.append(f"/Alt{literal(element.alt)}")
    if element.lang:
        parts.append(f"/Lang({element.lang})")
    if element.id:
        parts.append(f"/ID({element.id})")
    attributes = element.attributes
    if element.box:
        attributes += f"<</O/Layout/Placement/Block/BBox[{element.box}]>>"
    if attributes:
        parts.append(f"/A[{attributes}]")
    return "".join(parts) + ">>"


def _kid(kid: Element | tuple[int, int] | str, own: int, document: Any) -> str:
    if isinstance(kid, Element):
        return kid.reference
    if isinstance(kid, str):
        number = document.idToObjectNumberAndVersion[document.annotationName(kid)][0]
        return f"<</Type/OBJR/Obj {number} 0 R>>"
    page, mark = kid
    if page == own:
        return str(mark)
    return f"<</Type/MCR/Pg {_page(page, document)}/MCID {mark}>>"


def _page(page: int, document: Any) -> str:
    return f"{document.idToObjectNumberAndVersion[f'Page{page}'][0]} 0 R"


def _parents(tags: Tags) -> str:
    """From links and from the marks of each page back to their elements."""
    links = "".join(f"{key} {e.reference} " for key, e in enumerate(tags.links))
    first = len(tags.links)
    pages = "".join(
        f"{first + n}[{' '.join(e.reference for e in tags.pages[page])}]"
        for n, page in enumerate(sorted(tags.pages))
    )
    return f"<</Nums[{links}{pages}]>>"


# -- what readers look for ------------------------------------------------------------------------


def keys(tags: Tags) -> dict[int, int]:
    """Where the way back from the marks of each page begins; pages are counted from 0."""
    return {page - 1: len(tags.links) + n for n, page in enumerate(sorted(tags.pages))}


def description(meta: Meta) -> str:
    """Title, author and language as XMP, without invented dates."""
    from xml.sax.saxutils import escape

    from assay.core.memo_text import clean

    title, author = escape(clean(meta.title)), escape(clean(meta.author))
    creator = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"{creator if author else ''}"
        f"<dc:language><rdf:Bag><rdf:li>{escape(meta.language)}</rdf:li></rdf:Bag></dc:language>"
        "<xmp:CreatorTool>Assay</xmp:CreatorTool>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )
