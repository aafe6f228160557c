"""Damage is told where it touches, blocks only that, and is gone once the bytes are attached again."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.core.errors import NeedsDecision
from assay.work import answering, drafts, ingest, touching
from assay.work.session import Session, open_session
from assay.work.views.library import library_view
from assay.work.views.memo import remarks
from assay.work.views.question import question_view
from assay.work.views.questions import question_list
from factories import PERSON
from factories_damage import NOTICE, sound, with_changed_answer, with_flipped_bytes


@pytest.fixture
def flipped(tmp_path: Path) -> Session:
    return open_session(with_flipped_bytes(tmp_path), PERSON)


def here(session: Session) -> str:
    return session.assessment().id


def test_a_sound_project_has_nothing_damaged(tmp_path: Path) -> None:
    session = open_session(sound(tmp_path), PERSON)
    assert touching.touched(session) == touching.NOTHING
    assert touching.questions(session, here(session)) == frozenset()
    touching.require_whole(session, here(session))
    session.close()


def test_flipped_bytes_touch_their_evidence_what_cites_it_and_nothing_else(flipped) -> None:
    found = touching.touched(flipped)
    assert [p.what for p in found.evidence.values()] == ["blob_damaged"]
    assert not found.answers
    assert not found.items
    assert touching.questions(flipped, here(flipped)) == {"AAA-01"}
    flipped.close()


def test_it_is_shown_by_list_card_library_and_memo(flipped) -> None:
    shown = question_list(flipped, here(flipped))
    assert [r.id for g in shown.groups for r in g.rows if r.damaged] == ["AAA-01"]
    assert shown.counts["damaged"] == 1
    view = question_view(flipped, here(flipped), "AAA-01")
    assert [card.damage.what for card in view.cards if card.damage] == ["blob_damaged"]
    assert view.damage is None
    (row,) = library_view(flipped, filters={"damaged"}).rows
    assert row.damage == "blob_damaged"
    kinds = {r.kind: r.severity for r in remarks(flipped, here(flipped))}
    assert kinds["source_damaged"] == "blocks"
    flipped.close()


def test_a_final_memo_cannot_rest_on_it_and_a_draft_can(flipped) -> None:
    with pytest.raises(NeedsDecision, match="memo_cites_damaged"):
        drafts.take(flipped, here(flipped), final=True)
    assert drafts.take(flipped, here(flipped)).memo()
    flipped.close()


def test_everything_else_goes_on(flipped) -> None:
    flipped.do(answering.answer(flipped, here(flipped), "AAA-01", "full"))
    flipped.do(answering.answer(flipped, here(flipped), "BBB-02", "no"))
    flipped.publish()
    flipped.close()


def test_attaching_the_file_again_mends_it_everywhere(flipped, tmp_path) -> None:
    assert question_list(flipped, here(flipped)).counts["damaged"] == 1
    again = tmp_path / "again.txt"
    again.write_bytes(NOTICE)
    flipped.do(ingest.attach(flipped, [again]))
    assert touching.touched(flipped) == touching.NOTHING
    assert question_list(flipped, here(flipped)).counts["damaged"] == 0
    assert library_view(flipped, filters={"damaged"}).rows == ()
    touching.require_whole(flipped, here(flipped))
    flipped.close()


def test_an_answer_changed_past_its_history_is_named_at_the_answer(tmp_path: Path) -> None:
    session = open_session(with_changed_answer(tmp_path), PERSON)
    found = touching.touched(session)
    (key,) = found.answers
    assert key.endswith("/AAA-01")
    assert not found.evidence
    view = question_view(session, here(session), "AAA-01")
    assert view.damage is not None
    assert view.damage.what == "row_differs"
    assert question_view(session, here(session), "BBB-02").damage is None
    session.close()
