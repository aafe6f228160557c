"""Evidence in: files and folders to exact bytes, stored once, or linked where they lie."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from assay.core.change import Cell, Step, canonical
from assay.core.errors import InvalidInput, NotFound
from assay.work import capture, citing
from assay.work.capture import Coming, now
from assay.work.citing import Citing
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

__all__ = ["attach", "files_in", "now", "quotation"]

MIB = 1024 * 1024
HELD_WITHOUT_ASKING = 64 * MIB
HELD_AT_MOST = 512 * MIB
FILES_AT_ONCE = 10_000
_PIECE = 4 * MIB


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files among `paths` and in folders among them; raises `NotFound` for what is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")
            )
        elif path.exists():
            found.append(path)
        else:
            raise NotFound("file_not_found", path=str(path))
        if len(found) > FILES_AT_ONCE:
            raise InvalidInput("too_many_files", path=str(path), limit=FILES_AT_ONCE)
    return found


def attach(
    session: Session,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    allow_large: bool = False,
    link: bool = False,
    cited: Citing | None = None,
    **fields: Cell,
) -> Step:
    """Take files into the register, one item each; `fields` are said of all of them.

    With `link` the files stay where they are, and only where that is and their hash are noted.
    Raises `NotFound` or `InvalidInput`, naming the file; nothing is recorded or kept then.
    """
    progress = progress or Silent()
    said = citing.checked(dict(fields))
    files = files_in(paths)
    if not files:
        raise NotFound("nothing_to_attach", paths=[str(p) for p in paths])
    sizes = [_checked_size(path, allow_large or link, link) for path in files]
    if link:
        coming = _linked(files, sizes, progress)
    else:
        how = canonical({"capture": "file"})
        coming = [
            Coming(None, path.name, size=size, details=how, opened=_opener(path))
            for path, size in zip(files, sizes, strict=True)
        ]
    return capture.register(session, coming, said, cited, progress)


def quotation(
    session: Session, text: str, title: str, *, cited: Citing | None = None, **fields: Cell
) -> Step:
    """Take a pasted passage into the register as a text file of its own."""
    return capture.text(session, text, title, cited=cited, **fields)


def _checked_size(path: Path, allow_large: bool, link: bool) -> int:
    try:
        info = path.stat()
    except OSError as error:
        raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None
    if not stat.S_ISREG(info.st_mode):
        raise InvalidInput("not_a_file", path=str(path))
    size, mib = info.st_size, info.st_size // MIB
    if size > HELD_AT_MOST and not link:
        raise InvalidInput("file_too_large", path=path.name, mib=mib, limit=HELD_AT_MOST // MIB)
    if size > HELD_WITHOUT_ASKING and not allow_large:
        raise InvalidInput("file_is_large", path=path.name, mib=mib)
    return size


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return partial(_opened, path)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None


def _linked(files: Sequence[Path], sizes: Sequence[int], progress: Progress) -> list[Coming]:
    total, done = sum(sizes), 0
    coming = []
    for path, size in zip(files, sizes, strict=True):
        digest = hashlib.sha256()
        with _opened(path) as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
                done += len(piece)
                progress.step(done, max(total, done), path.name)
        details = canonical({"capture": "link", "sha256": digest.hexdigest()})
        coming.append(
            Coming(None, path.name, link=str(path.absolute()), size=size, details=details)
        )
    return coming
