"""Memo text to lines on paper: faces chosen by character, numbers linked, lines broken, nothing parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.errors import InvalidInput
from assay.core.memo import Cite, Text, Words, evidence_anchor
from assay.core.memo_text import HAN, NBSP, bind_last, clean, typeset
from assay.report.line_breaking import Atom, atoms, break_lines
from assay.report.pdf_pen import Pen, Run, draw_line
from assay.report.pdf_style import HAN_SCALE, SMALLEST, Face, Style, face
from assay.report.pdf_tags import Element
from assay.work.jobs import checkpoint

_apostrophes = re.compile("(?<=[A-Za-z])(’)(?=[A-Za-z])")
_han_runs = re.compile(f"([{HAN}]+)")
CITE_SIZE = 8.0
LABEL = 24
"""Letters of a citation's label that stay on one line."""


@dataclass
class Setter:
    """Chooses faces for one memo, and gathers the characters that no face has."""

    han: bool = False
    """A memo in Chinese: one family for everything."""
    missing: set[str] = field(default_factory=set)

    def refuse_missing(self) -> None:
        """Raise `InvalidInput` naming the characters that no face of the memo can print."""
        if self.missing:
            named = sorted(self.missing)
            shown = [
                f"{c} (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in named
            ]
            raise InvalidInput("memo_missing_glyphs", characters=shown[:20], count=len(named))

    def pieces(self, text: str, style: Style) -> list[tuple[str, Face, float]]:
        """`text` cut where the face changes, with face and size."""
        if self.han and (parts := _apostrophes.split(text))[1:]:
            # The Chinese face draws it as wide as a character.
            return [p for part in parts for p in self._apart(part, style)]
        main = face(self._name(style))
        han = face("han-strong" if style.strong else "han") if self._needs_han(text, main) else main
        if han is main and (not self.han or main.characters.issuperset(text)):
            return [(text, main, style.size)]
        size = style.size if self.han else max(SMALLEST, style.size * HAN_SCALE)
        found: list[tuple[str, Face, float]] = []
        for n, part in enumerate(_han_runs.split(text)):
            if not part:
                continue
            if n % 2 or not main.characters.issuperset(part):
                found += self._mixed(part, main, han, style.size, size)
            else:
                found.append((part, main, style.size))
        return found

    def _apart(self, part: str, style: Style) -> list[tuple[str, Face, float]]:
        if part == "’":
            return [(part, face("sans-strong" if style.strong else "sans"), style.size)]
        return self.pieces(part, style)

    def _name(self, style: Style) -> str:
        if self.han:
            return "han-strong" if style.strong else "han"
        suffix = "-strong" if style.strong else "-italic" if style.italic else ""
        return style.family + suffix

    def _needs_han(self, text: str, main: Face) -> bool:
        if text.isascii():
            return False
        return not main.characters.issuperset(text) or _han_runs.search(text) is not None

    def _mixed(
        self, text: str, main: Face, han: Face, size: float, han_size: float
    ) -> Iterable[tuple[str, Face, float]]:
        """Runs of one face; a character that no face has is noted and left out."""
        run, current = "", han
        for character in text:
            first = han if _han_runs.match(character) else main
            chosen = next(
                (f for f in (first, main, han, face("sans")) if character in f.characters), None
            )
            if chosen is None and character != "\n":
                self.missing.add(character)
                continue
            chosen = chosen or current
            if chosen is not current and run:
                yield run, current, han_size if current is han else size
                run = ""
            run, current = run + character, chosen
        if run:
            yield run, current, han_size if current is han else size

    def runs(self, text: Text, style: Style) -> list[tuple[str, Run]]:
        """The runs of a paragraph: its words in their looks, its numbers in brackets, linked."""
        found: list[tuple[str, Run]] = []
        last = max((n for n, run in enumerate(text) if isinstance(run, Words)), default=-1)
        for n, run in enumerate(text):
            if isinstance(run, Cite):
                found += self._cite(run, style)
                continue
            words = clean_edges(run.text)
            if run.look != "quote":
                words = typeset(words)
                if n == last and len(text) - 1 == n:
                    words = bind_last(words)
            found += self._words(words, run, style)
        return found

    def words(self, text: str, style: Style) -> list[tuple[str, Run]]:
        """The runs of a text of our own: no look, no links, no numbers."""
        return [
            (piece, Run(chosen, size, style.colour))
            for piece, chosen, size in self.pieces(clean_edges(text), style)
        ]

    def _words(self, words: str, run: Words, style: Style) -> list[tuple[str, Run]]:
        look = Style(
            style.family,
            style.size,
            style.leading,
            strong=style.strong or run.look == "strong",
            italic=run.look == "absent",
            colour=_colour(run, style),
        )
        return [
            (piece, Run(chosen, size, look.colour, run.to))
            for piece, chosen, size in self.pieces(words, look)
        ]

    def _cite(self, cite: Cite, style: Style) -> list[tuple[str, Run]]:
        """`[17, 23; inference]`, the first bound to the last word; two numbers stay together."""
        size = style.size if cite.bare else CITE_SIZE
        look = Style("sans", size, style.leading, colour="accent")
        plain = Run(face(self._name(look)), size, "accent")
        joint = "," + (NBSP if len(cite.numbers) < 3 and not cite.bare else " ")
        found: list[tuple[str, Run]] = []
        for n, number in enumerate(cite.numbers):
            if n:
                found.append((joint, plain))
            link = Run(plain.face, size, "accent", evidence_anchor(number))
            found.append((str(number), link))
        if cite.bare:
            return found
        if cite.label:
            mark = ("；" if self.han else ";" + NBSP) if found else ""
            found += [
                (piece, Run(chosen, at, "accent", whole=len(cite.label) < LABEL))
                for piece, chosen, at in self.pieces(mark + cite.label, look)
            ]
        space = Run(face(self._name(style)), style.size, style.colour)
        return [(NBSP, space), ("[", plain), *found, ("]", plain)]


