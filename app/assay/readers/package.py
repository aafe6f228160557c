"""Zip packages of office files, opened without ever unpacking more than was agreed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from assay.readers.document import Unreadable
from assay.readers.limits import MIB, Budget

_PIECE = 256 * 1024
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
)
"""What the standard parser lets through when a zip is not what its directory says, is locked with a
password, or is packed in a way that it does not know."""


class Package:
    """The named parts of a zip; every bound is checked on what really comes out, not on what is said."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._limits = budget.limits
        self._left = budget.limits.zip_bytes
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise Unreadable("unreadable_broken") from error
        entries = self._zip.infolist()
        if len(entries) > self._limits.zip_entries:
            raise Unreadable("unreadable_bomb")
        self.names = frozenset(entry.filename for entry in entries)
        if any("vbaproject.bin" in name.lower() for name in self.names):
            budget.warn("contains_macros")

    def part(self, name: str) -> bytes:
        """The bytes of one part, empty when it is not there."""
        if name not in self.names:
            return b""
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 0x1:
            raise Unreadable("unreadable_password")
        if self._is_bomb(entry.file_size, entry.compress_size):
            raise Unreadable("unreadable_bomb")
        pieces: list[bytes] = []
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Unreadable("unreadable_bomb")
                    pieces.append(piece)
        except _DAMAGE as error:
            raise Unreadable("unreadable_broken") from error
        return b"".join(pieces)

    def _is_bomb(self, size: int, packed: int) -> bool:
        return size > self._left or (size > MIB and size > max(packed, 1) * self._limits.zip_ratio)
