"""Searches as evidence: recorded with who, where, when and what came of it, citable like anything."""

import json

import pytest

from assay.core.errors import InvalidInput
from assay.work import searches
from assay.work.views.viewer import viewer_view
from factories import a_session
from factories_vault import attached, cited


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("searches"))
    yield opened
    opened.close()


def test_a_search_that_found_nothing_is_citable_evidence(session):
    step = searches.record(
        session, "OFAC SDN list", "北方稀土; CNRE", "2026-11-20", "Ada", "No entry under any name",
        cited=cited(session, "BBB-02"),
    )  # fmt: skip
    session.do(step)
    view = viewer_view(session, step.changes[0].key)
    item = view.evidence
    assert (item.kind, item.date, item.title) == (
        "search",
        "2026-11-20",
        "北方稀土; CNRE (OFAC SDN list)",
    )
    assert dict(view.details) == {
        "where": "OFAC SDN list",
        "terms": "北方稀土; CNRE",
        "when": "2026-11-20",
        "by": "Ada",
        "result": "No entry under any name",
        "outcome": "nothing",
    }
    assert [where.question for where in view.cited] == ["BBB-02"]
    assert view.quotations[0].state == "none"
    parts = session.scorecard(session.assessment().id).confidence("BBB-02").parts
    assert [part.evidence for part in parts] == [item.id]


def test_who_and_when_are_filled_in(session):
    step = searches.record(session, "Register", "name")
    told = json.loads(step.changes[0].after["details"])
    assert told["by"] == "Ada Analyst"
    assert told["when"] == step.changes[0].after["retrieved"][:10]


def test_what_was_said_of_a_search_can_be_put_right(session):
    step = searches.record(session, "Register", "nmae")
    session.do(step)
    id = step.changes[0].key
    session.do(searches.revise(session, id, terms="name", outcome="found", result="One entry"))
    item = session.evidence(id)
    assert item.title == "name (Register)"
    assert json.loads(item.details)["outcome"] == "found"
    session.undo()
    assert session.evidence(id).title == "nmae (Register)"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"where": " ", "terms": "x"}, "search_needs"),
        ({"where": "x", "terms": ""}, "search_needs"),
        ({"where": "x", "terms": "x", "when": "yesterday"}, "bad_date"),
        ({"where": "x", "terms": "x", "outcome": "maybe"}, "unknown_search_outcome"),
        ({"where": "x", "terms": "x" * 200_000}, "text_too_long"),
        ({"where": "x", "terms": "x", "kind": "nothing"}, "unknown_kind"),
    ],
)
def test_an_incomplete_search_is_refused(session, said, message):
    with pytest.raises(InvalidInput, match=message):
        searches.record(session, **said)


def test_only_searches_are_revised_as_searches(session, tmp_path):
    id = attached(session, tmp_path, "n.txt", "words")
    with pytest.raises(InvalidInput, match="not_a_search"):
        searches.revise(session, id, terms="x")
    with pytest.raises(TypeError):
        searches.revise(session, id, colour="x")
