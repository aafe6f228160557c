"""A memo prints so much of one text, says that it was cut, and lists it among what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from assay.core.memo_text import width
from assay.words.voice import Voice
from assay.work.memo_length import LONGEST, within
from assay.work.memo_omitted import DETAILS, TYPED
from factories_memo import (
    answer,
    cnre_state,
    hostile_state,
    item,
    memo_of,
    short_checklist,
    state_of,
)

MARK = "(… cut; the whole text is in the project)"
LONG = "word " * LONGEST
JOINED = 3
"""Texts that one line of the memo may put together."""


def texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, (tuple, list)):
        for one in part:
            yield from texts(one)
    elif isinstance(part, dict):
        yield from texts(list(part.values()))
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def lengthened(table: str, row: dict[str, object]) -> dict[str, object]:
    """The row with every text of a person's far longer than a memo prints."""
    long = {name: LONG for name in TYPED.get(table, ()) if name != "details"}
    if "details" not in row:
        return {**row, **long}
    told = json.loads(str(row["details"]) or "{}")
    more = {
        name: [LONG for _ in value] if isinstance(value, list) else LONG
        for name, value in told.items()
        if name in DETAILS
    }
    return {**row, **long, "details": json.dumps({**told, **more})}


def test_no_text_of_a_memo_is_much_longer_than_what_it_prints_of_one():
    state, assessment = cnre_state()
    parts: set[object] = set()
    for table, rows in state.items():
        for key, row in rows.items():
            if (table, row.get("part")) not in parts:
                parts.add((table, row.get("part")))
                state = {**state, table: {**state[table], key: lengthened(table, row)}}
    for memo in (
        memo_of(state, assessment),
        memo_of(hostile_state(LONG), listed=short_checklist()),
    ):
        assert max(map(len, texts(memo))) < JOINED * LONGEST
        assert any(MARK in text for text in texts(memo))


def test_a_text_as_long_as_what_is_printed_stays_whole():
    state = state_of(answer("PTY-01", rationale="x" * LONGEST))
    assert within(state, Voice("en")) == state


def test_a_longer_text_keeps_its_beginning_and_says_where_the_rest_is():
    state = within(state_of(answer("PTY-01", rationale="x" * (LONGEST + 1))), Voice("en"))
    (row,) = state["answer"].values()
    assert row["rationale"] == "x" * LONGEST + " " + MARK


def test_details_are_cut_field_by_field_and_stay_readable():
    entry = item("scenario", "It may.", name=LONG, impact="none", indicators=["a sign"] * LONGEST)
    (row,) = within(state_of(entry), Voice("en"))["memo_item"].values()
    told = json.loads(str(row["details"]))
    assert told["impact"] == "none"
    assert told["name"].endswith(MARK)
    assert sum(map(len, told["indicators"])) <= LONGEST + len(MARK) + 1
    assert told["indicators"][-1].endswith(MARK)


def test_sources_of_a_sentence_are_never_cut():
    entry = item("highlight", "It is.", evidence=("evidence-1",) * LONGEST)
    state = state_of(entry)
    assert within(state, Voice("en")) == state


def test_an_answer_that_differs_behind_what_is_printed_is_still_another_one():
    state = state_of(answer("PTY-01", value="x" * (LONGEST + 1)))
    (row,) = within(state, Voice("en"))["answer"].values()
    assert row["value"] == "x" * (LONGEST + 1)


def test_what_is_fitted_into_a_line_is_the_same_however_long_the_rest_is():
    from assay.core.memo_text import fitted

    for start in ("words and words " * 20, "中国北方稀土" * 40):
        short = fitted(start, 120)
        assert short == fitted(start + "x" * 100_000, 120)
        assert width(short) <= 121
