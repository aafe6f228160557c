"""Comparing: with another assessment and with another file, which stays as it is."""

from __future__ import annotations

from pathlib import Path

from assay.work import answering, second_opinion
from assay.work.comparing import compared, side, side_of_file
from factories import PERSON
from factories_dashboard import a_rated


def test_another_file_is_read_and_stays_as_it_is(tmp_path: Path) -> None:
    other = a_rated(tmp_path)
    other.publish()
    path = other.path
    rating = other.scorecard(other.assessment().id).rating
    other.close()
    before = path.read_bytes()
    found = side_of_file(path, PERSON)
    assert found.rating == rating
    assert (found.issuer, found.cut_off) == ("Example Mining", "2026-11-23")
    assert path.read_bytes() == before


def test_two_assessments_of_one_project(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    first = session.assessment().id
    session.do(second_opinion.start(session, first, "Bo"))
    second = session.assessment().id
    session.do(answering.answer(session, second, "AAA-01", "none"))
    found = compared(side(session, first), side(session, second))
    by_id = {q.id: q for q in found.questions}
    assert by_id["AAA-01"].first.points == 4.0
    assert by_id["AAA-01"].second.points == 0.0
    assert found.overall.second is not None
    assert found.overall.second.high == 100.0
    session.close()
