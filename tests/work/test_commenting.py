"""Commenting: threads that people ask and answer in, settled and private ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import commenting
from assay.work.session import Session
from assay.work.views.questions import question_list
from factories import a_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_session(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


def asked(session: Session, here: str, text: str = "Which article?", **how: bool) -> str:
    session.do(commenting.comment(session, here, "AAA-01", text, **how))
    return session.remarks.threads(here, "AAA-01")[-1].first.id


def test_a_comment_says_who_and_when_and_is_answered(session, here) -> None:
    first = asked(session, here)
    session.do(commenting.reply(session, first, "Article 18."))
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert (thread.first.author, thread.first.text) == ("Ada Analyst", "Which article?")
    assert thread.first.time.endswith("+00:00")
    assert [reply.text for reply in thread.replies] == ["Article 18."]


def test_the_list_counts_open_threads_until_they_are_settled(session, here) -> None:
    first = asked(session, here)
    assert question_list(session, here).counts["comments"] == 1
    session.do(commenting.settle(session, first))
    assert question_list(session, here).counts["comments"] == 0
    session.do(commenting.reopen(session, first))
    found = question_list(session, here, filters=frozenset({"comments"}))
    assert [row.id for group in found.groups for row in group.rows] == ["AAA-01"]


def test_what_answers_a_private_comment_is_private(session, here) -> None:
    first = asked(session, here, private=True)
    session.do(commenting.reply(session, first, "Between us."))
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert thread.first.private
    assert thread.replies[0].private


def test_privacy_holds_for_the_whole_thread(session, here) -> None:
    first = asked(session, here)
    session.do(commenting.reply(session, first, "Yes."))
    session.do(commenting.keep_private(session, first, True))
    (thread,) = session.remarks.threads(here, "AAA-01")
    assert thread.first.private
    assert thread.replies[0].private
    session.undo()
    assert not session.remarks.threads(here, "AAA-01")[0].first.private


def test_undo_takes_a_comment_away(session, here) -> None:
    asked(session, here)
    session.undo()
    assert session.remarks.threads(here, "AAA-01") == ()


def test_words_are_needed_and_no_word_of_it_stands_in_the_label(session, here) -> None:
    with pytest.raises(InvalidInput, match="comment_without_text"):
        commenting.comment(session, here, "AAA-01", "  ")
    made = commenting.comment(session, here, "AAA-01", "A secret", private=True)
    assert "secret" not in str(dict(made.label.facts))
    with pytest.raises(NotFound):
        commenting.reply(session, "nowhere", "Hello")
