"""Originals out: evidence files as they came, into a new folder, under names that are safe anywhere."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assay import prefs
from assay.core.errors import CannotWrite, InvalidInput, NotFound
from assay.core.evidence import Evidence
from assay.core.identity import new_id
from assay.work.citing import evidence_by_number
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

MANIFEST = "SHA256SUMS"
"""Checked with `sha256sum -c SHA256SUMS`; there is a list of what is what beside it."""
LIST = "LIST.txt"
LENT_AT_ONCE = 64 << 20
"""Bytes that are written while somebody waits with the mouse held down."""
LENT_FOR = 86_400
"""Seconds that whoever was handed a file has to read it."""
_LONGEST = 120
"""Bytes of a name: encrypted and old file systems allow 143 or 255, and paths add up."""
_RESERVED = re.compile(
    r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_OPEN = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what could not be because its bytes are linked, missing or damaged."""

    folder: Path
    files: tuple[Path, ...]
    left_out: tuple[tuple[int, str], ...]
    """Register number and why: `linked`, `no_bytes`, `blob_missing` or `blob_damaged`."""


def export(
    session: Session,
    folder: Path,
    evidence: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write originals into `folder`, which must not be there yet; all of the register where none
    are named.

    Every file is written under a new name of its own and checked against its hash; when it fails
    or is cancelled, nothing stays. Raises `CannotWrite`, `NotFound` or `InvalidInput`.
    """
    wanted = (
        evidence_by_number(session) if evidence is None else [session.evidence(e) for e in evidence]
    )
    if not wanted:
        raise InvalidInput("nothing_to_export")
    _make(folder)
    written: list[Path] = []
    try:
        return _written(session, folder, wanted, progress or Silent(), written)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        folder.rmdir()
        raise


def lend(session: Session, evidence: Sequence[str]) -> Exported:
    """Originals as files for a moment, to be dragged elsewhere; what is lent is swept a day later.

    Raises `InvalidInput` for more than can be written while somebody holds the mouse, or when nothing
    is held of any of them; `CannotWrite` when there is no room.
    """
    items = [session.evidence(e) for e in evidence]
    size = sum(item.size for item in items if item.blob)
    if size > LENT_AT_ONCE:
        raise InvalidInput("too_large_to_drag", mib=size >> 20, limit=LENT_AT_ONCE >> 20)
    shelf = _shelf()
    try:
        shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite("cannot_write", path=str(shelf), why=error.strerror or "") from None
    lent = export(session, shelf / new_id(), evidence)
    if not lent.files:
        raise InvalidInput("nothing_held", numbers=[number for number, _ in lent.left_out])
    return lent


def take_back(older_than: float = LENT_FOR) -> None:
    """Remove what was lent longer ago than so many seconds."""
    if not _shelf().is_dir():
        return
    for folder in _shelf().iterdir():
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime >= older_than:
                shutil.rmtree(folder, ignore_errors=True)


def _shelf() -> Path:
    return prefs.data_dir() / "lent"


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except FileExistsError:
        raise CannotWrite("folder_exists", path=str(folder)) from None
    except OSError as error:
        raise CannotWrite("cannot_write", path=str(folder), why=error.strerror or "") from None


def _written(
    session: Session,
    folder: Path,
    wanted: Sequence[Evidence],
    progress: Progress,
    written: list[Path],
) -> Exported:
    total, done = sum(item.size for item in wanted), 0
    names = Names()
    names.take(MANIFEST), names.take(LIST)
    sums: list[str] = []
    listed: list[str] = []
    left_out: list[tuple[int, str]] = []
    for item in wanted:
        progress.step(done, max(total, 1), item.title)
        if not item.blob:
            left_out.append((item.number, "linked" if item.link else "no_bytes"))
            continue
        name = names.take(safe_name(item))
        path = folder / name
        try:
            _copy(session, item, path, written)
        except NotFound as error:
            written.remove(path)
            path.unlink()
            left_out.append((item.number, error.message))
            continue
        done += item.size
        sums.append(f"{item.blob}  {name}\n")
        listed.append(f"{item.number}\t{name}\t{_line(item.file_name)}\t{_line(item.title)}\n")
    _write(folder / MANIFEST, [text.encode() for text in sums], written)
    _write(folder / LIST, [text.encode() for text in listed], written)
    files = tuple(path for path in written if path.name not in (MANIFEST, LIST))
    return Exported(folder, files, tuple(left_out))


def _line(text: str) -> str:
    """A text that cannot break the list's lines or turn its reading round."""
    return "".join(char if char.isprintable() else " " for char in text)


def _copy(session: Session, item: Evidence, path: Path, written: list[Path]) -> None:
    digest = hashlib.sha256()

    def pieces() -> Iterable[bytes]:
        for piece in session.store.read_blob(item.blob):
            digest.update(piece)
            yield piece

    _write(path, pieces(), written)
    if digest.hexdigest() != item.blob:
        raise NotFound("blob_damaged", sha256=item.blob)


def _write(path: Path, pieces: Iterable[bytes], written: list[Path]) -> None:
    try:
        # Never into what is there already, never through a link that somebody laid meanwhile.
        handle = os.open(path, _OPEN, 0o644)
        written.append(path)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise CannotWrite("cannot_write", path=str(path), why=error.strerror or "") from None


# -- names ----------------------------------------------------------------------------------------


class Names:
    """Names in one folder: two that any file system takes for one never stand beside each other."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wish: str) -> str:
        """The name itself, or the first with a number that is free."""
        stem, ending = os.path.splitext(wish)
        name, count = wish, 1
        while self._key(name) in self._taken:
            count += 1
            name = f"{stem} ({count}){ending}"
        self._taken.add(self._key(name))
        return name

    @staticmethod
    def _key(name: str) -> str:
        # Case, composition and width: each is ignored by some file system.
        return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def safe_name(item: Evidence) -> str:
    """`012 Annual report.pdf`: the number, what the file was called, an ending that fits its bytes."""
    wish = item.file_name or item.title
    stem, ending = os.path.splitext(wish)
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", ending):
        stem, ending = wish, mimetypes.guess_extension(item.media_type) or ""
    lead = f"{item.number:03d} "
    room = _LONGEST - len(lead) - len(ending)
    return f"{lead}{_cut(plain_name(stem), room) or item.key or item.blob[:8]}{ending}"


def plain_name(text: str) -> str:
    """`text` as a name that Windows, macOS and Linux all take: no paths, no controls, not reserved."""
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    kept = "".join(" " if _is_hidden(char) else char for char in text)
    kept = " ".join(_NOT_IN_NAMES.sub("_", kept).split()).strip(" .")
    if _RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return kept


def _is_hidden(char: str) -> bool:
    """Controls, marks that turn the direction of reading, line ends, private and lone code points."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _cut(text: str, room: int) -> str:
    return text.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
