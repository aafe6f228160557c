"""Exporting a memo from the window, for whom and as what; and holding one against the project."""

from __future__ import annotations

from threading import current_thread

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

import factories_window as by
from assay import prefs
from assay.core.memo_profile import EXTERNAL, Profile
from assay.ui.dialogs.house_fields import HouseFields
from assay.ui.dialogs.memo_check import SHOWN, MemoCheckDialog
from assay.ui.dialogs.memo_export import MemoExportDialog, Wish
from assay.ui.dialogs.settings import Settings
from assay.work import answering, citing, quoting
from assay.work.memo_checking import Changed, MemoCheck
from factories_dialogs import a_bridge, on_screen
from factories_signing import PASSPHRASE, key_file
from factories_vault import attached
from factories_window import PATIENCE


@pytest.fixture
def window(qtbot, tmp_path):
    return by.a_window_on(qtbot, by.a_project(tmp_path))


@pytest.fixture
def memo(window):
    return by.memo_of(window)


@pytest.fixture
def ground():
    with on_screen(QWidget()) as made:
        made.resize(900, 700)
        yield made


@pytest.fixture
def bridge(tmp_path):
    made = a_bridge(tmp_path)
    yield made
    made.release()


def choose(segments, id):
    by.click(next(b for b in segments.buttons if b.segment.id == id))


def exported(qtbot, memo, path, wish):
    with qtbot.waitSignal(memo.exporting.written, timeout=PATIENCE):
        memo.export_to(path, wish)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("format", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOC"), ("md", b"# ")]
)
def test_every_form_is_written(qtbot, memo, tmp_path, format, start):
    path = tmp_path / f"memo.{format}"
    assert exported(qtbot, memo, path, Wish(format=format)).startswith(start)


def test_what_is_chosen_is_written_where_it_is_chosen(qtbot, window, memo, tmp_path, monkeypatch):
    target = tmp_path / "out"
    by.choosing(monkeypatch, target)

    def act(dialog):
        choose(dialog.profile, "external")
        choose(dialog.format, "md")
        by.click(dialog.primary)

    by.answering(monkeypatch, act)
    with qtbot.waitSignal(memo.exporting.written, timeout=PATIENCE):
        window.menu_actions()["export_memo"].trigger()
    assert target.with_suffix(".md").read_text("utf-8").startswith("# ")


def test_nothing_is_written_when_it_is_cancelled(window, memo, tmp_path, monkeypatch):
    by.choosing(monkeypatch, tmp_path / "never.pdf")
    by.answering(monkeypatch, lambda dialog: dialog.discard())
    window.menu_actions()["export_memo"].trigger()
    assert not (tmp_path / "never.pdf").exists()


def test_a_signed_memo_is_signed(qtbot, memo, tmp_path):
    from assay.readers.memo_pdf import proof

    key = tmp_path / "key.p12"
    key.write_bytes(key_file())
    content = exported(qtbot, memo, tmp_path / "a.pdf", Wish(key=key, passphrase=PASSPHRASE))
    assert proof(content).signatures[0].name == "Ada Reviewer"


def test_a_wrong_passphrase_is_said_and_nothing_is_written(qtbot, memo, tmp_path, monkeypatch):
    key = tmp_path / "key.p12"
    key.write_bytes(key_file())
    told = by.listen(monkeypatch)
    memo.export_to(tmp_path / "a.pdf", Wish(key=key, passphrase="no"))
    qtbot.waitUntil(lambda: bool(told.errors), timeout=PATIENCE)
    assert [error.message for error in told.errors] == ["key_passphrase_wrong"]
    assert not (tmp_path / "a.pdf").exists()
    qtbot.waitUntil(memo.button.isEnabled, timeout=PATIENCE)


def test_what_is_stopped_on_the_way_leaves_no_file_and_can_be_asked_for_again(
    qtbot, memo, tmp_path
):
    path = tmp_path / "memo.pdf"
    memo.export_to(path, Wish())
    memo._runner.cancel()
    qtbot.waitUntil(memo.button.isEnabled, timeout=PATIENCE)
    assert not path.exists()
    assert exported(qtbot, memo, path, Wish()).startswith(b"%PDF")


