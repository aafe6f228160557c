"""Writing a file that a person asked for: complete in its place, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assay.core.errors import CannotWrite


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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
