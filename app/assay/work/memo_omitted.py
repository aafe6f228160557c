"""What a memo leaves out: everything entered is looked for in its blocks, and what is not there is listed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import groupby

from assay.core.change import Cell, State
from assay.core.memo import Column, Line, Paragraph, Row, Section, Table, Text, Words, plain
from assay.words.leaving import KEPT, WHY
from assay.work.jobs import checkpoint
from assay.work.memo_leaving import Kept
from assay.work.memo_length import LONGEST
from assay.work.memo_matter import Matter

OMITTED = "omitted"
"""Anchor of the section."""
TYPED: Mapping[str, tuple[str, ...]] = {
    "project": ("title", "note"),
    "statement": ("value", "note"),
    "fact": ("note",),
    "assessment": (
        *("title", "analyst", "second_analyst", "reviewer", "instrument", "channel", "mandate"),
        *("position_current", "position_proposed", "collection", "conflicts", "trigger"),
    ),
    "answer": ("reason", "rationale", "against", "would_change"),
    "evidence": ("title", "publisher", "url", "grade_reason", "origin", "note", "details"),
    "citation": ("locator", "quote", "translation", "note"),
    "flag_review": ("reviewer", "reason"),
    "memo_item": ("section", "text", "details"),
    "comment": ("author", "text"),
    "assignment": ("person", "reviewer", "reason"),
    "weighting": ("title", "reason"),
    "what_if": ("title", "note"),
    "adjudication": ("by", "reason"),
    "hypothesis": ("text", "note"),
    "consistency": ("note",),
    "resolution": ("by", "note"),
    "translation": ("text", "translator"),
}
"""Fields that hold what a person typed."""
ALWAYS = ("assignment", "what_if")
"""Tables no text of which is printed: a word of theirs found elsewhere is chance."""
RECORDS = frozenset({"checklist", "memo_issue", "device"})
"""Tables that hold nothing a person typed about the issuer."""
DETAILS = frozenset(
    (
        *("where", "terms", "result", "by"),
        *("name", "owner", "method", "impact", "confidence_why", "indicators"),
        *("party", "reply", "claim", "treatment", "decides"),
    )
)
"""What `details` hold in words: of a search, of an entry of the memo."""


class Printed:
    """Every text of a memo's blocks, to be asked whether something is among them."""

    def __init__(self, *parts: object) -> None:
        self._texts = {_core(text) for part in parts for text in _texts(part)}
        self._all = "\n".join(self._texts)

    def __contains__(self, text: object) -> bool:
        said = _core(str(text))
        return said in self._texts or said in self._all


def _core(text: str) -> str:
    """What stays of a text in print: its capitals may change, and its stop stands behind the numbers."""
    return text.strip().rstrip(".。!?！？").casefold()


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, (tuple, list)):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        checkpoint()
        for field in fields(part):
            yield from _texts(getattr(part, field.name))


def missing(matter: Matter, state: State, printed: Printed) -> Iterator[Kept]:
    """What was entered for this assessment and stands nowhere in `printed`."""
    here = matter.assessment.id
    for table, rows in sorted(state.items()):
        if table in RECORDS:
            continue
        for key, row in sorted(rows.items()):
            if table == "assessment" and key != here:
                yield Kept("assessment", str(row["title"]))
            elif row.get("assessment", here) == here:
                yield from _missing(table, row, printed)


def _missing(table: str, row: Mapping[str, Cell], printed: Printed) -> Iterator[Kept]:
    checkpoint()
    if table not in TYPED:
        yield Kept("other", table)
        return
    place = _place(row)
    for name in TYPED[table]:
        for text in _typed(name, row.get(name)):
            long = len(text) > LONGEST
            if long and table not in ALWAYS and text[:LONGEST].rstrip() in printed:
                yield Kept("cut", place)
            elif long or table in ALWAYS or text not in printed:
                yield Kept("field" if table == "assessment" else table, place)
                return


def _typed(name: str, value: Cell) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        return
    if name != "details":
        yield value
        return
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        yield value
        return
    if isinstance(found, dict):
        yield from (text for text in _words(found) if text.strip())


def _words(found: Mapping[str, object]) -> Iterator[str]:
    for name, value in found.items():
        if name in DETAILS:
            yield from map(str, value if isinstance(value, list) else (value,))


def _place(row: Mapping[str, Cell]) -> str:
    if "number" in row:
        return f"[{row['number']}]"
    return str(row.get("question") or row.get("flag") or "")


# -- the section ----------------------------------------------------------------------------------


def section(matter: Matter, kept: Iterable[Kept]) -> Section:
    """The list of what is left out, by kind, with the reason; or the word that nothing is."""
    voice = matter.voice
    order = {kind: n for n, kind in enumerate(KEPT)}
    found = sorted(kept, key=lambda one: (order.get(one.kind, len(order)), one.where))
    rows = [_row(matter, kind, list(same)) for kind, same in groupby(found, lambda one: one.kind)]
    if not rows:
        said = voice("Every answer, comment and citation that was entered is printed in this memo.")
        return _section(matter, Paragraph(plain(said)))
    table = Table(
        columns=(
            Column(voice("Left out"), 42),
            Column(voice("Where"), 52),
            Column(voice("Count"), 14, "right"),
            Column(voice("Why"), 62),
        ),
        rows=tuple(rows),
    )
    return _section(matter, table)


def _row(matter: Matter, kind: str, same: list[Kept]) -> Row:
    voice = matter.voice
    return Row(
        (
            (plain(voice(KEPT.get(kind, KEPT["other"]))),),
            _places(matter, [one.where for one in same if one.where]),
            (plain(f"{len(same):,}"),),
            (plain(voice(WHY.get(kind, WHY["no_place"])), "soft"),),
        )
    )


def _section(matter: Matter, block: Paragraph | Table) -> Section:
    voice = matter.voice
    return Section(
        id=OMITTED,
        title=voice("What this memo leaves out"),
        intro=plain(voice("Nothing is left out that is not named here.")),
        blocks=(block,),
        appendix=True,
    )


def _places(matter: Matter, places: list[str]) -> tuple[Line, ...]:
    if not places:
        return (plain("–"),)
    counts = {place: places.count(place) for place in dict.fromkeys(places)}
    runs: list[Words] = []
    for place, count in counts.items():
        comma = "" if not runs else ", "
        times = f" ×{count}" if count > 1 else ""
        runs += [Words(comma), matter.link(matter.bounded(place)), Words(times, "soft")]
    text: Text = tuple(run for run in runs if run.text)
    return (text,)
