"""Going back to what was kept: earlier versions of a project, and what is sound in a damaged one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assay.core.change import State
from assay.core.errors import NotFound
from assay.store import backup, place, salvage, working
from assay.store.place import Problem
from assay.store.salvage import Salvaged
from assay.work.session import Person, Session

__all__ = [
    "Difference",
    "Problem",
    "Version",
    "damage",
    "difference",
    "open_either",
    "restore",
    "salvage_file",
    "versions",
]

COUNTED = ("answer", "evidence", "citation", "memo_item")


@dataclass(frozen=True, slots=True)
class Version:
    """One kept version of a project file."""

    id: str
    """Position in the list, from 1, newest first: what `assay restore --to` takes."""
    when: str
    """ISO time, UTC."""
    reason: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Difference:
    """How a kept version differs from the project as it is: rows that came, went and changed since."""

    counts: dict[str, int]
    """Rows by table in the kept version."""
    came: dict[str, int]
    went: dict[str, int]
    changed: dict[str, int]
    last_author: str
    last_label: str


def versions(target: Path) -> list[Version]:
    """The kept versions of a project file on this computer, newest first."""
    return [
        Version(str(n), g.time.isoformat(timespec="seconds"), g.reason, g.size, g.path)
        for n, g in enumerate(_generations(target), 1)
    ]


def _generations(target: Path) -> list[backup.Generation]:
    folders = place.generation_folders(place.real(target))
    found = [g for folder in folders for g in backup.listed(folder)]
    return sorted(found, key=backup.order, reverse=True)


def restore(target: Path, version: str, out: Path) -> None:
    """Write a kept version to a new file. Raises `NotFound`, `CannotWrite` or `NotAProject`."""
    found = _generations(target)
    number = int(version) if version.isdigit() else 0
    if not 1 <= number <= len(found):
        raise NotFound("unknown_version", version=version, count=len(found), path=target.name)
    backup.restore(found[number - 1], out)


def difference(version: Version, now: State | None) -> Difference:
    """What a kept version holds, and how it differs from the state `now`."""
    with closing(working.open_project(version.path, read_only=True)) as store:
        then = store.state()
        last = store.revisions(limit=1, newest_first=True)
    came, went, changed = {}, {}, {}
    for table in COUNTED:
        old, new = then.get(table, {}), (now or {}).get(table, {})
        came[table] = len(new.keys() - old.keys())
        went[table] = len(old.keys() - new.keys())
        changed[table] = sum(1 for key in old.keys() & new.keys() if old[key] != new[key])
    return Difference(
        counts={table: len(then.get(table, {})) for table in COUNTED},
        came=came,
        went=went,
        changed=changed,
        last_author=last[0].author if last else "",
        last_label=last[0].label if last else "",
    )


def salvage_file(source: Path, out: Path, person: Person) -> Salvaged:
    """Copy all that is sound in a damaged file to a new one, and say what could not be saved."""
    return salvage.salvage(source, out, author=person.author, device=person.device)


def damage(session: Session) -> tuple[Problem, ...]:
    """What was found wrong when the file was taken in, without what needs nothing done."""
    return tuple(problem for problem in session.store.problems if problem.remedy != "none")


def open_either(path: Path, person: Person, side: str) -> Session:
    """Open a file when it and this computer's work both have news: `mine` or `theirs` goes on."""
    return Session(working.open_project(path, settle=working.Settle(side)), person)
