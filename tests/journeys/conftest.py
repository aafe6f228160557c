"""The journeys' windows: bundled fonts, light theme, no modal dialog nobody answers, no warning from Qt."""

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
def _dressed(qapp: QApplication) -> Iterator[None]:
    theme.dress(qapp, "light", reduced_motion=True)
    yield
    theme.dress(qapp, "light", reduced_motion=True)


@pytest.fixture(autouse=True)
def _no_modal(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_modal(monkeypatch)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What message boxes would have said."""
    return listen(monkeypatch)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The worked example, built once on somebody else's computer."""
    import os

    from assay.work import example as building
    from factories import PERSON

    folder = tmp_path_factory.mktemp("elsewhere")
    kept = os.environ.get("ASSAY_HOME")
    os.environ["ASSAY_HOME"] = str(folder / "home")
    try:
        building.build(folder / "cnre.assay", PERSON).close()
    finally:
        if kept is None:
            del os.environ["ASSAY_HOME"]
        else:
            os.environ["ASSAY_HOME"] = kept
    return (folder / "cnre.assay").read_bytes()
