"""Writing a file that a person asked for: complete in its place, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assay.core.errors import CannotWrite, InvalidInput, NotFound


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, flush it to disk, and put it in place in one move.

    Raises `CannotWrite`; what was at `path` is then as it was.
    """
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except OSError as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        raise CannotWrite("cannot_write", path=str(path), why=error.strerror or "") from None


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file that a person named, of at most `limit`.

    Raises `NotFound` where it cannot be read, `InvalidInput` where it is larger.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise NotFound("file_not_found", path=str(path)) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise NotFound("file_unreadable", path=str(path), why=why) from None
    if len(content) > limit:
        raise InvalidInput("file_too_big_to_use", path=str(path), limit=max(1, limit >> 20))
    return content


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
