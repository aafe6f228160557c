"""From the start page to an exported memo, by keyboard, and everything there on the next day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

import factories_window as by
from assay import prefs
from assay.core.assessment import Assessment
from assay.core.evidence import Citation
from assay.core.records import records
from assay.ui.dialogs.cite import CiteDialog
from assay.ui.dialogs.evidence import EvidenceDialog
from assay.ui.dialogs.memo_export import MemoExportDialog
from assay.ui.dialogs.new_project import NewProject
from assay.ui.pages.preview import Sheet
from assay.ui.pages.workspace import WorkspacePage
from assay.ui.widgets.recent_rows import RecentList
from assay.ui.window import Window
from assay.work import answering, recents
from factories_window import PATIENCE, at, memo_of, press, type_text


def given(window: Window, question: str) -> tuple[str, str | None]:
    """Status and value of a question as they are recorded."""
    session = window.bridge.open_session
    found = answering.answer_of(session, window.bridge.assessment, question)
    return str(found.status), found.value


def citations(window: Window) -> list[Citation]:
    """What is cited in the open project."""
    return list(records(window.bridge.open_session.state, "citation"))


def words_of(widget: QWidget) -> str:
    """All words that stand in a widget."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def started(qtbot, tmp_path: Path, monkeypatch) -> Window:
    """A window in which a new project was made through the dialog."""

    def fill_in(dialog: NewProject) -> None:
        type_text("Example Mining")
        dialog.take_file(str(by.every_kind_file(tmp_path)))
        dialog.use_folder(tmp_path)
        dialog.cut_off.set_text("2026-11-23")
        press("Ctrl+Return")

    window = by.a_window(qtbot)
    came = by.answering(monkeypatch, fill_in)
    press("Ctrl+N")
    assert came == [NewProject]
    qtbot.waitUntil(lambda: window.current == "home", timeout=PATIENCE)
    return window


def answer_everything() -> None:
    """Each question once, by keyboard alone, starting in the answer of the first."""
    press("2")  # AAA-01: the second option
    press("Ctrl+Return")
    press("1")  # AAA-02: two of three
    press("3")
    press("Ctrl+Return")
    type_text("25.5")  # AAA-03: a share
    press("Ctrl+Return")
    type_text("2026-05-23")  # BBB-01: a day
    press("Ctrl+Return")
    press("D")  # BBB-02: not disclosed
    press("Ctrl+Return")
    type_text("7")  # BBB-03: a number
    press("Ctrl+Return")
    type_text("Nobody outside has read the articles.")  # BBB-04: words
    press("Alt+Up", times=6)


ANSWERS = {
    "AAA-01": ("answered", "some"),
    "AAA-02": ("answered", '["red", "blue"]'),
    "AAA-03": ("answered", "25.5"),
    "BBB-01": ("answered", "2026-05-23"),
    "BBB-02": ("not_disclosed", None),
    "BBB-03": ("answered", "7"),
    "BBB-04": ("answered", "Nobody outside has read the articles."),
}


