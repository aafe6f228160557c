"""The start: what the first paint loads, and that nothing heavy is loaded before a project is worked on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factories_window import a_project

HEAVY = {
    "pandas",
    "numpy",
    "reportlab",
    "sqlite_utils",
    "pikepdf",
    "pypdfium2",
    "docx",
    "lxml",
    "PIL",
    "xlsxwriter",
    "openpyxl",
    "babel",
    "yaml",
    "ruamel",
    "typer",
    "rich",
    "asyncio",
}
"""What costs more to load than a person notices, and no start needs."""
FIRST = {
    "assay",
    "assay.assets",
    "assay.core",
    "assay.core.errors",
    "assay.prefs",
    "assay.ui",
    "assay.ui.application",
    "assay.ui.binding",
    "assay.ui.bridge",
    "assay.ui.icons",
    "assay.ui.pages",
    "assay.ui.pages.start",
    "assay.ui.theme",
    "assay.ui.tokens",
    "assay.ui.widgets",
    "assay.ui.widgets.buttons",
    "assay.ui.widgets.focus",
    "assay.ui.widgets.frame_bar",
    "assay.ui.widgets.labels",
    "assay.ui.widgets.painting",
    "assay.ui.window",
    "assay.words",
    "assay.words.catalogue",
    "assay.words.pseudo",
}
"""Every module of ours that the first paint may load. The list grows only with what it shows."""
LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"
UNTIL_PAINTED = f"""
import sys
sys.argv = ["assay", "open"]
from assay.__main__ import main
main()
{LOADED}
"""
UNTIL_OPEN = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from assay import prefs
from assay.ui import theme
app = QApplication(sys.argv[:1])
theme.dress(app)
from assay.ui.window import Window
window = Window(prefs.load())
window.show()
window.wake([Path(sys.argv[1])])
window.bridge.opened.connect(lambda: app.exit(0))
QTimer.singleShot(60_000, lambda: app.exit(1))
assert app.exec() == 0
assert window.current == "home"
{LOADED}
window.close()
"""


def loaded(program: str, *arguments: str, **environment: str) -> set[str]:
    """The modules that are loaded when the program is through, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    return set(json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def at_first_paint(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("start")
    note = folder / "painted"
    found = loaded(UNTIL_PAINTED, ASSAY_HOME=str(folder), ASSAY_BENCH_FIRST_PAINT=str(note))
    assert note.is_file()
    return found


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] in HEAVY}


def test_the_first_paint_loads_nothing_heavy(at_first_paint: set[str]) -> None:
    assert not heavy(at_first_paint)
    assert "sqlite3" not in at_first_paint


def test_the_first_paint_loads_only_what_it_shows(at_first_paint: set[str]) -> None:
    ours = {name for name in at_first_paint if name.partition(".")[0] == "assay"}
    assert ours - {"assay.__main__"} <= FIRST


def test_opening_a_project_loads_nothing_heavy(tmp_path: Path) -> None:
    path = a_project(tmp_path)
    assert not heavy(loaded(UNTIL_OPEN, str(path)))
