"""Two ratings side by side: where they differ, and whether their ranges overlap too far to rank them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.checklist import Checklist
from assay.core.rating import Interval, QuestionScore, Rating

TOO_CLOSE = 0.5
"""From more than this share of the narrower range in common, no order is claimed without saying so."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing in both: its range here and there; None where it does not apply or is not asked."""

    id: str
    first: Interval | None
    second: Interval | None

    @property
    def moved(self) -> float | None:
        """How far the point moved from the first to the second."""
        if self.first is None or self.second is None:
            return None
        return self.second.point - self.first.point

    @property
    def overlap(self) -> float | None:
        """Share of the narrower range that both have in common."""
        if self.first is None or self.second is None:
            return None
        return overlap(self.first, self.second)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both, under the id that each checklist has for it."""

    id: str
    first: QuestionScore
    second: QuestionScore

    @property
    def moved(self) -> float | None:
        """How far the point of its range moved."""
        return Beside(self.id, self.first.interval, self.second.interval).moved


@dataclass(frozen=True, slots=True)
class Comparison:
    overall: Beside
    domains: tuple[Beside, ...]
    """Those that both checklists have, in the order of the second."""
    questions: tuple[Question, ...]
    """Those that both checklists have, the widest move first."""
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]

    @property
    def too_close(self) -> bool:
        """The ranges have more than half in common: no order of the two is claimed."""
        return (self.overall.overlap or 0.0) > TOO_CLOSE


def overlap(a: Interval, b: Interval) -> float:
    """Share of the narrower of two ranges that lies in the other; 1 where a mere point does."""
    common = min(a.high, b.high) - max(a.low, b.low)
    width = min(a.high - a.low, b.high - b.low)
    if width <= 0.0:
        return 1.0 if common >= 0.0 else 0.0
    return max(0.0, min(1.0, common / width))


def compare(
    first: Rating, first_checklist: Checklist, second: Rating, second_checklist: Checklist
) -> Comparison:
    """The second rating against the first; the checklists may be different versions of one."""
    pairs = same_questions(first_checklist, second_checklist)
    questions = [
        Question(later, first.questions[earlier], second.questions[later])
        for later, earlier in pairs.items()
    ]
    before = {domain.id: domain for domain in first.domains}
    paired = set(pairs.values())
    return Comparison(
        Beside("", first.interval, second.interval),
        tuple(
            Beside(domain.id, before[domain.id].interval, domain.interval)
            for domain in second.domains
            if domain.id in before
        ),
        tuple(sorted(questions, key=lambda question: -abs(question.moved or 0.0))),
        tuple(id for id in first_checklist.questions if id not in paired),
        tuple(id for id in second_checklist.questions if id not in pairs),
    )


def same_questions(first: Checklist, second: Checklist) -> Mapping[str, str]:
    """Id in the second checklist → id in the first, by the id or by what a question replaces."""
    known, found = first.questions, dict[str, str]()
    for id, question in second.questions.items():
        earlier = next((old for old in (id, *question.replaces) if old in known), None)
        if earlier is not None:
            found[id] = earlier
    return found
