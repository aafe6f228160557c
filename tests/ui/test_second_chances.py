"""When a file does not open: in use, changed on both sides, damaged; the person is asked, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from assay.core.errors import InUse, NotAProject, NotFound, UserError
from assay.ui import second_chances, trouble
from assay.work import answering
from assay.work.session import open_session
from factories import PERSON, a_session


class Asked:
    """Answers every question the same way and remembers what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, yes: bool, choice: int | None) -> None:
        self.questions: list[str] = []
        self.told: list[UserError] = []
        monkeypatch.setattr(trouble, "confirm", lambda q, e, v, p=None: self._note(q, yes))
        monkeypatch.setattr(trouble, "choose", lambda q, e, v, p=None: self._note(q, choice))
        monkeypatch.setattr(trouble, "tell", lambda error, p=None: self.told.append(error))

    def _note(self, question: str, answer: object) -> object:
        self.questions.append(question)
        return answer


@pytest.fixture
def window(qtbot: object) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def failure(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        open_session(path, PERSON)
    return caught.value


def test_a_project_open_elsewhere_is_offered_for_reading(
    tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(monkeypatch, yes=True, choice=None)
    session = a_session(tmp_path)
    error = failure(session.path)
    assert isinstance(error, InUse)
    job = second_chances.offer(error, session.path, PERSON, window)
    assert job is not None
    reading = job.open()
    assert reading.store.read_only
    assert asked.questions == ["Open project.assay for reading only?"]
    reading.close()
    session.close()


def test_saying_no_opens_nothing(
    tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    Asked(monkeypatch, yes=False, choice=None)
    session = a_session(tmp_path)
    assert second_chances.offer(failure(session.path), session.path, PERSON, window) is None
    session.close()


@pytest.mark.parametrize(("choice", "value"), [(0, "full"), (1, "full"), (2, "some")])
def test_of_two_versions_the_person_chooses(
    tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch, choice: int, value: str
) -> None:
    Asked(monkeypatch, yes=True, choice=choice)
    session = a_session(tmp_path)
    here, path = session.assessment().id, session.path
    session.do(answering.answer(session, here, "AAA-01", "some"))
    session.publish()
    theirs = path.read_bytes()
    session.do(answering.clear(session, here, "AAA-01"))
    session.publish()
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.close()
    path.write_bytes(theirs)
    job = second_chances.offer(failure(path), path, PERSON, window)
    assert job is not None
    opened = job.open()
    assert answering.answer_of(opened, here, "AAA-01").value == value
    assert job.merges == (choice == 0)
    opened.close()


def test_a_damaged_file_is_salvaged_into_a_new_one(
    tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    Asked(monkeypatch, yes=True, choice=None)
    out = tmp_path / "saved.assay"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(out), ""))
    session = a_session(tmp_path)
    session.close()
    broken = tmp_path / "broken.assay"
    broken.write_bytes(session.path.read_bytes()[:-40_000])
    error = failure(broken)
    assert isinstance(error, NotAProject)
    job = second_chances.offer(error, broken, PERSON, window)
    assert job is not None
    opened = job.open()
    assert opened.path == out
    opened.close()


def test_what_cannot_be_helped_is_told(
    tmp_path: Path, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(monkeypatch, yes=True, choice=None)
    error = failure(tmp_path / "nothing.assay")
    assert isinstance(error, NotFound)
    assert second_chances.offer(error, tmp_path / "nothing.assay", PERSON, window) is None
    assert asked.told == [error]
    assert asked.questions == []
