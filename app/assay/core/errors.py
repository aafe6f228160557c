"""What can go wrong in the user's world: facts for one plain sentence, worded elsewhere."""

from __future__ import annotations


class UserError(Exception):
    """A problem of the user's world: what happened, to what, and what to do about it.

    `message` is a message id that `assay.words` turns into a sentence; `facts` fill its places.
    Everything that is not a `UserError` is a bug and gets a report.
    """

    def __init__(self, message: str, /, **facts: object) -> None:
        super().__init__(message, facts)
        self.message = message
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is rebuilt from its args, which keyword facts are not.
        return _rebuilt, (type(self), self.message, self.facts)

    def __str__(self) -> str:
        return f"{self.message} {self.facts}" if self.facts else self.message


class InvalidInput(UserError):
    """A value that the place it was given for does not take (exit code 2)."""


class NotFound(UserError):
    """A file, question, assessment or item that is not there or cannot be read (exit code 3)."""


class NotAProject(UserError):
    """A file that is no valid project, or was written by a newer Assay (exit code 4)."""


class InUse(UserError):
    """Somebody else holds the project open (exit code 5)."""


class NeedsDecision(UserError):
    """The work cannot go on before a person decides: conflicts, gates (exit code 7)."""


class CannotWrite(UserError):
    """The disk is full, read-only or gone; nothing that was acknowledged is lost (exit code 3)."""


class Conflict(UserError):
    """A row moved under a step: it no longer equals what the step was made from (exit code 7)."""


class ChecklistError(InvalidInput):
    """A checklist that breaks its format; facts name `file`, `line`, `path` and the rule."""


def _rebuilt(kind: type[UserError], message: str, facts: dict[str, object]) -> UserError:
    return kind(message, **facts)
