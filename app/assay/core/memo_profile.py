"""Whom a memo is for: what goes out with it and what stays in the project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """An internal memo prints what colleagues may see; an external one leaves the working notes at home."""

    external: bool = False
    names: bool = True
    """Print the names of analysts, reviewers and commenters."""

    @property
    def id(self) -> str:
        """As files and records name it: `internal`, `external`, `external-unnamed`."""
        kind = "external" if self.external else "internal"
        return kind if self.names else f"{kind}-unnamed"

    @property
    def attaches_data(self) -> bool:
        """Whether the memo's data goes with it: it holds notes, and every name."""
        return not self.external and self.names


INTERNAL = Profile()
EXTERNAL = Profile(external=True)


def profile_of(id: str) -> Profile | None:
    """The profile of this id, None for an id that is none."""
    for external in (False, True):
        for names in (True, False):
            found = Profile(external, names)
            if found.id == id:
                return found
    return None
