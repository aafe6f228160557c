"""Where a line may end, in Latin, Chinese and mixed text (visual/memo.md §12), as pure arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from assay.core.memo_text import HAN, NBSP

NO_START = frozenset("，。、；：！？…）》」』】〕〉〗｝］”’—～·・%‰℃％．｡､｣)]},.;:!?" + NBSP)
"""Closing and stop marks: no line starts with one."""
NO_END = frozenset("（《「『【〔〈〖｛［“‘([{¥$§#￥＄＃" + NBSP)
"""Opening and prefix marks: no line ends with one."""
HALF = frozenset("，。、；：！？）》」』】〕〉〗｝］．")
"""Full-width marks with ink in their left half: at the end of a line the right half may stick out."""
_JOINTS = frozenset("-–/")
_SPACES = frozenset(" \u3000")

_is_han = re.compile(f"[{HAN}]").match
_pieces = re.compile(
    rf"\n|[ \u3000]+|(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日)?|[{HAN}]"
    rf"|[^\s{HAN}]*?(?:(?<=[a-z]{{3}})-(?=[^\W\d_]{{4}})|[–/]+(?=[^\W\d_]))|[^ \u3000\n{HAN}]+"
).findall
"""Words and Chinese dates, cut after the hyphen of `state-owned`, not of `cut-off` or of `RF-AUD-2`."""


class Run(Protocol):
    """Text in one face and size: knows its width."""

    def width(self, text: str) -> float: ...


class Atom:
    """What is never split unless it is longer than a line: a word, an ideograph, blanks, a line end."""

    __slots__ = ("breaks", "room", "run", "text", "width")

    def __init__(self, text: str, run: Run) -> None:
        self.text = text
        self.run = run
        self.width = 0.0 if text == "\n" else run.width(text)
        self.breaks = False
        """A line may end after it."""
        self.room = self.width / 2 if text in HALF else self.width
        """What it needs of the measure as the last of a line."""


def atoms(runs: Iterable[tuple[str, Run]]) -> list[Atom]:
    """The atoms of a paragraph, each knowing whether a line may end after it."""
    found = [
        Atom(piece, run)
        for text, run in runs
        for piece in ([text] if getattr(run, "whole", False) and text else _pieces(text))
    ]
    for atom, following in pairwise(found):
        atom.breaks = may_break(atom.text, following.text)
    return found


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring pieces of text."""
    left, right = before[-1], after[0]
    if left in _SPACES or right in _SPACES:
        return right not in _SPACES
    if right in NO_START or left in NO_END or left == NBSP or right == NBSP:
        return False
    if left in _JOINTS and right.isalpha():
        return left != "-" or before[-2:-1].islower()
    return bool(_is_han(left) or _is_han(right))


def break_lines(text: list[Atom], measure: float) -> list[tuple[int, int]]:
    """Fill lines greedily, going back to the last place where a line may end: first and end of each.

    Blanks at both ends of a line lie outside it. A line without any such place is cut at the
    character, so that it always goes on; the atom is then replaced in `text` by its two parts.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        while start < len(text) and text[start].text[0] in _SPACES:
            start += 1
        if start == len(text):
            break
        end, following = _line(text, start, measure)
        first = start
        start = following
        while end > first and text[end - 1].text[0] in _SPACES:
            end -= 1
        lines.append((first, end))
    return lines


def _line(left: list[Atom], start: int, measure: float) -> tuple[int, int]:
    """End of the line that begins at `start`, and where the next one begins."""
    limit = measure + 0.001
    used, place = 0.0, start
    for index in range(start, len(left)):
        atom = left[index]
        if atom.text == "\n":
            return index, index + 1
        if used + atom.room > limit and atom.text[0] not in _SPACES:
            if place > start:
                return place, place
            return _cut(left, start, index, measure - used)
        used += atom.width
        if atom.breaks:
            place = index + 1
    return len(left), len(left)


def _cut(left: list[Atom], start: int, index: int, room: float) -> tuple[int, int]:
    """Cut the atom that does not fit at the character; at least one character stays on the line."""
    atom = left[index]
    count = 0
    while count < len(atom.text) and atom.run.width(atom.text[: count + 1]) <= room:
        count += 1
    if count == 0 and index > start:
        return index, index
    count = max(1, count)
    if count < len(atom.text):
        head, tail = Atom(atom.text[:count], atom.run), Atom(atom.text[count:], atom.run)
        tail.breaks = atom.breaks
        left[index : index + 1] = [head, tail]
    return index + 1, index + 1
