"""The start page: ways to begin, recent projects with what is known of them, work never published."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories_window as by
from assay.ui.widgets.buttons import Button
from assay.ui.widgets.notices import Banner
from assay.ui.widgets.recent_rows import RecentList
from assay.work import answering, recents
from factories_window import PATIENCE, press


@pytest.fixture
def path(tmp_path):
    return by.a_project(tmp_path)


def noted(path):
    session = by.reopened(path)
    recents.note(session)
    session.close()


def rows(window):
    shown = window.start.findChild(RecentList)
    return [] if shown is None else shown.rows.rows()


def test_on_the_first_day_there_is_the_example_and_no_empty_list(qtbot):
    window = by.a_window(qtbot)
    assert window.start.findChild(RecentList) is None
    assert window.start.findChild(Banner) is None
    assert window.start.example.isVisible()


def test_recent_projects_tell_how_far_they_are(qtbot, path):
    noted(path)
    window = by.a_window(qtbot)
    (row,) = rows(window)
    assert (row.name, row.answered, row.asked) == ("Example Mining", 0, 7)
    assert row.status == "Not ratable, provisional"
    assert row.warning
    assert row.when.startswith("today")
    assert not row.missing


def test_a_recent_project_opens(qtbot, path):
    noted(path)
    window = by.a_window(qtbot)
    by.settled()
    window.start.findChild(RecentList).setFocus()
    press("Return")
    qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)


def test_a_file_that_is_gone_is_marked_and_said_when_it_is_opened(qtbot, path, told):
    noted(path)
    path.unlink()
    window = by.a_window(qtbot)
    (row,) = rows(window)
    assert row.missing
    assert row.state_words() == "File not found: moved, renamed or unplugged"


def test_the_list_is_in_the_order_of_opening_without_repeats(qtbot, tmp_path, path):
    other = by.a_project(tmp_path, "other.assay")
    window = by.a_window(qtbot)
    for opened in (path, other, path):
        by.open_in(qtbot, window, opened)
    window.files.close_project()
    assert [Path(row.id).name for row in rows(window)] == ["project.assay", "other.assay"]


def test_a_damaged_list_of_recent_projects_counts_as_none(qtbot, home):
    (home / "data").mkdir(parents=True)
    (home / "data" / "recent.json").write_text('[{"path": 3}, "what"]')
    window = by.a_window(qtbot)
    assert rows(window) == []


def test_work_that_was_never_published_is_offered_and_opens(qtbot, path):
    session = by.reopened(path)
    session.do(answering.answer(session, session.assessment().id, "AAA-01", "some"))
    session.close()
    window = by.a_window(qtbot)
    banner = window.start.findChild(Banner)
    assert banner.title.text() == "Assay closed before it could publish project.assay"
    assert banner.text.text().startswith("1 answer newer than the file")
    by.click(banner.findChild(Button))
    qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)
    assert window.isWindowModified()


def test_while_something_is_opened_nothing_else_is_started(qtbot, path):
    window = by.a_window(qtbot)
    window.files.open_path(path)
    assert window.start.busy.text() == "Opening project.assay…"
    assert not window.start.choices["new_project"].isEnabled()
    assert not window.start.example.isEnabled()
    qtbot.waitUntil(lambda: by.is_open(window, path), timeout=PATIENCE)
    assert window.start.busy.text() == ""
    assert window.start.example.isEnabled()


def test_the_example_opens_beside_what_is_there_and_overwrites_nothing(
    qtbot, tmp_path, monkeypatch
):
    window = by.a_window(qtbot)
    (tmp_path / "cnre.assay").write_bytes(b"mine")
    monkeypatch.setattr(window.files, "_folder", lambda: tmp_path)
    by.click(window.start.example)
    qtbot.waitUntil(lambda: window.bridge.session is not None, timeout=PATIENCE)
    assert window.bridge.path() == tmp_path / "cnre-2.assay"
    assert (tmp_path / "cnre.assay").read_bytes() == b"mine"
    home = window.pages["home"]
    assert home.tasks.rows.rowCount() == 12
    assert home.header.example.isVisible()


def test_work_that_was_never_published_is_told_by_what_it_is(qtbot, path):
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "full"))
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    session.close()
    window = by.a_window(qtbot)
    banner = window.start.findChild(Banner)
    assert banner.text.text().startswith("2 answers newer than the file published today, ")


def test_recents_are_sorted_as_wanted_and_stay_so(qtbot, tmp_path):
    for name in ("b.assay", "a.assay"):
        (tmp_path / name[0]).mkdir()
        session = by.reopened(by.a_project(tmp_path / name[0], name))
        if name == "b.assay":
            here = session.assessment().id
            session.do(answering.answer(session, here, "AAA-01", "full"))
        recents.note(session)
        session.publish()
        session.close()
    window = by.a_window(qtbot)
    assert [Path(row.id).name for row in rows(window)] == ["a.assay", "b.assay"]
    by.click(window.start.sort)
    by.click(window.start.sort)
    assert window.start.sort.text() == "Sorted by progress"
    assert [Path(row.id).name for row in rows(window)] == ["b.assay", "a.assay"]
    assert window.bridge.prefs.recent_sort == "answered"


def test_a_checklist_file_begins_a_project(qtbot, tmp_path, monkeypatch):
    file = by.every_kind_file(tmp_path)
    by.choosing(monkeypatch, file)
    window = by.a_window(qtbot)
    seen = []
    by.answering(monkeypatch, lambda dialog: (seen.append(dialog.list.shown), dialog.discard()))
    by.click(window.start.choices["import_checklist"])
    assert seen == [str(file)]
