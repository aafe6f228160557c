"""What can be undone and redone, read off the recorded revisions: undo is a revision like any other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from assay.core.change import Cell, Label, Step
from assay.core.merge import REDACT
from assay.core.revision import Revision

REMEMBERED = 500
"""How many revisions back undo reaches after reopening."""
FIRST_STEPS = frozenset({"create_project", "build_example"})
"""Steps that make the project: there is nothing before them to go back to."""


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
            self._move(self.undoable, self.redoable, label.facts["revision"], revision)
        elif label.message == "redo":
            self._move(self.redoable, self.undoable, label.facts["revision"], revision)
        elif label.message not in FIRST_STEPS:
            self.redoable.clear()
            self.undoable.append(revision)

    @staticmethod
    def _move(source: list[Revision], target: list[Revision], id: Cell, inverse: Revision) -> None:
        if source and source[-1].id == id:
            source.pop()
            target.append(inverse)


def of(revisions: Iterable[Revision]) -> History:
    """The history that revisions, oldest first, lead to."""
    history = History()
    for revision in revisions:
        history.note(revision)
    return history


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
