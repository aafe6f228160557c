import subprocess
import sys

import factories_window as by
from assay.work.views import library
from factories_evidence_page import PATIENCE, a_register


def test_the_rows_of_the_library_are_made_before_anybody_asks(qtbot, tmp_path):
    window = by.a_window_on(qtbot, a_register(tmp_path))
    session = window.bridge.open_session
    qtbot.waitUntil(lambda: len(library._kept.get(session, {})) == 5, timeout=PATIENCE)
    assert "evidence" not in window.pages


def test_a_project_that_is_closed_at_once_is_not_worked_on(qtbot, tmp_path):
    window = by.a_window_on(qtbot, a_register(tmp_path))
    assert window.warming._soon.isActive()
    window.bridge.release()
    assert not window.warming._soon.isActive()


def test_what_other_pages_are_worked_out_with_is_loaded_without_a_widget(tmp_path):
    told = "import sys; from assay.ui.warming import LATER; from importlib import import_module;"
    before = "before = set(sys.modules); [import_module(name) for name in LATER];"
    shown = "print([n for n in set(sys.modules) - before if n.startswith('assay.ui')])"
    done = subprocess.run(
        [sys.executable, "-c", told + before + shown], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
