"""The first hundred bytes of a project file: what it claims to be, held against what it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assay.core.errors import NotAProject
from assay.store.files import open_regular
from assay.store.schema import APPLICATION_ID
from assay.store.trouble import cannot_read

SIZE_LIMIT = 4 << 30
"""Bytes of the largest project file that is opened."""
_FORMAT_LIMIT = 9999
LENGTH = 100
_MAGIC = b"SQLite format 3\x00"
_SEALED = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Header:
    page_size: int
    pages: int
    format: int
    size: int


def read(path: Path) -> Header:
    """The header of a project file.

    Raises `NotFound` when it cannot be read, `NotAProject` when it is empty, cut short, too large
    or of another kind.
    """
    try:
        handle = open_regular(path)
        try:
            first, size = os.read(handle, LENGTH), os.fstat(handle).st_size
        finally:
            os.close(handle)
    except OSError as error:
        raise cannot_read(error, path) from error
    return parse(first, size, path)


def parse(first: bytes, size: int, path: Path) -> Header:
    """The header that the first bytes of a file of `size` bytes make."""
    if not size:
        raise NotAProject("project_empty", path=path)
    if first[: len(_MAGIC)] != _MAGIC[: len(first)]:
        raise NotAProject(_other_kind(first), path=path)
    if len(first) < LENGTH:
        raise NotAProject("project_cut_short", path=path, size=size, expected=LENGTH)
    if _number(first, 68, 4) != APPLICATION_ID:
        raise NotAProject("not_a_project", path=path)
    if size > SIZE_LIMIT:
        raise NotAProject("project_too_large", path=path, mib=size >> 20, limit=SIZE_LIMIT >> 20)
    header = Header(_page_size(first), _number(first, 28, 4), _number(first, 60, 4), size)
    if not _is_plain(first) or header.page_size < 512 or header.page_size & (header.page_size - 1):
        raise NotAProject("project_damaged", path=path, reason="header")
    if not 1 <= header.format <= _FORMAT_LIMIT:
        raise NotAProject("project_damaged", path=path, reason="format")
    expected = header.page_size * header.pages
    if size < expected:
        raise NotAProject("project_cut_short", path=path, size=size, expected=expected)
    if size != expected:
        raise NotAProject("project_damaged", path=path, reason="length")
    return header


def _other_kind(first: bytes) -> str:
    return "project_sealed" if first.startswith(_SEALED) else "not_a_project"


def is_ours(first: bytes) -> bool:
    """True for the first hundred bytes, or more, of what claims to be a project."""
    return first.startswith(_MAGIC) and _number(first, 68, 4) == APPLICATION_ID


def full_size(path: Path, size: int) -> int:
    """The length that a file's header names, if it names one that can be; else `size`."""
    with path.open("rb") as file:
        first = file.read(LENGTH)
    if len(first) < LENGTH or not first.startswith(_MAGIC):
        return size
    named = _page_size(first) * _number(first, 28, 4)
    return named if size < named <= SIZE_LIMIT else size


def _number(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(data[start : start + length], "big")


def _page_size(first: bytes) -> int:
    size = _number(first, 16, 2)
    return 65536 if size == 1 else size


def _is_plain(first: bytes) -> bool:
    """True for what we write: rollback journal, no reserved bytes, fixed fractions, UTF-8."""
    return first[18:24] == b"\x01\x01\x00\x40\x20\x20" and _number(first, 56, 4) == 1
