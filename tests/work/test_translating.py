"""Translations of quotations: records of their own that go with what they translate."""

import pytest

from assay.work import citing, translating
from assay.work.views.question import question_view
from factories import a_session
from factories_vault import attached


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def item(session, tmp_path):
    return attached(session, tmp_path, "note.txt", "持股比例为百分之五十一。")


def cited(session, item, **said):
    here = session.assessment().id
    session.do(citing.cite(session, here, "AAA-01", item, quote="持股比例", **said))
    return next(iter(session.state["citation"]))


def found(session, citation):
    return translating.translations(session.state).get(citation)


def test_a_translation_is_recorded_with_who_made_it_in_the_step_that_cites(session, item):
    id = cited(session, item, translation="stake")
    said = found(session, id)
    assert (said.text, said.translator, translating.way(said)) == (
        *("stake", session.person.author),
        "person",
    )
    assert session.state["citation"][id]["translation"] == ""
    session.undo()
    assert not session.state.get("citation")
    assert not session.state.get("translation")


@pytest.mark.parametrize("by", translating.WAYS)
def test_who_or_what_translated_is_kept(session, item, by):
    assert (
        translating.way(found(session, cited(session, item, translation="s", translated=by))) == by
    )


def test_a_machines_words_become_checked_in_place(session, item):
    id = cited(session, item, translation="stake", translated="machine")
    before = found(session, id)
    session.do(citing.recite(session, id, translated="checked"))
    after = found(session, id)
    assert (after.id, after.text, after.by_machine, after.checked) == (
        *(before.id, "stake"),
        *(True, True),
    )


def test_saying_the_same_again_changes_nothing(session, item):
    id = cited(session, item, translation="stake")
    assert not citing.recite(session, id, translation="stake", translated="person")


def test_an_emptied_translation_is_taken_away(session, item):
    id = cited(session, item, translation="stake")
    session.do(citing.recite(session, id, translation=" "))
    assert found(session, id) is None


def test_words_kept_in_the_citation_move_into_the_record_when_they_are_edited(session, item):
    id = cited(session, item)
    row = session.state["citation"][id]
    session.do(citing.step("edit_citation", [citing.updated("citation", row, translation="old")]))
    session.do(citing.recite(session, id, translated="machine"))
    assert (found(session, id).text, session.state["citation"][id]["translation"]) == ("old", "")


@pytest.mark.parametrize("taken", ["citation", "evidence"])
def test_a_translation_goes_with_what_it_translates(session, item, taken):
    id = cited(session, item, translation="stake")
    session.do(citing.uncite(session, id) if taken == "citation" else citing.remove(session, item))
    assert not session.state.get("translation")
    session.undo()
    assert found(session, id).text == "stake"


def test_the_card_of_a_question_holds_it(session, item):
    cited(session, item, translation="stake", translated="machine")
    (card,) = question_view(session, session.assessment().id, "AAA-01").cards
    assert (card.translation.text, card.translation.checked) == ("stake", False)
