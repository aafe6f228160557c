"""The rows that a rating is made of: what is read, and which questions a change touches."""

from __future__ import annotations

from assay.core.answers import Status
from assay.core.change import Change, apply, inserted, removed, updated
from assay.core.change import State as Rows
from assay.core.evidence import Stance
from assay.core.material import Material, Touched
from assay.core.records import to_row
from factories_rating import answer, citation, evidence, fact, review, state


def start() -> tuple[Rows, Material]:
    rows = state(
        answer("A-1", "o1"),
        evidence("e"),
        evidence("unused"),
        citation("e", "A-1", id="c1"),
        citation("e", "B-1", "contradicts", id="c2"),
        fact("us", "true"),
        review("F", "cleared"),
    )
    return rows, Material(rows, "a")


def after(rows: Rows, material: Material, change: Change | None) -> Touched:
    assert change is not None
    apply(rows, change)
    return material.update([change], rows)


def test_rows_are_read_by_question() -> None:
    _, material = start()
    assert material.answers["A-1"] == (Status.ANSWERED, "o1")
    assert (material.facts, material.reviews) == ({"us": "true"}, {"F": "cleared"})
    ((key, stance, item),) = material.citations("B-1")
    assert (key, stance, item.id) == ("c2", Stance.CONTRADICTS, "e")
    assert set(material.cited_questions()) == {"A-1", "B-1"}
    assert material.citations("C-1") == []


def test_evidence_touches_the_questions_that_cite_it() -> None:
    rows, material = start()
    change = updated("evidence", rows["evidence"]["e"], reliability="E")
    assert after(rows, material, change).questions == {"A-1", "B-1"}
    assert material.citations("A-1")[0][2].grade == "E1"
    other = updated("evidence", rows["evidence"]["unused"], reliability="E")
    assert after(rows, material, other).questions == set()


def test_a_citation_that_moves_touches_both_questions() -> None:
    rows, material = start()
    change = updated("citation", rows["citation"]["c1"], question="B-1")
    assert after(rows, material, change).questions == {"A-1", "B-1"}
    assert material.citations("A-1") == []
    assert len(material.citations("B-1")) == 2


def test_evidence_that_goes_speaks_no_more_and_speaks_again_when_it_returns() -> None:
    rows, material = start()
    row = rows["evidence"]["e"]
    assert after(rows, material, removed("evidence", row)).questions == {"A-1", "B-1"}
    assert material.citations("A-1") == []
    assert after(rows, material, inserted("evidence", row)).questions == {"A-1", "B-1"}
    assert len(material.citations("A-1")) == 1


def test_entries_are_followed_until_they_go() -> None:
    rows, material = start()
    touched = after(rows, material, removed("answer", rows["answer"]["a/A-1"]))
    assert (touched.questions, material.answers) == ({"A-1"}, {})
    assert after(rows, material, removed("fact", rows["fact"]["a/us"])).facts == {"us"}
    assert after(rows, material, removed("flag_review", rows["flag_review"]["a/F"])).flags == {"F"}
    assert (material.facts, material.reviews) == ({}, {})


def test_other_assessments_touch_nothing() -> None:
    rows, material = start()
    row = {**to_row(answer("A-1", "o4")), "id": "b/A-1", "assessment": "b"}
    assert after(rows, material, inserted("answer", row)) == Touched()
    cited = {**to_row(citation("e", "A-1", id="c9")), "assessment": "b"}
    assert after(rows, material, inserted("citation", cited)) == Touched()
    assert len(material.citations("A-1")) == 1


def test_the_assessment_itself_asks_for_everything_anew() -> None:
    rows, material = start()
    change = updated("assessment", rows["assessment"]["a"], cut_off="2026-01-01")
    assert after(rows, material, change).assessment