def test_a_new_project_comes_from_the_dialog_to_the_home_page(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    assert window.bridge.path() == tmp_path / "Example Mining.assay"
    (made,) = records(window.bridge.open_session.state, "assessment")
    assert isinstance(made, Assessment)
    assert made.cut_off == "2026-11-23"
    home = words_of(window.pages["home"])
    assert "Example Mining" in home
    assert "0 of 7 asked questions answered · 7 open" in home
    assert "Not ratable yet" in home
    assert window.windowTitle() == "Example Mining.assay[*] – Assay"
    assert not window.isWindowModified()


def test_a_dialog_that_is_cancelled_makes_nothing(qtbot, tmp_path, monkeypatch):
    window = by.a_window(qtbot)
    by.answering(monkeypatch, lambda dialog: press("Escape"))
    before = set(tmp_path.rglob("*"))
    by.click(window.start.choices["new_project"])
    assert window.bridge.session is None
    assert window.start.isVisible()
    assert set(tmp_path.rglob("*")) == before


def test_every_kind_of_answer_is_given_by_keyboard(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    press("Ctrl+2")
    workspace = window.pages["workspace"]
    assert isinstance(workspace, WorkspacePage)
    press("F6")
    range_before = workspace.strip.bounds.text()
    answer_everything()
    assert {id: given(window, id) for id in ANSWERS} == ANSWERS
    assert workspace.strip.bounds.text() != range_before
    assert workspace.question.question == "AAA-01"


def test_evidence_is_dropped_graded_and_weighs(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    workspace = at(window, "AAA-01")
    workspace.question.editor.take_focus()
    press("3")
    headline, before = workspace.strip.bounds.text(), workspace.strip.number.text()
    paper = tmp_path / "articles 章程.txt"
    paper.write_text("Chapter 5 stands before the board's.", "utf-8")
    by.drop(workspace.evidence.drop, paper)
    session = window.bridge.open_session
    qtbot.waitUntil(lambda: citations(window) != [], timeout=PATIENCE)
    (cited,) = citations(window)
    assert cited.question == "AAA-01"
    assert window.toast.isVisible()
    assert b"".join(session.store.read_blob(session.evidence("1").blob)) == paper.read_bytes()

    came = by.answering(monkeypatch, grade_it)
    press("F6")  # from the question to the evidence pane
    press("Tab")
    assert workspace.evidence.cards.hasFocus()
    press("Return")
    assert came == [EvidenceDialog]
    item = session.evidence("1")
    assert (item.grade, item.date) == ("A1", "2026-11-23")
    assert "Confidence 1.00" in words_of(workspace.evidence)
    assert (workspace.strip.bounds.text(), workspace.strip.number.text()) != (headline, before)


def grade_it(dialog: EvidenceDialog) -> None:
    """A completely reliable source, confirmed by others, of the cut-off day."""
    dialog.grade.reliability.buttons[0].setFocus()
    press("A")
    press("Tab")
    press("1")
    dialog.source.day.editor.setFocus()
    type_text("2026-11-23")
    press("Ctrl+Return")


def test_what_is_in_the_register_is_cited_for_another_question(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    paper = tmp_path / "notice.txt"
    paper.write_text("Of 3 March.", "utf-8")
    workspace = at(window, "AAA-01")
    workspace.evidence.take([paper])
    qtbot.waitUntil(lambda: citations(window) != [], timeout=PATIENCE)
    at(window, "BBB-02")

    def cite_it(dialog: CiteDialog) -> None:
        type_text("notice")
        press("Return")  # the one that is left
        press("Ctrl+Return")

    came = by.answering(monkeypatch, cite_it)
    by.click(workspace.evidence.add)
    assert came == [CiteDialog]
    found = citations(window)
    assert {c.question for c in found} == {"AAA-01", "BBB-02"}
    assert len({c.evidence for c in found}) == 1
    assert workspace.evidence.cards.rows.rowCount() == 1


def test_the_memo_is_seen_and_written_to_a_file(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    press("Ctrl+3")
    memo = memo_of(window)
    qtbot.waitUntil(lambda: seen(memo) is not None, timeout=PATIENCE)
    assert memo.outline.rows.rowCount() > 5
    assert memo.place.text() == f"Page 1 of {memo.preview.count}"
    target = tmp_path / "memo.pdf"
    by.choosing(monkeypatch, target)
    came = by.answering(monkeypatch, lambda _: press("Ctrl+Return"))
    press("Ctrl+Shift+E")
    assert came == [MemoExportDialog]
    qtbot.waitUntil(lambda: target.is_file() and memo.button.isEnabled(), timeout=PATIENCE)
    assert target.read_bytes().startswith(b"%PDF-")
    assert memo.live.text() == "Written to memo.pdf"


def seen(memo) -> Sheet | None:
    """The first page, once its picture is there."""
    sheets = memo.preview.findChildren(Sheet)
    return next((s for s in sheets if s.number == 1 and s.image is not None), None)


def test_on_the_next_day_everything_is_there(qtbot, tmp_path, monkeypatch):
    window = started(qtbot, tmp_path, monkeypatch)
    workspace = at(window, "AAA-01")
    workspace.question.editor.take_focus()
    answer_everything()
    workspace.question.rationale.editor.setFocus()
    type_text("nud1")
    path = window.bridge.path()
    press("Ctrl+W")
    assert window.bridge.session is None
    assert window.start.isVisible()
    (listed,) = recents.load()
    assert (listed.path, listed.name, listed.answered) == (str(path), "Example Mining", 6)
    window.close()

    again = by.a_window(qtbot)
    assert prefs.load().recent == [str(path)]
    shown = again.start.findChild(RecentList)
    assert shown is not None
    assert "Example Mining" in shown.rows.rows()[0].spoken()
    by.open_in(qtbot, again, path)
    assert {id: given(again, id) for id in ANSWERS} == ANSWERS
    page = at(again, "AAA-01")
    assert page.question.rationale.text() == "nud1"
    assert page.question.editor.choices.chosen_ids() == ("some",)
    assert not again.isWindowModified()
