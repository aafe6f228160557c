"""A synced folder: another process replaces the file while a window has it open, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import factories_window as by
from assay.ui import trouble
from assay.work import answering, recovering
from assay.work import watching as work_watching
from factories_window import PATIENCE, a_project, press

COLLEAGUE = Path(__file__).with_name("colleague.py")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "synced").mkdir()
    return a_project(tmp_path / "synced")


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def replaced_by_a_colleague(path: Path, elsewhere: Path, question: str, value: str) -> None:
    """What a sync client brings: the file as a colleague published it, from a computer of their own."""
    done = subprocess.run(
        [sys.executable, str(COLLEAGUE), str(path), question, value],
        env={**os.environ, "ASSAY_HOME": str(elsewhere)},
        capture_output=True,
        timeout=PATIENCE / 1000,
        check=True,
    )
    assert done.stdout == b"published\n"


def answer(window, question, value):
    session, here = window.bridge.open_session, window.bridge.assessment
    assert window.bridge.do(lambda: answering.answer(session, here, question, value))


def value(window, question):
    session = window.bridge.open_session
    return answering.answer_of(session, window.bridge.assessment, question).value


def is_said(qtbot, window) -> str:
    qtbot.waitUntil(lambda: window.keeping.where == "changed", timeout=PATIENCE)
    return window.sentence.sentence.text()


def test_the_change_is_said_when_it_happens_and_by_whom(qtbot, window, path, tmp_path, told):
    before = path.read_bytes()
    replaced_by_a_colleague(path, tmp_path / "theirs", "BBB-02", "yes")
    said = is_said(qtbot, window)
    assert said.startswith("The file was changed by Bo Colleague at ")
    assert said.endswith("your work is kept")
    by.settled()
    assert window.sentence.sentence.width() >= window.sentence.sentence.sizeHint().width()
    assert path.read_bytes() != before
    assert told.errors == told.questions == []


def test_what_is_edited_meanwhile_is_kept_and_never_written_over_theirs(
    qtbot, window, path, tmp_path, monkeypatch
):
    answer(window, "AAA-01", "some")
    replaced_by_a_colleague(path, tmp_path / "theirs", "BBB-02", "yes")
    theirs = path.read_bytes()
    is_said(qtbot, window)
    answer(window, "AAA-01", "full")
    assert "Bo Colleague" in window.sentence.sentence.text()
    press("Ctrl+S")
    is_said(qtbot, window)
    assert path.read_bytes() == theirs

    mine = path.with_name("mine.assay")
    by.choosing(monkeypatch, mine)
    monkeypatch.setattr(trouble, "choose", lambda *_: 1)
    by.click(window.sentence.action)
    assert by.is_open(window, mine)
    assert window.keeping.where == "kept"
    assert value(window, "AAA-01") == "full"
    assert path.read_bytes() == theirs
    assert window.files.close_project()
    session = by.reopened(path)
    here = session.assessment().id
    assert answering.answer_of(session, here, "BBB-02").value == "yes"
    assert answering.answer_of(session, here, "AAA-01").value is None
    session.close()


def test_their_version_is_opened_at_once_where_nothing_is_unpublished(
    qtbot, window, path, tmp_path, monkeypatch, told
):
    replaced_by_a_colleague(path, tmp_path / "theirs", "BBB-02", "yes")
    is_said(qtbot, window)
    monkeypatch.setattr(trouble, "choose", lambda *_: 2)
    by.click(window.sentence.action)
    qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)
    qtbot.waitUntil(lambda: value(window, "BBB-02") == "yes", timeout=PATIENCE)
    assert told.questions == []
    assert window.keeping.where == "kept"


def test_opening_theirs_over_own_work_asks_and_offers_that_work_again(
    qtbot, window, path, tmp_path, monkeypatch, told
):
    answer(window, "AAA-01", "full")
    replaced_by_a_colleague(path, tmp_path / "theirs", "BBB-02", "yes")
    is_said(qtbot, window)
    monkeypatch.setattr(trouble, "choose", lambda *_: 2)
    by.click(window.sentence.action)
    qtbot.waitUntil(lambda: told.questions != [], timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: by.is_open(window, path) and value(window, "BBB-02") == "yes", timeout=PATIENCE
    )
    assert value(window, "AAA-01") is None
    (offered,) = recovering.unpublished()
    assert offered.aside
    assert [(c.table, c.came) for c in offered.touched] == [("answer", 1)]


def test_our_own_publishing_is_no_change_by_somebody_else(qtbot, window, path):
    answer(window, "AAA-01", "some")
    press("Ctrl+S")
    by.published(qtbot, window)
    looked = []
    window.watching.look()
    qtbot.waitUntil(lambda: not window.watching._looking, timeout=PATIENCE)
    window.watching.changed.connect(looked.append)
    assert window.keeping.where == "kept"
    assert looked == []


def test_a_file_that_is_no_project_any_more_is_said_too(qtbot, window, path):
    path.write_bytes(b"a sync client's half")
    assert is_said(qtbot, window).startswith("The file was changed by someone else at ")


def test_a_look_that_ends_after_our_own_file_was_written_says_nothing(
    qtbot, window, path, tmp_path, monkeypatch
):
    found = []
    looked = work_watching.look

    def look(session, last, progress=None):
        result = looked(session, last, progress)
        if (
            result[1] is not None and not found
        ):  # a slow disk: meanwhile theirs goes, and ours comes
            found.append(result[1])
            path.write_bytes(ours)
        return result

    monkeypatch.setattr(work_watching, "look", look)
    ours = path.read_bytes()
    replaced_by_a_colleague(path, tmp_path / "theirs", "BBB-02", "yes")
    qtbot.waitUntil(lambda: found != [] and not window.watching._looking, timeout=PATIENCE)
    by.settled()
    assert window.keeping.where == "kept"
