"""Prose made fit to set: hostile characters out, apostrophes turned, what belongs together bound."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

HAN = (
    "\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3130-\u318f\u31a0-\u31bf\u31f0-\u33ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Characters set as ideographs: Han, kana, hangul and full-width marks (inside a character class)."""

has_han = re.compile(f"[{HAN}]").search

# Left out of print: controls, bidirectional controls, zero-width characters, soft hyphens, marks of
# byte order. None has ink, and each can turn a line round or hide a word.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[\s\u2000-\u200a\u202f\u205f\u3000]*\n[\s]*|[ \t\u2000-\u200a\u205f]+")
NBSP = "\u00a0"

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
)
_BOUND = re.compile(
    rf"(?<=\d) (?=(?:{_MONTHS})\b)"
    r"|(?<=\bCNY) (?=\d)|(?<=\bUSD) (?=\d)|(?<=\bEUR) (?=\d)|(?<=\bGBP) (?=\d)|(?<=\bHKD) (?=\d)"
    r"|(?<=\d) (?=(?:million|billion|tonnes?|votes?|points?|days?|months?|years?|mm|km|kg|t)\b)"
    r"|(?<=\b[Aa]rticle) (?=\d)|(?<=\b[Pp]age) (?=\d)|(?<=\b[Oo]rder) (?=\d)"
    r"|(?<=\bno\.) (?=\d)|(?<=\bno) (?=\d)|(?<=\b[Aa]nnouncement) (?=\d)|(?<=\b[Ss]ection) (?=\d)"
)
_LAST_WORD = re.compile(r" (?=[^\s\u00a0]{1,6}$)")


def clean(text: str) -> str:
    """`text` without characters that have no ink; runs of blanks become one, line ends stay one."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    text = re.sub("[\r\u000c\u0085\u2028\u2029]", "\n", text)
    text = _UNSEEN.sub("", text)
    return _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text).strip()


def typeset(text: str) -> str:
    """English prose with typographic apostrophes and no-break spaces where a line must not end."""
    if "'" in text:
        text = re.sub(r"(?<=\w)'|'(?=\d0s)", "’", text)
        text = re.sub(r"(^|[\s(\[—–])'([^']*)(?:'|’(?!\w))", r"\1‘\2’", text)
        # What is left follows no letter and opens nothing: a plural's or a cut word's apostrophe.
        text = text.replace("'", "’")
    if " " in text:
        text = _BOUND.sub(NBSP, text)
    return text


def bind_last(text: str) -> str:
    """Bind the last two words when the last is short, so that no paragraph ends in a stub."""
    head, _, tail = text.rpartition("\n")
    tail = _LAST_WORD.sub(NBSP, tail)
    return f"{head}\n{tail}" if head else tail


def width(text: str) -> int:
    """How many Latin letters `text` is wide, about: an ideograph counts as two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fitted(text: str, room: int) -> str:
    """`text`, or as much of it as is about `room` letters wide, and an ellipsis."""
    if len(text) <= room and width(text) <= room:
        return text
    used = list(accumulate(map(width, text[: room + 1]), initial=1))
    return text[: bisect_right(used, room) - 1].rstrip() + "…"


def cut(text: str, limit: int, mark: str) -> str:
    """`text`, or its first `limit` characters and `mark`, which says that and where more is."""
    return text if len(text) <= limit else text[:limit].rstrip() + " " + mark
