"""How firm a rating is: figures of one state, worked out away from it, and cut short when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.core.chance import monte_carlo
from assay.core.sensitivity import by_power
from assay.work import answering
from assay.work.jobs import Cancelled, Silent
from assay.work.views.path import path_basis, rating_path
from assay.work.views.sensitivity import basis_of, sensitivity
from factories_dashboard import a_rated, cited, memo_item


class Watched:
    """Progress that stops after some steps."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.seen: list[tuple[int, int]] = []
        self.stop_after = stop_after

    def step(self, done: int, total: int, what: str) -> None:
        self.seen.append((done, total))
        if len(self.seen) > self.stop_after:
            raise Cancelled


def test_the_figures_are_those_of_the_core(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    watched = Watched()
    found = sensitivity(basis_of(session, here), watched)
    rating = session.scorecard(here).rating
    assert found.by_power == by_power(rating)
    assert found.chances == monte_carlo(rating, seed=1)
    assert found.by_profile.keys() == {"default", "other"}
    assert found.without_domain.keys() == {"AAA", "BBB"}
    assert [done for done, _ in watched.seen] == sorted(done for done, _ in watched.seen)
    assert watched.seen[-1] == (600, 600)
    session.close()


def test_planned_steps_and_documents_are_what_could_be_done_next(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    step = memo_item(session, "next_step", "Read the notice", closes=["BBB-01", "AAA-03", "ZZZ-1"],
                     owner="Bo", cost_amount=1500, cost_currency="USD")  # fmt: skip
    old = cited(session, "AAA-03", "C3", date="2020-01-01")
    basis = basis_of(session, here)
    assert [c.id for c in basis.candidates] == [step], (
        "a document of one question settles nothing jointly"
    )
    assert (basis.sources[step].owner, basis.sources[step].cost) == ("Bo", "USD 1500")
    found = sensitivity(basis, Silent())
    assert [j.candidate.id for j in found.best_next] == [step]
    from assay.core.change import inserted
    from assay.core.change import step as made
    from assay.core.evidence import Citation, Stance
    from assay.core.records import to_row

    again = Citation("c2", here, "BBB-01", old, Stance.SUPPORTS)
    session.do(made("cite", [inserted("citation", to_row(again))], number=3, question="BBB-01"))
    assert [c.id for c in basis_of(session, here).candidates] == [step, old]
    session.close()


def test_the_key_changes_with_the_state_and_comes_back_with_it(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    before = basis_of(session, here)
    assert basis_of(session, here).key == before.key
    session.do(answering.answer(session, here, "AAA-03", "50"))
    assert basis_of(session, here).key != before.key
    assert before.rating.questions["AAA-03"].points == 2.0, (
        "the basis does not move with the session"
    )
    session.close()


@pytest.mark.parametrize("stop_after", [0, 1, 20, 66, 70])
def test_it_stops_at_the_next_step(tmp_path: Path, stop_after: int) -> None:
    session = a_rated(tmp_path)
    memo_item(session, "next_step", "Read", closes=["BBB-01"])
    basis = basis_of(session, session.assessment().id)
    with pytest.raises(Cancelled):
        sensitivity(basis, Watched(stop_after))
    session.close()


def test_the_path_follows_the_evidence(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    cited(session, "AAA-03", "A1", date="2026-06-01", valid_until="2026-12-31")
    moments = rating_path(path_basis(session, here), Silent())
    days = [m.day for m in moments]
    assert days == sorted(days)
    by_day = {m.day: m for m in moments}
    assert [e.kind for e in by_day["2026-06-01"].events] == ["dated"]
    assert [e.kind for e in by_day["2027-01-01"].events] == ["lapsed"]
    before = next(m for m in reversed(moments) if m.day < "2026-06-01")
    assert before.coverage == 0, "what is dated later does not exist yet"
    assert by_day["2026-06-01"].coverage > 0
    assert by_day["2026-11-23"].interval == session.scorecard(here).rating.interval
    assert not by_day["2026-11-23"].ahead
    assert by_day["2027-01-01"].ahead
    assert by_day["2027-01-01"].coverage < by_day["2026-11-23"].coverage
    session.close()


def test_the_path_can_be_cut_short(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    with pytest.raises(Cancelled):
        rating_path(path_basis(session, session.assessment().id), Watched(3))
    session.close()


def test_a_register_of_many_days_has_a_path_of_few(tmp_path: Path) -> None:
    from datetime import date, timedelta

    session = a_rated(tmp_path)
    for n in range(60):
        day = date(2025, 1, 1) + timedelta(days=7 * n)
        cited(session, "AAA-03", "B3", date=day.isoformat(), origin="one")
    moments = rating_path(path_basis(session, session.assessment().id), Silent())
    assert 60 < len(moments) <= 200
    session.close()
