"""The name of a new project's file: suggested from the issuer, and refused with a reason in place."""

from __future__ import annotations

import os
import re
from pathlib import Path

from assay.core.errors import CannotWrite, NotFound, UserError
from assay.words import sentence, tr

SUFFIX = ".assay"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 120
"""Bytes of a suggested name: short enough for every disk, with room for a number behind it."""


def suggested(issuer: str, folder: Path) -> str:
    """A file name made of the issuer's name that is free in `folder`; empty for an empty name."""
    stem = " ".join(_FORBIDDEN.sub(" ", issuer).split()).strip(". ")
    stem = stem.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(". ")
    if not stem:
        return ""
    if _RESERVED.fullmatch(stem):
        stem += " review"
    name, count = stem + SUFFIX, 1
    while _exists(folder / name) and count < 1000:
        count += 1
        name = f"{stem} {count}{SUFFIX}"
    return name


def path_of(folder: Path, name: str) -> Path:
    """Where a file of this name goes, with the suffix that projects have."""
    name = name.strip()
    return folder / (name if name.lower().endswith(SUFFIX) else name + SUFFIX)


def problem(folder: Path, name: str) -> str:
    """Why no project can be made under this name in this folder; empty where it can."""
    name = name.strip()
    bad = _FORBIDDEN.search(name)
    if not name or name.lower() == SUFFIX:
        return tr("Give the file a name.")
    if bad is not None:
        shown = bad.group() if bad.group().isprintable() else "?"
        return tr("A file name cannot hold {character}; leave it out.", character=shown)
    if name.startswith(".") or name.endswith("."):
        return tr("A file name cannot begin or end with a full stop.")
    found = _refused(folder, path_of(folder, name))
    return sentence(found) if found is not None else ""


def _refused(folder: Path, path: Path) -> UserError | None:
    try:
        if not folder.is_dir():
            return NotFound("no_folder", folder=str(folder), path=path.name)
        if path.exists() or path.is_symlink():
            return CannotWrite("target_exists", path=path.name)
    except OSError:
        return CannotWrite("path_too_long", path=path.name)
    if not os.access(folder, os.W_OK):
        return CannotWrite("not_writable", path=path.name)
    return None


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False
