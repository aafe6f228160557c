"""The card of one side: what it says, what is new in it, and that it can be chosen by hand and by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assay.ui.widgets.side_card import Said, SideCard

TEXT = "The 𠮷 notice and Baogang rules."


@pytest.fixture
def card(qtbot):
    made = SideCard()
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show()
    return made


def said(**more: object) -> Said:
    return Said("1", "Mine", "Ada, 29 Nov", "M", TEXT, ((13, 30),), **more)  # type: ignore[arg-type]


def marked(card: SideCard) -> list[str]:
    return [mark.cursor.selectedText() for mark in card.text.extraSelections()]


def test_what_is_new_is_marked_letter_for_letter_past_rare_ones(card):
    card.show_said(said())
    assert marked(card) == [TEXT[13:30]]
    (mark,) = card.text.extraSelections()
    assert mark.format.underlineStyle() == mark.format.UnderlineStyle.SingleUnderline


def test_it_speaks_and_is_chosen_by_key_and_by_mouse(card):
    chosen = []
    card.chosen.connect(chosen.append)
    card.show_said(said())
    assert card.head.accessibleName() == f"Mine. Ada, 29 Nov. {TEXT}"
    card.head.setFocus()
    QTest.keyClick(card.head, Qt.Key.Key_Space)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert chosen == ["1", "1"]
    card.set_chosen(True)
    assert card.head.isChecked()


def test_many_sources_are_counted(card):
    card.show_said(said(cited=tuple(f"[{n}] Report" for n in range(7)), effect="Rating 48–75"))
    assert card.cited.text().splitlines()[-1] == "and 3 more"
    assert card.effect.isVisible()
    card.show_said(said())
    assert not card.cited.isVisible()
    assert not card.effect.isVisible()


def test_a_strangers_text_is_shown_as_it_is(card):
    card.show_said(Said("0", "Theirs", "<b>Bo</b>", "T", "<img src=x> & <b>bold</b>"))
    assert card.text.toPlainText() == "<img src=x> & <b>bold</b>"
