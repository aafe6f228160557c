"""What revisions lead to, also where people worked side by side: a state, and what is disputed in it.

The state is a function of the set of revisions and of nothing else, so it does not matter who merges
what with what, in which order, or how often. Each register of a row (`merge_registers`) holds what the
last writes say: a write counts for less than one made knowing of it, whatever the clocks say. Of writes
that did not know of each other equal ones agree, what says what was there before gives way to what is
new, and an untouched default gives way to anything; what is left is a `Dispute` with every value kept.
Until it is decided the tables hold what both began with, and an answer counts as *conflicted*. A row
that one side removed while the other worked on it, or on what hangs on it, is disputed too; that a row
is missing in a copy never says that it was removed.

**Redaction.** A redacted copy drops body and salt of a revision and says in one later revision labelled
`redact` what stands in for it: a change of the table `redaction` whose key is that revision's id and
whose `after` is `{"body": …}`, the canonical body (`change.body`) without what was taken out, so that
befores and afters still fit each other. `stand_ins` reads them, `redaction` makes the changes. A stand-in
counts only where the body itself is missing from all copies at hand: merged with a full copy it says
nothing, so it takes nothing away. What somebody wrote in a redacted copy over what they could not see is
disputed with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assay.core.change import Cell, Change, State, Step, apply_step
from assay.core.merge_disputes import Disputes
from assay.core.merge_following import Author, follow
from assay.core.merge_graph import TooTangled, knots
from assay.core.merge_registers import Register, as_given
from assay.core.merge_tangle import Tangle
from assay.core.revision import Revision, completed

REDACT = "redact"
"""The label of a revision that says what stands in for bodies that were removed."""
REDACTION = "redaction"
"""The table that its changes name; no such table is in a file."""
MERGE = "merge"
"""The label of the revision that follows both copies."""
_KEEPS_NAMES = f'"table":"{REDACTION}"'
"""As canonical JSON has it; within a text the quotation marks would be escaped."""
MOST_SHARED = 1000
"""Redactions of the same revisions that are told apart."""
TAKING_BACK = frozenset({"undo", "redo"})
"""Labels of revisions that name in their facts which revision they take back."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How revisions hang together: all that is needed to follow them one at a time."""

    numbers: Mapping[str, int]
    parents: Sequence[tuple[int, ...]]
    stand_ins: Mapping[str, str]
    """Revision -> the body that counts while its own is missing."""
    knots: frozenset[int]
    loose: int
    """From this number on a row need not be what a revision says it was: copies were redacted unlike."""
    blind: frozenset[int]
    """Revisions whose author had a redacted copy of what is whole here."""


def outline(
    links: Sequence[tuple[str, Sequence[str]]], whole: Iterable[str], redactions: Iterable[Revision]
) -> Outline:
    """The outline of revisions, parents first. `whole` are those whose body is at hand.

    `redactions` are the ones labelled `redact`.
    """
    numbers = {id: n for n, (id, _) in enumerate(links)}
    parents = [tuple(numbers[parent] for parent in before) for _, before in links]
    held, instead = set(whole), dict[str, str]()
    loose, seen_less = len(links), set[int]()
    told = {numbers[r.id]: stand_ins(r) for r in sorted(redactions, key=lambda r: r.id)}
    again = _told_again(told, parents)
    for number, said in told.items():
        if held & said.keys() or number in again:
            seen_less.add(number)
            loose = min(loose, *(numbers[id] for id in said if id in numbers))
        for id, content in said.items():
            names = names_kept(content)
            if names and id in numbers:
                seen_less.add(numbers[id])
                loose = min(loose, *(numbers[each] for each in names if each in numbers))
        for id, content in said.items():
            if id not in held and len(content) >= len(instead.get(id, "")):
                instead[id] = content
    blind = _descended(seen_less, parents) if seen_less else frozenset[int]()
    found = frozenset(n for n in knots(parents) if n < loose)
    return Outline(numbers, parents, instead, found, loose, blind)


def _told_again(
    told: Mapping[int, Mapping[str, str]], parents: Sequence[tuple[int, ...]]
) -> set[int]:
    """The redactions of what another one took out, too, that was not made knowing less already.

    Whoever made that other one had the body whole: what was written since in the redacted copy was
    followed as by somebody who saw less, and stays so when the body is gone everywhere.
    """
    by_id: dict[str, list[int]] = {}
    for number, said in told.items():
        for id in said:
            by_id.setdefault(id, []).append(number)
    same = [numbers for numbers in by_id.values() if len(numbers) > 1]
    shared = sorted({number for numbers in same for number in numbers})
    if len(shared) > MOST_SHARED:
        raise TooTangled
    bit = {number: 1 << place for place, number in enumerate(shared)}
    others = dict.fromkeys(shared, 0)
    for numbers in same:
        mask = sum(bit[number] for number in numbers)
        for number in numbers:
            others[number] |= mask & ~bit[number]
    before = _before(bit, parents)
    return {number for number in shared if others[number] & ~before[number]}


