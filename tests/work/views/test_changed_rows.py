"""What a step changed, in words: every field has a name or says nothing, and rows are named, not numbered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.change import Cell, Change, canonical
from assay.core.records import TABLES, columns
from assay.words.history import FIELD, ROW, SILENT, SILENT_THERE
from assay.work.session import Session
from assay.work.views.changed_rows import Teller
from factories import a_session

STATE: dict[str, dict[str, dict[str, Cell]]] = {
    "evidence": {"e1": {"id": "e1", "number": 12}, "e2": {"id": "e2", "number": 14}},
    "citation": {"c1": {"id": "c1", "question": "AAA-01", "evidence": "e1"}},
    "assessment": {"a1": {"id": "a1", "title": "First pass"}},
    "hypothesis": {"h1": {"id": "h1", "text": "The quota drives it."}},
    "weighting": {"w1": {"id": "w1", "title": "House weights"}},
    "checklist": {"k1": {"id": "k1", "title": "Governance", "version": "2"}},
}
SCENARIO = '{"answers":{"B-2":{},"A-1":{}},"profile":"w1"}'


@pytest.fixture
def teller(tmp_path: Path) -> Iterator[Teller]:
    session: Session = a_session(tmp_path)
    yield Teller(STATE, session.checklist(session.assessment().id))
    session.close()


@pytest.mark.parametrize("table", TABLES)
def test_every_recorded_field_has_a_name_or_says_nothing(table: str) -> None:
    assert table in ROW
    known = FIELD.keys() | SILENT
    there = {f"{table} {name}" for name in columns(table) if name not in known}
    assert there <= FIELD.keys() | SILENT_THERE


@pytest.mark.parametrize(
    ("table", "name", "value", "said"),
    [
        ("citation", "evidence", "e1", "12"),
        ("memo_item", "evidence", '["e1","e2","gone"]', "12, 14, one that is gone"),
        ("memo_item", "part", "highlight", "Highlights"),
        ("memo_item", "label", "allegation", "Alleged"),
        ("statement", "subject", "issuer", "Issuer"),
        ("assessment", "checklist", "k1", "Governance 2"),
        ("assessment", "checklist", "0" * 64, "0" * 12),
        ("assessment", "profile", "w1", "House weights"),
        ("assessment", "profile", "minority", "minority"),
        ("adjudication", "first", "a1", "First pass"),
        ("adjudication", "second", "a9", "one that is gone"),
        ("consistency", "hypothesis", "h1", "The quota drives it."),
        ("consistency", "mark", "neutral", "Neutral"),
        ("resolution", "outcome", "happened", "Happened"),
        ("translation", "subject", "c1", "Quotation for AAA-01"),
        ("translation", "subject", "e2", "Evidence 14"),
        ("translation", "by_machine", 1, "yes"),
        ("translation", "checked", 0, ""),
        ("project", "illustrative", 1, "yes"),
        ("evidence", "kind", "press", "Press"),
        ("evidence", "size", 1, "1 byte"),
        ("evidence", "details", '{"where":"CNINFO","seen":3}', "Searched: CNINFO"),
        ("evidence", "details", "{", ""),
        ("weighting", "weights", '{"AAA":"60","BBB":"40"}', "AAA 60, BBB 40"),
        ("what_if", "changes", SCENARIO, "A-1, B-2, weights: House weights"),
        ("what_if", "changes", "not JSON", "not JSON"),
        ("flag_review", "state", "cleared", "Cleared"),
        ("comment", "state", "settled", "Settled"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_words(teller, table: str, name: str, value: Cell, said: str) -> None:
    row = teller.row(Change(table, "x", None, {"id": "x", name: value}))
    shown = {field.name: field.after for field in row.fields}
    assert list(shown.values()) == ([said] if said else [])


def test_the_digest_of_what_was_accepted_stays_in_the_file(teller) -> None:
    given = {"question": "AAA-01", "state": "accepted", "reason": "0" * 64}
    row = teller.row(Change("assignment", "x", None, given))
    assert [(f.name, f.after) for f in row.fields] == [("State", "Accepted")]
    returned = teller.row(Change("assignment", "x", None, {**given, "state": "returned"}))
    assert ("Reason", "0" * 64) in [(f.name, f.after) for f in returned.fields]


def test_details_of_a_sentence_are_told_by_their_names(teller) -> None:
    details = canonical({"owner": "Eve", "closes": ["AAA-01", "AAA-02"], "unknown": "x"})
    row = teller.row(Change("memo_item", "m", {"details": "{}"}, {"details": details}))
    assert row.what == "edited"
    assert row.fields[0].after.splitlines() == ["Closes questions: AAA-01, AAA-02", "Owner: Eve"]


def test_what_bears_on_an_explanation_is_named_by_its_evidence(teller) -> None:
    row = teller.row(Change("consistency", "h1/e2", None, {"mark": "inconsistent"}))
    assert row.name == "Bearing on an explanation 14"
