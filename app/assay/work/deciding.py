"""Deciding conflicts one after the other: what was chosen so far, what is put off, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assay.work.merging import Choice, Decisions
from assay.work.views.merging import ConflictView, SideView

LATER = "later"
"""Put off: both values are kept, and it is asked again."""


@dataclass
class Deciding:
    """What a person has chosen for the conflicts of one merge. Nothing of it is done before the merge."""

    conflicts: tuple[ConflictView, ...]
    chosen: dict[str, Choice] = field(default_factory=dict)
    """Id of a conflict -> its choice, or `LATER`."""

    def resume(self, before: Mapping[str, Choice]) -> None:
        """Take over what was chosen before, as far as it is still asked."""
        for conflict in self.conflicts:
            if conflict.id in before:
                self.chosen[conflict.id] = before[conflict.id]

    def conflict(self, id: str) -> ConflictView:
        """The conflict of this id."""
        return next(conflict for conflict in self.conflicts if conflict.id == id)

    def choice(self, id: str) -> Choice | None:
        """What was chosen; None while nothing was."""
        return self.chosen.get(id)

    def decide(self, id: str, choice: Choice) -> None:
        """Choose a side, a text of one's own, or `LATER`."""
        self.chosen[id] = choice

    def take_all(self, whose: str, ids: Iterable[str]) -> int:
        """Choose one side wherever nothing was chosen or it was put off; how many that were."""
        count = 0
        for id in ids:
            side = side_of(self.conflict(id), whose)
            if side is not None and self.chosen.get(id, LATER) == LATER:
                self.chosen[id] = side.choice
                count += 1
        return count

    def shown(self, author: str = "", domain: str = "") -> tuple[ConflictView, ...]:
        """The conflicts that this author has part in, in this domain; empty: all of them."""
        return tuple(
            conflict
            for conflict in self.conflicts
            if (not author or author in conflict.authors)
            and (not domain or domain == conflict.domain)
        )

    def next_open(self, after: str, among: Iterable[str]) -> str:
        """The next one without a choice, going round; empty when there is none."""
        ids = list(among)
        start = ids.index(after) + 1 if after in ids else 0
        return next((id for id in (*ids[start:], *ids[:start]) if id not in self.chosen), "")

    @property
    def open(self) -> int:
        """How many have no choice yet."""
        return sum(1 for conflict in self.conflicts if conflict.id not in self.chosen)

    @property
    def later(self) -> int:
        """How many were put off."""
        return sum(1 for choice in self.chosen.values() if choice == LATER)

    def decisions(self) -> Decisions:
        """What is decided: without what is put off."""
        return {id: choice for id, choice in self.chosen.items() if choice != LATER}


def side_of(conflict: ConflictView, whose: str) -> SideView | None:
    """The first value of `mine` or `theirs`; None where an earlier merge left it to neither."""
    return next((side for side in conflict.sides if side.whose == whose), None)
