"""Evidence in: files to exact bytes, stored once, with what can be said of them at once."""

from __future__ import annotations

import mimetypes
import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assay.core.change import Cell, Change, Step, inserted, step
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import Evidence
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.work import citing
from assay.work.answering import bounded
from assay.work.citing import Citing
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

MIB = 1024 * 1024
HELD_WITHOUT_ASKING = 64 * MIB
HELD_AT_MOST = 512 * MIB


def now() -> str:
    """The moment of capture: local time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


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
    return found


def attach(
    session: Session,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    allow_large: bool = False,
    cited: Citing | None = None,
    **fields: Cell,
) -> Step:
    """Take files into the register, one item each; `fields` are said of all of them.

    Bytes go in as they are read and stay even when the step is never done (they are then swept).
    Raises `NotFound` or `InvalidInput`, naming the file; nothing is recorded then.
    """
    progress = progress or Silent()
    said = citing.checked(dict(fields))
    files = files_in(paths)
    if not files:
        raise NotFound("nothing_to_attach", paths=[str(p) for p in paths])
    for path in files:
        _check_size(path, allow_large)
    total = sum(path.stat().st_size for path in files)
    number, taken, changes = citing.next_number(session), set[str](), list[Change | None]()
    done = 0
    for path in files:
        item = _take(session, path, _reporter(progress, done, total, path.name))
        done += item.size
        item = replace(item, number=number, key=citing.free_key(session, path.stem, taken))
        taken.add(item.key)
        number += 1
        changes.append(inserted("evidence", {**to_row(item), **said}))
        if cited is not None:
            changes.append(inserted("citation", to_row(cited.citation(item.id))))
    return step("attach", changes, count=len(files), name=files[0].name)


def _reporter(progress: Progress, done: int, total: int, name: str) -> Callable[[int], None]:
    def report(so_far: int) -> None:
        progress.step(done + so_far, total, name)

    return report


def _check_size(path: Path, allow_large: bool) -> None:
    try:
        info = path.stat()
    except OSError as error:
        raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None
    if not stat.S_ISREG(info.st_mode):
        raise InvalidInput("not_a_file", path=str(path))
    size, mib = info.st_size, info.st_size // MIB
    if size > HELD_AT_MOST:
        raise InvalidInput("file_too_large", path=path.name, mib=mib, limit=HELD_AT_MOST // MIB)
    if size > HELD_WITHOUT_ASKING and not allow_large:
        raise InvalidInput("file_is_large", path=path.name, mib=mib)


def _take(session: Session, path: Path, report: Callable[[int], None]) -> Evidence:
    try:
        with path.open("rb") as source:
            blob = session.store.put_blob(source, report)
    except PermissionError as error:
        raise NotFound("file_unreadable", path=str(path), why=error.strerror or "") from None
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Evidence(
        id=new_id(),
        number=0,
        key="",
        title=path.stem,
        retrieved=now(),
        blob=blob.sha256,
        size=blob.size,
        file_name=path.name,
        media_type=media,
    )


def quotation(
    session: Session, text: str, title: str, *, cited: Citing | None = None, **fields: Cell
) -> Step:
    """Take a pasted passage into the register as a text file of its own."""
    from io import BytesIO

    text = bounded(text)
    if not text.strip():
        raise InvalidInput("empty_text", question=title)
    blob = session.store.put_blob(BytesIO(text.encode()))
    item = Evidence(
        id=new_id(),
        number=citing.next_number(session),
        key=citing.free_key(session, title),
        title=title.strip() or text.strip().splitlines()[0][:80],
        retrieved=now(),
        blob=blob.sha256,
        size=blob.size,
        file_name="quotation.txt",
        media_type="text/plain",
    )
    row = {**to_row(item), **citing.checked(dict(fields))}
    changes = [inserted("evidence", row)]
    if cited is not None:
        changes.append(inserted("citation", to_row(cited.citation(item.id))))
    return step("attach", changes, count=1, name=item.title)
