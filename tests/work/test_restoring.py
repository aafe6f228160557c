"""Going back: versions are listed, compared and restored as new files; damage is saved from."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.core.errors import CannotWrite, NotAProject, NotFound
from assay.work import answering, restoring
from assay.work.session import open_session
from factories import PERSON, a_session


def worked_on(folder: Path) -> Path:
    """A project published three times, each time with another answer."""
    session = a_session(folder)
    here = session.assessment().id
    for value in ("none", "some", "full"):
        session.do(answering.answer(session, here, "AAA-01", value))
        session.publish()
    path = session.path
    session.close()
    return path


def answer_in(path: Path) -> str | None:
    session = open_session(path, PERSON)
    found = answering.answer_of(session, session.assessment().id, "AAA-01").value
    session.close()
    return found


def test_each_publication_keeps_the_version_before_it(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    assert [version.reason for version in restoring.versions(path)] == ["publish"] * 3


def test_a_version_is_restored_as_a_new_file_and_the_project_stays(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    before = path.read_bytes()
    restoring.restore(path, "1", tmp_path / "back.assay")
    assert answer_in(tmp_path / "back.assay") == "some"
    assert path.read_bytes() == before


def test_a_version_is_never_restored_over_a_file(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    (tmp_path / "taken.assay").write_text("mine")
    with pytest.raises(CannotWrite, match="target_exists"):
        restoring.restore(path, "1", tmp_path / "taken.assay")
    assert (tmp_path / "taken.assay").read_text() == "mine"


@pytest.mark.parametrize("number", ["0", "9", "-1", "first"])
def test_a_version_that_is_not_there_is_named(tmp_path: Path, number: str) -> None:
    path = worked_on(tmp_path)
    with pytest.raises(NotFound, match="unknown_version"):
        restoring.restore(path, number, tmp_path / "back.assay")


def test_a_version_says_how_the_project_differs_from_it(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    session = open_session(path, PERSON)
    here = session.assessment().id
    session.do(answering.answer(session, here, "BBB-02", "no"))
    oldest = restoring.versions(path)[-1]
    found = restoring.difference(oldest, session.state)
    session.close()
    assert found.counts["answer"] == 0
    assert found.came["answer"] == 2
    assert found.last_author == PERSON.author


def test_what_is_sound_in_a_cut_file_is_saved_and_the_rest_is_named(tmp_path: Path) -> None:
    path = worked_on(tmp_path)
    broken = tmp_path / "broken.assay"
    broken.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(NotAProject):
        open_session(broken, PERSON)
    done = restoring.salvage_file(broken, tmp_path / "saved.assay", PERSON)
    assert done.lost
    saved = open_session(done.path, PERSON)
    assert saved.state
    saved.close()


@pytest.mark.parametrize(("side", "value"), [("mine", "full"), ("theirs", "some")])
def test_when_both_have_news_the_chosen_side_goes_on(tmp_path: Path, side: str, value: str) -> None:
    session = a_session(tmp_path)
    here, path = session.assessment().id, session.path
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.publish()
    theirs = path.read_bytes()
    session.do(answering.answer(session, here, "AAA-01", "none"))
    session.publish()
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.close()
    path.write_bytes(theirs)
    with pytest.raises(Exception, match="both_have_news"):
        open_session(path, PERSON)
    opened = restoring.open_either(path, PERSON, side)
    assert answering.answer_of(opened, here, "AAA-01").value == value
    opened.close()
