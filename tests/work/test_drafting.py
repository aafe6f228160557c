"""Drafting the memo: every entry is one step, order is kept, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.core.assessment import PARTS
from assay.core.change import Step, inserted, step
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.work import drafting
from assay.work.memo_parts import SPECS
from assay.work.session import Session
from factories import a_session


@pytest.fixture
def session(tmp_path: Path):
    made = a_session(tmp_path)
    yield made
    made.close()


def here(session: Session) -> str:
    return session.assessment().id


def done(session: Session, made: Step) -> Step:
    session.do(made)
    return made


def texts(session: Session, part: str = "") -> list[str]:
    return [item.text for item in drafting.items_of(session, here(session), part)]


def add(session: Session, part: str, text: str, **more) -> str:
    done(session, drafting.add(session, here(session), part, text, **more))
    return next(i.id for i in drafting.items_of(session, here(session), part) if i.text == text)


def registered(session: Session) -> Evidence:
    item = Evidence("evidence-1", 1, "notice", "A notice")
    session.do(step("attach", [inserted("evidence", to_row(item))], count=1, name="A notice"))
    return item


def test_every_part_says_what_it_takes():
    assert set(SPECS) == set(PARTS)


def test_a_sentence_stands_where_its_section_ends(session):
    for text, section in (("One.", "First"), ("Two.", "Second"), ("Three.", "First")):
        add(session, "review", text, section=section)
    assert texts(session, "review") == ["One.", "Three.", "Two."]


def test_a_part_of_one_entry_is_reworded_not_doubled(session):
    add(session, "verdict", "Hold.")
    done(session, drafting.add(session, here(session), "verdict", "Buy."))
    assert texts(session, "verdict") == ["Buy."]
    session.undo()
    assert texts(session, "verdict") == ["Hold."]


def test_a_sentence_moves_within_its_section_and_stops_at_its_ends(session):
    first, *_ = [add(session, "review", t, section="A") for t in ("1", "2", "3")]
    add(session, "review", "4", section="B")
    done(session, drafting.move(session, first, 1))
    assert texts(session, "review") == ["2", "1", "3", "4"]
    done(session, drafting.move(session, first, 99))
    assert texts(session, "review") == ["2", "3", "1", "4"]
    assert not drafting.move(session, first, 1)
    done(session, drafting.move(session, first, -99))
    assert texts(session, "review") == ["1", "2", "3", "4"]


def test_evidence_is_cited_once_and_taken_off(session):
    found, id = registered(session), add(session, "highlight", "It was said.", label="fact")
    done(session, drafting.cite(session, id, found.id))
    assert not drafting.cite(session, id, found.id)
    assert drafting.item_of(session, id).evidence == '["evidence-1"]'
    done(session, drafting.uncite(session, id, found.id))
    assert drafting.item_of(session, id).evidence == "[]"


def test_a_field_is_filled_without_touching_the_others(session):
    id = add(session, "next_step", "Screen it.")
    for name, raw in (("owner", "Counsel"), ("cost_amount", "1,500"), ("closes", "AAA-01, bbb-01")):
        done(session, drafting.set_field(session, id, name, raw))
    item = drafting.item_of(session, id)
    assert item.details == '{"closes":["AAA-01","BBB-01"],"cost_amount":1500,"owner":"Counsel"}'
    assert drafting.reference(item, "closes") == "AAA-01, BBB-01"
    done(session, drafting.set_field(session, id, "owner", " "))
    assert "owner" not in drafting.item_of(session, id).details


@pytest.mark.parametrize(
    ("part", "name", "raw", "message"),
    [
        ("next_step", "due", "soon", "bad_date"),
        ("next_step", "cost_amount", "many", "not_a_whole_number"),
        ("next_step", "cost_amount", "9" * 40, "not_a_whole_number"),
        ("scenario", "likelihood", "surely", "unknown_memo_choice"),
        ("recommendation", "choice", "perhaps", "unknown_memo_choice"),
    ],
)
def test_a_field_refuses_what_it_does_not_take(session, part, name, raw, message):
    id = add(session, part, "Words.")
    with pytest.raises(InvalidInput, match=message):
        drafting.set_field(session, id, name, raw)


def test_what_is_not_there_is_said(session):
    with pytest.raises(NotFound, match="unknown_part"):
        drafting.add(session, here(session), "poem", "Words.")
    with pytest.raises(NotFound, match="memo_item_gone"):
        drafting.edit(session, "gone", "Words.")
    with pytest.raises(NotFound, match="unknown_memo_field"):
        drafting.set_field(session, add(session, "scope", "Words."), "owner", "X")
    with pytest.raises(InvalidInput, match="unknown_memo_label"):
        drafting.relabel(session, add(session, "highlight", "Words."), "rumour")
    with pytest.raises(InvalidInput, match="unknown_memo_label"):
        drafting.relabel(session, add(session, "scope", "More."), "fact")


def test_a_section_is_renamed_with_all_its_sentences(session):
    for text in ("1", "2"):
        add(session, "review", text, section="Old")
    done(session, drafting.rename_section(session, here(session), "Old", " New  words "))
    sections = [i.section for i in drafting.items_of(session, here(session), "review")]
    assert sections == ["New words", "New words"]
    with pytest.raises(InvalidInput, match="heading_without_words"):
        drafting.rename_section(session, here(session), "New words", " ")


def test_a_removed_sentence_comes_back_where_it_was(session):
    ids = [add(session, "highlight", t) for t in ("1", "2", "3")]
    done(session, drafting.remove(session, ids[1]))
    assert texts(session, "highlight") == ["1", "3"]
    session.undo()
    assert texts(session, "highlight") == ["1", "2", "3"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-5, 5)), max_size=8))
def test_no_order_of_moves_loses_or_doubles_a_sentence(session, moves):
    part = "conclusion"
    while len(drafting.items_of(session, here(session), part)) < 5:
        add(session, part, str(len(texts(session, part))))
    for which, places in moves:
        before = texts(session, part)
        id = drafting.items_of(session, here(session), part)[which].id
        session.do(drafting.move(session, id, places))
        text = before.pop(which)
        before.insert(min(max(which + places, 0), 4), text)
        assert texts(session, part) == before
