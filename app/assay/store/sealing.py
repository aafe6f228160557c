"""Sealed copies: files that only a passphrase or a key opens, written and opened as streams.

They are age files (age-encryption.org/v1), so any age tool opens them as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assay.core.errors import InvalidInput, NotAProject
from assay.store import age_format, files, header
from assay.store.age_format import NotSealed, TooCostly, WrongKey
from assay.store.trouble import cannot_read, told

Progress = Callable[[int, int], None]
_GROWTH = 1 << 20
"""More than sealing adds to the largest project: a header, and 16 bytes for each 64 KiB."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that seal a file and open it again."""

    text: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Public keys, `age1…`: whoever holds one of the private keys can open the file."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """Private keys, `AGE-SECRET-KEY-1…`, of which one may open a file."""

    keys: tuple[str, ...]


def unwatched(done: int, total: int) -> None:
    """Watch nothing."""


def sealed_by(path: Path) -> str:
    """What opens the file: `passphrase` or `key`; empty when it is not sealed or cannot be read."""
    try:
        with path.open("rb") as source:
            return "passphrase" if age_format.read_head(source).by_passphrase else "key"
    except (OSError, NotSealed):
        return ""


def check_recipients(keys: Iterable[str]) -> Recipients:
    """The public keys, checked; raises `InvalidInput` naming one that is none."""
    import pyrage

    found = tuple(dict.fromkeys(key.strip() for key in keys))
    for key in found:
        try:
            pyrage.x25519.Recipient.from_str(key)
        except pyrage.RecipientError:
            raise InvalidInput("not_a_recipient", key=key[:80]) from None
    return Recipients(found)


def seal(
    source: Path,
    out: Path,
    key: Passphrase | Recipients,
    progress: Progress = unwatched,
    *,
    work: int = age_format.WORK,
) -> None:
    """Write the sealed form of the file `source` to the new file `out`, durably or not at all."""
    total = source.stat().st_size
    with told(out, total + _GROWTH), source.open("rb") as plain, _new_file(out) as written:
        watched = _Watched(plain, total, progress)
        if isinstance(key, Passphrase):
            head, secret = age_format.passphrase_head(key.text, work)
            written.write(head)
            written.writelines(age_format.encrypted(secret, watched))
        else:
            _by_keys(watched, written, key)


def _by_keys(source: _Watched, out: IO[bytes], key: Recipients) -> None:
    import pyrage

    recipients = [pyrage.x25519.Recipient.from_str(each) for each in key.keys]
    sink = _Sink(out, None)
    try:
        pyrage.encrypt_io(source, sink, recipients)
    except pyrage.EncryptError:
        raise source.error or sink.error or NotSealed from None


def unseal(
    source: Path,
    out: Path,
    key: Passphrase | Identities,
    progress: Progress = unwatched,
    *,
    project: bool = True,
) -> None:
    """Open the sealed file `source` into the new file `out`, readable by its owner only.

    Nothing stays of `out` when it fails: raises `InvalidInput` for a wrong passphrase or key,
    `NotAProject` for what is cut short, changed, too large or, where a `project` is wanted, none.
    """
    try:
        total = source.stat().st_size
        sealed = source.open("rb")
    except OSError as error:
        raise cannot_read(error, source) from error
    if total > header.SIZE_LIMIT + header.SIZE_LIMIT // 4096 + _GROWTH:
        limit = header.SIZE_LIMIT >> 20
        raise NotAProject("project_too_large", path=source, mib=total >> 20, limit=limit)
    expected = _first_of_project(source) if project else None
    with sealed, told(out, total), _new_file(out) as written:
        watched = _Watched(sealed, total, progress)
        try:
            _opened(watched, _Sink(written, expected), key)
        except WrongKey:
            raise _wrong(key, source) from None
        except NotSealed:
            raise NotAProject("sealed_damaged", path=source) from None
        except TooCostly:
            raise NotAProject("sealed_too_costly", path=source) from None


def _wrong(key: Passphrase | Identities, source: Path) -> InvalidInput:
    if isinstance(key, Passphrase):
        return InvalidInput("wrong_passphrase", path=source)
    return InvalidInput("wrong_key", path=source)


def _opened(source: _Watched, sink: _Sink, key: Passphrase | Identities) -> None:
    head = age_format.read_head(source)
    if head.by_passphrase is not isinstance(key, Passphrase):
        raise WrongKey
    if isinstance(key, Passphrase):
        for piece in age_format.decrypted(age_format.passphrase_key(head, key.text), source):
            sink.write(piece)
        return
    import pyrage

    source.rewind()
    identities = [pyrage.x25519.Identity.from_str(each) for each in key.keys]
    try:
        pyrage.decrypt_io(source, sink, identities)
    except (pyrage.DecryptError, OSError) as wrong:  # a payload cut short is an OSError to it
        told_ = source.error or sink.error
        if told_ is not None:
            raise told_ from None
        raise (WrongKey if "No matching keys" in str(wrong) else NotSealed) from None


def _first_of_project(source: Path) -> Callable[[bytes], None]:
    def check(first: bytes) -> None:
        if not header.is_ours(first):
            raise NotAProject("sealed_no_project", path=source)

    return check


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file for writing, synced at the end of the block, gone when the block fails."""
    handle = files.create_exclusive(path)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class _Watched:
    """What is read from, telling how far; the error that stopped it outlives a library's own."""

    def __init__(self, file: IO[bytes], total: int, progress: Progress) -> None:
        self._file, self._total, self._progress = file, total, progress
        self._done = 0
        self.error: BaseException | None = None

    def read(self, size: int = age_format.CHUNK, /) -> bytes:
        try:
            piece = self._file.read(size)
            self._done += len(piece)
            self._progress(self._done, self._total)
        except BaseException as error:
            self.error = error
            raise
        return piece

    def rewind(self) -> None:
        self._file.seek(0)
        self._done = 0


class _Sink:
    """What is written to; `check` sees the first piece before anything is."""

    def __init__(self, file: IO[bytes], check: Callable[[bytes], None] | None) -> None:
        self._file, self._check = file, check
        self.error: BaseException | None = None

    def write(self, piece: bytes, /) -> int:
        try:
            if self._check is not None and piece:
                self._check(piece)
                self._check = None
            self._file.write(piece)
        except BaseException as error:
            self.error = error
            raise
        return len(piece)

    def flush(self) -> None:
        self._file.flush()
