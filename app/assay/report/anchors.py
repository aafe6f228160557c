"""Places of a memo: names that no text can break out of, and every place that a memo has."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from assay.core.memo import Memo, Section


def anchor(name: str) -> str:
    """An id for `name`, which may hold a question's id that a file has invented."""
    return "x" + b64encode(name.encode("utf-8", "replace"), b"-_").decode().rstrip("=")


def anchors(memo: Memo) -> tuple[str, ...]:
    """Every place of the memo that a link can lead to, in order, each once."""
    sections = (memo.whole, *memo.sections) if memo.decision.shortened else memo.sections
    return tuple(dict.fromkeys(name for section in sections for name in _of(section)))


def _of(part: object) -> Iterator[str]:
    if isinstance(part, (tuple, list)):
        for one in part:
            yield from _of(one)
    elif is_dataclass(part):
        if isinstance(part, Section):
            yield part.id
        name = getattr(part, "anchor", "")
        if name and isinstance(name, str) and name not in {"start", "middle", "end"}:
            yield name
        for field in fields(part):
            yield from _of(getattr(part, field.name))
