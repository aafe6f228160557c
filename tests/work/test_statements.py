"""Statements: several values side by side, each with its source; what contradicts what."""

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import statements
from assay.work.views.statements import statements_view
from factories import a_session
from factories_vault import attached


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def say(session, property, value, subject="issuer", **fields):
    step = statements.add(session, property, value, subject, **fields)
    session.do(step)
    return step.changes[0].key


def shown(session, property, subject=0):
    view = statements_view(session).subjects[subject]
    return next(p for p in view.properties if p.property == property)


def test_two_sources_stand_side_by_side_and_contradict_each_other(session, tmp_path):
    report = attached(session, tmp_path, "report.txt", "36.84%", reliability="A", credibility="2")
    web = attached(session, tmp_path, "web.txt", "38.84%")
    one = say(session, "shares_outstanding", "3615065842", evidence=report, as_of="2024-09-30")
    other = say(session, "shares_outstanding", "3633066000", evidence=web, as_of="2024-09-30")
    found = shown(session, "shares_outstanding")
    assert set(found.contradicting) == {one, other}
    assert [(v.value, v.number, v.grade) for v in found.values] == [
        ("3615065842", 1, "A2"),
        ("3633066000", 2, "F6"),
    ]
    ((subject, property),) = statements_view(session).contradictions
    assert (subject.id, property.property) == ("issuer", "shares_outstanding")


def test_a_later_value_replaces_an_earlier_one_without_contradicting_it(session):
    say(session, "seat", "Baotou", as_of="2010-01-01")
    say(session, "seat", "Hohhot", as_of="2020-01-01")
    assert [value.value for value in shown(session, "seat").values] == ["Hohhot", "Baotou"]
    assert shown(session, "seat").contradicting == ()


def test_an_earlier_value_said_to_hold_longer_contradicts_a_later_one(session):
    say(session, "seat", "Baotou", as_of="2010-01-01", until="2025-01-01")
    say(session, "seat", "Hohhot", as_of="2020-01-01")
    assert len(shown(session, "seat").contradicting) == 2


def test_the_same_value_twice_and_names_in_two_languages_are_no_contradiction(session):
    say(session, "seat", "Baotou")
    say(session, "seat", " ＢＡＯＴＯＵ ")
    say(session, "alias", "CNRE")
    say(session, "alias", "Northern Rare Earth")
    assert statements_view(session).contradictions == ()


def test_what_is_said_of_a_related_party_goes_with_it(session):
    party = say(session, "related", "Baogang Group")
    say(session, "holding", "36.84%", party)
    say(session, "holding", "38.03%", party)
    view = statements_view(session).subjects[1]
    assert (view.id, view.name, len(view.properties[0].contradicting)) == (
        party,
        "Baogang Group",
        2,
    )
    session.do(statements.remove(session, party))
    assert len(statements_view(session).subjects) == 1
    session.undo()
    assert statements_view(session).subjects[1].name == "Baogang Group"


def test_a_statement_is_changed_verified_and_removed(session, tmp_path):
    id = say(session, "country", "China")
    session.do(statements.change(session, id, value="CN", note="ISO code"))
    session.do(statements.verify(session, id, attached(session, tmp_path, "n.txt", "x")))
    (value,) = shown(session, "country").values
    assert (value.value, value.note, value.status, value.number) == (
        "CN",
        "ISO code",
        "verified",
        1,
    )
    session.do(statements.remove(session, id))
    with pytest.raises(NotFound, match="unknown_statement"):
        statements.found(session, id)


def test_looked_for_and_not_found_needs_no_value(session):
    say(session, "lei", "", status="not_found", note="GLEIF, 2026-11-20")
    assert shown(session, "lei").values[0].status == "not_found"


@pytest.mark.parametrize(
    ("said", "error", "message"),
    [
        ({"property": "colour", "value": "red"}, InvalidInput, "unknown_property"),
        ({"property": "seat", "value": " "}, InvalidInput, "statement_needs_value"),
        ({"property": "seat", "value": "x", "as_of": "soon"}, InvalidInput, "bad_date"),
        (
            {"property": "seat", "value": "x", "as_of": "2025-01-01", "until": "2024-01-01"},
            InvalidInput,
            "dates_reversed",
        ),
        ({"property": "seat", "value": "x", "status": "sure"}, InvalidInput, "unknown_status"),
        (
            {"property": "seat", "value": "x", "status": "verified"},
            InvalidInput,
            "statement_needs_evidence",
        ),
        ({"property": "seat", "value": "x", "evidence": "99"}, NotFound, "unknown_evidence"),
        ({"property": "seat", "value": "x", "subject": "nobody"}, NotFound, "unknown_statement"),
        ({"property": "seat", "value": "x" * 200_000}, InvalidInput, "text_too_long"),
    ],
)
def test_what_cannot_be_said_is_refused(session, said, error, message):
    with pytest.raises(error, match=message):
        statements.add(session, **said)


def test_an_identifier_whose_digits_fail_is_never_verified(session, tmp_path):
    evidence = attached(session, tmp_path, "n.txt", "x")
    say(session, "isin", "CNE000000T19")
    with pytest.raises(InvalidInput, match="isin_check_digit"):
        statements.add(session, "isin", "CNE000000T19", status="verified", evidence=evidence)
    say(session, "isin", "CNE000000T18", status="verified", evidence=evidence)
