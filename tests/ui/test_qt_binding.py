"""PySide6 must not lose references to None: 6.12.0 does on Python 3.10 and 3.11, and aborts."""

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
