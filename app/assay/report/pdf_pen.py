"""Text put on a page: lines in their faces and colours, marked for what they are, linked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.report.line_breaking import Atom
from assay.report.pdf_style import Face, ink
from assay.report.pdf_tags import END, Element, tags_of
from assay.report.pdf_tree import LinkNote


class Run:
    """Text in one face, size and colour, perhaps a link."""

    __slots__ = ("colour", "face", "link", "size", "whole")

    def __init__(
        self, face: Face, size: float, colour: str, link: str = "", *, whole: bool = False
    ) -> None:
        self.face = face
        self.size = size
        self.colour = colour
        self.link = link
        self.whole = whole
        """Never cut, though it is Chinese: the label of a citation."""

    def width(self, text: str) -> float:
        return self.face.width(text, self.size)


class Pen:
    """Writes lines into one text object, changing face, colour and mark only where they change."""

    def __init__(self, canvas: Any, tag: Element | None) -> None:
        self.canvas, self.tag = canvas, tag
        self.tags = tags_of(canvas)
        self.code = ["BT"]
        self._font: tuple[str, float] = ("", 0.0)
        self._colour = ""
        self._marked: Element | None = None
        self._open = False
        self._within: tuple[Run, Element] | None = None
        """The link or the Chinese that was written last, which may go on over the end of a line."""

    def line(self, line: Sequence[Atom], x: float, y: float, *, apart: bool = False) -> None:
        """Write one line from `x` at the baseline `y`, with its links; `apart`: a blank ends it."""
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        index, end = 0, len(line)
        while index < end:
            run: Any = line[index].run
            first = index
            while index < end and line[index].run is run:
                index += 1
            part = line[first:index]
            text = "".join([atom.text for atom in part])
            width = sum([atom.width for atom in part])
            element = self.tag
            if run.link:
                element = self._linked(run, text, x, y, width)
            elif run.face.han and self.tags is not None and not self.tags.han:
                element = self._inside(run, "Span", lang="zh-Hans")
            self._mark(element)
            self._show(run, text + " " if apart and index == end else text)
            x += width

    def _mark(self, element: Element | None) -> None:
        """Begin a piece of `element`, unless it is the one that goes on."""
        if self.tags is None or (self._open and self._marked is element):
            return
        if self._open:
            self.code.append(END)
        self.code.append(self.tags.opening(element, self.canvas.getPageNumber()))
        self._open, self._marked = True, element

    def _linked(self, run: Run, text: str, x: float, y: float, width: float) -> Element | None:
        """The element of a link, with the link laid over this piece of it."""
        element = self._inside(run, "Link")
        if element is None or self.tags is None:
            return None
        box = (x, y - run.size * 0.25, x + width, y + run.size * 0.8)
        self._mark(element)
        element.kids.append(annotate(self.canvas, run.link, text, box, len(self.tags.links)))
        self.tags.links.append(element)
        return element

    def _inside(self, run: Run, kind: str, **given: str) -> Element | None:
        """The element of a run inside the text; decoration has none."""
        if self.tags is None or self.tag is None:
            return None
        if self._within is None or self._within[0] is not run:
            self._within = run, self.tag.child(kind, once=self.tag.once, **given)
        return self._within[1]

    def _show(self, run: Run, text: str) -> None:
        if run.colour != self._colour:
            self.code.append(ink(run.colour)[0])
            self._colour = run.colour
        for name, codes in run.face.codes(text, self.canvas._doc):
            if (name, run.size) != self._font:
                self.code.append(f"{name} {run.size:g} Tf")
                self._font = (name, run.size)
            self.code.append(f"<{codes}> Tj")

    def lift(self) -> None:
        """Put what was written on the page."""
        if self._open:
            self.code.append(END)
        self.code.append("ET")
        self.canvas.addLiteral(" ".join(self.code))


def draw_line(
    canvas: Any, line: Sequence[Atom], x: float, y: float, tag: Element | None = None
) -> None:
    """Draw one line."""
    pen = Pen(canvas, tag)
    pen.line(line, x, y)
    pen.lift()


def annotate(
    canvas: Any, target: str, said: str, box: tuple[float, float, float, float], key: int
) -> str:
    """Lay a link over `box`, to an anchor of this memo or an address of the web; its name."""
    left, bottom = canvas.absolutePosition(box[0], box[1])
    right, top = left + box[2] - box[0], bottom + box[3] - box[1]
    where = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
    if target.startswith(("http://", "https://")):
        note = LinkNote(where, said, key, None, target)
    else:
        note = LinkNote(where, said, key, canvas._bookmarkReference(target))
    name = f"LINK{key}"
    canvas._addAnnotation(note, name)
    return name
