"""The question page: reading order, every kind of answer, reasons, skipped questions, refusals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

import factories_window as by
from assay.work import answering
from factories_window import at, press, type_text


@pytest.fixture
def window(qtbot, tmp_path):
    return by.a_window_on(qtbot, by.a_project(tmp_path))


def recorded(window, question):
    session = window.bridge.open_session
    return answering.answer_of(session, window.bridge.assessment, question)


def described(widget):
    if isinstance(widget, QPlainTextEdit | QLineEdit):
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.accessibleName() or widget.text()
    return type(widget).__name__


def tabbed(page, count):
    """What Tab comes to, from the head of the question on."""
    page.question.flag.setFocus(Qt.FocusReason.TabFocusReason)
    found = [described(QApplication.focusWidget())]
    for _ in range(count):
        press("Tab")
        found.append(described(QApplication.focusWidget()))
    return found


def test_tab_follows_the_reading_order(window):
    at(window, "AAA-02")
    page = at(window, "AAA-03")
    at(window, "AAA-02")
    by.settled()
    order = tabbed(page, 12)
    assert order == [
        "Needs a second look",
        "Previous question",
        "Next question",
        "Red",
        "Not assessed",
        "Rationale",
        "Evidence against: what was looked for",
        "What would change this answer",
        "Review, folded",
        "Comments, folded",
        "History of this answer, folded",
        "Add",
        "Drop files, or paste a page, link or screenshot",
    ]


def test_tab_order_stays_after_another_kind_of_question(window):
    page = at(window, "AAA-03")
    by.settled()
    assert tabbed(page, 5)[3:] == ["Answer", "Not assessed", "Rationale"]
    at(window, "AAA-01")
    by.settled()
    assert tabbed(page, 4)[2:] == ["None", "Not assessed", "Rationale"]
    at(window, "BBB-01")
    by.settled()
    assert tabbed(page, 6)[3:] == ["Answer", "Choose a day", "Not assessed", "Rationale"]


def test_backtab_goes_the_same_way_back(window):
    page = at(window, "AAA-01")
    by.settled()
    page.question.rationale.editor.setFocus(Qt.FocusReason.TabFocusReason)
    press("Shift+Tab")
    assert described(QApplication.focusWidget()) == "Not assessed"
    press("Shift+Tab")
    assert described(QApplication.focusWidget()) == "None"


def test_each_kind_of_answer_has_its_own_control(window):
    page = at(window, "AAA-01")
    editor = page.question.editor
    for question, listed, line, day, scale, words in [
        ("AAA-01", True, False, False, False, False),
        ("AAA-02", True, False, False, False, False),
        ("AAA-03", False, True, False, True, False),
        ("BBB-01", False, True, True, True, False),
        ("BBB-02", True, False, False, False, False),
        ("BBB-03", False, True, False, True, False),
        ("BBB-04", False, False, False, False, True),
    ]:
        at(window, question)
        by.settled()
        seen = (editor.choices, editor.number, editor.day, editor.scale, editor.words)
        assert [w.isVisible() for w in seen] == [listed, line, day, scale, words], question
        assert not editor.scale.isVisible() or editor.scale.height() > 60


def test_a_question_shows_its_text_help_and_place(window):
    page = at(window, "AAA-02").question
    assert page.code.text() == "AAA-02"
    assert page.domain.text() == "First domain"
    assert page.place.text() == "2 of 3"
    assert page.text.text() == "Which kinds?"
    assert page.why.value.text() == "Kinds differ."
    assert page.proof.value.text() == "A list."


def test_the_first_and_the_last_question_have_one_way_to_go(window):
    page = at(window, "AAA-01").question
    assert (page.back.isEnabled(), page.on.isEnabled()) == (False, True)
    at(window, "BBB-04")
    assert (page.back.isEnabled(), page.on.isEnabled()) == (True, False)


def test_a_domain_means_its_first_question(window):
    assert at(window, "BBB").question.question == "BBB-01"


def test_a_question_that_is_gone_leads_to_the_next_open_one(window):
    assert at(window, "ZZZ-99").question.question == "AAA-01"


def test_a_reason_that_needs_words_is_recorded_with_them(window):
    page = at(window, "AAA-01")
    page.question.editor.take_focus()
    press("X")
    assert recorded(window, "AAA-01").status == "not_assessed"
    assert page.question.answer.why.editor.hasFocus()
    press("Return")
    assert page.question.answer.why.frame.refused
    assert recorded(window, "AAA-01").status == "not_assessed"
    type_text("It has no articles.")
    press("Return")
    found = recorded(window, "AAA-01")
    assert (str(found.status), found.reason) == ("not_applicable", "It has no articles.")


def test_zero_clears_an_answer_and_leaves_the_texts(window):
    page = at(window, "AAA-01")
    page.question.rationale.editor.setFocus()
    type_text("Because.")
    page.question.editor.take_focus()
    press("2")
    press("0")
    found = recorded(window, "AAA-01")
    assert (str(found.status), found.value, found.rationale) == ("not_assessed", None, "Because.")
    assert page.question.editor.choices.chosen_ids() == ()


def test_a_number_written_by_people_is_understood_and_shown_as_recorded(window):
    page = at(window, "BBB-03")
    page.question.editor.take_focus()
    type_text("1,200.50")
    press("Return")
    assert recorded(window, "BBB-03").value == "1200.5"
    assert page.question.editor.number.text() == "1200.5"


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        ("AAA-03", "many", "takes a number"),
        ("AAA-03", "101", "from 0 to 100"),
        ("BBB-01", "yesterday", "2026-11-23"),
    ],
)
def test_what_cannot_be_taken_is_refused_beside_the_field(window, question, typed, says):
    page = at(window, question)
    page.question.editor.take_focus()
    type_text(typed)
    press("Return")
    field = page.question.editor.number
    assert field.frame.refused
    assert says in field.editor.accessibleDescription()
    assert recorded(window, question).value is None
    assert field.text() == typed
    press("Ctrl+A")
    type_text("2026-05-23" if question == "BBB-01" else "12")
    press("Return")
    assert not field.frame.refused
    assert recorded(window, question).value is not None


def test_emptying_a_field_takes_the_answer_away(window):
    page = at(window, "BBB-03")
    page.question.editor.take_focus()
    type_text("12")
    press("Return")
    press("Ctrl+A")
    press("Delete")
    press("Return")
    assert str(recorded(window, "BBB-03").status) == "not_assessed"


def test_taking_the_last_of_several_options_away_takes_the_answer_away(window):
    page = at(window, "AAA-02")
    page.question.editor.take_focus()
    press("1")
    press("1")
    assert str(recorded(window, "AAA-02").status) == "not_assessed"


def test_a_day_is_taken_from_the_calendar(window):
    from PySide6.QtCore import QDate

    page = at(window, "BBB-01")
    page.question.editor._on_day(QDate(2026, 2, 3))
    assert recorded(window, "BBB-01").value == "2026-02-03"
    assert page.question.editor.number.text() == "2026-02-03"


def test_a_question_that_is_not_asked_says_why_and_takes_nothing(window):
    page = at(window, "AAA-01")
    page.question.editor.take_focus()
    press("1")
    at(window, "AAA-02")
    by.settled()
    question = page.question
    assert question.skip.isVisible()
    assert question.skip.text.text() == "AAA-01 records no clause."
    assert not question.editor.isEnabled()
    for hidden in (question.rationale, question.against, question.change, question.answer.reasons):
        assert not hidden.isVisible()
    assert not page.evidence.add.isEnabled()
    assert "not asked" in page.evidence.confidence.text()
    by.click(question.skip_to)
    assert question.question == "AAA-01"


def test_an_answer_that_is_no_longer_asked_is_kept_and_comes_back(window):
    page = at(window, "AAA-02")
    page.question.editor.take_focus()
    press("2")
    at(window, "AAA-01")
    page.question.editor.take_focus()
    press("1")
    assert recorded(window, "AAA-02").value == '["green"]'
    page.question.editor.take_focus()
    press("2")
    at(window, "AAA-02")
    assert page.question.editor.isEnabled()
    assert page.question.editor.choices.chosen_ids() == ("green",)


def test_a_rule_that_rests_on_the_answer_is_said(window):
    page = at(window, "BBB-02")
    assert page.question.raised.isVisible()
    assert "list" in page.question.raised.text.text()


def test_a_second_look_is_marked_and_taken_off(window):
    page = at(window, "AAA-01")
    by.click(page.question.flag)
    assert recorded(window, "AAA-01").second_look
    assert page.question.flag.isChecked()
    press("Ctrl+L")
    assert not recorded(window, "AAA-01").second_look
    assert not page.question.flag.isChecked()


def test_strangers_words_are_shown_letter_for_letter(window):
    session, here = window.bridge.open_session, window.bridge.assessment
    text = "<b>bold</b> &amp; <img src=x>"
    session.do(answering.write(session, here, "AAA-01", rationale=text))
    page = at(window, "AAA-01")
    assert page.question.rationale.text() == text


def test_words_being_typed_survive_what_others_change(window):
    page = at(window, "AAA-01")
    page.question.rationale.editor.setFocus()
    type_text("half a thou")
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "BBB-02", "no"))
    assert page.question.rationale.text() == "half a thou"
    type_text("ght")
    page.question.commit()
    assert recorded(window, "AAA-01").rationale == "half a thought"
