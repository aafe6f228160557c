"""The memo's editor: words, labels, citations and order are kept as they are typed and clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

import factories_window as by
from assay.core.change import inserted, step
from assay.core.evidence import Evidence
from assay.core.records import to_row
from assay.work import answering, drafting
from factories_window import press, type_text


@pytest.fixture
def window(qtbot, tmp_path):
    made = by.a_window_on(qtbot, by.a_project(tmp_path))
    for n, key in ((1, "notice"), (2, "annual-report")):
        row = to_row(
            Evidence(f"evidence-{n}", n, key, f"The {key}", reliability="A", credibility="2")
        )
        made.bridge.open_session.do(step("attach", [inserted("evidence", row)], count=1, name=key))
    return made


@pytest.fixture
def memo(window):
    return by.memo_of(window)


def items(window, part):
    session = window.bridge.open_session
    return drafting.items_of(session, window.bridge.assessment, part)


def texts(window, part):
    return [item.text for item in items(window, part)]


def write(memo, *sentences):
    """Type sentences, each into a card of its own."""
    for text in sentences:
        by.click(memo.editor.add)
        type_text(text)
    memo.editor.commit()


def card(memo, n=0):
    return memo.editor.cards[n]


def test_an_empty_part_says_what_goes_there(memo):
    memo.show_chapter("decision")
    said = [box.group.hint for box in memo.editor.boxes if not box.cards]
    assert "Up to three, each with its evidence." in said
    placeholders = [c.text.placeholderText() for c in memo.editor.cards]
    assert "One sentence: action first, then why." in placeholders


def test_a_decision_is_written_in_a_new_project(window, memo):
    memo.show_chapter("decision")
    card(memo).text.setFocus()
    type_text("Hold until it is read.")
    press("Tab")
    assert texts(window, "verdict") == ["Hold until it is read."]
    advice = next(c for c in memo.editor.cards if c.sentence.part == "recommendation")
    pick = advice.fields.boxes["choice"]
    pick.set_chosen("hold")
    pick.chosen.emit("hold")
    assert items(window, "recommendation")[0].details == '{"choice":"hold"}'


def test_sentences_are_added_typed_and_kept_one_step_each(window, memo):
    write(memo, "First words.", "Second words.")
    assert texts(window, "highlight") == ["First words.", "Second words."]
    assert memo.parts.rows.row(memo.parts.rows.index(1)).count == 2
    window.bridge.open_session.undo()
    assert texts(window, "highlight") == ["First words."]
    assert len(memo.editor.cards) == 1


def test_typing_goes_on_where_it_was_when_a_pause_kept_it(window, memo):
    by.click(memo.editor.add)
    type_text("One ")
    card(memo).text.commit()
    assert texts(window, "highlight") == ["One"]
    type_text("two")
    assert card(memo).text.text() == "One two"
    memo.editor.commit()
    assert texts(window, "highlight") == ["One two"]


def test_what_somebody_types_outlives_another_change(window, memo):
    write(memo, "First.")
    card(memo).text.setFocus()
    press("End")
    type_text(" More")
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, "AAA-01", "full"))
    assert card(memo).text.text() == "First. More"


def test_leaving_the_page_keeps_what_is_typed(window, memo):
    by.click(memo.editor.add)
    type_text("Not lost.")
    window.go("home")
    assert texts(window, "highlight") == ["Not lost."]


def test_a_label_is_changed_from_its_menu(window, memo):
    write(memo, "It may be so.")
    button = card(memo).label
    assert button.text() == "Fact"
    button.menu_of_labels.actions()[1].trigger()
    assert items(window, "highlight")[0].label == "inference"
    assert card(memo).label.accessibleName() == "Label: Inference"


def test_at_opens_the_register_and_enter_cites(window, memo, monkeypatch):
    write(memo, "It was said.")
    card(memo).text.setFocus()

    def act(dialog):
        type_text("annual")
        press("Return")

    by.answering(monkeypatch, act)
    type_text("@")
    (chip,) = card(memo).chips
    assert chip.text() == "annual-report"
    assert card(memo).text.text() == "It was said."
    chip.setFocus()
    press("Delete")
    assert card(memo).chips == []
    assert items(window, "highlight")[0].evidence == "[]"


def test_at_inside_an_address_is_a_letter(memo):
    by.click(memo.editor.add)
    type_text("Write to a@b.example")
    assert card(memo).text.text() == "Write to a@b.example"


def test_a_chip_leads_to_its_evidence_and_its_cross_takes_it_off(qtbot, window, memo):
    write(memo, "It was said.")
    session, id = window.bridge.open_session, items(window, "highlight")[0].id
    session.do(drafting.cite(session, id, "evidence-1"))
    by.settled()
    (chip,) = card(memo).chips
    with qtbot.waitSignal(memo.went) as led:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    assert led.args == ["evidence", "evidence-1"]
    window.go("memo")
    cross = QPoint(chip.width() - 6, chip.height() // 2)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    assert items(window, "highlight")[0].evidence == "[]"


def test_alt_and_arrows_move_a_sentence_and_keep_the_keyboard(window, memo):
    write(memo, "One.", "Two.", "Three.")
    card(memo, 0).text.setFocus()
    press("Alt+Down")
    assert texts(window, "highlight") == ["Two.", "One.", "Three."]
    assert card(memo, 1).text.hasFocus()
    press("Alt+Up", times=3)
    assert texts(window, "highlight") == ["One.", "Two.", "Three."]


def test_a_deleted_sentence_is_told_and_comes_back(window, memo):
    write(memo, "One.", "Two.")
    card(memo, 0).text.setFocus()
    press("Ctrl+Shift+Backspace")
    assert texts(window, "highlight") == ["Two."]
    assert window.toast.isVisible()
    assert window.toast.accessibleName() == "Deleted from the memo"
    by.click(window.toast.undo)
    assert texts(window, "highlight") == ["One.", "Two."]


def test_a_remark_stands_beside_its_own_sentence(memo):
    write(memo, "Nobody knows.", "A shocking vote.")
    kinds = [[note.remark.kind for note in c.notes] for c in memo.editor.cards]
    assert kinds == [["uncited"], ["uncited", "alarm"]]
    assert memo.parts.rows.row(memo.parts.rows.index(1)).mark == "blocks"
    assert "No evidence is cited" in card(memo).text.accessibleDescription()


def test_fields_of_a_step_are_filled_and_refused_in_place(window, memo):
    memo.show_chapter("next_step")
    write(memo, "Screen it.")
    memo.show_chapter("next_step")
    boxes = card(memo).fields.boxes
    for name, text in (("owner", "Counsel"), ("closes", "aaa-01"), ("due", "soon")):
        boxes[name].setFocus()
        type_text(text)
        boxes[name].commit()
    assert items(window, "next_step")[0].details == '{"closes":["AAA-01"],"owner":"Counsel"}'
    assert boxes["due"].frame.refused
    assert "2026-11-23" in boxes["due"].editor.accessibleDescription()


def test_sections_of_the_review_are_added_and_named(window, memo):
    memo.show_chapter("review:")
    by.click(memo.editor.section)
    press("Ctrl+A")
    type_text("Control")
    press("Return")
    write(memo, "The state owns it.")
    assert [item.section for item in items(window, "review")] == ["Control"]
    memo.editor.heading.setFocus()
    press("End")
    type_text(" and board")
    press("Return")
    assert [item.section for item in items(window, "review")] == ["Control and board"]
    assert memo.editor.title.text() == "Control and board"


def test_what_blocks_is_listed_with_the_way_there(qtbot, memo, monkeypatch):
    def act(dialog):
        assert len(dialog.ways) + 1 >= memo.gates.count
        by.click(dialog.ways[-1])

    by.answering(monkeypatch, act)
    with qtbot.waitSignal(memo.went) as led:
        by.click(memo.gates)
    assert led.args == ["memo", "decision"]


def test_a_small_window_shows_editor_or_preview(qtbot, tmp_path):
    window = by.a_window_on(qtbot, by.a_project(tmp_path), (1024, 700))
    memo = by.memo_of(window)
    assert memo.editor.isVisible()
    assert not memo.right.isVisible()
    by.click(memo.toggle)
    assert memo.preview.isVisible()
    assert not memo.editor.isVisible()
    by.click(memo.text)
    assert memo.editor.isVisible()
