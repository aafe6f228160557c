"""Red flags, knockouts and gates: in which state each is, and what they do to the score (§4.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assay.core.answers import Status
from assay.core.checklist import Flag
from assay.core.rating import FlagState, Floors, QuestionScore, reached

BINDING = 0.5
"""From this confidence a fired flag binds; below, it only lifts the upper bound."""
KNOCKOUT_FLOOR = 80.0
"""The least that a knockout's floor is, where the checklist names none."""

Reviews = Mapping[str, str]
"""Flag id → `confirmed` or `cleared`, a reviewer's word."""


def flag_confidence(flag: Flag, questions: Mapping[str, QuestionScore]) -> float:
    """The lowest confidence among the flag's questions that apply.

    A rule without questions rests on facts alone, which need no evidence; one whose questions all
    do not apply has nothing to rest on.
    """
    if not flag.questions:
        return 1.0
    asked = [q for q in (questions.get(id) for id in flag.questions) if q is not None and q.asked]
    return min((question.confidence for question in asked), default=0.0)


def is_unanswered(question: QuestionScore) -> bool:
    """Asked, and without an answer that stands: a knockout cannot be ruled out on it."""
    return question.asked and (
        question.status is not Status.ANSWERED or question.lapsed or question.points is None
    )


def flag_state(
    flag: Flag, *, fired: bool, questions: Mapping[str, QuestionScore], review: str = ""
) -> FlagState:
    """The state of one flag. A reviewer can clear what fired, not what is open for want of an answer."""
    confidence = flag_confidence(flag, questions)
    if fired and review == "cleared":
        return FlagState(flag.id, flag.kind, "cleared", confidence)
    if fired and flag.kind == "gate":
        return FlagState(flag.id, flag.kind, "fired", confidence)
    if fired:
        binds = reached(confidence, BINDING)
        return FlagState(flag.id, flag.kind, "binding" if binds else "pending", confidence)
    asks = (questions[id] for id in flag.questions if id in questions)
    if flag.kind == "knockout" and any(is_unanswered(question) for question in asks):
        return FlagState(flag.id, flag.kind, "open", confidence)
    return FlagState(flag.id, flag.kind, "clear", confidence)


def floors(
    flags: Iterable[tuple[Flag, FlagState]], domain_of: Callable[[str], str | None]
) -> Floors:
    """What all flags together do to the score: of several floors the highest counts.

    `domain_of` gives the domain of a question; a domain floor is that of the flag's first question.
    """
    binding: dict[str, float] = {}
    pending: dict[str, float] = {}
    overall_binding = overall_pending = 0.0
    prohibited = provisional = False
    for flag, state in flags:
        if flag.kind == "gate" or state.state not in ("binding", "pending", "open"):
            continue
        floor = flag.floor_overall or 0.0
        if flag.kind == "knockout":
            floor = max(floor, KNOCKOUT_FLOOR)
            prohibited = prohibited or state.state == "binding"
            provisional = provisional or state.state != "binding"
        domain = domain_of(flag.questions[0]) if flag.questions else None
        per_domain = binding if state.state == "binding" else pending
        # An open knockout has not fired: it only keeps the overall upper bound up.
        if domain is not None and flag.floor_domain is not None and state.state != "open":
            per_domain[domain] = max(per_domain.get(domain, 0.0), flag.floor_domain)
        if state.state == "binding":
            overall_binding = max(overall_binding, floor)
        else:
            overall_pending = max(overall_pending, floor)
    return Floors(binding, pending, overall_binding, overall_pending, prohibited, provisional)
