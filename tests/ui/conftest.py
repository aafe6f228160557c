"""The window's tests: bundled fonts, light theme, no modal dialog, no warning from Qt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QColorDialog, QDialog, QFileDialog, QMessageBox

from assay.ui import theme

HERE = Path(__file__).parent
# Said by the offscreen platform for every window that is shown; there is no window manager to tell.
HARMLESS = "This plugin does not support propagateSizeHints"
MODAL = {
    QDialog: ("exec",),
    QMessageBox: ("exec", "information", "warning", "critical", "question", "about"),
    QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
    QColorDialog: ("getColor",),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS, extend=True))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[theme.Theme]:
    """The application in its own clothes: light, 100 %, English, nothing moves."""
    yield theme.dress(qapp, "light", reduced_motion=True)
    theme.dress(qapp, "light", reduced_motion=True)


@pytest.fixture(autouse=True)
def _no_modal(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a modal dialog was opened: nobody could answer it")

    for kind, methods in MODAL.items():
        for method in methods:
            monkeypatch.setattr(kind, method, refuse)
