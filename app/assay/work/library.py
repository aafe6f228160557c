"""The library of checklists: those that ship, the person's own, and those frozen into projects."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assay import assets, prefs
from assay.core import checklist_format
from assay.core.checklist import Checklist, Text
from assay.core.errors import ChecklistError, NotAProject, NotFound, UserError

SUFFIXES = (".yaml", ".yml")
CACHE_FORMAT = 1
"""Raise it whenever the same file would be read into a different `Checklist`."""
CACHE_LIMIT = 64
OWN_LIMIT = 500
"""Files of the person's own that are listed; a folder of more is not a library."""


@dataclass(frozen=True, slots=True)
class ChecklistInfo:
    """One checklist file of the library, for a list to choose from."""

    id: str
    version: str
    title: Text
    summary: Text
    questions: int
    domains: int
    languages: tuple[str, ...]
    path: Path
    shipped: bool
    result: str = "rating"
    hash: str = ""
    error: UserError | None = None
    """Why it cannot be used; its id is then the file's name."""


def own_folder() -> Path:
    """Where a person puts checklists of their own."""
    return prefs.data_dir() / "checklists"


def available() -> tuple[ChecklistInfo, ...]:
    """Every checklist there is: the shipped ones, then the person's own; broken ones say why."""
    return tuple(_info(path, shipped) for path, shipped in _files())


def find(id_or_path: str) -> tuple[Checklist, bytes]:
    """The checklist with that id or in that file, and its bytes as a project freezes them.

    An id means the shipped checklist where there is one; a copy of one's own under the same id is
    reached by its path. Raises `NotFound` or `ChecklistError`.
    """
    if id_or_path.endswith(SUFFIXES) or os.sep in id_or_path or "/" in id_or_path:
        path = Path(id_or_path)
        body = _body(path)
        return _checklist(body, path.name), body
    known: list[str] = []
    for path, _ in _files():
        try:
            body = _body(path)
            checklist = _checklist(body, path.name)
        except UserError as error:
            if path.stem == id_or_path:
                raise error from None
            continue
        if checklist.id == id_or_path:
            return checklist, body
        known.append(checklist.id)
    raise NotFound("checklist_unknown", wanted=id_or_path[:80], known=list(dict.fromkeys(known)))


def by_hash(hash: str) -> Checklist:
    """The checklist of the library with this content hash; raises `NotFound`."""
    for info in available():
        if info.hash == hash:
            return find(str(info.path))[0]
    raise NotFound("checklist_lost", hash=hash[:12])


def thaw(body: str, hash: str) -> Checklist:
    """The checklist that a project holds as `body`. Raises `NotAProject` where `hash` denies it."""
    content = body.encode("utf-8", "surrogatepass")
    if checklist_format.content_hash(content) != hash:
        raise NotAProject("checklist_body_differs", hash=hash[:16])
    return _checklist(content, hash[:16])


def _files() -> Iterator[tuple[Path, bool]]:
    """Path and whether it ships; two files are never the same one."""
    for folder, shipped in ((assets.checklists(), True), (own_folder(), False)):
        try:
            found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)
        except OSError:
            continue  # nobody has to have checklists of their own
        for path in found[:OWN_LIMIT]:
            yield path, shipped


def _info(path: Path, shipped: bool) -> ChecklistInfo:
    try:
        checklist = _checklist(_body(path), path.name)
    except UserError as error:
        title = {"en": path.stem}
        return ChecklistInfo(path.stem, "", title, {}, 0, 0, (), path, shipped, error=error)
    return ChecklistInfo(
        id=checklist.id,
        version=checklist.version,
        title=checklist.title,
        summary=checklist.summary,
        questions=len(checklist.questions),
        domains=len(checklist.domains),
        languages=checklist.languages,
        path=path,
        shipped=shipped,
        result=checklist.result,
        hash=checklist.hash,
    )


def _body(path: Path) -> bytes:
    """The file's bytes, in the form that records keep. Never waits on a pipe, never reads too much."""
    limit = checklist_format.SIZE_LIMIT
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotFound("checklist_unreadable", path=str(path), why="not a file")
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        why = getattr(error, "strerror", None) or str(error)
        raise NotFound("checklist_unreadable", path=str(path), why=why) from None
    if len(body) > limit:
        facts = {"size_mib": f"{path.stat().st_size / 2**20:.1f}", "limit_mib": limit // 2**20}
        raise ChecklistError("checklist_too_large", file=path.name, line=1, path="", **facts)
    return checklist_format.normal(body)


def _checklist(body: bytes, name: str) -> Checklist:
    """The checklist in `body`, from the cache where it was read before."""
    identity = checklist_format.content_hash(body)
    cached = _cache_folder() / f"{identity}.{CACHE_FORMAT}.{checklist_format.shape()}"
    found = _from_cache(cached, identity)
    if found is None:
        found = checklist_format.read(body, name)
        _to_cache(cached, found)
    return found


def _cache_folder() -> Path:
    return prefs.data_dir() / "cache" / "checklists"


def _from_cache(path: Path, identity: str) -> Checklist | None:
    """What the cache holds, None where it holds nothing whole: it can always be made again."""
    try:
        content = path.read_bytes()
        digest, packed = content[:32], content[32:]
        if sha256(packed).digest() != digest:
            return None
        found = checklist_format.decode(packed)
    except (OSError, ValueError):
        return None
    return found if found.hash == identity else None


def _to_cache(path: Path, checklist: Checklist) -> None:
    """Keep it for the next time; a cache that cannot be written is no reason to stop."""
    packed = checklist_format.encode(checklist)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(sha256(packed).digest() + packed)
        draft.replace(path)
        _prune(path.parent)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _prune(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[CACHE_LIMIT:]:
        path.unlink(missing_ok=True)
