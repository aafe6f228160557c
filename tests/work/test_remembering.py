"""What this computer remembers of a project: kept apart from it, and never a reason not to open it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay import prefs
from assay.core.errors import InvalidInput
from assay.work import remembering
from assay.work.remembering import Narrowing, Place
from factories import a_session


@pytest.fixture
def session(tmp_path: Path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def test_what_was_kept_is_recalled_and_leaves_the_project_alone(session) -> None:
    before, state = session.path.read_bytes(), session.store.state_id()
    place = Place(
        session.assessment().id, {session.assessment().id: "AAA-02"}, panes=(300, 700, 340)
    )
    remembering.save_view(place, "  Thin   evidence ", Narrowing("", ("no_evidence",), "clause"))
    remembering.keep(session, place)
    assert remembering.recall(session) == place
    assert [v.name for v in place.views] == ["Thin evidence"]
    assert (session.path.read_bytes(), session.store.state_id()) == (before, state)


@pytest.mark.parametrize("bytes_", [b"", b"[]", b'{"scroll": "far"}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_memory_is_no_memory(session, bytes_) -> None:
    folder = prefs.data_dir() / "places"
    folder.mkdir(parents=True)
    (folder / f"{session.store.project_id}.json").write_bytes(bytes_)
    assert remembering.recall(session) == Place()


def test_a_view_of_the_same_name_gives_way_and_can_be_forgotten() -> None:
    place = Place()
    remembering.save_view(place, "Mine", Narrowing("", ("open",)))
    shown = Narrowing("", ("stale",), "x", "worth")
    remembering.save_view(place, "mine", shown)
    assert [(v.name, v.filters) for v in place.views] == [("mine", ("stale",))]
    assert remembering.named(place.views, shown) == "mine"
    assert remembering.named(place.views, Narrowing()) == ""
    remembering.forget_view(place, "mine")
    assert place.views == ()


def test_a_view_needs_a_name_and_there_are_not_too_many() -> None:
    place = Place()
    with pytest.raises(InvalidInput, match="view_without_name"):
        remembering.save_view(place, "  ", Narrowing())
    for number in range(remembering.VIEWS_LIMIT):
        remembering.save_view(place, f"View {number}", Narrowing())
    with pytest.raises(InvalidInput, match="too_many_views"):
        remembering.save_view(place, "One more", Narrowing())


def test_where_nothing_can_be_written_it_is_for_this_run(session) -> None:
    folder = prefs.data_dir()
    (folder / "places").write_text("a file in the way", "utf-8")
    remembering.keep(session, Place("a"))
    assert remembering.recall(session) == Place()
