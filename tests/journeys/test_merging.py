"""Two analysts' copies come together in a window, by keyboard: nothing is lost, one undo takes it back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import factories_copies as two
import factories_window as by
from assay import prefs
from assay.ui import trouble
from assay.ui.dialogs.merge import MergeDialog
from assay.ui.dialogs.merge_texts import CombinedText
from assay.ui.dialogs.unseal import Unseal
from assay.ui.widgets.labels import Words
from assay.work import merging, restoring
from assay.work.sealing import Passphrase
from assay.work.session import open_session
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_copies import apart, rationale, value
from factories_window import PATIENCE, press


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    return apart(tmp_path)


@pytest.fixture
def window(qtbot, copies):
    prefs.save(prefs.Prefs(author=PERSON.author, device=PERSON.device))
    return by.a_window_on(qtbot, copies[0])


def merge(qtbot, window, theirs, monkeypatch, *keys: str):
    """Merge from a file, pressing these keys in the merge window, then its verb."""
    seen = []

    def act(dialog) -> None:
        assert isinstance(dialog, MergeDialog)
        seen.append([row.spoken() for row in dialog.list.rows.rows()])
        for key in keys:
            press(key)
        seen.append(dialog.primary.text())
        press("Ctrl+Return")

    by.choosing(monkeypatch, theirs)
    came = by.answering(monkeypatch, act)
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: came != [], timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    return seen


def test_conflicts_are_decided_by_keys_and_the_rest_comes_by_itself(
    qtbot, window, copies, monkeypatch
):
    before = {t: dict(r) for t, r in window.bridge.open_session.state.items()}
    listed, verb = merge(qtbot, window, copies[1], monkeypatch, "T", "M")
    assert [row.partition(", to decide")[0] for row in listed] == [
        "AAA-01, Answer",
        "AAA-03, Rationale",
    ]
    assert verb == "Merge"
    session = window.bridge.open_session
    assert value(session, "AAA-01") == "full"
    assert rationale(session, "AAA-03") == two.MINE
    assert value(session, "BBB-02") == "yes"
    assert value(session, "BBB-03") == "4"
    assert window.toast.accessibleName() == "Merged: 1 answer; 2 conflicts decided"
    assert restoring.versions(copies[0])[0].reason == "merge"
    window.view.undo()
    assert session.state == before
    assert merging.open_conflicts(session) == ()


def test_what_is_put_off_counts_as_conflicted_and_is_decided_later_from_home(
    qtbot, window, copies, monkeypatch
):
    _, verb = merge(qtbot, window, copies[1], monkeypatch, "L", "L")
    assert verb == "Merge, decide 2 later"
    session = window.bridge.open_session
    row = session.state["answer"][f"{session.assessment().id}/AAA-01"]
    assert row["status"] == "conflicted"
    window.go("home")
    home = window.pages["home"]
    assert home.disputed.isVisible()
    assert home.disputed.title.text() == "2 conflicts of merged copies are left to decide"
    page = by.at(window, "AAA-01")
    assert page.question.disputed.isVisible()
    assert "counts as conflicted" in page.question.disputed.text.text()

    def decide(dialog) -> None:
        press("M")
        press("T")
        assert dialog.primary.text() == "Decide 2"
        press("Ctrl+Return")

    by.answering(monkeypatch, decide)
    home.disputed.acted.emit("decide_conflicts")
    assert value(session, "AAA-01") == "some"
    assert rationale(session, "AAA-03") == two.THEIRS
    assert merging.open_conflicts(session) == ()
    assert not page.question.disputed.isVisible()


def test_a_text_of_ones_own_is_taken(qtbot, window, copies, monkeypatch):
    came = []

    def act(dialog) -> None:
        came.append(type(dialog))
        if isinstance(dialog, CombinedText):
            dialog.field.set_text("Both notices name it.")
            press("Ctrl+Return")
            return
        press("M")
        press("E")
        assert dialog.deciding.open == 0
        assert dialog.cards[-1].said.text == "Both notices name it."
        press("Ctrl+Return")

    by.choosing(monkeypatch, copies[1])
    by.answering(monkeypatch, act)
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    assert came == [MergeDialog, CombinedText]
    assert rationale(window.bridge.open_session, "AAA-03") == "Both notices name it."


def test_a_sealed_copy_is_asked_for_its_passphrase_until_it_fits_and_stays_sealed(
    qtbot, window, copies, monkeypatch, tmp_path
):
    theirs = open_session(copies[1], PERSON)
    sent = tmp_path / "sent.assay.age"
    share(theirs, Wish(Form.COPY, sent, key=Passphrase("four words are here")), dict)
    theirs.close()
    before = sent.read_bytes()
    by.choosing(monkeypatch, sent)
    came = by.answering(monkeypatch, by.unsealing("four words are here"))
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    assert came == [Unseal, Unseal, MergeDialog]
    assert value(window.bridge.open_session, "BBB-02") == "yes"
    assert sent.read_bytes() == before
    assert not list(tmp_path.rglob("sent.assay"))


def test_what_was_chosen_is_there_again_after_cancelling(qtbot, window, copies, monkeypatch):
    state = window.bridge.open_session.store.state_id()

    def leave(dialog) -> None:
        press("T")
        dialog.discard()

    by.choosing(monkeypatch, copies[1])
    came = by.answering(monkeypatch, leave)
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: came != [], timeout=PATIENCE)
    by.settled()
    assert window.bridge.open_session.store.state_id() == state
    listed, _ = merge(qtbot, window, copies[1], monkeypatch, "M")
    assert listed[0].startswith("AAA-01, Answer, theirs")
    assert value(window.bridge.open_session, "AAA-01") == "full"
    assert rationale(window.bridge.open_session, "AAA-03") == two.MINE


def test_take_all_is_looked_through_before_anything_is_merged(qtbot, window, copies, monkeypatch):
    session = window.bridge.open_session
    state = session.store.state_id()

    def act(dialog) -> None:
        by.click(dialog.theirs)
        assert dialog.note.text() == "2 taken; look them through, nothing is merged yet."
        assert session.store.state_id() == state
        assert {row.state for row in dialog.list.rows.rows()} == {"decided"}
        press("Ctrl+Return")

    by.choosing(monkeypatch, copies[1])
    by.answering(monkeypatch, act)
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    assert value(session, "AAA-01") == "full"
    assert rationale(session, "AAA-03") == two.THEIRS


def test_a_changed_target_is_merged_and_then_published_over(qtbot, window, copies, monkeypatch):
    mine, theirs = copies
    by.at(window, "BBB-01").question.rationale.editor.setPlainText("Since the notice.")
    window.bridge.settle()
    mine.write_bytes(theirs.read_bytes())
    qtbot.waitUntil(lambda: window.keeping.where == "changed", timeout=PATIENCE)
    monkeypatch.setattr(trouble, "choose", lambda *_: 0)
    came = by.answering(monkeypatch, lambda dialog: (by.click(dialog.mine), dialog.accept()))
    by.click(window.sentence.action)
    qtbot.waitUntil(lambda: came != [], timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    press("Ctrl+S")
    by.published(qtbot, window)
    assert window.files.close_project()
    session = by.reopened(mine)
    assert (value(session, "AAA-01"), value(session, "BBB-02")) == ("some", "yes")
    assert rationale(session, "BBB-01") == "Since the notice."
    session.close()


def test_the_same_copy_twice_brings_nothing(qtbot, window, copies, monkeypatch):
    merge(qtbot, window, copies[1], monkeypatch, "T", "T")
    by.choosing(monkeypatch, copies[1])
    by.refuse_modal(monkeypatch)
    by.choosing(monkeypatch, copies[1])
    window.menu_actions()["merge_file"].trigger()
    said = "The other copy holds nothing that this one lacks."
    qtbot.waitUntil(lambda: window.toast.accessibleName() == said, timeout=PATIENCE)


def test_another_project_is_refused_with_a_sentence(qtbot, window, tmp_path, monkeypatch, told):
    (tmp_path / "other").mkdir()
    by.choosing(monkeypatch, by.a_project(tmp_path / "other"))
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert told.errors[0].message == "other_project"


def test_what_is_odd_about_the_other_copy_is_said_before_merging(
    qtbot, window, copies, monkeypatch
):
    with closing(sqlite3.connect(copies[1])) as db:
        db.execute("UPDATE answer SET rationale = 'forged' WHERE question = 'BBB-02'")
        db.commit()
    said = []

    def look(dialog) -> None:
        said.extend(words.text() for words in dialog.findChildren(Words) if words.isVisible())
        dialog.discard()

    by.choosing(monkeypatch, copies[1])
    by.answering(monkeypatch, look)
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: said != [], timeout=PATIENCE)
    heading = said.index("About the other copy")
    assert said[heading + 1].endswith("is not what the history says.")


def test_a_copy_beside_the_file_is_told_on_home_and_merged_from_there(
    qtbot, window, copies, monkeypatch
):
    home = window.pages["home"]
    qtbot.waitUntil(home.beside.isVisible, timeout=PATIENCE)
    assert "CNRE review (Bo).assay" in home.beside.text.text()
    by.answering(monkeypatch, lambda dialog: (by.click(dialog.mine), dialog.accept()))
    home.beside.acted.emit("merge_beside")
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not home.beside.isVisible(), timeout=PATIENCE)
    assert value(window.bridge.open_session, "BBB-02") == "yes"


def test_a_copy_dropped_on_the_window_is_offered_to_merge_and_another_project_opens(
    qtbot, window, copies, tmp_path, monkeypatch
):
    monkeypatch.setattr(trouble, "choose", lambda *_: 0)  # Merge…, then Open it
    by.answering(monkeypatch, lambda dialog: (by.click(dialog.theirs), dialog.accept()))
    by.drop(window, copies[1])
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    assert value(window.bridge.open_session, "AAA-01") == "full"
    (tmp_path / "other").mkdir()
    other = by.a_project(tmp_path / "other")
    by.drop(window, other)
    qtbot.waitUntil(lambda: by.is_open(window, other), timeout=PATIENCE)


def test_a_file_with_news_on_both_sides_is_merged_as_it_is_opened(qtbot, tmp_path, monkeypatch):
    mine, theirs = apart(tmp_path)
    prefs.save(prefs.Prefs(author=PERSON.author, device=PERSON.device))
    session = open_session(mine, PERSON)
    two.answer(session, "BBB-03", "5")
    session.close()
    mine.write_bytes(theirs.read_bytes())  # as a sync client brings it
    asked = []

    def choose(question: str, effect: str, verbs: tuple[str, ...], parent: object) -> int:
        asked.append((question, verbs[0]))
        return 0

    monkeypatch.setattr(trouble, "choose", choose)
    by.answering(monkeypatch, lambda dialog: (by.click(dialog.theirs), dialog.accept()))
    window = by.a_window(qtbot)
    window.files.open_path(mine)
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=PATIENCE)
    assert asked == [("Which version of CNRE review.assay goes on?", "Merge…")]
    session = window.bridge.open_session
    assert value(session, "BBB-03") == "5"
    assert (value(session, "AAA-01"), value(session, "BBB-02")) == ("full", "yes")
    press("Ctrl+S")
    by.published(qtbot, window)
    window.close()
    again = open_session(mine, PERSON, read_only=True)
    assert (value(again, "BBB-03"), value(again, "BBB-02")) == ("5", "yes")
    again.close()
