"""Ageing: what has lapsed, what soon will, what lost half its weight, and which answers hang on it."""

import pytest

from assay.core.errors import InvalidInput
from assay.work import ageing, answering
from factories import a_session
from factories_vault import attached, cited

CUT_OFF = "2026-11-23"


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ageing")
    opened = a_session(folder)
    here = opened.assessment().id
    opened.do(answering.answer(opened, here, "AAA-01", "some"))
    opened.do(answering.answer(opened, here, "BBB-02", "no"))
    trusted = {"reliability": "A", "credibility": "1"}
    for name, question, fields in (
        ("fresh", "AAA-01", {"date": "2026-11-01"}),
        ("old", "AAA-01", {"date": "2020-01-01"}),
        ("statute", "AAA-01", {"date": "1999-01-01", "no_decay": 1}),
        ("screen", "BBB-02", {"date": "2026-11-20", "valid_until": "2026-11-22"}),
        ("soon", "BBB-02", {"date": "2026-11-20", "valid_until": "2026-12-23"}),
        ("later", "BBB-02", {"date": "2026-11-20", "valid_until": "2026-12-24"}),
    ):
        attached(
            opened,
            folder,
            f"{name}.txt",
            name,
            title=name,
            cited=cited(opened, question),
            **fields,
            **trusted,
        )
    attached(opened, folder, "unused.txt", "unused", title="unused", date="1990-01-01")
    attached(opened, folder, "over.txt", "over", title="over", valid_until="2020-01-01")
    yield opened
    opened.close()


def due(session, **how):
    return {one.title: one for one in ageing.due(session, **how)}


def test_the_lapsed_come_first_then_what_lapses_then_what_is_stale(session):
    found = [(one.title, one.reason) for one in ageing.due(session)]
    assert found == [
        ("screen", "lapsed"),
        ("over", "lapsed"),
        ("soon", "lapses"),
        ("old", "stale"),
    ]


def test_days_left_count_from_the_cut_off(session):
    found = due(session)
    assert (found["screen"].days_left, found["soon"].days_left, found["old"].days_left) == (
        -1,
        30,
        None,
    )
    assert found["screen"].freshness == 0.0
    assert 0 < found["old"].freshness < 0.5


def test_another_day_is_another_list(session):
    assert set(due(session, on="2026-12-24")) >= {"soon", "later"}
    assert "screen" in due(session, on="2026-11-22")
    assert due(session, on="2026-11-22")["screen"].reason == "lapses"
    with pytest.raises(InvalidInput, match="bad_date"):
        ageing.due(session, on="tomorrow")


def test_an_answer_that_nothing_else_bears_out_hangs_on_it(session, tmp_path):
    found = due(session)
    assert found["old"].questions == ("AAA-01",)
    assert found["old"].alone == ()  # the statute and the fresh one bear it out
    assert found["screen"].alone == ()
    assert found["over"].questions == ()


def test_a_lapsed_fact_leaves_its_answer_unknown_in_the_score(tmp_path):
    session = a_session(tmp_path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "BBB-02", "no"))
    said = {
        "reliability": "A",
        "credibility": "1",
        "date": "2026-11-20",
        "valid_until": "2026-11-22",
    }
    attached(session, tmp_path, "screen.txt", "x", cited=cited(session, "BBB-02"), **said)
    score = session.scorecard(here).rating.questions["BBB-02"]
    assert (score.confidence, score.interval.low, score.interval.high) == (0.0, 0.0, 100.0)
    (one,) = ageing.due(session)
    assert one.alone == ("BBB-02",)
    session.close()
