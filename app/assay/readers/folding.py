"""Text with what typesetting changes taken out: width, ligatures, quotes, spaces, broken words."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Compatibility forms that mean the same letter. Superscripts, fractions, circled and squared
# forms are not among them: 10² is not 102.
_SAME_LETTER = ("<wide>", "<narrow>", "<compat>", "<font>", "<noBreak>", "<vertical>", "<initial>",
                "<medial>", "<final>", "<isolated>", "<small>")  # fmt: skip
_SINGLE = "'‘’‚‛′`´ʼ"
_DOUBLE = '"“”„‟″«»〝〞「」『』'
_DASH = "-‐‑‒–—―−﹣－"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
# Korean is not here: it writes spaces between words and means them.
CJK = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff61-\uff9f\U00020000-\U0003ffff]"
)
_LAST_FOLDING = 0x30000
"""No letter beyond has another form that means the same."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the span of the original that it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    joined: frozenset[int]
    """Places in the folded text before which a hyphen at a line's end was taken out."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The original's span for a span of the folded text."""
        return self.starts[first], self.ends[last - 1]

    def keeps_hyphens(self, wanted: str, first: int, last: int) -> bool:
        """True when every hyphen of `wanted` is here, or was taken out here at a line's end."""
        at = first
        for char in wanted:
            if at < last and self.text[at] == char:
                at += 1
            elif char != "-" or at not in self.joined:
                return False
        return at == last

    def is_whole(self, first: int, last: int) -> bool:
        """True when the span does not cut an accent from its letter."""
        cut_end = last < len(self.text) and unicodedata.combining(self.text[last]) != 0
        return not (cut_end or unicodedata.combining(self.text[first]))


@lru_cache(maxsize=64)
def fold(text: str) -> Folded:
    """`text` in the form in which two typesettings of one sentence are the same."""
    table = _table()
    chars: list[str] = []
    starts, ends = array("I"), array("I")
    joined: set[int] = set()
    for match in _TOKEN.finditer(text):
        first, last = match.span()
        kind = match.lastgroup
        if kind == "broken":
            joined.add(len(chars))
            continue
        if kind == "space":
            shown = " " if _shows_space(text, first, last, bool(chars)) else ""
        else:
            shown = "-" if kind == "hyphen" else table.get(ord(match.group()), match.group())
        for char in shown:
            chars.append(char)
            starts.append(first)
            ends.append(last)
    return Folded("".join(chars), starts, ends, frozenset(joined))


@lru_cache(maxsize=1024)
def skeleton(text: str) -> str:
    """The letters, digits and signs alone: if these are not in a page, nothing of it can match."""
    return text.translate(_bones())


# A word or address broken at a line's end, a hyphen there that belongs (2023-2024), space, the rest.
_TOKEN = re.compile(
    r"(?P<broken>(?:(?<=[^\W\d_])|(?<=/))[-‐\u00ad][ \t]*\n\s*(?=[^\W\d_]))"
    r"|(?P<hyphen>(?<=\w)[-‐–—][ \t]*\n\s*(?=\w))"
    rf"|(?P<space>\s+)|(?P<char>[^{_NOTHING}])"
)


def _shows_space(text: str, first: int, last: int, has_before: bool) -> bool:
    """Spaces beside Chinese, Japanese or Korean are the typesetter's; at the ends they are nothing."""
    if not has_before or last >= len(text):
        return False
    return not (CJK.match(text[first - 1]) or CJK.match(text[last]))


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Every code point that folds to something else, worked out once."""
    table: dict[int, str] = {}
    for code in range(_LAST_FOLDING):
        char = chr(code)
        decomposition = unicodedata.decomposition(char)
        if decomposition.startswith(_SAME_LETTER):
            table[code] = unicodedata.normalize("NFKD", char)
        elif decomposition and not decomposition.startswith("<"):
            table[code] = unicodedata.normalize("NFD", char)
    for group, plain in ((_SINGLE, "'"), (_DOUBLE, '"'), (_DASH, "-")):
        table |= {ord(char): plain for char in group}
    return table


@lru_cache(maxsize=1)
def _bones() -> dict[int, str | None]:
    gone = {code: None for code in range(0x3001) if chr(code).isspace()}
    gone |= {ord(char): None for char in _NOTHING + _DASH}
    without: dict[int, str | None] = {
        code: "".join(char for char in plain if not char.isspace() and char not in _DASH)
        for code, plain in _table().items()
    }
    return {**without, **gone}
