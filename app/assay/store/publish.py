"""Publishing: the complete file goes to the user's place in one replacement, or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from assay.core.errors import CannotWrite, NeedsDecision
from assay.store import backup, drafts, files, place
from assay.store.connection import remove
from assay.store.drafts import Copied, Source
from assay.store.files import Seen
from assay.store.place import Place
from assay.store.trouble import SPARE, disk_full, free_space, is_sharing_violation, told

STEPS = (
    "drafted",
    "copied",
    "synced",
    "verified",
    "compared",
    "kept",
    "intended",
    "replaced",
    "settled",
    "recorded",
)
"""What has just been done when a watcher is told; a crash after any of them loses nothing."""


@dataclass(frozen=True, slots=True)
class Published:
    path: Path
    time: str
    """UTC, ISO 8601"""
    sha256: str
    changes: int
    """Revisions that this publish added to the file."""


_WRITABLE = 0o222
"""A file that its owner closed is left alone, though its folder would let it be replaced."""

Watcher = Callable[[str], None]


def unwatched(step: str) -> None:
    """Watch nothing."""


def publish(
    source: Source, folder: Path, known: Place, on_step: Watcher = unwatched
) -> tuple[Place, Published]:
    """Write the working copy to its target; returns what is known of the target from now on.

    Raises `NeedsDecision` when the target is not what was last seen there, `CannotWrite` when the
    place takes no file; the target is then as it was. After an error the caller runs `settle`.
    """
    target = Path(known.target)
    _make_room(target, source.size())
    draft = target.with_name(f".assay-{secrets.token_hex(6)}.part")
    drafted = _with(folder, known, draft=str(draft))
    on_step("drafted")
    with told(target, source.size()), ThreadPoolExecutor(2) as pool:
        # The old file is read while the new one is written; that nothing has moved since is
        # asked again at the very moment of replacing.
        looking = pool.submit(_look, target)
        copied = _write(source, draft, target, pool, on_step)
        seen = _compare(target, known, copied, looking.result())
        on_step("compared")
        held = _hold(known, target, seen)
        on_step("kept")
        done = _put_in_place(drafted, folder, draft, target, copied, seen, on_step)
    if held is not None and seen is not None:
        with suppress(OSError):  # the new file is in place, kept or not what it replaced
            backup.settle(_generations(known), held, seen.sha256, "publish")
    on_step("recorded")
    changes = copied.revisions - known.revisions
    return done, Published(target, done.published_at, copied.sha256, changes)


def is_current(known: Place) -> bool:
    """True when the target still is what was last published there."""
    with suppress(OSError):
        return bool(known.sha256) and files.look(Path(known.target)).sha256 == known.sha256
    return False


def _make_room(target: Path, size: int) -> None:
    if not target.parent.is_dir():
        raise CannotWrite("place_gone", path=target)
    with suppress(OSError):
        if not target.stat().st_mode & _WRITABLE:
            raise CannotWrite("not_writable", path=target)
    free = free_space(target)
    if free and free < size + SPARE:
        raise disk_full(target, size + SPARE)


def _write(
    source: Source, draft: Path, target: Path, pool: ThreadPoolExecutor, on_step: Watcher
) -> Copied:
    copied = source.copy_to(draft)
    on_step("copied")
    _take_over_mode(draft, target)
    # Reading back sees the system's memory of the file, synced or not, so it need not wait.
    checking = pool.submit(drafts.check, draft, copied)
    drafts.sync(draft)
    on_step("synced")
    checking.result()
    on_step("verified")
    return copied


def _take_over_mode(draft: Path, target: Path) -> None:
    """The permissions of the file that is replaced, or those a new file would get."""
    if os.name == "nt":
        return
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except OSError:
        umask = os.umask(0o077)
        os.umask(umask)
        mode = 0o666 & ~umask
    with suppress(OSError):  # some network places have no permissions to set
        draft.chmod(mode)


def _look(target: Path) -> Seen | None:
    try:
        return files.look(target)
    except FileNotFoundError:
        return None


def _compare(target: Path, known: Place, copied: Copied, seen: Seen | None) -> Seen | None:
    """What lies at the target; raises `NeedsDecision` when somebody else put it there."""
    if seen is not None and seen.sha256 not in (known.sha256, copied.sha256):
        raise NeedsDecision("target_changed", path=target)
    return seen


def _hold(known: Place, target: Path, seen: Seen | None) -> Path | None:
    if seen is None:
        return None
    folder = _generations(known)
    with told(folder, seen.size):
        return backup.hold(folder, target, seen)


def _generations(known: Place) -> Path:
    return place.generations_dir(known.project, Path(known.target))


def _put_in_place(
    drafted: Place,
    folder: Path,
    draft: Path,
    target: Path,
    copied: Copied,
    seen: Seen | None,
    on_step: Watcher,
) -> Place:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    # Told beforehand: after a crash between the next lines the new bytes are known to be ours.
    intended = _with(
        folder,
        drafted,
        intended=copied.sha256,
        intended_revisions=copied.revisions,
        intended_at=now,
    )
    on_step("intended")
    if files.identity(target) != (seen.identity if seen else None):
        raise NeedsDecision("target_changed", path=target)
    put_or_keep(draft, target)
    on_step("replaced")
    files.sync_folder(target.parent)
    on_step("settled")
    return _with(folder, replace_fields(arrived(intended), draft=""))


def put_or_keep(
    draft: Path,
    target: Path,
    put: Callable[[Path, Path], None] = files.replace,
    is_held: Callable[[OSError], bool] = is_sharing_violation,
) -> None:
    """Replace the target by the draft; while another program holds it, keep the draft beside it.

    Never by writing into the target: half a file would be all that there is.
    """
    try:
        put(draft, target)
    except OSError as error:
        if not is_held(error):
            raise
        kept = target.with_name(f"{target.stem} ({_minute()}){target.suffix}")
        os.rename(draft, kept)
        raise CannotWrite("kept_as_copy", path=target, copy=kept) from error


def _minute() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")


def arrived(intended: Place) -> Place:
    """What is known once the intended file is the target."""
    return replace_fields(
        intended,
        sha256=intended.intended,
        revisions=intended.intended_revisions,
        published_at=intended.intended_at,
        intended="",
    )


def replace_fields(known: Place, **fields: object) -> Place:
    """A place with some fields changed."""
    return msgspec.structs.replace(known, **fields)


def _with(folder: Path, known: Place, **fields: object) -> Place:
    changed = replace_fields(known, **fields)
    with told(folder):
        place.save(folder, changed)
    return changed


def settle(folder: Path, known: Place) -> Place:
    """Finish or clear what an interrupted publish left; called with the lock held.

    `known` is what was written last: by a process that ended, or by a publish that failed.
    """
    with suppress(OSError):
        place.sweep(folder)
        backup.sweep(_generations(known))
    settled = known
    if known.draft and _is_removed(Path(known.draft)):
        settled = replace_fields(settled, draft="")
    if known.intended:
        settled = _settle_target(settled)
    if settled != known:
        with suppress(OSError):  # if even this cannot be written, the next opening does it
            place.save(folder, settled)
    return settled


def _is_removed(draft: Path) -> bool:
    try:
        remove(draft)
    except OSError:  # its disk is gone or closed: tried again next time
        return False
    return True


def _settle_target(known: Place) -> Place:
    """Whether the intended file has landed; as long as that cannot be seen, the question stays."""
    try:
        landed = files.look(Path(known.target)).sha256 == known.intended
    except FileNotFoundError:
        landed = False
    except OSError:
        return known
    return arrived(known) if landed else replace_fields(known, intended="")
