"""What can be done in the review of answers, from the review page and from the page of a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assay import words
from assay.core.change import Step
from assay.ui.bridge import Bridge
from assay.work import reviewing


class ReviewDoing(QObject):
    """`ReviewDoing(bridge, widget)`; each takes question ids. `told(text)` is for the toast."""

    told = Signal(str)

    def __init__(self, bridge: Bridge, widget: QWidget) -> None:
        super().__init__(widget)
        self._bridge = bridge
        self._widget = widget

    def submit(self, questions: Sequence[str]) -> None:
        """Say that these are ready for review."""
        self._do(reviewing.submit, questions)

    def accept(self, questions: Sequence[str]) -> None:
        """Accept these as they are now."""
        self._do(reviewing.accept, questions)

    def unassign(self, questions: Sequence[str]) -> None:
        """Take these away from whoever was to answer them."""
        self._do(reviewing.unassign, questions)

    def assign(self, questions: Sequence[str]) -> None:
        """Ask who is to answer these."""
        if questions:
            from assay.ui.dialogs.reviewing import Assign

            Assign(self._bridge, questions, self._widget.window()).exec()

    def give_back(self, questions: Sequence[str]) -> None:
        """Ask why these are returned."""
        if questions:
            from assay.ui.dialogs.reviewing import GiveBack

            GiveBack(self._bridge, questions, self._widget.window()).exec()

    def comment(self, questions: Sequence[str]) -> None:
        """Ask what to say of the first of these."""
        if questions:
            from assay.ui.dialogs.reviewing import Say

            Say(self._bridge, questions[0], self._widget.window()).exec()

    def _do(self, edit: Callable[..., Step], questions: Sequence[str]) -> None:
        if not questions:
            return
        session, here = self._bridge.open_session, self._bridge.assessment
        step = self._bridge.attempt(partial(edit, session, here, questions))
        if step is None:
            return
        done = self._bridge.attempt(lambda: session.do(step, self._widget) or step)
        if done is not None and step:
            self.told.emit(words.label(step.label))
