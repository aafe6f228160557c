"""Answers and evidence of another project come over in a window, in one step that one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories_window as by
from assay import prefs
from assay.ui import trouble
from assay.ui.dialogs.copy_from import CopyFrom
from assay.ui.dialogs.unseal import Unseal
from assay.work import answering, citing, ingest
from assay.work.citing import evidence_by_number
from assay.work.sealing import Passphrase
from assay.work.session import open_session
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_copies import answer, value
from factories_window import PATIENCE, press


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    """Mine, with one answer; and another project with two, one of them with a cited file."""
    found = []
    for name in ("mine", "other"):
        (tmp_path / name).mkdir()
        found.append(by.a_project(tmp_path / name, f"{name}.assay"))
    session = open_session(found[1], PERSON)
    here = session.assessment().id
    answer(session, "AAA-01", "full")
    answer(session, "BBB-02", "yes")
    notice = tmp_path / "notice.txt"
    notice.write_text("Article six", "utf-8")
    session.do(ingest.attach(session, [notice]))
    session.do(citing.cite(session, here, "BBB-02", "1", quote="Article six"))
    session.publish()
    session.close()
    session = open_session(found[0], PERSON)
    answer(session, "AAA-01", "some")
    session.publish()
    session.close()
    return found[0], found[1]


@pytest.fixture
def window(qtbot, paths):
    prefs.save(prefs.Prefs(author=PERSON.author, device=PERSON.device))
    return by.a_window_on(qtbot, paths[0])


def test_what_fits_is_shown_then_copied_by_keyboard_and_undone_at_once(
    qtbot, window, paths, monkeypatch
):
    session = window.bridge.open_session
    before, given = {t: dict(r) for t, r in session.state.items()}, paths[1].read_bytes()
    said = []

    def act(dialog) -> None:
        assert isinstance(dialog, CopyFrom)
        said.append(dialog.sentence.text())
        said.append(dialog.coming.said.text().partition("  ")[0])
        said.append(dialog.items.said.text())
        said.append(dialog.left.said.text())
        press("Ctrl+Return")

    by.choosing(monkeypatch, paths[1])
    by.answering(monkeypatch, act)
    window.menu_actions()["copy_from"].trigger()
    counted = "1 answer, 1 piece of evidence, 1 citation from the other project."
    qtbot.waitUntil(lambda: window.toast.accessibleName() == counted, timeout=PATIENCE)
    assert said == [
        counted,
        "BBB-02",
        "[1]  Article six",
        "Answers left, as the question has another answer here: AAA-01.",
    ]
    assert (value(session, "AAA-01"), value(session, "BBB-02")) == ("some", "yes")
    (item,) = evidence_by_number(session)
    assert b"".join(session.store.read_blob(item.blob)) == b"Article six"
    assert paths[1].read_bytes() == given
    window.view.undo()
    assert session.state == before


def test_a_sealed_project_is_asked_for_its_passphrase_and_stays_sealed(
    qtbot, window, paths, monkeypatch, tmp_path
):
    other = open_session(paths[1], PERSON)
    sent = tmp_path / "sent.assay.age"
    share(other, Wish(Form.COPY, sent, key=Passphrase("four words are here")), dict)
    other.close()
    before = sent.read_bytes()
    by.choosing(monkeypatch, sent)
    came = by.answering(monkeypatch, by.unsealing("four words are here"))
    window.menu_actions()["copy_from"].trigger()
    counted = "1 answer, 1 piece of evidence, 1 citation from the other project."
    qtbot.waitUntil(lambda: window.toast.accessibleName() == counted, timeout=PATIENCE)
    assert came == [Unseal, Unseal, CopyFrom]
    session = window.bridge.open_session
    (item,) = evidence_by_number(session)
    assert b"".join(session.store.read_blob(item.blob)) == b"Article six"
    assert sent.read_bytes() == before
    assert not list(tmp_path.rglob("sent.assay"))


def test_only_what_is_ticked_comes_and_nothing_ticked_waits(qtbot, window, paths, monkeypatch):
    said = []

    def act(dialog) -> None:
        dialog.answers.setFocus()
        press("Space")
        said.append(dialog.sentence.text())
        dialog.evidence.setFocus()
        press("Space")
        said.append((dialog.sentence.text(), dialog.primary.isEnabled(), dialog.note.text()))
        press("Space")
        press("Ctrl+Return")

    by.choosing(monkeypatch, paths[1])
    by.answering(monkeypatch, act)
    window.menu_actions()["copy_from"].trigger()
    counted = "1 piece of evidence from the other project."
    qtbot.waitUntil(lambda: window.toast.accessibleName() == counted, timeout=PATIENCE)
    assert said == [counted, ("Nothing is chosen.", False, "Tick answers, evidence or both.")]
    session = window.bridge.open_session
    here = session.assessment().id
    assert answering.answer_of(session, here, "BBB-02").value is None
    assert len(evidence_by_number(session)) == 1


def test_another_project_dropped_on_the_window_can_be_copied_from(
    qtbot, window, paths, monkeypatch
):
    asked = []

    def choose(question: str, effect: str, verbs: tuple[str, ...], parent: object) -> int:
        asked.append((question, verbs))
        return 1

    monkeypatch.setattr(trouble, "choose", choose)
    by.answering(monkeypatch, lambda dialog: dialog.accept())
    by.drop(window, paths[1])
    qtbot.waitUntil(lambda: "1 answer" in window.toast.accessibleName(), timeout=PATIENCE)
    assert asked == [
        ("other.assay is another project. What now?", ("Open it", "Copy from it…")),
    ]
    assert by.is_open(window, paths[0])
    assert value(window.bridge.open_session, "BBB-02") == "yes"


def test_a_copy_of_this_very_project_is_refused_with_a_sentence(
    qtbot, window, paths, tmp_path, monkeypatch, told
):
    copy = tmp_path / "copy.assay"
    copy.write_bytes(paths[0].read_bytes())
    by.choosing(monkeypatch, copy)
    window.menu_actions()["copy_from"].trigger()
    qtbot.waitUntil(lambda: told.errors != [], timeout=PATIENCE)
    assert told.errors[0].message == "copy_same_project"


def test_leaving_the_dialog_changes_nothing(qtbot, window, paths, monkeypatch):
    session = window.bridge.open_session
    count = len(session.store.revisions())
    by.choosing(monkeypatch, paths[1])
    came = by.answering(monkeypatch, lambda dialog: press("Escape"))
    window.menu_actions()["copy_from"].trigger()
    qtbot.waitUntil(lambda: came == [CopyFrom], timeout=PATIENCE)
    by.settled()
    assert len(session.store.revisions()) == count
