"""When a file does not open at once: the ways there still are, offered in words."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from assay import words
from assay.core.errors import InUse, NotAProject, UserError
from assay.ui import trouble
from assay.words import tr

if TYPE_CHECKING:
    from assay.work.sealing import Identities, Passphrase
    from assay.work.session import Person, Session

Job = Callable[[], "Session"]


@dataclass(frozen=True, slots=True)
class Instead:
    """What the person wants instead of what failed."""

    open: Job
    merges: bool = False
    """Once it is open, the file is merged into it."""


def offer(error: UserError, path: Path, person: Person, window: QWidget) -> Instead | None:
    """What the person wants instead of what failed; None after telling them it failed."""
    if isinstance(error, InUse):
        if error.facts.get("pid") != os.getpid() and _is_shown(path):
            return None
        return _reading(error, path, person, window)
    if error.message == "both_have_news":
        return _either(error, path, person, window)
    if isinstance(error, NotAProject) and error.message in _SALVAGEABLE:
        return _salvaged(error, path, person, window)
    if error.message in SEALED_ERRORS:
        return _unsealed(error, path, person, window)
    trouble.tell(error, window)
    return None


SEALED_ERRORS = frozenset({"project_sealed", "wrong_passphrase", "wrong_key"})
_SALVAGEABLE = frozenset(
    {"project_damaged", "project_cut_short", "history_broken", "working_copy_damaged"}
)


def _is_shown(path: Path) -> bool:
    """Another window of this person has it open, and came to the front."""
    from assay.ui.hand_over import hand_over

    return hand_over(path)


def _reading(error: UserError, path: Path, person: Person, window: QWidget) -> Instead | None:
    wanted = trouble.confirm(
        tr("Open {name} for reading only?", name=path.name),
        words.sentence(error),
        tr("Open for reading"),
        window,
    )
    return Instead(partial(_open_reading, path, person)) if wanted else None


def _open_reading(path: Path, person: Person) -> Session:
    from assay.work.session import open_session

    return open_session(path, person, read_only=True)


def _either(error: UserError, path: Path, person: Person, window: QWidget) -> Instead | None:
    chosen = trouble.choose(
        tr("Which version of {name} goes on?", name=path.name),
        words.sentence(error),
        (tr("Merge…"), tr("My work on this computer"), tr("The file as it is now")),
        window,
    )
    if chosen is None:
        return None
    side = ("mine", "mine", "theirs")[chosen]
    return Instead(partial(_open_side, path, person, side), merges=chosen == 0)


def _open_side(path: Path, person: Person, side: str) -> Session:
    from assay.work.restoring import open_either

    return open_either(path, person, side)


def _salvaged(error: UserError, path: Path, person: Person, window: QWidget) -> Instead | None:
    wanted = trouble.confirm(
        tr("Save what is sound in {name}?", name=path.name),
        words.sentence(error),
        tr("Salvage into a new file…"),
        window,
    )
    if not wanted:
        return None
    suggestion = path.with_name(f"{path.stem} (salvaged).assay")
    chosen, _ = QFileDialog.getSaveFileName(
        window, tr("Salvage into a new file"), str(suggestion), "Assay (*.assay)"
    )
    return Instead(partial(_salvage, path, Path(chosen), person)) if chosen else None


def _salvage(path: Path, out: Path, person: Person) -> Session:
    from assay.work.restoring import salvage_file
    from assay.work.session import open_session

    return open_session(salvage_file(path, out, person).path, person)


def _unsealed(error: UserError, path: Path, person: Person, window: QWidget) -> Instead | None:
    from assay.ui.dialogs.unseal import Unseal

    wrong = "" if error.message == "project_sealed" else words.sentence(error)
    dialog = Unseal(path, wrong, window)
    if dialog.exec() != Unseal.DialogCode.Accepted:
        return None
    return Instead(partial(_open_sealed, path, dialog.key(), person, dialog.target))


def _open_sealed(path: Path, key: Passphrase | Identities, person: Person, target: Path) -> Session:
    from assay.work.sealing import open_sealed

    return open_sealed(path, key, person, target)
