"""Revisions: a chain replays to the state, names what was tampered with, and survives redaction."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.change import Step, inserted, step
from assay.core.errors import Conflict
from assay.core.revision import (
    Revision,
    completed,
    faults,
    header,
    heads,
    next_time,
    record,
    replay,
    state_id,
    without_author,
    without_body,
)
from factories_change import PROJECT, SALT, an_answer, chain, histories, state_after, texts

ONE = step("answer", [inserted("answer", an_answer())], question="PTY-01")
HEADER = ("parents", "project", "device", "author", "time", "label", "body_sha256")
AUTHOR_SALT = "f" * 32
milliseconds = st.integers(0, 4_102_444_800_000)


@pytest.fixture
def revision() -> Revision:
    return chain([ONE])[0]


@given(histories())
def test_a_chain_replays_to_the_state_its_steps_led_to(done: list[Step]) -> None:
    assert replay(chain(done)) == state_after(done)


@given(histories())
def test_a_revision_gives_back_the_step_it_records(done: list[Step]) -> None:
    assert [revision.step() for revision in chain(done)] == done


@given(histories())
def test_a_recorded_chain_is_sound(done: list[Step]) -> None:
    assert [faults(revision) for revision in chain(done)] == [[] for _ in done]


@given(histories())
def test_a_redacted_body_still_verifies(done: list[Step]) -> None:
    for revision in chain(done):
        redacted = replace(revision, body=None, salt=None)
        assert faults(redacted) == []
        with pytest.raises(ValueError, match="redacted"):
            redacted.step()


def test_the_same_step_at_the_same_time_has_the_same_id(revision: Revision) -> None:
    assert chain([ONE]) == [revision]
    # Written down once, so that a change of the canonical form cannot pass unseen.
    assert revision.id == "bd45696a9a03ad59b04da239c069599299585ff19ac02585b31f565ebf58c206"


@pytest.mark.parametrize("field", HEADER)
def test_a_changed_header_is_named(revision: Revision, field: str) -> None:
    other = ("0" * 64,) if field == "parents" else getattr(revision, field) + "x"
    assert "revision_header_differs" in faults(replace(revision, **{field: other}))


@given(st.data())
def test_a_changed_body_is_named(data: st.DataObject) -> None:
    revision = chain([ONE])[0]
    assert revision.body is not None
    at = data.draw(st.integers(0, len(revision.body) - 1))
    other = data.draw(st.characters(exclude_characters=revision.body[at], codec="utf-8"))
    tampered = replace(revision, body=revision.body[:at] + other + revision.body[at + 1 :])
    assert faults(tampered) == ["revision_body_differs"]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"salt": "f" * 32}, id="other salt"),
        pytest.param({"salt": None}, id="salt gone"),
        pytest.param({"body": None}, id="body gone"),
    ],
)
def test_a_changed_salt_or_half_a_redaction_is_named(
    revision: Revision, fields: dict[str, None]
) -> None:
    assert faults(replace(revision, **fields)) == ["revision_body_differs"]


@given(st.integers(1, 20))
def test_the_border_between_salt_and_body_cannot_be_moved(by: int) -> None:
    revision = chain([ONE])[0]
    assert revision.body is not None
    moved = replace(revision, salt=SALT + revision.body[:by], body=revision.body[by:])
    assert faults(moved) == ["revision_body_differs"]


def test_the_header_holds_neither_body_nor_salt(revision: Revision) -> None:
    assert sorted(json.loads(header(revision))) == sorted(HEADER)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"changes":1}',
        '{"changes":[1]}',
        '{"changes":[{"table":"answer"}]}',
        '{"changes":[{"table":"answer","key":"k","before":null,"after":null}]}',
        '{"changes":[{"table":"answer","key":"k","before":null,"after":{"value":1.5}}]}',
        '{"changes":[{"table":"answer","key":1,"before":null,"after":{}}]}',
        '{"changes":[{"table":1,"key":"k","before":null,"after":{}}]}',
        "[" * 100_000,
    ],
)
def test_a_malformed_body_is_refused(revision: Revision, body: str) -> None:
    with pytest.raises(ValueError, match=r"malformed|Expecting|without a row"):
        replace(revision, body=body).step()


def test_a_chain_in_the_wrong_order_does_not_fit() -> None:
    edit = step("answer", [inserted("answer", an_answer()).inverse()])
    with pytest.raises(Conflict):
        replay(reversed(chain([ONE, edit])))


def test_heads_are_what_nothing_builds_on() -> None:
    first, second = chain([ONE, ONE])
    aside = replace(second, id="f" * 64)
    assert heads([first, second]) == (second.id,)
    assert heads([first, second, aside]) == tuple(sorted([second.id, aside.id]))
    assert heads([]) == ()


def test_the_state_id_does_not_depend_on_the_order_of_heads() -> None:
    assert state_id(["a", "b"]) == state_id(["b", "a"])
    assert state_id(["a", "b"]) != state_id(["ab"])


def test_the_order_of_parents_does_not_matter() -> None:
    def merge(*parents: str) -> Revision:
        return record(
            ONE, parents=parents, project=PROJECT, device="d", author="A", time="t", salt=SALT
        )

    assert merge("a", "b") == merge("b", "a")


@given(texts)
def test_any_author_can_be_recorded(author: str) -> None:
    revision = record(
        ONE, parents=[], project=PROJECT, device="d", author=author, time="t", salt=SALT
    )
    assert faults(revision) == []


@given(st.lists(milliseconds, min_size=1, max_size=30))
def test_the_clock_never_runs_backwards(wall: list[int]) -> None:
    last = None
    for now in wall:
        after = next_time(now, last)
        assert last is None or after > last
        last = after


def test_the_clock_shows_the_wall_time_when_that_is_ahead() -> None:
    assert next_time(1_763_900_531_345, None) == "2025-11-23T12:22:11.345Z/0000"
    assert next_time(1_763_900_531_346, "2025-11-23T12:22:11.345Z/0007").endswith("346Z/0000")


def test_the_clock_counts_on_while_the_wall_stands_still_or_lies_behind() -> None:
    assert next_time(0, "2025-11-23T12:22:11.345Z/0007") == "2025-11-23T12:22:11.345Z/0008"
    assert next_time(0, "2025-12-31T23:59:59.999Z/9999") == "2026-01-01T00:00:00.000Z/0000"


@pytest.mark.parametrize("last", ["", "yesterday", "2025-11-23T12:22:11.345Z", "9/9", "zzzz/0001"])
def test_what_is_no_time_is_refused(last: str) -> None:
    with pytest.raises(ValueError, match=r"time data|invalid literal"):
        next_time(0, last)


def sealed() -> Revision:
    return chain([ONE], author_salt=AUTHOR_SALT)[0]


def test_the_second_form_is_written_down_once_too() -> None:
    assert sealed().id == "209812283ba17982b365f542bbcabe0612b6a377a3e1de0ab9e06db228d5446e"


@given(histories())
def test_what_a_redaction_takes_out_of_the_second_form_is_gone_and_the_chain_holds(
    done: list[Step],
) -> None:
    for revision in chain(done, author="Ada Who", author_salt=AUTHOR_SALT):
        bare = without_author(without_body(revision))
        assert faults(revision) == faults(bare) == []
        assert bare.id == revision.id
        assert (bare.author, bare.author_salt, bare.salt, bare.body) == ("", None, None, None)
        assert "Ada Who" not in header(revision) + header(bare)
        assert json.loads(bare.label)["facts"] == {}


@pytest.mark.parametrize(
    "change",
    [
        {"author": "Eve"},
        {"author": ""},
        {"author_salt": None},
        {"author_salt": "0" * 32},
        {"author_sha256": "0" * 64},
        {"label_sha256": "0" * 64},
        {"label_sha256": ""},
        {"label": '{"facts":{"question":"PTY-02"},"message":"answer"}'},
        {"label": '{"facts":{},"message":"answer"}'},
        {"label": '{"facts":{"question":"PTY-01"},"message":"clear"}'},
        {"label": "[]"},
        {"label": "{"},
        {"salt": None, "body": None},
    ],
)
def test_what_was_changed_in_the_second_form_is_named(change: dict[str, str | None]) -> None:
    assert "revision_header_differs" in faults(replace(sealed(), **change))


def test_the_name_cannot_be_taken_out_of_the_first_form(revision: Revision) -> None:
    with pytest.raises(ValueError, match="covers the name"):
        without_author(revision)
    assert faults(without_body(revision)) == []


@given(histories())
def test_two_copies_that_lack_different_things_make_one_whole(done: list[Step]) -> None:
    for revision in chain(done, author_salt=AUTHOR_SALT):
        nameless, bodyless = without_author(revision), without_body(revision)
        assert completed(nameless, bodyless) == completed(bodyless, nameless) == revision
        with pytest.raises(ValueError):
            completed(revision, replace(revision, device="another"))
        with pytest.raises(ValueError):
            completed(revision, replace(revision, body="{}"))
