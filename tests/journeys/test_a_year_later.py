"""A year later: last year's project is opened, the issuer assessed again, compared, and the memo written."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories_window as by
from assay.core.answers import Answer
from assay.ui.dialogs.accept_unchanged import AcceptUnchanged
from assay.ui.dialogs.memo_export import MemoExportDialog
from assay.ui.dialogs.new_assessment import NewAssessment
from assay.ui.pages.dashboard_compare import ComparePanel
from assay.ui.window import Window
from assay.work import answering
from factories_dashboard import cited
from factories_memo import page_texts
from factories_window import PATIENCE, at, press, published, type_text

THEN, NOW = "2026-11-23", "2027-11-23"
LAST_YEAR = {"AAA-01": "full", "AAA-02": "red", "AAA-03": "25", "BBB-02": "no", "BBB-03": "4"}


LAST_RANGE, LAST_POINT = "55–91", "67"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Last year's project: five answers with reasons; the screen behind one was good for half a year."""
    made = by.a_project(tmp_path)
    session = by.reopened(made)
    here = session.assessment().id
    for question, value in LAST_YEAR.items():
        session.do(answering.answer(session, here, question, value, rationale=f"As of {THEN}."))
    cited(session, "AAA-01")
    cited(session, "AAA-03", "B2")
    cited(session, "BBB-02", "B2", valid_until="2027-05-01")
    session.publish()
    session.close()
    return made


@pytest.fixture
def window(qtbot, path) -> Window:
    return by.a_window_on(qtbot, path)


def begin_again(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new assessment as of a year later, by keyboard."""

    def fill_in(dialog: NewAssessment) -> None:
        press("Ctrl+A")
        type_text(NOW)
        press("Ctrl+Return")

    came = by.answering(monkeypatch, fill_in)
    press("Ctrl+Shift+N")
    assert came == [NewAssessment]
    assert window.bridge.open_session.assessment(window.bridge.assessment).cut_off == NOW


def run(words: str) -> None:
    """An action by its name, through the palette."""
    press("Ctrl+K")
    type_text(words)
    press("Return")


def now(window: Window, question: str) -> Answer:
    return answering.answer_of(window.bridge.open_session, window.bridge.assessment, question)


def accept_the_rest(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything unchanged in all domains, after its count; what the dialog said."""
    said = []

    def accept(dialog: AcceptUnchanged) -> None:
        dialog.domain.setFocus()
        press("Home")
        said.extend([dialog.counts.text(), dialog.left.text()])
        press("Ctrl+Return")

    came = by.answering(monkeypatch, accept)
    run("accept what is unchanged")
    assert came == [AcceptUnchanged]
    return said


def assess(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """One accepted singly, one changed, the rest in bulk, and what lapsed answered anew."""
    begin_again(window, monkeypatch)
    at(window, "AAA-01")
    press("Ctrl+Shift+L")
    page = at(window, "AAA-02")
    page.question.editor.take_focus()
    press("3")
    accept_the_rest(window, monkeypatch)
    at(window, "BBB-02").question.editor.take_focus()
    press("1")


def test_proposals_are_accepted_singly_and_in_bulk_and_what_lapsed_is_left(window, monkeypatch):
    begin_again(window, monkeypatch)
    press("Ctrl+1")
    home = window.pages["home"]
    assert "5 open questions" in home.proposed.title.text()
    assert {str(now(window, q).status) for q in LAST_YEAR} == {"not_assessed"}
    page = at(window, "AAA-01")
    assert page.question.proposal.answer.text() == "Full"
    then, aged = (
        page.question.proposal.view.confidence_then,
        page.question.proposal.view.confidence_now,
    )
    assert 0 < aged < then
    press("Ctrl+Shift+L")
    assert (now(window, "AAA-01").value, now(window, "AAA-01").rationale) == (
        "full",
        f"As of {THEN}.",
    )
    page = at(window, "AAA-02")
    page.question.editor.take_focus()
    press("3")
    assert "answered otherwise now" in page.question.proposal.facts.text()
    counts, left = accept_the_rest(window, monkeypatch)
    assert counts.startswith("Sets 2 answers as of 23 Nov 2026")
    assert left == "Left to you: 1 whose evidence has lapsed since."
    assert {q: now(window, q).value for q in ("AAA-03", "BBB-03")} == {
        "AAA-03": "25",
        "BBB-03": "4",
    }
    page = at(window, "BBB-02")
    assert "its evidence has lapsed since" in page.question.proposal.facts.text()
    assert now(window, "BBB-02").value is None
    press("Ctrl+Z")
    assert now(window, "AAA-03").value is None
    assert now(window, "AAA-01").value == "full"


def test_the_two_years_are_compared_and_last_year_stands_as_it_was(
    qtbot, path, window, monkeypatch
):
    session, first = window.bridge.open_session, window.bridge.assessment
    before = session.scorecard(first).rating
    assess(window, monkeypatch)
    second = window.bridge.assessment
    run("compare")
    panel = window.pages["dashboard"].panels["compare"]
    assert isinstance(panel, ComparePanel)
    assert panel.isVisible()
    panel.pick.setFocus()
    press("Down")
    assert panel.verdict.text()
    assert panel.view is not None
    assert {q.id for q in panel.view.questions} >= {"AAA-02", "BBB-02"}
    assert session.scorecard(first).rating == before
    press("Ctrl+S")
    published(qtbot, window)
    press("Ctrl+W")
    kept = by.reopened(path)
    assert [a.cut_off for a in kept.assessments()] == [THEN, NOW]
    values = {
        year: [answering.answer_of(kept, year, q).value for q in LAST_YEAR]
        for year in (first, second)
    }
    assert values[first] == ["full", '["red"]', "25", "no", "4"]
    assert values[second] == ["full", '["blue"]', "25", "yes", "4"]
    kept.close()


def test_the_memo_of_the_new_year_is_written_from_the_window(qtbot, tmp_path, window, monkeypatch):
    assess(window, monkeypatch)
    press("Ctrl+3")
    target = tmp_path / "memo.pdf"
    by.choosing(monkeypatch, target)
    came = by.answering(monkeypatch, lambda _: press("Ctrl+Return"))
    press("Ctrl+Shift+E")
    assert came == [MemoExportDialog]
    memo = window.pages["memo"]
    qtbot.waitUntil(lambda: target.is_file() and memo.button.isEnabled(), timeout=PATIENCE)
    said = " ".join(" ".join(page_texts(target.read_bytes())).split())
    strip = window.pages["workspace"].strip
    assert "Data cut-off 23 November 2027" in said
    assert f"Point {LAST_POINT} {strip.number.text()}" in said
    assert f"Range {LAST_RANGE} {strip.bounds.text()}" in said
    assert (
        "Two answers changed Question Then Now AAA-02 Kinds Red Blue BBB-02 Listed No Yes" in said
    )
    assert "Evidence lapsed: [3]" in said
