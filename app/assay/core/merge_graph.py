"""The shape of a history: where it is one line, where it branches, and what came before what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ENTRY_LIMIT = 2_000_000
"""How much may be noted about branches that cross: more is no work of people."""


class TooTangled(ValueError):
    """A history with more branches than can be followed."""


def knots(parents: Sequence[Sequence[int]]) -> list[int]:
    """The revisions that every other one either leads to or follows, by number, in order.

    Between two neighbouring ones the history is a line; between others that are further apart it
    branches. `parents` are numbers of earlier revisions.
    """
    earliest, least = [0] * len(parents), len(parents)
    for n in range(len(parents) - 1, -1, -1):
        earliest[n] = least
        least = min(least, min(parents[n], default=n))
    heads: set[int] = set()
    found = []
    for n, before in enumerate(parents):
        heads.difference_update(before)
        heads.add(n)
        if len(heads) == 1 and earliest[n] >= n:
            found.append(n)
    return found


@dataclass(frozen=True, slots=True)
class Vector:
    """A place in a branched history: how far along each strand it has seen."""

    strand: int
    place: int
    others: Mapping[int, int]

    def sees(self, strand: int) -> int:
        """The last place of a strand that is before or at this one; -1 for none."""
        return self.place if strand == self.strand else self.others.get(strand, -1)


START = Vector(-1, -1, {})
"""The knot that a tangle begins at: everything follows it."""


@dataclass
class Strands:
    """The branches of a tangle as strands: each revision goes on one, or begins its own."""

    vectors: dict[int, Vector] = field(default_factory=dict)
    _lengths: list[int] = field(default_factory=list)
    _noted: int = 0

    def add(self, n: int, parents: Iterable[int]) -> Vector:
        """Place revision `n`, whose parents are placed already or come before the tangle."""
        before = [self.vectors.get(parent, START) for parent in parents] or [START]
        first = next((v for v in before if self._is_end(v)), before[0])
        others = first.others
        if len(before) > 1 or not self._is_end(first):
            others = dict(others)
            for vector in before:
                self._join(others, vector)
        if self._is_end(first):
            strand, place = first.strand, first.place + 1
        else:
            strand, place = len(self._lengths), 0
            self._lengths.append(0)
        if strand in others:  # its own strand is told by its place
            others = {name: seen for name, seen in others.items() if name != strand}
        self._lengths[strand] = place + 1
        self.vectors[n] = vector = Vector(strand, place, others)
        return vector

    def _is_end(self, vector: Vector) -> bool:
        return vector.strand >= 0 and self._lengths[vector.strand] == vector.place + 1

    def _join(self, others: dict[int, int], vector: Vector) -> None:
        self._noted += len(vector.others) + 1
        if self._noted > ENTRY_LIMIT:
            raise TooTangled
        for strand, place in vector.others.items():
            if place > others.get(strand, -1):
                others[strand] = place
        if vector.strand >= 0 and vector.place > others.get(vector.strand, -1):
            others[vector.strand] = vector.place

    def end(self) -> Vector:
        """A place that has seen all of it."""
        return Vector(-1, -1, {strand: length - 1 for strand, length in enumerate(self._lengths)})


def follows(later: Vector, earlier: Vector) -> bool:
    """True when `later` is `earlier` or was made knowing of it."""
    return earlier.strand < 0 or later.sees(earlier.strand) >= earlier.place


def meet(vectors: Sequence[Vector]) -> Vector:
    """The place that has seen just what all of these have seen."""
    first, *rest = vectors
    strands = {**first.others, first.strand: first.place}
    seen = {
        strand: min(place, *(vector.sees(strand) for vector in rest)) if rest else place
        for strand, place in strands.items()
    }
    return Vector(-1, -1, seen)
