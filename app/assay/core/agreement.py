"""How far two analysts agree (blueprint §4.8), and on which questions they must sit down together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from assay.core.rating import QuestionScore, Rating

DISAGREEMENT = 2.0
"""From this many points apart two answers need adjudication."""
ENOUGH = 0.60
"""Below this quadratic-weighted kappa the whole assessment needs it."""

Category = int | float | str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Measures over the items that both rated; kappas are None where chance alone explains all."""

    items: int
    percent: float
    kappa: float | None
    linear: float | None
    quadratic: float | None
    ac1: float | None


def agreement(
    first: Sequence[Category], second: Sequence[Category], scale: Sequence[Category] | None = None
) -> Agreement | None:
    """How far two ratings of the same items agree; None without items.

    `scale` lists all categories in order; without it, those that occur, sorted (or as they come,
    where they are texts, for which the weighted kappas mean nothing).
    """
    if not first and not second:
        return None
    known = list(scale) if scale is not None else sorted({*first, *second}, key=_in_order)
    place = {category: number for number, category in enumerate(known)}
    pairs = [(place[a], place[b]) for a, b in zip(first, second, strict=True)]
    return Agreement(
        items=len(pairs),
        percent=sum(a == b for a, b in pairs) / len(pairs),
        kappa=_kappa(pairs, lambda a, b: float(a != b)),
        linear=_kappa(pairs, lambda a, b: float(abs(a - b))),
        quadratic=_kappa(pairs, lambda a, b: float((a - b) ** 2)),
        ac1=_ac1(pairs, len(known)),
    )


def _in_order(category: Category) -> tuple[bool, float, str]:
    if isinstance(category, str):
        return True, 0.0, category
    return False, float(category), ""


def _kappa(pairs: Sequence[tuple[int, int]], apart: Callable[[int, int], float]) -> float | None:
    """1 − Σ w o / Σ w e, with `apart` the weight of a disagreement."""
    count = len(pairs)
    observed = fsum(apart(a, b) for a, b in pairs) / count
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = fsum(
        apart(a, b) * times_a * times_b
        for a, times_a in first.items()
        for b, times_b in second.items()
    ) / (count * count)
    return None if expected == 0.0 else 1.0 - observed / expected


def _ac1(pairs: Sequence[tuple[int, int]], categories: int) -> float | None:
    """Gwet's AC1, which does not collapse where nearly all answers are alike."""
    if categories < 2:
        return None
    count = len(pairs)
    used = Counter(number for pair in pairs for number in pair)
    shares = [times / (2 * count) for times in used.values()]
    expected = fsum(share * (1.0 - share) for share in shares) / (categories - 1)
    observed = sum(a == b for a, b in pairs) / count
    return (observed - expected) / (1.0 - expected)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which two analysts are so far apart that it needs adjudication."""

    question: str
    first: float
    second: float

    @property
    def distance(self) -> float:
        return abs(self.first - self.second)


def disagreements(
    first: Mapping[str, float | None], second: Mapping[str, float | None]
) -> tuple[Disagreement, ...]:
    """The questions both answered with points at least 2 apart, widest first, then in order."""
    found = [
        Disagreement(question, points, other)
        for question, points in first.items()
        if points is not None and (other := second.get(question)) is not None
    ]
    far = (item for item in found if item.distance >= DISAGREEMENT - 1e-9)
    return tuple(sorted(far, key=lambda item: -item.distance))


def needs_adjudication(
    measured: Agreement | None, far: Sequence[Disagreement], *, knockouts_differ: bool = False
) -> bool:
    """Whether blind ratings must be adjudicated: a wide gap, another knockout, or too little kappa."""
    too_little = (
        measured is not None and measured.quadratic is not None and measured.quadratic < ENOUGH
    )
    return bool(far) or knockouts_differ or too_little


@dataclass(frozen=True, slots=True)
class Compared:
    """Two ratings over one checklist: who answered what, how far they agree, and where they do not."""

    answered: tuple[int, int]
    both: int
    measured: Agreement | None
    far: tuple[Disagreement, ...]
    knockouts: tuple[str, ...]
    """Knock-outs that one of the two fires and the other does not."""

    @property
    def due(self) -> bool:
        """Whether they must be adjudicated."""
        return needs_adjudication(self.measured, self.far, knockouts_differ=bool(self.knockouts))


def compared(one: Rating, two: Rating) -> Compared:
    """The two held against each other; a value between two options counts as the nearer one."""
    mine, theirs = _points(one), _points(two)
    both = [question for question in mine if question in theirs]
    # Kappa needs categories.
    measured = agreement(
        [round(mine[q]) for q in both], [round(theirs[q]) for q in both], (0, 1, 2, 3, 4)
    )
    far = disagreements(mine, theirs)
    return Compared((len(mine), len(theirs)), len(both), measured, far, _knockouts(one, two))


def _points(rating: Rating) -> dict[str, float]:
    return {
        q.id: q.points for q in rating.questions.values() if _answered(q) and q.points is not None
    }


def _answered(score: QuestionScore) -> bool:
    return score.asked and score.weight > 0 and score.points is not None


def _knockouts(one: Rating, two: Rating) -> tuple[str, ...]:
    fired = {"binding", "pending"}
    theirs = {f.id: f.state in fired for f in two.flags}
    return tuple(
        f.id for f in one.flags if f.kind == "knockout" and (f.state in fired) != theirs.get(f.id)
    )
