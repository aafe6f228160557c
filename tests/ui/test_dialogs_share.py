"""Sharing in the window: lists follow what is chosen, sealing says what is missing, a file at the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from assay import prefs
from assay.ui import second_chances
from assay.ui.bridge import Bridge
from assay.ui.dialogs.settings import Settings
from assay.ui.dialogs.share import Share
from assay.ui.dialogs.unseal import Unseal
from assay.ui.runner import Runner
from assay.ui.share_commands import ShareCommands
from assay.words.passphrases import remarks
from assay.work import keys, sealing
from assay.work.masking import Redaction
from assay.work.sealing import Passphrase, Recipients
from assay.work.session import open_session
from assay.work.sharing import Form, Wish, share
from factories import PERSON
from factories_dialogs import on_screen
from factories_sharing import SECRETS, a_project, evidence_id, readable


@pytest.fixture
def bridge(tmp_path):
    made = Bridge(prefs.Prefs(author="Ada"))
    made.take(a_project(tmp_path))
    yield made
    made.release()


@pytest.fixture
def ground(qtbot):
    with on_screen(QWidget()) as window:
        window.resize(1200, 900)
        yield window


@pytest.fixture
def dialog(bridge, ground):
    made = Share(bridge, ground)
    made.show()
    yield made
    made.discard()


def choose(qtbot, segments, id):
    button = next(b for b in segments.buttons if b.segment.id == id)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_lists_follow_what_is_left_out(dialog, bridge):
    assert "2 comments" in dialog.leaves.text()
    assert "2 private comments" in dialog.stays.text()
    dialog.comments.setChecked(True)
    assert "comment" not in dialog.leaves.text()
    assert "2 comments" in dialog.stays.text()
    dialog.evidence.turn(evidence_id(bridge.open_session, 1))
    assert SECRETS["title"] in dialog.stays.text()
    assert SECRETS["file"] not in dialog.leaves.text()


def test_evidence_to_leave_out_is_searched_and_ticked_by_mouse_and_keyboard(qtbot, dialog, bridge):
    session, out = bridge.open_session, dialog.evidence
    first, second = evidence_id(session, 1), evidence_id(session, 2)
    assert not dialog.only_files.isVisible()
    qtbot.keyClicks(out.search.editor, "open source")
    assert [row.id for row in out.list.rows.rows()] == [second]
    assert out.count.text() == "1 of 3 · 0 left out"
    middle = out.list.visualRect(out.list.rows.index(0)).center()
    qtbot.mouseClick(out.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert dialog.redaction() == Redaction(items=frozenset({second}))
    out.search.clear()
    assert [row.ticked for row in out.list.rows.rows()] == [False, True, False]
    out.list.setFocus()
    out.list.show_row(first)
    qtbot.keyClick(out.list, Qt.Key.Key_Space)
    assert dialog.redaction().items == {first, second}
    assert out.list.rows.rows()[0].spoken().startswith("Left out")
    qtbot.keyClick(out.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.only_files.setChecked(True)
    assert dialog.redaction() == Redaction(files=frozenset({second}))


def test_a_pack_takes_everything_and_a_summary_only_names(qtbot, dialog):
    dialog.authors.setChecked(True)
    choose(qtbot, dialog.forms, "pack")
    assert (dialog.form, dialog.redaction()) == (Form.PACK, Redaction())
    assert not dialog.left_out.isVisible()
    choose(qtbot, dialog.forms, "summary")
    assert dialog.redaction() == Redaction(authors=True)
    assert dialog.authors.isVisible()
    assert not dialog.comments.isVisible()


def test_a_passphrase_is_covered_looked_at_and_suggested(qtbot, dialog):
    seal = dialog.seal
    choose(qtbot, seal.way, "passphrase")
    assert not dialog.primary.isEnabled()
    assert seal.passphrase.editor.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(seal.passphrase.editor, "Example Mining")
    assert "name that everybody" in seal.remark.text()
    assert dialog.primary.isEnabled()
    qtbot.mouseClick(seal.suggest, Qt.MouseButton.LeftButton)
    assert remarks(seal.passphrase.text()) == ()
    assert seal.passphrase.editor.echoMode() is QLineEdit.EchoMode.Normal
    assert seal.key() == Passphrase(seal.passphrase.text())


def test_a_key_is_checked(qtbot, dialog):
    seal = dialog.seal
    choose(qtbot, seal.way, "key")
    qtbot.keyClicks(seal.recipient.editor, "age1nonsense")
    assert "age1nonsense" in dialog.note.text()
    own = keys.make()
    seal.recipient.set_text(own.recipient)
    dialog.check()
    assert dialog.primary.isEnabled()
    assert seal.key() == Recipients((own.recipient,))


def test_what_is_written_is_said_with_counts(qtbot, bridge, ground, tmp_path):
    runner = Runner(ground)
    commands = ShareCommands(bridge, runner, ground)
    out = tmp_path / "out.assay"
    with qtbot.waitSignal(commands.told, timeout=30_000) as told:
        commands.write(Wish(Form.COPY, out, Redaction(notes=True)))
    assert "out.assay is written." in told.args[0]
    assert "reasons and notes 2" in told.args[0]
    assert readable(out, SECRETS["rationale"]) == []
    with qtbot.waitSignal(commands.told, timeout=60_000):
        commands.write(Wish(Form.PACK, tmp_path / "p.zip"))
    assert (tmp_path / "p.zip").exists()
    runner.wait()


def test_what_cannot_be_written_is_told(qtbot, bridge, ground, told):
    runner = Runner(ground)
    commands = ShareCommands(bridge, runner, ground)
    commands.write(Wish(Form.COPY, Path("/nowhere/at/all/out.assay")))
    qtbot.waitUntil(lambda: bool(told.errors), timeout=30_000)
    runner.wait()


@pytest.fixture
def sealed(bridge, tmp_path):
    out = tmp_path / "sent.assay.age"
    share(bridge.open_session, Wish(Form.COPY, out, key=Passphrase("violet kettle")), dict)
    return out


def test_a_sealed_file_opens_with_its_passphrase_after_a_wrong_one(
    sealed, ground, monkeypatch, tmp_path
):
    typed = iter(["wrong", "violet kettle"])

    def typing(dialog):
        dialog.passphrase.set_text(next(typed))
        dialog.check()
        return Unseal.DialogCode.Accepted

    monkeypatch.setattr(Unseal, "exec", typing)
    with pytest.raises(Exception, match="project_sealed") as first:
        open_session(sealed, PERSON)
    job = second_chances.offer(first.value, sealed, PERSON, ground).open
    with pytest.raises(Exception, match="wrong_passphrase") as second:
        job()
    job = second_chances.offer(second.value, sealed, PERSON, ground).open
    session = job()
    assert session.path == tmp_path / "sent.assay"
    assert SECRETS["rationale"] in str(session.state["answer"])
    session.close()


def test_a_key_from_a_file_opens_what_was_sealed_for_it(bridge, ground, monkeypatch, tmp_path):
    own, out = keys.make(), tmp_path / "k.assay.age"
    key = sealing.check_recipients([own.recipient])
    share(bridge.open_session, Wish(Form.COPY, out, key=key), dict)
    keys.path().unlink()
    dialog = Unseal(out, "", ground)
    assert not dialog.primary.isEnabled()
    (tmp_path / "id.txt").write_text(f"# created\n{own.identity}\n")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_, **__: (str(tmp_path / "id.txt"), "")
    )
    dialog.from_file.click()
    assert dialog.primary.isEnabled()
    session = sealing.open_sealed(out, dialog.key(), PERSON, dialog.target)
    session.close()
    dialog.discard()


def test_keys_are_made_in_the_settings_and_sign_at_once(bridge, ground):
    settings = Settings(bridge, ground)
    assert "not signed" in settings.keys.said.text()
    settings.keys.making.click()
    own = keys.own()
    assert " ".join(own.words) in settings.keys.said.text()
    assert settings.keys.making.isHidden()
    settings.keys.copying.click()
    assert QApplication.clipboard().text() == own.recipient
    assert bridge.open_session.person.signer.key == own.public
    keys.path().write_text("damaged")
    settings.keys.show_keys()
    assert str(keys.path()) in settings.keys.said.text()
    settings.discard()
