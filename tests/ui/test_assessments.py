"""Another assessment of the same issuer: begun in the window, switched to, and its proposals accepted."""

from __future__ import annotations

import pytest

import factories_window as by
from assay.core.answers import Status
from assay.ui.dialogs.accept_unchanged import AcceptUnchanged
from assay.ui.dialogs.new_assessment import NewAssessment
from assay.work import answering, citing, ingest, reassessing
from factories_window import at

LATER = "2027-11-23"


@pytest.fixture
def path(tmp_path):
    made = by.a_project(tmp_path)
    session = by.reopened(made)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-01", "full", rationale="It says so."))
    session.do(answering.answer(session, here, "AAA-03", "25"))
    session.do(answering.answer(session, here, "BBB-02", "no"))
    session.publish()
    session.close()
    return made


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def begin(window, as_of=LATER):
    session = window.bridge.open_session
    first = window.bridge.assessment
    session.do(reassessing.begin(session, first, as_of=as_of))
    window.bridge.choose(session.assessment().id)
    return first, window.bridge.assessment


def answer_here(window, question):
    return answering.answer_of(window.bridge.open_session, window.bridge.assessment, question)


def switch_to(window, assessment):
    menu = window.top.menu_of()
    next(a for a in menu.actions() if a.data() == assessment).trigger()
    menu.deleteLater()


def test_a_new_assessment_is_begun_from_the_menu_and_shown(window, monkeypatch) -> None:
    first = window.bridge.assessment

    def act(dialog):
        dialog.cut_off.set_text("2026-11-23")
        dialog.check()
        assert not dialog.primary.isEnabled()
        assert "later" in dialog.note.text()
        dialog.cut_off.set_text(LATER)
        dialog.check()
        dialog.primary.click()

    came = by.answering(monkeypatch, act)
    window.menu_actions()["new_assessment"].trigger()
    assert came == [NewAssessment]
    about = window.bridge.open_session.assessment(window.bridge.assessment)
    assert (about.id != first, about.cut_off) == (True, LATER)
    assert "2027" in window.top.assessments.text()
    assert window.pages["home"].cut_off.value.text().endswith("2027")


def test_every_page_follows_the_assessment_in_hand(window) -> None:
    at(window, "AAA-03")
    first, second = begin(window)
    page = window.pages["workspace"]
    assert page.question.view.answer.status is Status.NOT_ASSESSED
    at(window, "BBB-01")
    switch_to(window, first)
    assert page.question.question == "AAA-03"
    assert page.question.view.answer.value == "25"
    window.go("home")
    assert window.pages["home"].cut_off.value.text().endswith("2026")
    switch_to(window, second)
    assert window.pages["home"].cut_off.value.text().endswith("2027")
    assert window.bridge.last_question == "BBB-01"
    for name in ("dashboard", "memo", "evidence"):
        window.go(name)
        switch_to(window, first if window.bridge.assessment == second else second)
        assert window.current == name


def test_the_rule_on_the_screen_can_be_reviewed_after_another_assessment_came(
    window, qtbot
) -> None:
    first, _later = begin(window)
    window.go("dashboard", "flags")
    flags = window.pages["dashboard"].panels["flags"]
    switch_to(window, first)
    assert flags.chosen
    assert flags.card.isVisible()


def test_what_is_worked_out_is_worked_out_for_the_assessment_that_came(window, qtbot) -> None:
    first, _later = begin(window)
    page = window.page("dashboard")
    for view in ("sensitivity", "path"):
        window.go("dashboard", view)
        switch_to(window, window.bridge.open_session.assessments()[-1].id)
        switch_to(window, first)
        panel = page.panels[view]
        qtbot.waitUntil(lambda p=panel: not p.stop.isVisible(), timeout=by.PATIENCE)
        assert "Stopped" not in panel.state.text()
    assert page.panels["path"].day.text() == "2026-11-23"


def test_the_step_and_the_document_on_the_screen_stay_in_hand(window, qtbot, tmp_path) -> None:
    first, _later = begin(window)
    note = tmp_path / "note.txt"
    note.write_text("A note.")
    session = window.bridge.open_session
    session.do(ingest.attach(session, [note]))
    window.go("history")
    history = window.pages["history"]
    qtbot.waitUntil(lambda: history.step.isVisible(), timeout=by.PATIENCE)
    switch_to(window, first)
    assert history.step.isVisible()
    window.go("evidence")
    evidence = window.pages["evidence"]
    switch_to(window, session.assessments()[-1].id)
    assert evidence.item == citing.evidence_by_number(session)[0].id


