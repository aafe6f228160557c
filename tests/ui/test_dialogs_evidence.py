import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assay.core.change import step as a_step
from assay.core.change import updated
from assay.core.errors import NotFound
from assay.core.evidence import Stance
from assay.ui.dialogs import evidence_sum
from assay.ui.dialogs.evidence import EvidenceDialog
from assay.work.views.question import question_view
from factories_dialogs import a_bridge, add_evidence, answered, cite, on_screen

Key = Qt.Key
SAID = {
    "title": "Articles of association",
    "publisher": "Example Mining",
    "kind": "filing",
    "date": "2025-11-23",
    "reliability": "B",
    "credibility": "2",
    "url": "https://example.com/articles",
    "origin": "issuer",
    "note": "Two lines.\nThe second.",
}


@pytest.fixture
def bridge(tmp_path):
    made = a_bridge(tmp_path)
    answered(made, "AAA-01", "some")
    yield made
    made.release()


@pytest.fixture
def ground():
    with on_screen(QWidget()) as window:
        window.resize(1000, 700)
        yield window


@pytest.fixture
def evidence(bridge, tmp_path):
    return add_evidence(bridge, tmp_path, "articles", **SAID)


@pytest.fixture
def citation(bridge, evidence):
    return cite(bridge, "AAA-01", evidence, page=3, quote="as it says", anchor='{"page": 3}')


@pytest.fixture
def dialog(qtbot, bridge, ground, citation):
    made = EvidenceDialog(bridge, citation, ground)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def row(bridge, table, key):
    return bridge.open_session.state[table][key]


def test_it_shows_what_is_recorded(dialog):
    source, place = dialog.source, dialog.place
    assert dialog.grade.reliability.chosen_id() == "B"
    assert dialog.grade.credibility.chosen_id() == "2"
    assert source.title.text() == SAID["title"]
    assert source.kind.combo.currentText() == "Filing"
    assert source.address.note.text() == "given by you, not verified"
    assert (place.page.text(), place.quote.text()) == ("3", "as it says")


def test_the_letters_are_explained_where_they_are_chosen(dialog):
    spoken = [button.accessibleName() for button in dialog.grade.reliability.buttons]
    assert spoken[0] == "A completely reliable"
    assert len(spoken) == 6


def test_saving_without_a_change_records_nothing(qtbot, bridge, dialog):
    told = []
    bridge.changed.connect(told.append)
    assert not dialog.unsaved()
    with qtbot.waitSignal(dialog.accepted):
        dialog.primary.click()
    assert told == []


def test_everything_is_one_step_that_one_undo_takes_back(qtbot, bridge, dialog, evidence, citation):
    before = {table: dict(rows) for table, rows in bridge.open_session.state.items()}
    dialog.grade.reliability.choose(0)
    dialog.grade.reason.editor.setText("Signed original")
    dialog.source.note_box.editor.setPlainText("One line.")
    dialog.source.lasting.click()
    dialog.place.stance.choose(1)
    dialog.place.translation.editor.setPlainText("in other words")
    steps = []
    bridge.changed.connect(lambda step, initiator: steps.append((step, initiator)))
    dialog.primary.click()
    ((step, initiator),) = steps
    assert {change.table for change in step.changes} == {"evidence", "citation", "translation"}
    assert step.label.message == "edit_evidence"
    assert initiator is not None
    found, said = row(bridge, "evidence", evidence), row(bridge, "citation", citation)
    assert (found["reliability"], found["grade_reason"]) == ("A", "Signed original")
    assert (found["note"], found["no_decay"]) == ("One line.", 1)
    assert said["stance"] == "contradicts"
    (translation,) = bridge.open_session.state["translation"].values()
    assert (translation["subject"], translation["text"]) == (citation, "in other words")
    bridge.open_session.undo()
    assert bridge.open_session.state == before


def test_only_what_was_changed_is_recorded(bridge, dialog):
    dialog.grade.credibility.choose(0)
    dialog.grade.reason.editor.setText("Two registries agree")
    (change,) = dialog.step().changes
    assert change.before == {"credibility": "2", "grade_reason": ""}
    assert change.after == {"credibility": "1", "grade_reason": "Two registries agree"}


def test_a_grade_that_its_kind_does_not_have_asks_for_a_reason(dialog):
    dialog.grade.reliability.choose(3)
    assert not dialog.primary.isEnabled()
    dialog.grade.reason.editor.setText("A draft nobody signed")
    assert dialog.primary.isEnabled()
    dialog.grade.reliability.choose(0)
    dialog.grade.reason.editor.setText("")
    assert dialog.primary.isEnabled()  # A2 is what filings usually have


def test_a_new_quotation_forgets_where_the_old_one_was_found(bridge, dialog, citation):
    dialog.place.quote.editor.setPlainText("other words")
    dialog.primary.click()
    anchor = json.loads(row(bridge, "citation", citation)["anchor"])
    assert (anchor["state"], anchor["page"]) == ("not_found", 0)


