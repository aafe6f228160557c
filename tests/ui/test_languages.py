"""Every page and dialog in a language nobody speaks: no English is left over, and longer words still fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

import factories_window as by
from assay import assets, prefs, words
from assay.ui import theme
from assay.ui.dialogs.about import SHIPPED, About
from assay.ui.dialogs.cite import CiteDialog
from assay.ui.dialogs.evidence import EvidenceDialog
from assay.ui.dialogs.new_project import NewProject
from assay.ui.dialogs.palette import Palette
from assay.ui.dialogs.settings import Settings
from assay.ui.dialogs.shortcuts import Shortcuts
from assay.words import pseudo
from assay.work import answering
from assay.work.views.question import question_view

PLACES = ("home", "workspace", "memo")
KEPT = frozenset(
    re.findall(
        "[A-Za-z]+",
        "Assay assay Ctrl Shift Alt Enter Esc Del Return Escape Backspace PgUp PgDown Tab Down Left "
        "Right Space Scroll Letter English SVG PNG CSV PDF ISIN LEI USCC XSHG Python Qt LGPL GPL only",
    )
)
"""Names of keys, formats, identifiers and languages, which are the same everywhere."""


@pytest.fixture(autouse=True)
def _spoken(dressed) -> Iterator[None]:
    words.use(pseudo.LANGUAGE)
    yield
    words.use("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    words.use("en")  # what is recorded is data
    path = by.a_project(tmp_path)
    session = by.reopened(path)
    here = session.assessment().id
    session.do(answering.answer(session, here, "AAA-03", "30"))
    session.do(answering.decline(session, here, "BBB-02", "not_applicable", "It has no list."))
    session.close()
    words.use(pseudo.LANGUAGE)
    return path


def outside(text: str) -> str:
    """What of a text stands in no bracket: it did not come from the catalogue."""
    depth, kept = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        kept.append(character if depth == 0 and character != "⟧" else " ")
    return "".join(kept)


def said(window: QWidget) -> Iterator[str]:
    """Every text of a window: of labels, buttons, fields, menus, and of painted rows by their names."""
    for widget in (window, *window.findChildren(QWidget)):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
            yield widget.text()
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget.placeholderText()
        yield from (widget.accessibleName(), widget.toolTip())
        face = QAccessible.queryAccessibleInterface(widget)
        for n in range(min(face.childCount(), 60) if face and widget.isVisible() else 0):
            child = face.child(n)
            if child is not None:
                yield child.text(QAccessible.Text.Name)
    for action in window.findChildren(QAction):
        yield action.text().replace("&", "")


def tokens(text: str) -> set[str]:
    return set(re.findall("[A-Za-z]{3,}", text))


def data(window) -> set[str]:
    """The words of the project and its checklist, in whatever language they are."""
    session = window.bridge.open_session
    rows = (str(row) for table in session.state.values() for row in table.values())
    return tokens(" ".join((*rows, str(session.path))))


def english(window: QWidget, known: set[str]) -> list[str]:
    """The texts that hold a word of English that is nobody's name."""
    return sorted({t for t in said(window) if tokens(outside(t)) - known - KEPT})


def test_no_page_holds_english_of_its_own(qtbot, path: Path) -> None:
    window = by.a_window(qtbot)
    by.settled()
    assert english(window, set()) == []
    by.open_in(qtbot, window, path)
    known = data(window)
    for page in PLACES:
        window.go(page, "")
        by.settled()
        assert english(window, known) == [], page


def dialogs(window, folder: Path) -> Iterator[QWidget]:
    bridge = window.bridge
    yield About(window)
    yield Settings(bridge, window)
    yield Shortcuts(window)
    yield NewProject(folder, bridge.language, window)
    view = question_view(bridge.open_session, bridge.assessment, "AAA-01", bridge.language)
    yield CiteDialog(bridge, view, window)
    for card in view.cards[:1]:
        yield EvidenceDialog(bridge, card.citation.id, window)


def libraries() -> set[str]:
    """Names and licences of what is built in, titles of checklists, and where things are kept."""
    from importlib.metadata import distributions

    said = ("Name", "License-Expression", "License", "Classifier")
    named = [
        " ".join(value for field in said for value in each.metadata.get_all(field) or [])
        for each in distributions()
    ]
    listed = [file.read_text("utf-8") for file in assets.checklists().glob("*.yaml")]
    shipped = (part for line in SHIPPED for part in line)
    return tokens(" ".join((*named, *listed, *shipped, str(prefs.config_dir()))))


def test_no_dialog_holds_english_of_its_own(qtbot, path: Path, tmp_path: Path) -> None:
    window = by.a_window_on(qtbot, path)
    known = data(window) | libraries()
    for dialog in dialogs(window, tmp_path):
        dialog.show()
        by.settled()
        found = english(dialog, known)
        dialog.close()
        assert found == [], type(dialog).__name__
    popup = Palette(window)
    popup.popup()
    assert english(popup, known) == []
    popup.close()


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons that have no room for their words."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            room = label.contentsRect()
            wide = label.sizeHint().width() <= room.width() + 1
            tall = label.heightForWidth(room.width()) <= room.height() + 1
            if not (tall if label.wordWrap() else wide):
                found.append(label.text())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            wanted = button.minimumSizeHint()
            if button.width() < wanted.width() or button.height() < wanted.height():
                found.append(button.text())
    return found


@pytest.mark.parametrize("zoom", [100, 150])
def test_words_a_third_longer_still_have_room(qtbot, path: Path, tmp_path: Path, zoom: int) -> None:
    theme.theme().set_zoom(zoom)
    window = by.a_window_on(qtbot, path, (1920, 1080) if zoom > 100 else (1440, 900))
    for page in PLACES:
        window.go(page, "")
        by.settled()
        assert clipped(window) == [], page
    for dialog in dialogs(window, tmp_path):
        dialog.show()
        by.settled()
        found = clipped(dialog)
        dialog.close()
        assert found == [], type(dialog).__name__


@pytest.mark.parametrize("zoom", [100, 150])
def test_chinese_has_room_on_every_page_and_dialog(
    qtbot, path: Path, tmp_path: Path, qapp, zoom: int
) -> None:
    words.use("zh_Hans")
    theme.dress(qapp, "light", zoom, "zh_Hans", True)
    window = by.a_window_on(qtbot, path, (1920, 1080) if zoom > 100 else (1440, 900))
    for page in PLACES:
        window.go(page, "")
        by.settled()
        assert clipped(window) == [], page
    for dialog in dialogs(window, tmp_path):
        dialog.show()
        by.settled()
        found = clipped(dialog)
        dialog.close()
        assert found == [], type(dialog).__name__
