"""What was entered stands in the memo, or the memo says that it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.core.memo import Memo, Table, Words
from assay.core.memo_profile import EXTERNAL, INTERNAL, Profile, profile_of
from assay.core.scorecard import Scorecard
from assay.work import memo_writing
from assay.work.memo_length import LONGEST
from assay.work.memo_omitted import Printed
from factories_canaries import INSIDE, NAMES, QUESTION, project
from factories_memo import ASSESSMENT, STATE_ID, answer, cnre_state, short_checklist, state_of

WITHOUT_NAMES = Profile(external=True, names=False)
UNPRINTED = {
    "assignment": ("Assignments", QUESTION),
    "weighting": ("Weights of one's own", ""),
    "what_if": ("What-if scenarios", ""),
    "project": ("Title and note of the project", ""),
    "other": ("Other assessments in the project", ""),
    "adjudication": ("Adjudicated disagreements", QUESTION),
}
"""Kinds that a memo may leave out, with how it says so."""


def written(state, profile=INTERNAL, listed=None, assessment=ASSESSMENT) -> Memo:
    listed = listed or short_checklist()
    return memo_writing.write(
        state,
        listed,
        assessment,
        Scorecard(listed, state, assessment),
        state_id=STATE_ID,
        app_version="0.1.0",
        profile=profile,
    )


def left_out(memo: Memo) -> dict[str, str]:
    """What the memo says it leaves out, with the places."""
    (block,) = next(s for s in memo.sections if s.id == "omitted").blocks
    if not isinstance(block, Table):
        return {}
    lines = (
        [
            "".join(run.text for run in line if isinstance(run, Words))
            for cell in row.cells
            for line in cell
        ]
        for row in block.rows
    )
    return {what: where for what, where, *_ in lines}


def printed(memo: Memo) -> Printed:
    return Printed(memo.decision, memo.whole, memo.sections, memo.meta)


@pytest.mark.parametrize("profile", [INTERNAL, EXTERNAL, WITHOUT_NAMES], ids=lambda p: p.id)
def test_every_text_is_printed_or_listed_with_its_place(profile) -> None:
    given = project()
    memo = written(given.state, profile)
    said, listed = printed(memo), left_out(memo)
    inside = {*(INSIDE if profile.external else ()), *(() if profile.names else NAMES)}
    for place, mark in given.marks.items():
        if place in inside or mark in said:
            continue
        kind = place.partition(".")[0]
        assert kind in UNPRINTED, f"{place} is neither printed nor listed"
        what, where = UNPRINTED[kind]
        assert what in listed, place
        assert where in listed[what]


@pytest.mark.parametrize("profile", [EXTERNAL, WITHOUT_NAMES], ids=lambda p: p.id)
def test_what_is_for_inside_stays_inside(profile) -> None:
    given = project()
    memo = written(given.state, profile)
    said = printed(memo)
    inside = (*INSIDE, *(() if profile.names else NAMES))
    assert [place for place in inside if given.marks[place] in said] == []
    listed = left_out(memo)
    assert listed["Private comments"] == f"{QUESTION} ×2"
    assert listed["Working notes on evidence"] == "[1]"
    assert listed["Folders of linked files"] == "[1]"
    assert ("Names of people" in listed) is not profile.names


def test_inside_a_private_comment_is_printed_and_says_so() -> None:
    given = project()
    said = printed(written(given.state))
    assert [place for place in INSIDE if given.marks[place] not in said] == []
    assert "private" in said


def test_the_worked_example_leaves_nothing_out() -> None:
    from factories_memo import checklist

    state, id = cnre_state()
    assert left_out(written(state, INTERNAL, checklist(), id)) == {}


def test_a_text_that_is_cut_is_listed_with_its_question() -> None:
    memo = written(state_of(answer(QUESTION, rationale="word " * LONGEST)))
    assert left_out(memo) == {"Text behind the first 20,000 characters": QUESTION}


def test_a_record_of_a_later_version_is_named() -> None:
    state = state_of()
    state["sounding"] = {"x": {"id": "x", "text": "depth"}}
    assert left_out(written(state)) == {"Records of a later version": "sounding"}


def test_a_comment_stands_with_its_question_answers_behind_what_they_answer() -> None:
    memo = written(project().state)
    answers = next(s for s in memo.sections if s.id == "answers")
    entry = next(b for b in answers.blocks if getattr(b, "code", "") == QUESTION)
    said = [line[0].text for line in entry.lines if isinstance(line[0], Words)]
    heads = [head for head in said if head.startswith(("Comment", "Answer to"))]
    assert [head.partition(" ·")[0] for head in heads] == [
        *("Comment", "Answer to a comment") * 2,
    ]


def test_comments_in_a_circle_do_not_hang() -> None:
    given = project()
    rows = given.state["comment"]
    rows["open"] = {**rows["open"], "parent": "reply"}
    said = printed(written(given.state, EXTERNAL))
    assert given.marks["comment.open.text"] in said
    assert given.marks["comment.reply.text"] in said


def test_profiles_are_known_by_their_ids() -> None:
    for external in (False, True):
        for names in (False, True):
            profile = Profile(external, names)
            assert profile_of(profile.id) == profile
    assert profile_of("confidential") is None
    assert [p.attaches_data for p in (INTERNAL, EXTERNAL, replace(INTERNAL, names=False))] == [
        *(True, False, False),
    ]


def test_the_disclaimer_of_the_house_joins_the_disclosures() -> None:
    state = state_of()
    listed = short_checklist()
    memo = memo_writing.write(
        *(state, listed, ASSESSMENT, Scorecard(listed, state, ASSESSMENT)),
        state_id=STATE_ID,
        app_version="0.1.0",
        disclaimer="For members only.\n\nNot advice.",
    )
    found = next(s for s in memo.sections if s.id == "disclosures")
    texts = [block.text[0].text for block in found.blocks[:3]]
    assert texts[1:] == ["For members only.", "Not advice."]


def test_what_was_said_in_the_memo_before_stays_inside_too() -> None:
    from assay.work.memo_changes import Earlier

    given, listed = project(), short_checklist()
    before = Earlier("2026-01-01", "e" * 64, ASSESSMENT, listed, given.state)
    state = state_of()
    memo = memo_writing.write(
        *(state, listed, ASSESSMENT, Scorecard(listed, state, ASSESSMENT)),
        state_id=STATE_ID,
        app_version="0.1.0",
        profile=WITHOUT_NAMES,
        earlier=before,
    )
    said = printed(memo)
    assert [place for place in (*INSIDE, *NAMES) if given.marks[place] in said] == []
