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
