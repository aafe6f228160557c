"""One open project: the working copy on this computer, committed step by step, published whole."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assay.core.change import Change, State, Step, plain
from assay.core.errors import CannotWrite, InvalidInput
from assay.core.merge_disputes import Disputes
from assay.core.revision import SALT_DIGITS, Revision, next_time, record, state_id
from assay.store import (
    backup,
    blobs,
    connection,
    disputes,
    moving,
    place,
    publish,
    revisions,
    rows,
    signatures,
)
from assay.store.blobs import BlobInfo
from assay.store.lock import Lock
from assay.store.place import Place, Problem
from assay.store.publish import Published, Watcher, unwatched
from assay.store.trouble import told
from assay.store.working_file import WorkingFile


class Signer(Protocol):
    """Signs with the key of this device."""

    key: str

    def __call__(self, revision: str, /) -> str: ...


_MENDED_BY_BYTES = ("blob_damaged", "blob_missing")


@dataclass(frozen=True, slots=True)
class Adopted:
    """Revisions that were made elsewhere, and what they lead to here."""

    revisions: Sequence[Revision]
    changes: Sequence[Change]
    """From the rows that are here to those that all revisions lead to."""
    disputes: Disputes
    restored: Sequence[Revision] = ()
    """Revisions that are here without their body, with it."""
    signatures: Sequence[tuple[str, str, str]] = ()
    """Revision, public key, signature."""


class ProjectStore:
    """An open working copy. Safe to call from any thread; one call at a time does its work.

    Made by `assay.store.working`; everything committed is on this computer's disk when the call
    returns, and in the user's file after the next `publish`.
    """

    def __init__(
        self,
        folder: Path,
        known: Place,
        lock: Lock,
        *,
        read_only: bool = False,
        newer: bool = False,
        passing: bool = False,
    ) -> None:
        """Open the working copy in `folder`, whose lock the caller has taken and hands over.

        `newer`: made by a later Assay, whose additions this copy lacks, so it is never written.
        `passing`: a copy made for reading, which goes when it is closed.
        """
        self.project_id = known.project
        self.read_only = read_only or newer
        self.newer = newer
        self._passing = passing
        self.folder = folder
        self.place = known
        self.notes: tuple[Problem, ...] = ()
        """What the person should know of the file that was taken in, though nothing is damaged."""
        self._held = lock
        self._salts: dict[str, str] = {}
        self.publishing = threading.RLock()
        """Held by whoever writes the target, or changes what is known of it."""
        self.file = WorkingFile(folder / place.DATABASE)
        self._heads = revisions.stored_heads(self.file.db)
        self._time = revisions.newest_time(self.file.db, self._heads)
        self.disputes = disputes.load(self.file.db)
        """What people who worked side by side left to decide."""

    @property
    def target(self) -> Path:
        """The user's file."""
        return Path(self.place.target)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Damage that was found when the file was taken in."""
        return self.place.problems

    def state(self) -> State:
        """All rows of all recorded tables that have any."""
        with self.file.lock, told(self.folder):
            return rows.state(self.file.db)

    def commit(
        self, step: Step, *, author: str, device: str, signer: Signer | None = None
    ) -> Revision:
        """Write a step and the revision that records it, signed where there is a key, in one transaction.

        Raises `Conflict` when a row no longer equals what the step was made from, `CannotWrite`
        when the disk refuses; nothing is changed then.
        """
        self._check_writable()
        if not step:
            raise ValueError("a step that changes nothing is not recorded")
        file = self.file
        with file.lock, told(self.folder):
            self._mark_open()
            revision = self.recorded(step, author, device)
            with connection.transaction(file.db):
                rows.write(file.db, step.changes)
                revisions.append(file.db, revision)
                if signer is not None:
                    signatures.put(file.db, revision.id, signer.key, signer(revision.id))
                revisions.store_heads(file.db, (revision.id,))
                moved = disputes.followed(file.db, self.disputes, step, revision.id)
            self._heads, self._time = (revision.id,), revision.time
            self.disputes = moved or self.disputes
            return revision

    def adopt(self, news: Adopted) -> None:
        """Add revisions of this project as they were recorded, and what they lead to.

        Each follows revisions that are here. All of it is added, or nothing; raises `Conflict` when
        a row is not what the changes say it was.
        """
        self._check_writable()
        file, heads = self.file, set(self._heads)
        with file.lock, told(self.folder):
            self._mark_open()
            with connection.transaction(file.db):
                rows.write(file.db, news.changes)
                for revision in news.restored:
                    revisions.restore(file.db, revision)
                for revision in news.revisions:
                    revisions.append(file.db, revision)
                    heads.difference_update(revision.parents)
                    heads.add(revision.id)
                revisions.store_heads(file.db, tuple(sorted(heads)))
                revisions.add_signatures(file.db, news.signatures)
                disputes.store(file.db, news.disputes)
            self._heads = tuple(sorted(heads))
            self._time = revisions.newest_time(file.db, self._heads)
            self.disputes = news.disputes

    def recorded(
        self,
        step: Step,
        author: str,
        device: str,
        parents: Sequence[str] | None = None,
        latest: str | None = None,
    ) -> Revision:
        """The revision of a step, not written yet; it follows our own heads unless others are named.

        `latest` is a clock that it must be later than.
        """
        revision = record(
            step,
            parents=self._heads if parents is None else parents,
            project=self.project_id,
            device=device,
            author=author,
            time=next_time(time.time_ns() // 1_000_000, latest or self._time),
            salt=secrets.token_hex(SALT_DIGITS // 2),
            author_salt=revisions.salt_for(self.file.db, plain(author), self._salts),
        )
        if len((revision.body or "").encode()) > revisions.BODY_LIMIT:
            raise InvalidInput("step_too_large", limit=revisions.BODY_LIMIT >> 20)
        return revision

    def _mark_open(self) -> None:
        """Tell the next start that only the database knows what is unpublished."""
        if self.place.unpublished >= 0:
            self.place.unpublished = -1
            place.save(self.folder, self.place)

    def revisions(self, limit: int | None = None, newest_first: bool = False) -> list[Revision]:
        """The recorded steps, in the order in which they came to this copy."""
        with self.file.lock, told(self.folder):
            return list(revisions.read(self.file.db, limit=limit, newest_first=newest_first))

    def heads(self) -> tuple[str, ...]:
        """The revisions that nothing follows."""
        return self._heads

    def state_id(self) -> str:
        """The hash of the heads: what a memo prints."""
        return state_id(self._heads)

    def put_blob(
        self, source: blobs.Source, progress: Callable[[int], None] | None = None
    ) -> BlobInfo:
        """Store bytes; `progress` is told how many are in, and cancels by raising."""
        self._check_writable()
        with self.file.ingest, told(self.folder):
            info = blobs.put(self.file.db, self.file.lock, source, progress)
            mended = {Problem(what, info.sha256, "attach_again") for what in _MENDED_BY_BYTES}
            self.place.problems = tuple(p for p in self.place.problems if p not in mended)
            return info

    def forget_blob(self, sha256: str) -> None:
        """Drop bytes that were stored for a step that was never done; recorded ones stay."""
        with self.file.ingest, self.file.lock, told(self.folder):
            blobs.forget(self.file.db, sha256)

    def read_blob(self, sha256: str) -> Iterator[bytes]:
        """Bytes in pieces; raises `NotFound` when they are missing, or at the end when damaged."""
        return blobs.read(self.file.db, self.file.lock, sha256)

    def blob_bytes(self, sha256: str, limit: int) -> bytes:
        """Bytes at once, verified; raises `InvalidInput` when they are more than `limit`."""
        return blobs.whole(self.file.db, self.file.lock, sha256, limit)

    def has_blob(self, sha256: str) -> bool:
        """True when the bytes are here."""
        with self.file.lock:
            return blobs.has(self.file.db, sha256)

    def publish(self, on_step: Watcher = unwatched) -> Published:
        """Write the complete file to the user's place, or leave that place as it is.

        Raises `NeedsDecision("target_changed")` when somebody else changed the file meanwhile: then
        `publish_as` another name keeps both. A file that holds everything already is left alone.
        """
        self._check_writable()
        with self.publishing:
            if self.place.draft or self.place.intended:
                self.place = publish.settle(self.folder, self.place)
            if not self.unpublished() and publish.is_current(self.place):
                known = self.place
                return Published(self.target, known.published_at, known.sha256, 0)
            with self.file.lock:
                self._mark_open()  # whoever works meanwhile need not write beside us
            try:
                known, published = publish.publish(self.file, self.folder, self.place, on_step)
            except BaseException:
                last = place.load(self.folder) or self.place
                self._learn(publish.settle(self.folder, last))
                raise
            self._learn(known)
            return published

    def _learn(self, known: Place) -> None:
        """Know what a publish found out, besides what was mended while it ran."""
        with self.file.lock:
            known.problems = self.place.problems
            self.place = known

    def publish_as(
        self, target: Path, on_step: Watcher = unwatched, *, replace: bool = False
    ) -> Published:
        """Save under another name and go on there; the old file stays as it was last published.

        Raises `CannotWrite("target_exists")` unless `replace` says that the file there may become
        a generation of this project.
        """
        if self.newer:
            self._check_writable()
        with self.publishing, self.file.ingest, self.file.lock:
            moved = moving.move(self.file, self.place, target, on_step, replace=replace)
            self.file.close()
            self._held.release()
            moving.leave(self.folder)
            self.folder, self.place, self._held, self.file = (
                moved.folder,
                moved.place,
                moved.lock,
                moved.file,
            )
            self.read_only = self._passing = False
            return moved.published

    def save_copy(
        self, target: Path, on_step: Watcher = unwatched, *, replace: bool = False
    ) -> Published:
        """Write the complete project to another file; this project stays where it is."""
        if self.newer:
            self._check_writable()
        with self.publishing:
            return moving.copy_out(self.file, self.place, target, on_step, replace=replace)

    def unpublished(self) -> int:
        """How many revisions only this computer has."""
        with self.file.lock:
            return max(0, revisions.count(self.file.db) - self.place.revisions)

    def published_at(self) -> str | None:
        """When this computer last published, UTC; None: not yet."""
        return self.place.published_at or None

    def keep_generation(self, reason: str) -> Path:
        """Keep the present state on this computer, before something that may be regretted."""
        with self.publishing:  # else a publish that fails meanwhile takes it for its own remains
            folder = place.generations_dir(self.project_id, self.target)
            return backup.keep(folder, self.file, reason)

    def close(self) -> None:
        """Let the working copy go; it keeps everything. Closing twice does nothing."""
        with self.publishing, self.file.ingest, self.file.lock:
            if self.file.closed:
                return
            self.place.unpublished = self.unpublished()
            self.place.title = rows.title(self.file.db)
            self.file.close()
            try:
                with suppress(OSError):  # tells the next start sooner what the database knows too
                    place.save(self.folder, self.place)
                if self._passing:
                    moving.leave(self.folder)
            finally:
                self._held.release()

    def _check_writable(self) -> None:
        if self.read_only:
            raise CannotWrite("opened_read_only", path=self.target)
