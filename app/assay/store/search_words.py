"""Words as the search index knows them: width, case, accents and Chinese script folded, Han in pairs."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

QUERY_LIMIT = 500
"""Characters of a query that are looked at."""
_TERMS = 16
_WHOLE_UP_TO = 2
"""Words this short are looked for whole: *EU* is meant, not everything that begins with it."""
_STRIDE = 256
"""Characters between two places whose position in the folded text is noted."""
# Scripts written without spaces. Korean is not here: it writes spaces between its words.
_HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_RUN = re.compile(rf"[{_HAN}](?:\s*[{_HAN}])*")
"""Han characters that follow each other, over the ends of lines too."""
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
# A word that the end of a line cut in two, or a compound that a line ends in: nobody can tell.
_BROKEN = re.compile(r"([^\W\d_]{1,40})[-‐\u00ad][ \t]*\n[ \t]*([^\W\d_]{1,40})")
_PHRASES = re.compile(r'"([^"]*)"?(\*?)|(\S+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟「」『』＂", '"'))
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"


class _Folding(dict[int, str]):
    """Code point to what the index holds for it; worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in _NOTHING)
    # Composed again: Korean syllables are letters of three parts, not letters with accents.
    composed = unicodedata.normalize("NFC", kept)
    return "".join(_simplified(c) if _IS_HAN.match(c) else c for c in composed)


def _simplified(char: str) -> str:
    found: str = _converter().convert(char)
    return found if len(found) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]

    return OpenCC("t2s")


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text, and where every 256th character of the original went in it."""

    text: str
    places: bytes


def folded(text: str) -> Folded:
    """`text` in the form in which what looks alike is alike."""
    pieces = [
        text[start : start + _STRIDE].translate(_FOLDING) for start in range(0, len(text), _STRIDE)
    ]
    lengths = accumulate(map(len, pieces), initial=0)
    return Folded("".join(pieces), array("I", lengths).tobytes())


def tokens(text: str) -> str:
    """Folded text as the index is given it: each Han character with the one after it, then alone.

    A word of two characters is then one token, and a single character is what a token begins with.
    """
    return _RUN.sub(_pairs, text)


def _pairs(run: re.Match[str]) -> str:
    chars = "".join(run.group().split())
    return f" {' '.join(map(str.__add__, chars, chars[1:]))} {chars[-1]} "


def rejoined(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words that ends of lines cut, folded and whole, with their spans in `text`."""
    return [
        ((match.group(1) + match.group(2)).translate(_FOLDING), match.span())
        for match in _BROKEN.finditer(text)
    ]


def original_spans(
    text: str, places: bytes, spans: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans of the original `text` behind spans of its folded form."""
    lengths = array("I")
    lengths.frombytes(places)
    return [
        (_original(text, lengths, first), _original(text, lengths, last - 1) + 1)
        for first, last in spans
    ]


def _original(text: str, lengths: array[int], at: int) -> int:
    """The place of the original character that stands at `at` in the folded text."""
    piece = bisect_right(lengths, at) - 1
    place, length = piece * _STRIDE, lengths[piece]
    while place < len(text) - 1:
        length += len(_FOLDING[ord(text[place])])
        if length > at:
            break
        place += 1
    return place


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together: as the index is asked for them, and as they must stand."""

    match: str
    pattern: re.Pattern[str]
    starts_word: bool

    def spans(self, text: str, most: int) -> list[tuple[int, int]]:
        """Where it stands in folded text, the first `most` places."""
        # The letter before is looked at afterwards: a pattern that begins with letters is found faster.
        found: list[tuple[int, int]] = []
        for match in self.pattern.finditer(text):
            start = match.start()
            if start and self.starts_word and _is_letter(text[start - 1]):
                continue
            found.append(match.span())
            if len(found) == most:
                break
        return found


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for; every term must be there."""

    terms: tuple[Term, ...]

    @property
    def match(self) -> str:
        """The question to the index."""
        return " ".join(term.match for term in self.terms)

    def __bool__(self) -> bool:
        return bool(self.terms)


def query(text: str) -> Query:
    """A query as typed: words, "exact phrases", beginnings*; Chinese of any length."""
    found: list[Term] = []
    for match in _PHRASES.finditer(text[:QUERY_LIMIT].translate(_QUOTES)):
        exact = match.group(3) is None
        words = match.group(1) if exact else match.group(3)
        term = _term(words, exact, words.endswith("*") or match.group(2) == "*")
        if term is not None:
            found.append(term)
    return Query(tuple(dict.fromkeys(found[:_TERMS])))


def _term(words: str, exact: bool, open_end: bool) -> Term | None:
    text = words.translate(_FOLDING)
    found = list(_TOKEN.finditer(text))
    if not found:
        return None
    last = found[-1].group()
    is_word = not _IS_HAN.match(last)
    begins = is_word and (open_end or not (exact or _is_short(last)))
    asked = tokens(text)
    if not is_word and len(found) > 1 and _follows(text, found[-2], found[-1]):
        # The last character is in the pair before it; alone it would have to end its run.
        asked = asked.rstrip()[: -len(last)]
    elif not is_word:
        begins = True
    quoted = " ".join(_WORDS.findall(asked))
    pattern = ""
    for number, token in enumerate(found):
        if number:
            pattern += _gap(text, found[number - 1], token)
        pattern += re.escape(token.group())
    if is_word and not begins:
        pattern += r"(?![^\W_" + _HAN + "])"
    starts_word = not _IS_HAN.match(found[0].group())
    return Term(f'"{quoted}"' + (" *" if begins else ""), re.compile(pattern), starts_word)


def _is_letter(char: str) -> bool:
    return char.isalnum() and not _IS_HAN.match(char)


_WORDS = re.compile(r"[^\W_]+")


def _is_short(word: str) -> bool:
    """Two letters may begin half a dictionary; two syllables of Korean do not."""
    return len(word) <= _WHOLE_UP_TO and word.isascii()


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """True when two tokens are Han and nothing but space is between them."""
    between = text[one.end() : other.start()]
    return bool(_IS_HAN.match(one.group()) and (not between or between.isspace()))


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    """What may stand between two tokens of a term."""
    between = text[one.end() : other.start()]
    chinese = _IS_HAN.match(one.group()) or _IS_HAN.match(other.group())
    # Chinese goes on over a line's end at most; words may have a comma or hyphen between them.
    return r"\s*" if chinese and (not between or between.isspace()) else r"[\W_]+"
