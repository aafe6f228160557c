"""Tags of a memo on paper: what each piece of a page is, for readers who do not see the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ARTIFACT = "/Artifact BMC"
END = "EMC"


class Element:
    """One element of the structure: a heading, a paragraph, a cell; its kids in reading order.

    A kid is another element, a piece of a page (page, number of its mark), or the name of a link.
    """

    __slots__ = (
        "alt",
        "attributes",
        "box",
        "first",
        "id",
        "kids",
        "kind",
        "lang",
        "once",
        "reference",
    )

    def __init__(
        self,
        kind: str,
        *,
        alt: str = "",
        attributes: str = "",
        id: str = "",
        lang: str = "",
        once: bool = False,
    ) -> None:
        self.kind = kind
        self.alt = alt
        self.attributes = attributes
        """Attribute objects as they stand in the file."""
        self.id = id
        self.lang = lang
        self.once = once
        """Drawn again on every page that goes on, and said only on the first: the head of a table."""
        self.kids: list[Element | tuple[int, int] | str] = []
        self.first = 0
        """The page that it begins on."""
        self.box = ""
        self.reference = ""

    def child(self, kind: str, **given: Any) -> Element:
        """A new element, the last one inside."""
        made = Element(kind, **given)
        self.kids.append(made)
        return made

    def said(self) -> bool:
        """Whether anything is inside; an empty cell counts, as it keeps its row regular."""
        return self.kind in {"TD", "TH"} or any(
            not isinstance(kid, Element) or kid.said() for kid in self.kids
        )


class Tags:
    """The structure of one memo, and what the marks on each page belong to."""

    def __init__(self, *, han: bool = False) -> None:
        self.document = Element("Document")
        self.han = han
        """The memo is in Chinese, so that Chinese in it needs no mark of its language."""
        self.pages: dict[int, list[Element]] = {}
        """Page → the elements that its marks belong to, by the number of the mark."""
        self.links: list[Element] = []

    def opening(self, element: Element | None, page: int) -> str:
        """The operator that begins a piece of `element`, or of what has no meaning of its own."""
        if element is None:
            return ARTIFACT
        if not element.first:
            element.first = page
        elif element.once and element.first != page:
            return ARTIFACT
        marks = self.pages.setdefault(page, [])
        element.kids.append((page, len(marks)))
        marks.append(element)
        return f"/{element.kind} <</MCID {len(marks) - 1}>> BDC"


class Here:
    """Where new elements go while a memo is put together."""

    def __init__(self, at: Element) -> None:
        self.at = at

    def child(self, kind: str, **given: Any) -> Element:
        """A new element at this place."""
        return self.at.child(kind, **given)

    @contextmanager
    def inside(self, kind: str, **given: Any) -> Iterator[Element]:
        """A new element that everything made meanwhile goes into."""
        outer, made = self.at, self.at.child(kind, **given)
        self.at = made
        try:
            yield made
        finally:
            self.at = outer


@contextmanager
def marked(canvas: Any, element: Element | None = None) -> Iterator[None]:
    """What is drawn meanwhile belongs to `element`, or is decoration."""
    tags = tags_of(canvas)
    if tags is None:
        yield
        return
    canvas.addLiteral(tags.opening(element, canvas.getPageNumber()))
    yield
    canvas.addLiteral(END)


def tags_of(canvas: Any) -> Tags | None:
    """The tags of the memo that a canvas draws; a canvas of another document has none."""
    found: Tags | None = getattr(canvas, "tags", None)
    return found