def test_the_proposal_is_shown_and_fills_nothing_in(window) -> None:
    begin(window)
    page = at(window, "AAA-01")
    note = page.question.proposal
    assert note.isVisible()
    assert note.answer.text() == "Full"
    assert "23 Nov 2026" in note.head.text()
    assert page.question.editor.isEnabled()
    assert answer_here(window, "AAA-01").status is Status.NOT_ASSESSED
    assert page.question.rationale.text() == ""
    at(window, "AAA-02")
    assert not note.isVisible()


def test_accepting_a_proposal_is_one_step_with_one_undo(window) -> None:
    begin(window)
    page = at(window, "AAA-01")
    window.menu_actions()["accept_last"].trigger()
    mine = answer_here(window, "AAA-01")
    assert (mine.value, mine.rationale) == ("full", "It says so.")
    note = page.question.proposal
    assert "answered the same now" in note.facts.text()
    assert not note.button.isVisible()
    window.menu_actions()["undo"].trigger()
    assert answer_here(window, "AAA-01").status is Status.NOT_ASSESSED
    assert note.button.isVisible()
    page.question.editor.choose_nth(1)
    assert "answered otherwise now" in note.facts.text()


def test_what_is_unchanged_is_accepted_after_a_count(window, monkeypatch) -> None:
    begin(window)
    at(window, "AAA-02")
    seen = []

    def act(dialog):
        seen.append(dialog.counts.text())
        dialog.domain.set_chosen("")
        dialog.check()
        seen.append(dialog.counts.text())
        dialog.primary.click()

    assert by.answering(monkeypatch, act) == []
    window.menu_actions()["accept_unchanged"].trigger()
    assert [text.split(" as")[0] for text in seen] == ["Sets 2 answers", "Sets 3 answers"]
    assert answer_here(window, "BBB-02").value == "no"
    window.menu_actions()["undo"].trigger()
    assert answer_here(window, "AAA-01").status is Status.NOT_ASSESSED


def test_without_an_earlier_assessment_there_is_nothing_to_accept(window, monkeypatch) -> None:
    at(window, "AAA-01")
    said = []

    def act(dialog):
        said.append((dialog.primary.isEnabled(), dialog.note.text()))
        dialog.cancel.click()

    came = by.answering(monkeypatch, act)
    window.menu_actions()["accept_unchanged"].trigger()
    assert came == [AcceptUnchanged]
    assert said == [(False, "There is no earlier assessment over this checklist.")]


def test_undoing_the_new_assessment_shows_the_one_before(window) -> None:
    window.go("home")
    first, _ = begin(window)
    window.menu_actions()["undo"].trigger()
    assert window.bridge.assessment == first
    assert window.pages["home"].cut_off.value.text().endswith("2026")
    window.menu_actions()["redo"].trigger()
    assert window.bridge.assessment == first
    assert len(window.top.menu_of().actions()) == 4


def test_the_project_opens_where_it_was_left(qtbot, window, path) -> None:
    first, second = begin(window)
    at(window, "BBB-01")
    window.files.close_project()
    by.open_in(qtbot, window, path)
    assert (window.bridge.assessment, window.bridge.last_question) == (second, "BBB-01")
    assert "BBB-01" in window.pages["home"].left_off.button.text()
    switch_to(window, first)
    assert window.bridge.last_question == ""


def test_home_says_what_is_proposed_and_leads_to_it(window, monkeypatch) -> None:
    window.go("home")
    home = window.pages["home"]
    assert not home.proposed.isVisible()
    begin(window)
    assert home.proposed.isVisible()
    assert "3 open questions" in home.proposed.title.text()
    home.proposed.acted.emit("look")
    assert window.current == "workspace"
    page = window.pages["workspace"]
    assert page.list.filters == {"proposed"}
    assert [r.id for r in page.list.list.rows.rows() if "-" in r.id] == [
        "AAA-01",
        "AAA-03",
        "BBB-02",
    ]
    window.go("home")
    by.answering(monkeypatch, press_primary)
    home.proposed.acted.emit("accept")
    assert not home.proposed.isVisible()


def press_primary(dialog):
    dialog.primary.click()
