"""What leaves with a memo: rows that its profile keeps at home are taken out before a word is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assay.core.change import Cell, Row, State, canonical
from assay.core.memo_profile import Profile
from assay.work.guesses import details

NOTED = ("project", "statement", "fact", "evidence", "citation")
"""Tables whose field `note` is a working note."""
POSITIONS = ("position_current", "position_proposed")
NAMED = (
    ("assessment", ("analyst", "second_analyst", "reviewer")),
    ("comment", ("author",)),
    ("flag_review", ("reviewer",)),
    ("adjudication", ("by",)),
    ("resolution", ("by",)),
    ("translation", ("translator",)),
    ("assignment", ("person", "reviewer")),
)
"""Fields that hold the name of somebody who worked on the project."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of one kind that stays in the project, and where it belongs."""

    kind: str
    """A key of `words.leaving.KEPT`."""
    where: str = ""
    """A question, a register number in brackets, or empty."""


def outgoing(
    state: State, assessment: str, profile: Profile, withheld: str
) -> tuple[State, tuple[Kept, ...]]:
    """The rows that may leave with a memo of one assessment, and what was taken out of them.

    `withheld` is what stands in place of a name.
    """
    shown: dict[str, dict[str, Row]] = {table: dict(rows) for table, rows in state.items()}
    kept: list[Kept] = []
    if profile.external:
        kept += _private_comments(shown, assessment)
        kept += _notes(shown, assessment)
        kept += _positions(shown, assessment)
        kept += _paths(shown)
    if not profile.names:
        kept += _names(shown, assessment, withheld)
    return shown, tuple(kept)


def _private_comments(state: State, assessment: str) -> Iterable[Kept]:
    """Private comments go, and with each the whole talk below it."""
    rows = state.get("comment", {})
    below: dict[Cell, list[str]] = {}
    for key, row in rows.items():
        below.setdefault(row["parent"], []).append(key)
    left = [key for key, row in rows.items() if row["private"]]
    gone: dict[str, Row] = {}
    while left:
        key = left.pop()
        if key not in gone:
            gone[key] = rows[key]
            left += below.get(key, ())
    for key, row in sorted(gone.items()):
        del rows[key]
        if row["assessment"] == assessment:
            yield Kept("private_comment", str(row["question"]))


def _notes(state: State, assessment: str) -> Iterable[Kept]:
    places: Mapping[str, Callable[[Row], str]] = {
        "evidence": lambda row: f"[{row['number']}]",
        "citation": lambda row: str(row["question"]),
    }
    for table in NOTED:
        rows = state.get(table, {})
        for key, row in sorted(rows.items()):
            if not row["note"]:
                continue
            rows[key] = {**row, "note": ""}
            if row.get("assessment", assessment) == assessment:
                yield Kept(f"note_{table}", places[table](row) if table in places else "")


def _positions(state: State, assessment: str) -> Iterable[Kept]:
    rows = state.get("assessment", {})
    for key, row in rows.items():
        held = [name for name in POSITIONS if row[name]]
        rows[key] = {**row, **dict.fromkeys(held, "")}
        if held and key == assessment:
            yield Kept("position")


def _paths(state: State) -> Iterable[Kept]:
    """The path of a linked file names folders, and people by them; the file's own name stays."""
    rows = state.get("evidence", {})
    for key, row in sorted(rows.items()):
        link = str(row["link"])
        name = link.replace("\\", "/").rstrip("/").rpartition("/")[2]
        if link != name:
            rows[key] = {**row, "link": name}
            yield Kept("path", f"[{row['number']}]")


def _names(state: State, assessment: str, withheld: str) -> Iterable[Kept]:
    for table, fields in NAMED:
        rows = state.get(table, {})
        for key, row in sorted(rows.items()):
            held = [name for name in fields if row[name] and not row.get("by_machine")]
            if not held:
                continue
            rows[key] = {**row, **dict.fromkeys(held, withheld)}
            own = key if table == "assessment" else row.get("assessment", assessment)
            if own == assessment:
                yield Kept("name", str(row.get("question", "")))
    yield from _searchers(state.get("evidence", {}), withheld)


def _searchers(rows: dict[str, Row], withheld: str) -> Iterable[Kept]:
    """Who made a search is told in its details."""
    for key, row in sorted(rows.items()):
        told = details(row["details"])
        if told.get("by"):
            rows[key] = {**row, "details": canonical({**told, "by": withheld})}
            yield Kept("name", f"[{row['number']}]")
