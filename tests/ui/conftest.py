"""The window's tests: bundled fonts, light theme, no modal dialog, no warning from Qt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assay.ui import theme
from factories_window import HARMLESS, Told, listen, refuse_modal

HERE = Path(__file__).parent


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
    refuse_modal(monkeypatch)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What message boxes would have said."""
    return listen(monkeypatch)
