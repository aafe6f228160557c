"""What can be undone and redone, read off the recorded revisions: undo is a revision like any other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assay.core.change import Cell, Change, Label, State, Step
from assay.core.merge import MERGE, REDACT
from assay.core.merge_registers import ROW, Dispute, groups
from assay.core.revision import Revision

REMEMBERED = 500
"""How many revisions back undo reaches after reopening."""
FIRST_STEPS = frozenset({"create_project", "build_example", "announce_device"})
"""Steps that make the project, or say whose key signs: nothing to go back from."""


@dataclass
class History:
    """Two stacks of revisions: those that can be undone, and those that can be done again."""

    undoable: list[Revision] = field(default_factory=list)
    redoable: list[Revision] = field(default_factory=list)

    def note(self, revision: Revision) -> None:
        """Take a new revision into account, whoever made it."""
        label = label_of(revision)
        if revision.body is None or label.message == REDACT:
            self.undoable.clear()  # what was there before a redaction is not here to go back to
            self.redoable.clear()
        elif label.message == "undo":
            self._move(self.undoable, self.redoable, label.facts.get("revision"), revision)
        elif label.message == "redo":
            self._move(self.redoable, self.undoable, label.facts.get("revision"), revision)
        elif label.message not in FIRST_STEPS:
            self.redoable.clear()
            self.undoable.append(revision)

    @staticmethod
    def _move(source: list[Revision], target: list[Revision], id: Cell, inverse: Revision) -> None:
        if source and source[-1].id == id:
            source.pop()
            target.append(inverse)


def of(revisions: Sequence[Revision]) -> History:
    """The history that revisions, oldest first, lead to: of the copy that goes on, not of those merged."""
    history = History()
    for revision in reversed(list(_line(revisions))):
        history.note(revision)
    return history


def _line(revisions: Sequence[Revision]) -> Iterator[Revision]:
    """The revisions of this copy's own line, newest first."""
    by_id = {revision.id: revision for revision in revisions}
    last = revisions[-1].id if revisions else ""
    while last in by_id:
        revision = by_id.pop(last)  # once: a label may name anything
        yield revision
        last = merged_from(revision) or next(iter(revision.parents), "")


def merged_from(revision: Revision) -> str:
    """Of a merge: the last revision of the copy that it was made in; else empty."""
    label = label_of(revision)
    return str(label.facts.get("mine", "")) if label.message == MERGE else ""


def inverse_of_merge(
    revision: Revision,
    message: str,
    changes: Sequence[Change],
    disputes: Iterable[Dispute],
    state: State,
) -> Step:
    """The step that takes a merge back: every row as it was in the copy that it was made in.

    What the merge left to decide is settled with it, also where the row looks the same either way.
    """
    back = [change.inverse() for change in reversed(changes)]
    moved = {(c.table, c.key, field) for c in back for field in c.after or c.before or ()}
    for dispute in disputes:
        table, key, name = dispute.register
        row = state.get(table, {}).get(key)
        fields = ("id",) if name == ROW else groups(table)[name]
        if row is not None and not any((table, key, field) in moved for field in fields):
            same = {field: row[field] for field in fields}
            back.append(Change(table, key, same, same))
    return Step(inverse_step(revision, message).label, tuple(back))


def label_of(revision: Revision) -> Label:
    """The label as it was recorded: of the step, or of the undo or redo of one."""
    label = json.loads(revision.label)
    return Label(label["message"], label["facts"])


def named(revision: Revision) -> Label:
    """The label of the original step behind a revision, through any undo and redo."""
    label = label_of(revision)
    if label.message not in {"undo", "redo"}:
        return label
    facts = dict(label.facts)
    message = str(facts.pop("message", label.message))  # a redaction takes the facts
    facts.pop("revision", None)
    return Label(message, facts)


def inverse_step(revision: Revision, message: str) -> Step:
    """The step that takes `revision` back, labelled `undo` or `redo` of the original."""
    original = named(revision)
    facts = {**original.facts, "message": original.message, "revision": revision.id}
    return Step(Label(message, facts), revision.step().inverse().changes)
