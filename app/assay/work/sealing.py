"""Sealed copies as a person meets them: what opens one, whose keys there are, where it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from assay.core.errors import InvalidInput, NotAProject, NotFound
from assay.core.records import records
from assay.store import sealing, unsealing
from assay.store.delivering import delivering
from assay.store.sealing import Identities, Passphrase, Recipients, check_recipients, sealed_by
from assay.work import keys
from assay.work.jobs import Progress, counting
from assay.work.session import Person, Session

__all__ = [
    "Identities",
    "Passphrase",
    "Recipients",
    "check_recipients",
    "free_name",
    "identities",
    "known_words",
    "open_sealed",
    "sealed_by",
    "unseal",
]
_SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_KEY_FILE = 64 << 10


def open_sealed(
    path: Path,
    key: Passphrase | Identities,
    person: Person,
    target: Path | None = None,
    progress: Progress | None = None,
) -> Session:
    """Open a sealed project as the one whose file will be `target`, or else for reading only.

    Raises `InvalidInput` for a wrong passphrase or key, `NotAProject`, `NotFound`, `CannotWrite`.
    """
    tell = counting(progress, path.name)
    return Session(unsealing.open_sealed(path, key, target, tell), person)


def free_name(path: Path) -> Path:
    """Where the project in a sealed file goes on: beside it, under a name that is free."""
    stem = path.name
    for ending in (".age", ".assay"):
        stem = stem[: -len(ending)] if stem.lower().endswith(ending) else stem
    found, count = path.with_name(f"{stem}.assay"), 1
    while found.exists():
        count += 1
        found = path.with_name(f"{stem} ({count}).assay")
    return found


def unseal(
    path: Path, out: Path, key: Passphrase | Identities, progress: Progress | None = None
) -> None:
    """Open a sealed file of whatever kind into the new file `out`.

    Raises `InvalidInput`, `NotAProject`, `NotFound` or `CannotWrite`; nothing is at `out` then.
    """
    tell = counting(progress, path.name)
    if not path.exists():
        raise NotFound("file_not_found", path=str(path))
    if not sealed_by(path):
        raise NotAProject("not_sealed", path=path)
    with delivering(out, None, tell) as draft:
        sealing.unseal(path, draft, key, tell, project=False)


def identities(paths: Iterable[Path] = ()) -> Identities:
    """The private keys in these files, and the one of this computer; raises `InvalidInput`."""
    found = []
    for path in paths:
        try:
            with path.open("rb") as file:
                text = file.read(_KEY_FILE).decode("ascii", "replace")
        except OSError as error:
            raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None
        inside = _SECRET.findall(text)
        if not inside:
            raise InvalidInput("no_private_key", path=str(path))
        found += inside
    own = keys.own()
    if own is not None:
        found.append(own.identity)
    if not found:
        raise InvalidInput("key_needed")
    return Identities(tuple(dict.fromkeys(found)))


def known_words(session: Session) -> tuple[str, ...]:
    """Names that whoever gets a copy connects with it: no good passphrase is made of them."""
    issuer = [s.value for s in records(session.state, "statement") if s.subject == "issuer"]
    projects = [project.title for project in records(session.state, "project")]
    return tuple(text for text in (*issuer, *projects, session.path.stem, session.person.author))
