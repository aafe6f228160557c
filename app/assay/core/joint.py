"""What settling several questions at once is worth: the best next steps, found by greedy search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assay.core.memo_numbers import Settled, settled
from assay.core.rating import Rating
from assay.core.replacing import is_open

WORTH = 1e-9
"""Less than this is what rounding leaves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document or an enquiry, and the questions it would settle."""

    id: str
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """One of the best next candidates: what it adds, and what all up to it would leave."""

    candidate: Candidate
    alone: float
    """Points by which it alone would narrow the overall range."""
    adds: float
    """Points by which it narrows what the ones before it left."""
    after: Settled


def still_open(rating: Rating, questions: Sequence[str]) -> tuple[str, ...]:
    """Those of `questions` on which more work could still tell something, in their order."""
    scores = rating.questions
    return tuple(dict.fromkeys(id for id in questions if id in scores and is_open(scores[id])))


def best_next(
    rating: Rating,
    candidates: Sequence[Candidate],
    count: int = 3,
    go_on: Callable[[int], bool] | None = None,
) -> tuple[Joint, ...] | None:
    """The `count` candidates to take first, each the one that adds most to those before it.

    None when `go_on`, which is asked before each candidate, declines. What narrows nothing is never
    chosen; of equal ones the first is.
    """
    open_ = {c.id: still_open(rating, c.closes) for c in candidates}
    left = {c.id: c for c in candidates if open_[c.id]}
    closed: frozenset[str] = frozenset()
    so_far, alone, found, looked = 0.0, dict[str, float](), list[Joint](), 0
    while left and len(found) < count:
        best: tuple[float, str, Settled] | None = None
        for id in left:
            looked += 1
            if go_on is not None and not go_on(looked):
                return None
            then = settled(rating, closed.union(open_[id]))
            alone.setdefault(id, then.narrows)
            if best is None or then.narrows > best[0] + WORTH:
                best = (then.narrows, id, then)
        if best is None or best[0] - so_far <= WORTH:
            break
        narrows, id, then = best
        found.append(Joint(left.pop(id), alone[id], narrows - so_far, then))
        closed, so_far = closed.union(open_[id]), narrows
    return tuple(found)


def alone(rating: Rating, questions: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """What each set of questions, settled by itself, would narrow."""
    return {id: settled(rating, still_open(rating, q)).narrows for id, q in questions.items()}