def _before(bit: Mapping[int, int], parents: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """Of some revisions which of them each one follows, as a sum of their bits."""
    known: list[int] = []
    for before in parents[: max(bit, default=-1) + 1]:
        mask = 0
        for parent in before:
            mask |= known[parent] | bit.get(parent, 0)
        known.append(mask)
    return {number: known[number] for number in bit}


def _descended(first: set[int], parents: Sequence[tuple[int, ...]]) -> frozenset[int]:
    found: set[int] = set()
    for n, before in enumerate(parents):
        if any(parent in found or parent in first for parent in before):
            found.add(n)
    return frozenset(found)


def stand_ins(revision: Revision) -> dict[str, str]:
    """Revision -> what a revision labelled `redact` puts in the place of its body."""
    if revision.body is None or not is_redaction(revision):
        return {}
    changes = (c for c in revision.step().changes if c.table == REDACTION)
    return {c.key: str(c.after["body"]) for c in changes if c.after and "body" in c.after}


def names_kept(content: str) -> list[str]:
    """The revisions that a stand-in says its redaction took out, while others here had them whole.

    A redaction that is itself told anew keeps only these names: what was written in its copy goes on
    being followed as by somebody who saw less. Raises `ValueError` for what is no body.
    """
    if _KEEPS_NAMES not in content:
        return []
    try:
        changes = json.loads(content)["changes"]
        return [str(each["key"]) for each in changes if each["table"] == REDACTION]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no body of a revision") from error


def names_only(removed: Iterable[str]) -> list[Change]:
    """The changes of a stand-in that keep the names of what its redaction took out."""
    return [Change(REDACTION, id, None, {"body": ""}) for id in sorted(removed)]


def redaction(removed: Mapping[str, str]) -> list[Change]:
    """The changes of a revision labelled `redact`: removed revision -> the body that stands in."""
    return [
        Change(REDACTION, id, None, {"body": content}) for id, content in sorted(removed.items())
    ]


def is_redaction(revision: Revision) -> bool:
    """True when the revision is labelled `redact`."""
    return (
        f'"message":"{REDACT}"' in revision.label
        and json.loads(revision.label)["message"] == REDACT
    )


@dataclass
class Replay:
    """Revisions being followed, parents first, to what they lead to."""

    outline: Outline
    state: State = field(default_factory=dict)
    disputes: Disputes = field(default_factory=Disputes)
    first_numbers: dict[str, int] = field(default_factory=dict)
    """Evidence -> the register number that it was given first."""
    _tangle: Tangle | None = None
    _next: int = 0

    def take(self, revision: Revision, step: Step) -> None:
        """Follow the next revision. `step` is its own, or what stands in for it.

        Raises `Conflict` where a row was not what the revision says, `TooTangled`, or `ValueError`
        for a change of what no table holds.
        """
        n, self._next = self._next, self._next + 1
        message, facts = step.label.message, step.label.facts
        changes = step.changes
        if message == REDACT:
            changes = tuple(change for change in changes if change.table != REDACTION)
        undoes = str(facts.get("revision", "")) if message in TAKING_BACK else ""
        for change in changes:
            if change.table == "evidence" and change.before is None and change.after:
                number = change.after.get("number")
                self.first_numbers.setdefault(change.key, number if isinstance(number, int) else 0)
        at_knot = n in self.outline.knots
        if self._tangle is None and at_knot:
            apply_step(self.state, replace(step, changes=changes))
            self.disputes.follow(self.state, changes, revision.id, undoes)
            return
        if self._tangle is None:
            self._tangle = Tangle(self.state, self.disputes)
        place = self._tangle.place(n, self.outline.parents[n])
        knew, blind = n < self.outline.loose, n in self.outline.blind
        follow(self._tangle, Author(place, revision.id, undoes, knew, blind), changes)
        if at_knot:
            self.finish()

    def finish(self) -> None:
        """Put together what is still open at the end."""
        if self._tangle is not None:
            self._tangle.finish()
            self._tangle = None


def beginning(revisions: Sequence[Revision]) -> Replay:
    """Where following these revisions, parents first, begins."""
    links = [(r.id, r.parents) for r in revisions]
    whole = [r.id for r in revisions if r.body is not None]
    return Replay(outline(links, whole, [r for r in revisions if is_redaction(r)]))


def resolve(revisions: Sequence[Revision]) -> Replay | None:
    """What revisions, parents first, lead to; None when a body is missing and nothing stands in."""
    replay = beginning(revisions)
    for revision in revisions:
        content = revision.body or replay.outline.stand_ins.get(revision.id)
        if content is None:
            return None
        replay.take(revision, replace(revision, body=content).step())
    replay.finish()
    return replay


def united(*copies: Iterable[Revision]) -> list[Revision]:
    """The revisions of all copies, parents first; a body or a name that one copy lacks is taken
    from another.

    Raises `ValueError` when one id means two different things.
    """
    found: dict[str, Revision] = {}
    for copy in copies:
        for revision in copy:
            known = found.get(revision.id)
            found[revision.id] = revision if known is None else completed(known, revision)
    return list(found.values())


def renumbered(replay: Replay) -> list[Change]:
    """The changes that give each piece of evidence a number and a key of its own.

    Numbers are worked out from those first given, and keys from those given and from ids, so that
    whoever merges whatever first comes to the same.
    """
    rows = replay.state.get("evidence", {})
    wanted = _numbers({key: replay.first_numbers.get(key, 0) for key in rows})
    changes, keys = [], set[str]()
    for id in sorted(rows):
        row, after = rows[id], dict[str, Cell]()
        if row["number"] != wanted[id]:
            after["number"] = wanted[id]
        (key,) = as_given(Register("evidence", id, "key"), (row["key"],))
        if key in keys:
            key = f"{key}-{id[-6:]}"
        keys.add(str(key))
        if row["key"] != key:
            after["key"] = key
        if after:
            changes.append(Change("evidence", id, {n: row[n] for n in after}, after))
    return changes


def _numbers(first: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    taken: set[int] = set()
    late = []
    for id, number in sorted(first.items()):
        if number in taken or number < 1:
            late.append((number, id))
        else:
            found[id] = number
            taken.add(number)
    for number, id in sorted(late):
        while number in taken or number < 1:
            number += 1
        found[id] = number
        taken.add(number)
    return found
