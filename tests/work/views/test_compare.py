"""Two assessments on a page: what may be said of them, and what may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assay.core.rating import Interval
from assay.work.comparing import side
from assay.work.views.compare import compare_view, names_of, verdict_words
from factories_dashboard import a_rated


def test_ranges_that_overlap_by_more_than_half_claim_no_order(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    mine = side(session, session.assessment().id)

    def with_range(low: float, point: float, high: float):
        return replace(mine, rating=replace(mine.rating, interval=Interval(low, point, high)))

    close = compare_view(with_range(20, 40, 60), with_range(30, 55, 70))
    assert close.verdict == (
        "The ranges have 75% of the narrower one in common: no order of the two is claimed."
    )
    apart = compare_view(with_range(20, 30, 40), with_range(38, 55, 70))
    assert apart.verdict == (
        "The second is higher: 30 against 55, with 10% of the narrower range in common."
    )
    assert verdict_words(with_range(20, 30, 40), with_range(60, 70, 80), 0.0).startswith(
        "The second is higher"
    )
    session.close()


def test_another_checklist_is_said(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    mine = side(session, session.assessment().id)
    other = replace(mine, checklist=replace(mine.checklist, id="another"))
    assert "two different checklists" in compare_view(other, mine).verdict
    session.close()


def test_only_questions_that_differ_are_listed(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    mine = side(session, session.assessment().id)
    view = compare_view(mine, mine)
    assert view.questions == ()
    assert [row.id for row in view.rows] == ["", "AAA", "BBB"]
    assert all(row.moved == 0 for row in view.rows)
    session.close()


def test_two_of_one_issuer_and_day_are_told_apart_by_their_analysts(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    mine = replace(side(session, session.assessment().id), issuer="Example Mining", analyst="Ada")
    day = f"Example Mining, cut-off {mine.cut_off}"
    assert names_of(mine, replace(mine, analyst="Bo")) == (f"{day}: Ada", f"{day}: Bo")
    assert names_of(mine, replace(mine, title="Anew")) == (f"{day}: {mine.title}", f"{day}: Anew")
    assert names_of(mine, replace(mine, cut_off="2025-11-23"))[0] == day
    session.close()


def test_a_range_of_next_to_no_evidence_is_hatched(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    mine = side(session, session.assessment().id)
    bare = replace(mine, rating=replace(mine.rating, coverage=0.05))
    assert compare_view(mine, bare).rows[0].hatched == (False, True)
    session.close()
