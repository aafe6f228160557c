"""How firm the rating is: chance, powers, profiles, weights, domains left out, and the best next steps.

It takes seconds on a large checklist, so it is worked out on values that nobody changes any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assay.core.assessment import MemoItem
from assay.core.chance import Chances, monte_carlo
from assay.core.checklist import say
from assay.core.joint import Candidate, Joint, best_next, still_open
from assay.core.rating import Interval, Overall, Rating
from assay.core.records import records
from assay.core.sensitivity import (
    Robustness,
    by_power,
    by_profile,
    weight_robustness,
    without_each_domain,
)
from assay.work.jobs import Cancelled, Progress
from assay.work.memo_matter import detail, detail_list
from assay.work.session import Session

SEED = 1
PARTS = 6
FEW = 2
"""A document that only one open question cites settles nothing jointly."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a candidate is: a planned step, or a document of the register that a newer one would replace."""

    id: str
    kind: str
    """`step` or `document`"""
    title: str
    owner: str = ""
    due: str = ""
    method: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything the figures are worked out from, as it was at one moment."""

    key: tuple[str, ...]
    """State, assessment, day and profile: equal keys give equal figures."""
    rating: Rating
    profiles: Mapping[str, Mapping[str, float]]
    profile_titles: Mapping[str, str]
    domain_titles: Mapping[str, str]
    candidates: tuple[Candidate, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """All the figures of one basis."""

    basis: Basis
    chances: Chances
    by_power: Mapping[float, Interval]
    by_profile: Mapping[str, Overall]
    robustness: Robustness
    without_domain: Mapping[str, Interval]
    best_next: tuple[Joint, ...]


def basis_of(session: Session, assessment: str, language: str = "en") -> Basis:
    """The basis as it is now: cheap, and safe to hand to another thread."""
    checklist = session.checklist(assessment)
    rating = session.scorecard(assessment).rating
    sources, candidates = _candidates(session, assessment, rating)
    key = (session.state_id(), assessment, str(rating.cut_off), rating.profile, language)
    return Basis(
        key=key,
        rating=rating,
        profiles={p.id: p.weights for p in checklist.profiles},
        profile_titles={p.id: say(p.title, language) for p in checklist.profiles},
        domain_titles={d.id: say(d.title, language) for d in checklist.domains},
        candidates=candidates,
        sources=sources,
    )


def sensitivity(basis: Basis, progress: Progress) -> Sensitivity:
    """The figures of a basis. Raises `Cancelled` when the person asked to stop."""
    rating = basis.rating

    def going(part: int, done: int = 0, total: int = 1) -> None:
        progress.step(part * 100 + done * 100 // max(1, total), PARTS * 100, "sensitivity")

    going(0)
    chances = monte_carlo(rating, seed=SEED, go_on=_asked(going, 0, 4000))
    going(1)
    powers = by_power(rating)
    going(2)
    profiles = by_profile(rating, basis.profiles)
    going(3)
    robust = weight_robustness(rating, seed=SEED)
    going(4)
    without = without_each_domain(rating)
    going(5)
    joint = best_next(rating, basis.candidates, go_on=_asked(going, 5, 3 * len(basis.candidates)))
    going(PARTS)
    if chances is None or joint is None:
        raise Cancelled
    return Sensitivity(basis, chances, powers, profiles, robust, without, joint)


def _asked(going: Callable[[int, int, int], None], part: int, total: int) -> Callable[[int], bool]:
    """What the core asks between two pieces of work; `going` raises when it is to stop."""

    def go_on(done: int) -> bool:
        going(part, min(done, total), total)
        return True

    return go_on


# -- what could be done next ----------------------------------------------------------------------


def _candidates(
    session: Session, assessment: str, rating: Rating
) -> tuple[dict[str, Source], tuple[Candidate, ...]]:
    """Planned steps, and documents that several open questions rest on and that a newer one would renew."""
    sources, candidates = {}, []
    steps = [
        item
        for item in records(session.state, "memo_item")
        if item.assessment == assessment and item.part == "next_step"
    ]
    for item in sorted(steps, key=lambda item: (item.position, item.id)):
        sources[item.id] = _step(item)
        candidates.append(Candidate(item.id, tuple(detail_list(item, "closes"))))
    for id, questions in _documents(session, assessment).items():
        open_ = still_open(rating, questions)
        if len(open_) >= FEW:
            item = session.evidence(id)
            title = item.title.partition("—")[0].strip() or item.key
            sources[id] = Source(id, "document", f"{item.number} · {title}")
            candidates.append(Candidate(id, open_))
    return sources, tuple(candidates)


def _step(item: MemoItem) -> Source:
    cost = " ".join(x for x in (detail(item, "cost_currency"), detail(item, "cost_amount")) if x)
    return Source(
        item.id,
        "step",
        item.text,
        detail(item, "owner"),
        detail(item, "due"),
        detail(item, "method"),
        cost,
    )


def _documents(session: Session, assessment: str) -> dict[str, list[str]]:
    """Evidence id → the questions that cite it, in the register's order."""
    found: dict[str, list[str]] = {}
    for citation in records(session.state, "citation"):
        if citation.assessment == assessment:
            found.setdefault(citation.evidence, []).append(citation.question)
    register = session.state.get("evidence", {})
    known = (id for id in found if id in register)
    return {
        id: sorted(found[id])
        for id in sorted(known, key=lambda id: int(register[id]["number"] or 0))
    }
