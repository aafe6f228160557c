"""What a redacted copy says of its gaps: who took something out; nothing is said where nothing is."""

import pytest

from assay.core.answers import unanswered
from assay.work import answering
from assay.work.masking import GAP, Redaction
from assay.work.session import Person, open_session
from assay.work.sharing import Form, Wish, share
from assay.work.views.library import library_view
from assay.work.views.question import question_view
from assay.work.views.viewer import viewer_view
from assay.work.withholding import Withholding
from factories import PERSON
from factories_sharing import a_project, evidence_id
from factories_store import computer


@pytest.fixture
def redacted(tmp_path):
    """Opens a copy, on another computer, from which this was left out."""
    session = a_project(tmp_path)
    items = frozenset([evidence_id(session, 1)])
    opened = []
    with computer("theirs", tmp_path):

        def open_copy(**wish):
            out = tmp_path / "out.assay"
            kept = {k: items if v == "first" else v for k, v in wish.items()}
            share(session, Wish(Form.COPY, out, Redaction(**kept)), dict)
            opened.append(open_session(out, Person("Reader", "theirs")))
            return opened[-1]

        yield open_copy
        for one in (*opened, session):
            one.close()


def said(redactions):
    return [one.by for one in redactions]


def views(session):
    here = session.assessment().id
    rows = {row.number: row for row in library_view(session).rows}
    return question_view(session, here, "AAA-01"), rows


def test_what_was_taken_out_of_register_and_answer_says_by_whom(redacted):
    session = redacted(items="first", notes=True)
    question, rows = views(session)
    assert said(question.withheld) == [PERSON.author]
    assert [said(card.withheld) for card in question.cards] == [[PERSON.author]]
    assert said(rows[1].withheld) == [PERSON.author]
    assert said(rows[2].withheld) == []
    assert said(viewer_view(session, evidence_id(session, 1)).withheld) == [PERSON.author]


def test_bytes_that_stayed_behind_are_said_of_the_item_they_belong_to(redacted):
    question, rows = views(redacted(files="first"))
    assert said(rows[1].withheld) == [PERSON.author]
    assert said(rows[2].withheld) == said(question.withheld) == []


def test_a_page_cited_without_words_says_that_quotations_were_taken_out(redacted):
    question, _ = views(redacted(quotes=True))
    (card,) = question.cards
    assert said(card.unquoted) == [PERSON.author]
    assert said(card.withheld) == []


def test_who_is_not_to_be_named_is_not_named(redacted):
    question, _ = views(redacted(notes=True, authors=True))
    (by,) = said(question.withheld)
    assert by.startswith("[P")


def test_a_gap_that_a_person_typed_is_no_redaction(tmp_path):
    session = a_project(tmp_path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "some", rationale=GAP))
    assert views(session)[0].withheld == ()
    session.close()


def test_nothing_is_looked_for_where_nothing_is_missing(tmp_path):
    session = a_project(tmp_path)
    missing = Withholding(session)
    assert missing.of_answer(unanswered(session.assessment().id, "AAA-01")) == ()
    assert missing._found is None
    session.close()
