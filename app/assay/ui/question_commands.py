"""What the Question and Evidence menus do: they act on the workspace when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from assay.ui.frame import Frame
    from assay.ui.pages.workspace import WorkspacePage


class QuestionCommands(QObject):
    """The commands of the workspace."""

    def __init__(self, frame: Frame, window: QObject) -> None:
        super().__init__(window)
        self._frame = frame

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Action id to what it does."""
        return {
            "next_pane": self.next_pane,
            "previous_question": self.previous_question,
            "next_question": self.next_question,
            "next_open": self.next_open,
            "save_next": self.save_next,
            "second_look": self.second_look,
            "comment": self.comment,
            "submit_answer": self.submit_answer,
            "accept_answer": self.accept_answer,
            "return_answer": self.return_answer,
            "assign_question": self.assign_question,
            "change_several": self.change_several,
            "accept_last": self.accept_last,
            "accept_unchanged": self.accept_unchanged,
        }

    def _workspace(self) -> WorkspacePage:
        from assay.ui.pages.workspace import WorkspacePage

        if self._frame.current != "workspace":
            self._frame.go("workspace")
        page = self._frame.page("workspace")
        if not isinstance(page, WorkspacePage):
            raise TypeError("the workspace is another page")
        return page

    def next_pane(self) -> None:
        """Put the keyboard into the next pane."""
        self._workspace().next_pane()

    def previous_question(self) -> None:
        """To the question before."""
        self._workspace().question.go_back()

    def next_question(self) -> None:
        """To the question after."""
        self._workspace().question.go_on()

    def next_open(self) -> None:
        """To the next question that nobody has assessed."""
        self._workspace().next_open()

    def save_next(self) -> None:
        """Keep what is typed and go to the question after."""
        self._workspace().save_next()

    def second_look(self) -> None:
        """Mark the question for a second look, or take the mark off."""
        self._workspace().question.toggle_second_look()

    def change_several(self) -> None:
        """Change every question that is selected in the list."""
        page = self._workspace()
        page.question.commit()
        page.list.change_several()

    def accept_last(self) -> None:
        """Make the last assessment's answer this one's."""
        self._workspace().question.proposal.accept()

    def accept_unchanged(self) -> None:
        """Show what still holds as it was answered last time, and accept it."""
        from assay.ui.dialogs.accept_unchanged import AcceptUnchanged

        page = self._workspace()
        page.question.commit()
        domain = page.question.view.domain if page.question.view else ""
        AcceptUnchanged(self._frame.bridge, domain, page.window()).exec()

    def comment(self) -> None:
        """Write a comment on the question."""
        self._workspace().question.notes.comments.start()

    def submit_answer(self) -> None:
        """Say that the answer is ready for review."""
        page = self._workspace()
        page.question.notes.review.doing.submit((page.question.question,))

    def accept_answer(self) -> None:
        """Accept the answer as it is now."""
        page = self._workspace()
        page.question.notes.review.doing.accept((page.question.question,))

    def return_answer(self) -> None:
        """Return the answer with a reason."""
        page = self._workspace()
        page.question.notes.review.doing.give_back((page.question.question,))

    def assign_question(self) -> None:
        """Give the question to a person."""
        page = self._workspace()
        page.question.notes.review.doing.assign((page.question.question,))