_is_source = re.compile(r"e\d+$|https?://").match


def _colour(run: Words, style: Style) -> str:
    """Sources alone are in the accent; a link to a question or a page keeps the colour of its text."""
    if run.to and _is_source(run.to):
        return "accent"
    return "grey" if run.look in {"soft", "absent"} else style.colour


def clean_edges(text: str) -> str:
    """`text` cleaned, with the blank that joins it to its neighbours kept."""
    cleaned = clean(text)
    if text[:1] == " ":
        cleaned = " " + cleaned
    return cleaned + " " if text[-1:] == " " and cleaned.strip() else cleaned


class Prose(Flowable):
    """A paragraph: broken into lines when its width is known, split between lines, drawn as text.

    It never parses its text, so nothing that a person typed can act as markup.
    """

    def __init__(
        self,
        text: list[Atom],
        style: Style,
        *,
        anchor: str = "",
        indent: float = 0,
        bullet: Line | None = None,
        tag: Element | None = None,
    ) -> None:
        super().__init__()
        self.tag = tag
        """What it is to a reader; none: decoration."""
        self.atoms = text
        self.style = style
        self.anchor = anchor
        self.indent = indent
        self.bullet = bullet
        """A number set in the indent of the first line."""
        self.spans: list[tuple[int, int]] = []
        self.spaceBefore, self.spaceAfter = style.before, style.after
        self._wrapped: float | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        checkpoint()
        if self._wrapped != width:
            self.spans = break_lines(self.atoms, width - self.indent)
            self._wrapped = width
        self.width, self.height = width, len(self.spans) * self.style.leading
        return width, self.height

    def lines(self) -> list[list[Atom]]:
        """The lines as they were last broken."""
        return [self.atoms[first:end] for first, end in self.spans]

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fit = int((height + 0.001) / self.style.leading)
        total = len(self.spans)
        if total - fit == 1:
            fit -= 1
        # Two lines at least on each side of the break.
        if fit < 2 or total - fit < 2:
            return []
        cut = self.spans[fit][0]
        upper = Prose(
            self.atoms[:cut],
            self.style,
            anchor=self.anchor,
            indent=self.indent,
            bullet=self.bullet,
            tag=self.tag,
        )
        return [upper, Prose(self.atoms[cut:], self.style, indent=self.indent, tag=self.tag)]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw it in place: a page has hundreds, and moving the canvas to each costs most of its time."""
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, x, y + self.height + 4)
        top = y + self.height - self._first_baseline()
        if self.bullet:
            self.bullet.draw(canvas, x, top)
        if not self.spans:
            return
        pen = Pen(canvas, self.tag)
        for first, end in self.spans:
            line = self.atoms[first:end]
            start = x + self.indent
            if self.style.align != "left":
                spare = self.width - sum(atom.width for atom in line)
                start += spare if self.style.align == "right" else spare / 2
            pen.line(line, start, top, apart=self._apart(end))
            top -= self.style.leading
        pen.lift()

    def _apart(self, end: int) -> bool:
        """Whether a blank stood where a line ends: it has no ink, but readers of the text need it."""
        return end < len(self.atoms) and self.atoms[end].text[0] in " \n"

    def _first_baseline(self) -> float:
        """From the top of the first line to its baseline: ink sits in the middle of the leading."""
        return self.style.leading / 2 + self.style.size * 0.36


class Line:
    """One unbroken line of text that knows its width."""

    def __init__(self, setter: Setter, text: str, style: Style, tag: Element | None = None) -> None:
        self.atoms = atoms(setter.words(text.replace("\n", " "), style))
        self.width = sum(atom.width for atom in self.atoms)
        self.tag = tag

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw it from `x` at the baseline `y`."""
        if self.atoms:
            draw_line(canvas, self.atoms, x, y, self.tag)
