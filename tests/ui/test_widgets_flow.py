"""What stands in a line: chips wrap, and their height is remembered while it is true; words give way."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from assay.ui.theme import px
from assay.ui.widgets.flow import Flow
from assay.ui.widgets.labels import Elided


@pytest.fixture
def flow(qapp):
    ground = QWidget()
    made = Flow(8, ground)
    for _ in range(4):
        made.addWidget(box(60, 20))
    ground.show()
    yield made
    ground.deleteLater()


def box(width, height):
    made = QPushButton()
    made.setFixedSize(width, height)
    return made


def test_it_wraps_where_there_is_no_room(flow):
    gap = px(8)
    assert flow.heightForWidth(4 * 60 + 3 * gap) == 20
    assert flow.heightForWidth(2 * 60 + gap) == 2 * 20 + gap
    assert flow.heightForWidth(60) == 4 * 20 + 3 * gap


@pytest.mark.parametrize("change", ["taller", "more", "fewer", "hidden"])
def test_the_height_is_asked_anew_after_a_change(flow, change):
    gap, narrow = px(8), 60
    before = flow.heightForWidth(narrow)
    last = flow.itemAt(3).widget()
    if change == "taller":
        last.setFixedSize(60, 50)
        expected = before + 30
    elif change == "more":
        flow.addWidget(added := box(60, 20))
        added.show()
        expected = before + gap + 20
    elif change == "fewer":
        flow.takeAt(3).widget().deleteLater()
        expected = before - gap - 20
    else:
        last.hide()
        expected = before - gap - 20
    assert flow.heightForWidth(narrow) == expected


# -- one line that gives way ----------------------------------------------------------------------


def test_a_line_without_room_ends_in_dots_and_is_spoken_whole(qtbot):
    words = "National-security mission, dual use, quotas and export control"
    line = Elided(words, "body", "text2")
    qtbot.addWidget(line)
    line.resize(px(120), px(24))
    line.show()
    cut = line.grab().toImage()
    assert line.toolTip()
    line.resize(px(600), px(24))
    assert line.grab().toImage().copy(cut.rect()) != cut
    assert line.toolTip() == ""
    assert line.text() == words
