"""Competing explanations: added, marked against the evidence of the project, taken away as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import explaining
from assay.work.session import Session
from factories_dashboard import a_rated


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    here = opened.assessment().id
    for text in ("The parent  decides.\n", "The market decides."):
        opened.do(explaining.add(opened, here, text))
    yield opened
    opened.close()


def rows(session: Session) -> list[str]:
    return [h.id for h in explaining.explanations(session, session.assessment().id)]


def test_explanations_stand_in_the_order_of_their_coming(session) -> None:
    found = explaining.explanations(session, session.assessment().id)
    assert [h.text for h in found] == ["The parent decides.", "The market decides."]


def test_a_mark_is_set_changed_and_taken_away(session) -> None:
    first, _ = rows(session)
    (evidence, *_) = session.state["evidence"]
    for said in ("consistent", "inconsistent"):
        session.do(explaining.mark(session, first, evidence, said))
        assert session.state["consistency"][f"{first}/{evidence}"]["mark"] == said
    session.do(explaining.mark(session, first, evidence, ""))
    assert not session.state.get("consistency")
    assert not explaining.mark(session, first, evidence, ""), "nothing to take away"


def test_an_explanation_goes_with_its_marks_and_comes_back_with_them(session) -> None:
    first, second = rows(session)
    (evidence, *_) = session.state["evidence"]
    session.do(explaining.mark(session, first, evidence, "neutral"))
    session.do(explaining.remove(session, first))
    assert rows(session) == [second]
    assert not session.state.get("consistency")
    session.undo()
    assert rows(session) == [first, second]
    assert session.state["consistency"]


def test_what_is_none_is_refused(session) -> None:
    first, _ = rows(session)
    (evidence, *_) = session.state["evidence"]
    here = session.assessment().id
    with pytest.raises(InvalidInput, match="explanation_without_text"):
        explaining.add(session, here, " \n ")
    with pytest.raises(InvalidInput, match="text_too_long"):
        explaining.reword(session, first, "x" * 1001)
    with pytest.raises(InvalidInput, match="unknown_mark"):
        explaining.mark(session, first, evidence, "agrees")
    with pytest.raises(NotFound, match="unknown_evidence"):
        explaining.mark(session, first, "99", "neutral")
    with pytest.raises(NotFound, match="unknown_explanation"):
        explaining.mark(session, "gone", evidence, "neutral")


def test_it_can_be_said_in_other_words(session) -> None:
    first, _ = rows(session)
    session.do(explaining.reword(session, first, "The state decides."))
    assert explaining.explanations(session, session.assessment().id)[0].text == "The state decides."
