"""Words for sharing: what leaves this computer, what stays, and what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assay.words import tr, trn


def going(kind: str, count: int) -> str:
    """So many of one kind, as a list says it."""
    one, many = _GOING[kind]
    return trn(one, many, count)


_GOING = {
    "answers": ("{count} answer", "{count} answers"),
    "items": ("{count} item of evidence", "{count} items of evidence"),
    "files": ("{count} original file", "{count} original files"),
    "earlier": (
        "{count} file that was taken out of the register and is kept for the history",
        "{count} files that were taken out of the register and are kept for the history",
    ),
    "quotes": ("{count} quotation", "{count} quotations"),
    "notes": ("{count} reason or note", "{count} reasons and notes"),
    "comments": ("{count} comment", "{count} comments"),
    "private": ("{count} private comment", "{count} private comments"),
    "steps": ("{count} step of the history", "{count} steps of the history"),
    "people": ("The name of {count} person", "The names of {count} people"),
    "devices": (
        "The number that stands for {count} device",
        "The numbers that stand for {count} devices",
    ),
    "folders": (
        "The folder that {count} linked file lies in",
        "The folders that {count} linked files lie in",
    ),
    "memos": ("{count} memo for readers outside", "{count} memos for readers outside"),
    "register": (
        "The register with {count} item of evidence",
        "The register with {count} items of evidence",
    ),
    "texts": ("{count} translation", "{count} translations"),
}
"""Kinds of what leaves or stays: one, many."""
TAKEN_OUT = {
    "items": "evidence",
    "files": "files",
    "quotes": "quotations",
    "notes": "reasons and notes",
    "comments": "comments",
    "authors": "names of people",
    "paths": "folders of linked files",
}
"""Kinds of what was taken out."""


def going_line(kind: str, count: int, names: Sequence[str] = (), size: int = 0) -> str:
    """One line of what leaves or stays, with its names where they say something."""
    text = going(kind, count)
    if size:
        text += f", {max(size / (1 << 20), 0.1):.1f} MiB"
    return f"{text}: {', '.join(names)}" if names else text


def taken_out(kinds: Mapping[str, int]) -> str:
    """What was taken out, with counts; empty when nothing was."""
    return ", ".join(f"{tr(TAKEN_OUT[kind])} {count}" for kind, count in kinds.items())


def redacted(redactions: Iterable[tuple[str, str]]) -> str:
    """*Redacted by Wei Li, 29 Nov 2026*: who took something out, and on which day."""
    said = {tr("by {name}, {day}", name=by, day=day) if by else day: None for by, day in redactions}
    return tr("Redacted {by}", by="; ".join(said)) if said else ""
