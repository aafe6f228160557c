"""People: the name under which a person's steps are recorded."""

from __future__ import annotations

import getpass


def login_name() -> str:
    """The login name of this computer's user, or a word that says it is not known."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
