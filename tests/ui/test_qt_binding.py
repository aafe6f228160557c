"""What Assay relies on in the Qt binding.

PySide6 must not lose references to None: 6.12.0 does on Python 3.10 and 3.11, and aborts.
"""

import builtins
import subprocess
import sys

from PySide6.QtWidgets import QWidget

CALLS = 20_000


def test_void_calls_do_not_lose_references_to_none(qapp):
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(CALLS // 4):
        widget.setToolTip("x")
        widget.resize(10, 10)
        widget.update()
        widget.setEnabled(True)
    assert sys.getrefcount(None) > before - CALLS / 100


def test_it_does_not_stand_between_an_import_and_its_module():
    read = (
        "import inspect; seen = []; inspect.getsource = lambda module: seen.append(module) or '';"
    )
    load = "from assay.ui import binding; import assay.ui.theme, assay.core.rating;"
    told = "print([m.__name__ for m in seen if m.__name__.startswith('assay')])"
    done = subprocess.run(
        [sys.executable, "-c", read + load + told], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_it_keeps_what_imported_before_it():
    assert callable(builtins.__orig_import__)
