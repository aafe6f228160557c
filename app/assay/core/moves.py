"""Which questions moved since somebody last looked: what lets a list of thousands follow one answer."""

from __future__ import annotations

from collections.abc import Iterable

KEPT = 500
"""Steps that are remembered; whoever looked before them looks at everything again."""


class Moves:
    """A count that grows with every step, and what each of the last steps moved."""

    def __init__(self) -> None:
        self._steps: list[frozenset[str]] = []
        self._forgotten = 0

    @property
    def mark(self) -> int:
        """Where things stand: to be given back to `since` the next time."""
        return self._forgotten + len(self._steps)

    def note(self, questions: Iterable[str]) -> None:
        """These questions moved."""
        self._steps.append(frozenset(questions))
        if len(self._steps) > KEPT:
            self._forgotten += 1
            del self._steps[0]

    def note_all(self) -> None:
        """Any question may have moved."""
        self._forgotten = self.mark + 1
        self._steps.clear()

    def since(self, mark: int) -> frozenset[str] | None:
        """The questions that moved since `mark`; None: any may have."""
        if mark < self._forgotten:
            return None
        return frozenset().union(*self._steps[mark - self._forgotten :])
