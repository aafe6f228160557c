"""What stands under an answer: its review, its comments, its history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assay.ui.bridge import Bridge
from assay.ui.pages.question_comments import CommentsFold
from assay.ui.pages.question_history import HistoryFold
from assay.ui.pages.question_review import ReviewFold
from assay.ui.widgets.labels import Column


class NotesPane(QWidget):
    """`NotesPane(bridge)`: three sections that fold, and `told(text)` for the toast."""

    told = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.review = ReviewFold(bridge)
        self.comments = CommentsFold(bridge)
        self.history = HistoryFold(bridge)
        column = Column(0, parent=self)
        for fold in (self.review, self.comments, self.history):
            column.addWidget(fold)
        self.review.doing.told.connect(self.told)

    def show_question(self, question: str, fresh: bool) -> None:
        """Show what belongs to this question; `fresh` when it is another one than before."""
        for fold in (self.review, self.comments, self.history):
            fold.set_reading(self._bridge.reading)
            fold.show_question(question, fresh)
