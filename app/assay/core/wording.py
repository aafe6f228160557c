"""What is new in a text, word by word: for two versions that stand side by side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOST = 3000
"""Words of one text that are compared; longer ones are compared by sentences."""
_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORDS = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+|\s+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?。！？\n]*(?:[.!?。！？\n]+\s*|$)")

Range = tuple[int, int]
"""Start and end, in code points."""


def new_in(text: str, before: str) -> tuple[Range, ...]:
    """Where `text` says what `before` did not: words, and for Chinese letters, joined where they touch."""
    if text == before or not text:
        return ()
    if not before:
        return ((0, len(text)),)
    parts, others = _parts(text), _parts(before)
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    found: list[Range] = []
    matcher = SequenceMatcher(None, others, parts, autojunk=False)
    for kind, _, _, first, last in matcher.get_opcodes():
        if kind in {"insert", "replace"}:
            _add(found, starts[first], starts[last], text)
    return tuple(found)


def _parts(text: str) -> list[str]:
    words = _WORDS.findall(text)
    if len(words) <= MOST:
        return words
    return [part for part in _SENTENCES.findall(text) if part]


def _add(found: list[Range], start: int, end: int, text: str) -> None:
    """A range without the spaces at its ends; two with only spaces between them are one."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if start >= end:
        return
    if found and not text[found[-1][1] : start].strip():
        start = found.pop()[0]
    found.append((start, end))
