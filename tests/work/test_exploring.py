"""What if: the record stays as it is until the scratch layer is taken over as one step."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Stance
from assay.core.scorecard import Scorecard
from assay.work import answering, exploring
from assay.work.exploring import Suppose, Trial
from assay.work.session import Session
from factories_dashboard import a_rated, cited


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def layer(session: Session, **values: str) -> Trial:
    here = session.assessment().id
    trial = Trial()
    for question, value in values.items():
        id = question.replace("_", "-")
        trial = trial.with_answer(id, exploring.suppose(session, here, id, value, proven=True))
    return trial


def test_a_supposed_answer_counts_as_proven(session, here) -> None:
    rating = exploring.scored(session, here, layer(session, AAA_03="50")).rating
    score = rating.questions["AAA-03"]
    assert (score.points, score.confidence) == (4.0, 1.0)
    assert score.interval is not None
    assert score.interval.low == score.interval.high == 100


def test_without_proof_it_counts_as_far_as_its_evidence_goes(session, here) -> None:
    supposed = exploring.suppose(session, here, "AAA-03", "50", proven=False)
    rating = exploring.scored(session, here, Trial({"AAA-03": supposed})).rating
    assert rating.questions["AAA-03"].confidence == 0
    assert rating.interval == session.scorecard(here).rating.interval


def test_proof_stands_in_place_of_what_contradicts(session, here) -> None:
    cited(session, "BBB-02", "A2", Stance.CONTRADICTS)
    recorded = session.scorecard(here).rating.questions["BBB-02"].confidence
    assert 0 < recorded < 0.3
    rating = exploring.scored(session, here, layer(session, BBB_02="yes")).rating
    assert rating.questions["BBB-02"].confidence == 1
    assert rating.rating == "Prohibited"
    assert rating.questions["AAA-01"] == session.scorecard(here).rating.questions["AAA-01"]


def test_nothing_that_is_recorded_is_touched(session, here) -> None:
    before, state_id = copy.deepcopy(session.state), session.store.state_id()
    rating = session.scorecard(here).rating
    trial = Trial(layer(session, AAA_01="none", BBB_02="yes").answers, "other", "2027-11-23")
    exploring.scored(session, here, trial)
    assert session.state == before
    assert session.store.state_id() == state_id
    assert Scorecard(session.checklist(here), session.state, here).rating == rating


VALUES = {
    "AAA-01": ["none", "some", "full"],
    "AAA-02": ["red", "red,blue"],
    "AAA-03": ["0", "33"],
    "BBB-01": ["2026-01-01"],
    "BBB-02": ["yes", "no"],
}
CHOICES = st.lists(
    st.sampled_from([(q, v) for q, values in VALUES.items() for v in values]),
    max_size=5,
    unique_by=lambda pair: pair[0],
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES, st.booleans(), st.sampled_from(["", "other"]))
def test_the_layer_rates_as_the_record_would_if_it_said_so(
    session, choices, proven, profile
) -> None:
    here = session.assessments()[0].id
    trial = Trial(profile=profile)
    for question, value in choices:
        supposed = exploring.suppose(session, here, question, value, proven)
        trial = trial.with_answer(question, supposed)
    supposed_rating = exploring.scored(session, here, trial).rating
    undone = session.do(exploring.accept(session, here, trial))
    taken = session.scorecard(here).rating
    for question in set(VALUES) - {q for q, _ in choices if proven}:
        assert taken.questions[question] == supposed_rating.questions[question]
    if not proven or not choices:
        assert taken.interval == supposed_rating.interval
    if undone is not None:
        session.undo()


def test_taking_over_is_one_step_and_brings_no_evidence(session, here) -> None:
    evidence = dict(session.state["evidence"])
    count = len(session.store.revisions(limit=1000))
    trial = Trial(layer(session, AAA_02="blue", AAA_01="some").answers, "other", "2026-12-01")
    session.do(exploring.accept(session, here, trial))
    assert len(session.store.revisions(limit=1000)) == count + 1
    assert session.state["evidence"] == evidence
    assert answering.answer_of(session, here, "AAA-02").value == '["blue"]'
    about = session.assessment(here)
    assert (about.profile, about.cut_off) == ("other", "2026-12-01")
    session.undo()
    assert answering.answer_of(session, here, "AAA-02").status == "not_assessed"


def test_a_layer_is_kept_by_name_found_again_and_thrown_away(session, here) -> None:
    trial = Trial(layer(session, AAA_01="none").answers, "other")
    rating = session.scorecard(here).rating
    session.do(exploring.keep(session, here, "Better clause", trial, "If amended."))
    (one,) = exploring.kept(session, here)
    assert (one.title, one.note) == ("Better clause", "If amended.")
    assert exploring.trial_of(session, one.id) == trial
    assert session.scorecard(here).rating == rating
    session.do(exploring.discard(session, one.id))
    assert exploring.kept(session, here) == ()
    with pytest.raises(NotFound):
        exploring.trial_of(session, one.id)


def test_a_layer_needs_a_name_and_something_in_it(session, here) -> None:
    with pytest.raises(InvalidInput, match="nothing_supposed"):
        exploring.keep(session, here, "Nothing", Trial())
    with pytest.raises(InvalidInput, match="scenario_without_title"):
        exploring.keep(session, here, " ", layer(session, AAA_01="none"))


@pytest.mark.parametrize(
    "changes",
    [
        "",
        "null",
        "[]",
        '{"answers": 1}',
        '{"answers": {"AAA-01": 3}}',
        '{"answers": {"AAA-01": {"status": "x"}}}',
        '{"answers": {"AAA-01": {"status": "answered", "value": ["none"]}}, "profile": 7}',
        '{"answers": {"ZZZ-99": {"status": "unknown"}}}',
    ],
)
def test_a_strangers_layer_that_is_none_is_empty(session, here, changes) -> None:
    session.do(exploring.keep(session, here, "Mine", layer(session, AAA_01="none")))
    (one,) = exploring.kept(session, here)
    row = dict(session.state["what_if"][one.id])
    session.state["what_if"][one.id] = row | {"changes": changes}
    assert exploring.trial_of(session, one.id) == Trial()


def test_a_status_can_be_supposed_and_another_value_is_refused(session, here) -> None:
    assert exploring.suppose(session, here, "AAA-01", "not_disclosed", True) == Suppose(
        "not_disclosed", None, proven=False
    )
    with pytest.raises(InvalidInput):
        exploring.suppose(session, here, "AAA-01", "most", True)
    with pytest.raises(InvalidInput, match="bad_date"):
        exploring.scored(session, here, Trial(cut_off="soon"))