def test_letters_and_digits_grade_while_the_keyboard_is_there(qtbot, dialog):
    dialog.grade.reliability.buttons[1].setFocus()
    qtbot.keyClick(dialog.focusWidget(), Key.Key_D)
    assert dialog.grade.reliability.chosen_id() == "D"
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Right)
    assert dialog.grade.reliability.chosen_id() == "E"
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Key.Key_5)
    assert dialog.grade.credibility.chosen_id() == "5"


def test_the_sum_says_grade_times_freshness_in_words(bridge, dialog, citation):
    view = question_view(bridge.open_session, bridge.assessment, "AAA-01")
    part = next(c.part for c in view.cards if c.citation.id == citation)
    said = dialog.sum.text()
    assert said == evidence_sum.sum_words(part)
    assert said.startswith("B usually reliable 0.85 × 2 probably true 0.85 × freshness ")
    assert said.endswith(f"= {part.strength:.2f}")
    assert f"Confidence in AAA-01: {view.score.confidence:.2f}." in dialog.outcome.text()


def test_the_sum_follows_the_edit_and_equals_the_score_after_it(bridge, dialog):
    dialog.grade.reliability.choose(0)
    dialog.source.lasting.click()
    assert dialog.sum.text().endswith("× freshness 1.00 = 0.85")
    said = dialog.outcome.text()
    dialog.primary.click()
    view = question_view(bridge.open_session, bridge.assessment, "AAA-01")
    assert f"Confidence in AAA-01: {view.score.confidence:.2f}, was " in said


def test_it_says_why_a_source_does_not_count(dialog):
    dialog.source.valid.editor.setText("2026-01-01")
    assert "no longer valid at the cut-off" in dialog.outcome.text()
    dialog.source.valid.editor.setText("")
    dialog.source.day.editor.setText("")
    assert "from the day of retrieval" in dialog.outcome.text()


def test_a_stronger_item_of_the_same_group_speaks_instead(
    qtbot, bridge, ground, tmp_path, citation
):
    other = add_evidence(bridge, tmp_path, "filing", **{**SAID, "reliability": "A"})
    cite(bridge, "AAA-01", other)
    weaker = EvidenceDialog(bridge, citation, ground)
    assert "a stronger item of the same group does" in weaker.outcome.text()
    weaker.source.group.editor.setText("somebody else")
    assert "It counts for AAA-01." in weaker.outcome.text()


def test_a_title_is_needed_and_a_day_has_to_be_one(dialog):
    dialog.source.title.editor.setText(" ")
    assert dialog.note.text() == "Correct: Title."
    assert not dialog.primary.isEnabled()
    dialog.source.title.editor.setText("Articles")
    dialog.source.day.editor.setText("yesterday")
    assert dialog.source.day.frame.refused
    assert not dialog.primary.isEnabled()
    dialog.source.day.editor.setText("2026-01-02")
    assert dialog.primary.isEnabled()


def test_a_year_that_is_recorded_stays_when_something_else_is_edited(
    bridge, ground, evidence, citation
):
    session = bridge.open_session
    only_year = updated("evidence", session.state["evidence"][evidence], date="2019")
    session.do(a_step("edit_evidence", [only_year], number=1))
    dialog = EvidenceDialog(bridge, citation, ground)
    dialog.source.publisher.editor.setText("Another")
    assert dialog.primary.isEnabled()
    dialog.accept()
    assert row(bridge, "evidence", evidence)["date"] == "2019"
    assert row(bridge, "evidence", evidence)["publisher"] == "Another"


def test_escape_drops_changes_only_the_second_time(qtbot, dialog):
    dialog.grade.reliability.choose(5)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert "Escape again drops them" in dialog.note.text()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Key.Key_Escape)


def test_cancel_drops_changes_at_once(qtbot, bridge, dialog, evidence):
    dialog.grade.reliability.choose(5)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert row(bridge, "evidence", evidence)["reliability"] == "B"


def test_a_row_that_moved_meanwhile_is_told_and_nothing_is_lost(bridge, dialog, evidence):
    session = bridge.open_session
    dialog.grade.reliability.choose(5)
    dialog.grade.reason.editor.setText("Nobody signed it")
    step = dialog.step()
    moved = updated("evidence", session.state["evidence"][evidence], reliability="C")
    session.do(a_step("grade_evidence", [moved], number=1, grade="C2"))
    dialog.step = lambda: step
    told = []
    bridge.troubled.connect(told.append)
    dialog.primary.click()
    assert [error.message for error in told] == ["row_moved"]
    assert dialog.isVisible()


def test_a_citation_that_is_gone_is_told(bridge, ground):
    with pytest.raises(NotFound):
        EvidenceDialog(bridge, "gone", ground)


def test_the_stance_is_part_of_the_sum(dialog):
    dialog.place.stance.choose(1)
    assert dialog.place.stance_chosen() is Stance.CONTRADICTS
    assert "Confidence in AAA-01: 0.00, was " in dialog.outcome.text()
