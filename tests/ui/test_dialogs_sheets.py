from importlib import metadata

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from assay import __version__, prefs
from assay.ui import actions
from assay.ui.dialogs.about import SHIPPED, About, libraries
from assay.ui.dialogs.shortcuts import Shortcuts, groups, keys_text
from factories_dialogs import on_screen


@pytest.fixture
def ground():
    with on_screen(QWidget()) as window:
        window.resize(1000, 700)
        yield window


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_every_shortcut_of_the_one_list_is_on_the_sheet(ground):
    shown = words(Shortcuts(ground))
    for action in actions.ACTIONS:
        if action.keys:
            assert action.text.rstrip("…") in shown
            assert keys_text(action.keys) in shown


def test_the_keys_of_the_answer_are_on_the_sheet():
    _, lines = groups()[-1]
    assert [keys for _, keys in lines] == ["1 – 9", "0", "N", "U", "D", "R", "C", "X"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("Ctrl+Shift+S", "Ctrl Shift S"), ("Ctrl++", "Ctrl +"), ("Ctrl+-", "Ctrl -"), ("F1", "F1")],
)
def test_keys_are_written_with_spaces(keys, shown):
    assert keys_text(keys) == shown


def test_about_says_version_places_and_that_nothing_is_sent(ground):
    said = words(About(ground))
    for part in (__version__, str(prefs.data_dir()), "It works offline and sends nothing."):
        assert part in said


def test_about_names_every_library_with_its_own_licence(ground):
    named = {library.name.casefold(): library for library in libraries()}
    for name, licence in (("pikepdf", "MPL-2.0"), ("pandas", "BSD-3-Clause")):
        assert named[name].version == metadata.version(name)
        assert named[name].licence == licence
    assert all(library.licence and len(library.licence) <= 60 for library in named.values())
    said = words(About(ground))
    assert all(f"{i.name} {i.version}" in said for i in named.values())
    assert all(name in said for name, _ in SHIPPED)
