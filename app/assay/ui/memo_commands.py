"""What the File menu does with memos: export one, check one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from assay.ui.frame import Frame
    from assay.ui.pages.memo import MemoPage


class MemoCommands(QObject):
    """The commands that lead to the memo and ask there."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._frame = frame

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {"export_memo": self.export_memo, "check_memo": self.check_memo}

    def export_memo(self) -> None:
        """Go to the memo and ask how and where to write it."""
        memo = self._memo()
        if memo is not None:
            memo.export()

    def check_memo(self) -> None:
        """Go to the memo and ask which one to hold against the project."""
        memo = self._memo()
        if memo is not None:
            memo.check()

    def _memo(self) -> MemoPage | None:
        from assay.ui.pages.memo import MemoPage

        self._frame.go("memo")
        page = self._frame.pages.get("memo")
        return page if isinstance(page, MemoPage) else None
