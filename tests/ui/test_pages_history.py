"""The history page: sentences newest first, filters, one step in full, time travel and what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import factories_window as by
from assay.ui.dialogs.settings import Settings
from assay.ui.pages.history import HistoryPage
from assay.ui.window import Window
from assay.work import answering, commenting, keys, signing
from assay.work.looking_back import Past
from assay.work.session import Person
from assay.work.starting import today
from factories_store import computer

Q = "AAA-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, Q, "some", rationale="Article 18."))
    session.do(answering.answer(session, here, "BBB-02", "no"))
    session.do(commenting.comment(session, here, "BBB-02", "Since when?"))
    session.do(answering.answer(session, here, Q, "full", rationale="Article 19."))
    session.publish()
    session.close()
    return path


def at_history(qtbot: QtBot, path: Path) -> tuple[Window, HistoryPage]:
    window = by.a_window_on(qtbot, path)
    window.go("history")
    page = window.pages["history"]
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.known is not None, timeout=by.PATIENCE)
    by.settled()
    return window, page


def sentences(page: HistoryPage) -> list[str]:
    return [row.words() for row in page.list.rows.rows() if not row.id.startswith("day:")]


def looked(qtbot: QtBot, window: Window, page: HistoryPage, number: int) -> Past:
    """The window at the project as it was after the step of this number."""
    id = page.known.entries[number].id
    page.list.show_row(id)
    page.show_step(id)
    by.click(page.step.buttons["look"])
    qtbot.waitUntil(lambda: isinstance(window.bridge.session, Past), timeout=by.PATIENCE)
    by.settled()
    return window.bridge.session


# -- the list -------------------------------------------------------------------------------------


def test_every_step_is_a_sentence_newest_first(qtbot, path) -> None:
    _, page = at_history(qtbot, path)
    assert sentences(page) == [
        "Answer AAA-01",
        "Comment on BBB-02",
        "Answer BBB-02",
        "Answer AAA-01",
        "Create the project",
    ]
    assert "Ada Analyst" in page.list.rows.rows()[1].spoken()
    assert page.note.text() == "5 steps"


def test_a_new_step_is_there_at_once(qtbot, path) -> None:
    window, page = at_history(qtbot, path)
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.mark(session, here, Q, True))
    assert sentences(page)[0] == "Mark AAA-01 for a second look"
    assert len(sentences(page)) == 6


def test_filters_narrow_it(qtbot, path) -> None:
    _, page = at_history(qtbot, path)
    filters = page.filters
    filters.search.setFocus()
    by.type_text("bbb-02")
    assert sentences(page) == ["Comment on BBB-02", "Answer BBB-02"]
    filters.kind.set_chosen("review")
    filters.kind.chosen.emit("review")
    assert sentences(page) == ["Comment on BBB-02"]
    filters.clear()
    filters.domain.set_chosen("AAA")
    filters.domain.chosen.emit("AAA")
    assert sentences(page) == ["Answer AAA-01", "Answer AAA-01"]
    filters.since.editor.setText("2999-01-01")
    filters.since.commit()
    assert page.empty.isVisible()
    page.empty.acted.emit()
    assert len(sentences(page)) == 5


def test_a_day_that_is_none_is_refused_and_does_not_count(qtbot, path) -> None:
    _, page = at_history(qtbot, path)
    page.filters.since.editor.setText("soon")
    page.filters.since.commit()
    assert page.filters.since.frame.refused
    assert len(sentences(page)) == 5


# -- one step -------------------------------------------------------------------------------------


def test_a_step_tells_what_it_changed_by_keys_alone(qtbot, path) -> None:
    _, page = at_history(qtbot, path)
    assert page.list.hasFocus()
    by.press("Home")
    by.press("Down")
    assert page.step.title.text() == "Answer AAA-01"
    said = [w.text() for w in page.step.changed.findChildren(type(page.step.title))]
    assert "Some\nnow: Full" in said
    assert "Article 18.\nnow: Article 19." in said


def test_an_answer_is_restored(qtbot, path) -> None:
    window, page = at_history(qtbot, path)
    first = page.known.entries[1].id
    page.list.show_row(first)
    page.show_step(first)
    by.click(page.step.buttons["restore"])
    session, here = window.bridge.open_session, window.bridge.assessment
    now = answering.answer_of(session, here, Q)
    assert (now.value, now.rationale) == ("some", "Article 18.")
    assert sentences(page)[0].startswith("Restore AAA-01")


def test_hostile_words_are_shown_as_they_are(qtbot, path) -> None:
    window, page = at_history(qtbot, path)
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.write(session, here, Q, against="<b>x</b> & {curly}"))
    page.list.show_row(page.known.entries[-1].id)
    page.show_step(page.known.entries[-1].id)
    said = [w.text() for w in page.step.changed.findChildren(type(page.step.title))]
    assert any("<b>x</b> & {curly}" in text for text in said)


# -- as it was ------------------------------------------------------------------------------------


def test_every_page_shows_the_project_as_it_was_and_one_key_comes_back(qtbot, path) -> None:
    window, page = at_history(qtbot, path)
    looked(qtbot, window, page, 1)
    assert window.current == "home"
    assert window.past.bar.isVisible()
    assert "As it was on" in window.past.bar.when.text()
    workspace = by.at(window, Q)
    assert workspace.question.view.answer.value == "some"
    assert workspace.question.rationale.text() == "Article 18."
    window.go("review")
    row = window.pages["review"].list.rows
    assert row.row(row.index(row.place("BBB-02"))).status == "not_assessed"
    window.go("dashboard")
    by.press("Alt+Home")
    assert window.bridge.session is window.bridge.session.now
    assert not window.past.bar.isVisible()
    assert by.at(window, Q).question.view.answer.value == "full"


def test_nothing_can_be_changed_there(qtbot, path, told) -> None:
    window, page = at_history(qtbot, path)
    past = looked(qtbot, window, page, 1)
    workspace = by.at(window, Q)
    assert not workspace.question.answer.isEnabled()
    assert workspace.question.rationale.editor.isReadOnly()
    assert not workspace.evidence.add.isVisible()
    workspace.question.rationale.setFocus()
    by.type_text("nud1")
    window.go("home")
    enabled = {id for id, action in window.menus.actions.items() if action.isEnabled()}
    assert not enabled & {"undo", "redo", "publish", "add_evidence", "second_look"}
    assert "back_to_now" in enabled
    window.bridge.do(lambda: answering.answer(past, window.bridge.assessment, Q, "none"))
    assert [error.message for error in told.errors] == ["past_is_read_only"]
    assert past.now.state["answer"][f"{window.bridge.assessment}/{Q}"]["value"] == "full"


def test_closing_the_project_from_the_past_closes_it(qtbot, path) -> None:
    window, page = at_history(qtbot, path)
    looked(qtbot, window, page, 1)
    assert window.files.close_project()
    assert window.bridge.session is None
    assert not window.past.bar.isVisible()
    by.open_in(qtbot, window, path)


def test_back_to_now_is_only_offered_in_the_past(qtbot, path) -> None:
    window, _ = at_history(qtbot, path)
    assert not window.menus.actions["back_to_now"].isEnabled()


# -- what changed ---------------------------------------------------------------------------------


def compared(qtbot: QtBot, page: HistoryPage) -> list[tuple[str, ...]]:
    qtbot.waitUntil(page.changes.isVisible, timeout=by.PATIENCE)
    rows = page.changes.answers.model().rows
    return [tuple(cell.text for cell in row.cells) for row in rows]


def test_what_changed_since_a_step(qtbot, path) -> None:
    _window, page = at_history(qtbot, path)
    first = page.known.entries[1].id
    page.list.show_row(first)
    page.show_step(first)
    by.click(page.step.buttons["compare"])
    assert compared(qtbot, page) == [
        (Q, "Some", "Full", "Rationale"),
        ("BBB-02", "Not assessed", "No", ""),
    ]
    assert "2 answers changed" in page.changes.verdict.text()
    by.click(page.changes.back)
    assert page.step.isVisible()


def test_what_changed_between_two_days(qtbot, path) -> None:
    _, page = at_history(qtbot, path)
    assert not page.between.isVisible()
    for day in (page.filters.since, page.filters.until):
        day.editor.setText(page.known.entries[-1].day or today())
        day.commit()
    by.click(page.between)
    assert [row[0] for row in compared(qtbot, page)] == [Q, "BBB-02"]


# -- signatures -----------------------------------------------------------------------------------


@pytest.fixture
def rekeyed(path: Path, tmp_path: Path) -> Path:
    """The project after Ben signed in it with one key, and then with another one."""
    session = by.reopened(path)
    here, signers = session.assessment().id, []
    with computer("ben", tmp_path):
        for value in ("none", "some"):
            keys.path().unlink(missing_ok=True)
            signers.append(keys.make().public)
            session.person = Person("Ben", "device-ben", keys.signer())
            session.do(answering.answer(session, here, Q, value))
    signing.trust(session.store.project_id, "device-ben", signers[0])
    session.publish()
    session.close()
    return path


def test_the_new_key_of_a_known_device_is_said_in_words_and_accepted_at_its_step(qtbot, rekeyed):
    window, page = at_history(qtbot, rekeyed)
    asked = page.step.buttons["trust"]
    found = signing.changed(window.bridge.open_session)
    assert [each.name for each in found] == ["Ben"]
    assert asked.isVisible()
    assert " ".join(found[0].words) in page.step.note.text()
    by.click(asked)
    assert page.step.note.text().startswith("Signed by the device that this computer knows")
    assert not asked.isVisible()
    assert signing.changed(window.bridge.open_session) == ()
    page.show_step(page.known.entries[-3].id)
    assert page.step.note.text().startswith("Signed with an earlier key of the device")
    assert not asked.isVisible()  # the device has left that key


def test_the_new_key_of_a_known_device_is_accepted_in_the_settings(qtbot, rekeyed):
    window, page = at_history(qtbot, rekeyed)
    settings = Settings(window.bridge, window)
    settings.show()
    asked = settings.devices.buttons["device-ben"]
    by.click(asked)
    assert not asked.isEnabled()
    settings.discard()
    page.show_step(page.list.current_id())
    assert not page.step.buttons["trust"].isVisible()
    again = Settings(window.bridge, window)
    again.show()
    assert not again.devices.isVisible()
    again.discard()


def test_the_fields_that_narrow_it_stand_in_one_line(qtbot, path) -> None:
    _window, page = at_history(qtbot, path)
    by.settled()
    fields = page.filters
    frames = [f.frame for f in (fields.search, fields.author, fields.kind, fields.since)]
    assert len({(f.mapTo(page, f.rect().topLeft()).y(), f.height()) for f in frames}) == 1
