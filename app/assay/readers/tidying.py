"""One form for all page text: NFC code points, plain line feeds, nothing that is not text."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_NOT_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACE_AT_LINE_END = re.compile(r"[ \t]+(?=\n)")
_MANY_LINES = re.compile(r"\n{3,}")
_HANGUL_VOWELS_AND_FINALS = range(0x1161, 0x1200)


def tidy(raw: str) -> str:
    """`raw` as page text: quotations and their offsets are counted in what this returns.

    NFC, because the record a quotation is kept in is NFC too and must stay found word for word.
    """
    text = _LINE_END.sub("\n", raw)
    if not text.isprintable():
        text = _NOT_TEXT.sub(_replaced, text)
    return unicodedata.normalize("NFC", text)


def squeezed(text: str) -> str:
    """Text whose layout came from markup: no spaces before a line's end, no two empty lines."""
    return _MANY_LINES.sub("\n\n", _SPACE_AT_LINE_END.sub("", text)).strip("\n ")


def is_kept(char: str) -> bool:
    """True when `tidy` keeps this character (line ends aside)."""
    return not _NOT_TEXT.match(char)


def composed(chars: list[tuple[str, int]]) -> tuple[str, list[int]]:
    """NFC of characters that each carry an index, with the index of every resulting character.

    Composition happens only within a run of a starter and what attaches to it, so each run is
    composed alone and all of it is said to come from its first character.
    """
    text: list[str] = []
    origin: list[int] = []
    start = 0
    while start < len(chars):
        end = start + 1
        while end < len(chars) and _attaches(chars[end][0]):
            end += 1
        run = unicodedata.normalize("NFC", "".join(char for char, _ in chars[start:end]))
        for place, char in enumerate(run):
            text.append(char)
            origin.append(chars[min(start + place, end - 1)][1])
        start = end
    return "".join(text), origin


def _attaches(char: str) -> bool:
    return unicodedata.combining(char) != 0 or ord(char) in _HANGUL_VOWELS_AND_FINALS


def _replaced(match: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= match.group() <= "\udfff" else ""
