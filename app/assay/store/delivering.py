"""Delivering: a file made for somebody else, put in its place whole, sealed where that was wanted."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assay.core.errors import CannotWrite
from assay.store import drafts, files, moving, place, sealing
from assay.store.sealing import Passphrase, Recipients
from assay.store.trouble import is_there, told

Progress = Callable[[int, int], None]


@contextmanager
def delivering(
    target: Path,
    key: Passphrase | Recipients | None,
    progress: Progress,
    *,
    replace: bool = False,
) -> Iterator[Path]:
    """The path of a file that the block writes anew; at its end it is at `target`, or nothing is.

    What is to be sealed is written among the working copies, and goes from there however it ends.
    Raises `CannotWrite`, also for what is at `target` already unless `replace`.
    """
    path = place.real(target)
    if not path.parent.is_dir():
        raise CannotWrite("place_gone", path=path)
    if is_there(path) and not replace:
        raise CannotWrite("target_exists", path=path)
    draft = path.with_name(f".assay-{secrets.token_hex(6)}.part")
    try:
        if key is None:
            yield draft
            with told(path):
                drafts.sync(draft)
                os.chmod(draft, 0o666 & ~_umask())
        else:
            with moving.scratch() as folder:
                yield folder / "plain"
                sealing.seal(folder / "plain", draft, key, progress)
            with told(path):
                os.chmod(draft, 0o666 & ~_umask())
        with told(path):
            files.replace(draft, path)
            files.sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
