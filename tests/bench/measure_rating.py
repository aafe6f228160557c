"""The rating of 5,000 questions with 10,000 pieces of evidence, one answer in it, and chance."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import Figures, Milliseconds, measurement, repeated, timed

import factories_rating as rated
from assay.core.chance import monte_carlo
from assay.core.change import Change, State, apply
from assay.core.joint import Candidate, best_next
from assay.core.scorecard import Scorecard
from assay.core.sensitivity import gaps
from assay.work.session import Person

QUESTIONS, DOMAINS = 5000, 50
PER_DOMAIN = QUESTIONS // DOMAINS
DRAWS = 4000


def large() -> tuple[object, State]:
    """A checklist of 5,000 questions and an assessment that cites two sources for each."""
    ids = [f"D{n // PER_DOMAIN:02}-{n % PER_DOMAIN:03}" for n in range(QUESTIONS)]
    checklist = rated.checklist([rated.question(id) for id in ids])
    records: list[object] = []
    for n, id in enumerate(ids):
        records.append(rated.answer(id, f"o{n % 5}"))
        for part in "ab":
            item = rated.evidence(f"{id}{part}", "ABC"[n % 3] + "123"[n % 3], "2026-01-15")
            records += [item, rated.citation(item.id, id)]
    return checklist, rated.state(*records)


def example() -> Scorecard:
    """The worked example, rated."""
    from assay.work import example as building

    with tempfile.TemporaryDirectory() as folder:
        session = building.build(Path(folder) / "cnre.assay", Person("Bench", "bench"))
        here = session.assessment().id
        card = Scorecard(session.checklist(here), session.state, here)
        session.close()
    return card


@measurement("rate 5,000 questions with 10,000 evidence items anew", budget=Milliseconds(150))
def whole() -> Figures:
    checklist, state = large()
    Scorecard(checklist, state, "a")  # type: ignore[arg-type]  # the rules are compiled once

    def rate() -> object:
        return Scorecard(checklist, state, "a").rating  # type: ignore[arg-type]

    return repeated(timed(rate), rounds=7)


@measurement("one answer among 5,000 rescored", budget=Milliseconds(16))
def one_answer() -> Figures:
    checklist, state = large()
    card = Scorecard(checklist, state, "a")  # type: ignore[arg-type]
    values = ["o0", "o4"]

    def answer() -> object:
        now, then = values
        key = "a/D17-042"
        before = state["answer"][key]["value"]
        change = Change("answer", key, {"value": before}, {"value": then if before == now else now})
        apply(state, change)
        card.update([change], state)
        return card.rating

    return repeated(timed(answer), rounds=40)


@measurement("Monte Carlo of 4,000 draws over the example", budget=Milliseconds(300))
def chance() -> Figures:
    rating = example().rating

    def draw() -> object:
        return monte_carlo(rating, draws=DRAWS)

    return repeated(timed(draw), rounds=7, note=f"{len(rating.questions)} questions")


@measurement("value of information of 5,000 questions", budget=Milliseconds(100))
def worth() -> Figures:
    checklist, state = large()
    rating = Scorecard(checklist, state, "a").rating  # type: ignore[arg-type]

    def sort() -> object:
        return gaps(rating)

    return repeated(timed(sort), rounds=7)


@measurement("best next three of 60 documents over the example", budget=Milliseconds(500))
def next_three() -> Figures:
    rating = example().rating
    ids = list(rating.questions)
    some = [Candidate(str(n), tuple(ids[n::23])) for n in range(60)]

    def search() -> object:
        return best_next(rating, some)

    return repeated(timed(search), rounds=5)