def test_what_a_final_memo_quotes_is_looked_up_while_the_window_goes_on(
    qtbot, window, memo, tmp_path, monkeypatch
):
    session = window.bridge.open_session
    item = attached(session, tmp_path, "articles.txt", "The Party committee is heard first.")
    here = session.assessment().id
    session.do(citing.cite(session, here, "AAA-01", item, quote="The board is heard first."))
    told, looked, require = by.listen(monkeypatch), [], quoting.require_found

    def watched(*asked):
        looked.append(current_thread())
        require(*asked)

    monkeypatch.setattr(quoting, "require_found", watched)
    memo.export_to(tmp_path / "a.pdf", Wish(final=True))
    qtbot.waitUntil(lambda: bool(told.errors), timeout=PATIENCE)
    assert [error.message for error in told.errors] == ["quotations_not_found"]
    assert looked != [current_thread()]
    assert not (tmp_path / "a.pdf").exists()
    assert "memo_issue" not in session.state or not session.state["memo_issue"]


# -- the dialog -----------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot, bridge, ground):
    made = MemoExportDialog(bridge, final=False, parent=ground)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_what_goes_and_what_stays_follows_the_choices(dialog):
    assert "JSON inside the PDF" in dialog.goes.text()
    choose(dialog.profile, "external")
    assert "JSON inside the PDF" not in dialog.goes.text()
    assert "The rows as data" in dialog.stays.text()
    assert dialog.wish.profile == EXTERNAL
    by.click(dialog.names)
    assert "Names inside sentences" in dialog.stays.text()
    assert dialog.wish.profile == Profile(external=True, names=False)


def test_signing_is_offered_for_pdf_and_waits_for_the_key(dialog, tmp_path):
    assert not dialog.key.isVisible()
    by.click(dialog.sign)
    assert dialog.key.isVisible()
    assert not dialog.primary.isEnabled()
    dialog.key.box.set_text(str(tmp_path / "key.p12"))
    dialog.key.changed.emit()
    assert dialog.primary.isEnabled()
    assert dialog.wish.key == tmp_path / "key.p12"
    assert dialog.passphrase.editor.echoMode() == QLineEdit.EchoMode.Password
    choose(dialog.format, "docx")
    assert not dialog.key.isVisible()
    assert dialog.template.isVisible()
    assert dialog.wish.key is None
    assert dialog.primary.isEnabled()


# -- checking -------------------------------------------------------------------------------------


def test_a_memo_is_checked_from_the_menu(qtbot, window, memo, tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    exported(qtbot, memo, path, Wish())
    by.choosing(monkeypatch, path)
    with qtbot.waitSignal(memo.checking.checked, timeout=PATIENCE) as told:
        window.menu_actions()["check_memo"].trigger()
    assert told.args[0].holds
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full"))
    with qtbot.waitSignal(memo.checking.checked, timeout=PATIENCE) as told:
        window.menu_actions()["check_memo"].trigger()
    assert [one.place for one in told.args[0].changes] == ["AAA-01"]
    for dialog in window.findChildren(MemoCheckDialog):
        dialog.accept()


def test_what_is_no_pdf_is_said(qtbot, window, memo, tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no memo")
    by.choosing(monkeypatch, path)
    told = by.listen(monkeypatch)
    window.menu_actions()["check_memo"].trigger()
    qtbot.waitUntil(lambda: bool(told.errors), timeout=PATIENCE)
    assert told.errors[0].facts["file"] == "a.pdf"


def test_a_long_list_of_changes_ends_with_a_count(ground):
    changes = tuple(Changed("answer", f"Q-{n}", "added") for n in range(SHOWN + 7))
    dialog = MemoCheckDialog(MemoCheck("moved", "s", changes=changes), "a.pdf", ground)
    assert len(dialog.changes) == SHOWN
    dialog.show()
    assert dialog.finding.text() == "It does not match"


# -- the look of the house ------------------------------------------------------------------------


def test_what_can_be_used_is_kept_and_what_cannot_is_refused_in_place(
    qtbot, bridge, ground, tmp_path
):
    made = Settings(bridge, ground)
    house: HouseFields = made.house
    house.accent.editor.setText("#eeeeee")
    house.accent.commit()
    assert house.accent.frame.refused
    assert prefs.load().house_accent == ""
    house.accent.editor.setText("7a1f1f")
    house.accent.commit()
    assert not house.accent.frame.refused
    house.disclaimer.editor.setPlainText("For members only.")
    (tmp_path / "logo.png").write_bytes(b"no picture")
    house.logo.box.editor.setText(str(tmp_path / "logo.png"))
    made.done(0)
    assert house.logo.box.frame.refused
    kept = prefs.load()
    assert (kept.house_accent, kept.house_disclaimer, kept.house_logo) == (
        *("#7A1F1F", "For members only."),
        "",
    )
