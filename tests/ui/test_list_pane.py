"""The list of questions beside the question: what is unfolded when it is narrowed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assay import prefs
from assay.ui.bridge import Bridge
from assay.ui.pages.list_pane import UNFOLDED, ListPane
from assay.ui.widgets.question_rows import DomainRow, QuestionRow
from bench import projects


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[ListPane]:
    bridge = Bridge(prefs.Prefs())
    bridge.take(projects.made(tmp_path, UNFOLDED + 40))
    shown = ListPane(bridge)
    qtbot.addWidget(shown)
    shown.resize(316, 700)
    shown.show()
    shown.find_button.click()
    shown.refresh()
    yield shown
    bridge.release()


def questions(pane: ListPane) -> int:
    return sum(isinstance(row, QuestionRow) for row in pane.list.rows.rows())


def domains(pane: ListPane) -> list[DomainRow]:
    return [row for row in pane.list.rows.rows() if isinstance(row, DomainRow)]


def test_what_a_search_leaves_is_unfolded(pane: ListPane) -> None:
    assert questions(pane) == 0
    pane.search.editor.setText("matter 7")
    assert questions(pane) == projects.DOMAINS
    assert all(row.unfolded for row in domains(pane))


def test_a_search_that_leaves_nearly_everything_unfolds_nothing(pane: ListPane) -> None:
    pane.search.editor.setText("decided by others")
    assert questions(pane) == 0
    assert len(domains(pane)) == projects.DOMAINS
    pane.search.editor.setText("matter 7")
    pane.search.clear()
    assert questions(pane) == 0


def test_the_domain_of_the_question_shown_stays_unfolded_where_nothing_is_narrowed(
    pane: ListPane,
) -> None:
    pane.show_question("AAX-003")
    assert questions(pane) == (UNFOLDED + 40) // projects.DOMAINS
    assert pane.list.current_id() == "AAX-003"
    pane.search.editor.setText("decided by others")
    assert [row.id for row in domains(pane) if row.unfolded] == ["AAX"]
