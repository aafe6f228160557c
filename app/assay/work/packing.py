"""The checkable pack: memo, register and originals in one zip that standard tools can check."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO

from assay.core.errors import NotFound
from assay.core.evidence import Citation, Evidence
from assay.core.records import records
from assay.words.pack_note import note
from assay.work.citing import evidence_by_number
from assay.work.jobs import Progress, Silent
from assay.work.originals import MANIFEST, Names, safe_name
from assay.work.session import Session

ORIGINALS = "originals"
NOTES = (("CHECK-en.txt", "en"), ("CHECK-zh.txt", "zh_Hans"))
_COLUMNS = (
    "number",
    "title",
    "publisher",
    "kind",
    "language",
    "date",
    "retrieved",
    "url",
    "grade",
    "grade_reason",
    "valid_until",
    "cited_for",
    "file",
    "sha256",
    "size",
    "left_out",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can say: the same state makes the same bytes, whenever it is packed."""
_LARGE = 1 << 31


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a pack, and which evidence could not."""

    files: int
    originals: int
    left_out: tuple[tuple[int, str], ...]
    """Register number and why: `linked`, `no_bytes`, `blob_missing` or `blob_damaged`."""


@dataclass
class _Pack:
    """A zip being written, and the sums of what is in it already."""

    zip: zipfile.ZipFile
    sums: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, name: str, pieces: Iterable[bytes], size: int = 0) -> str:
        """Put a file in, not compressed: the same bytes whatever library packs them."""
        info = zipfile.ZipInfo(name, _LONG_AGO)
        info.create_system, info.external_attr = 3, 0o100644 << 16
        digest, length = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=size >= _LARGE) as out:
            for piece in pieces:
                digest.update(piece)
                length += len(piece)
                out.write(piece)
        self.sums[name] = (digest.hexdigest(), length)
        return digest.hexdigest()


def pack(
    session: Session,
    out: IO[bytes],
    memos: Mapping[str, bytes],
    progress: Progress | None = None,
) -> Packed:
    """Write the pack of a project to `out`; `memos` are PDF files by name.

    The same state and memos make the same bytes. Evidence whose bytes are missing, damaged or only
    linked is named in the manifest instead. Raises what `progress` raises.
    """
    progress = progress or Silent()
    register = evidence_by_number(session)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as zipped:
        made = _Pack(zipped)
        for name, content in sorted(memos.items()):
            made.add(name, [content])
        names, left_out = _originals(session, made, register, progress)
        rows = [_row(session, item, names, dict(left_out)) for item in register]
        made.add("register.csv", [_csv(rows)])
        made.add("register.json", [_json(rows)])
        for name, language in NOTES:
            made.add(name, [note(language, session.store.state_id())])
        made.add("manifest.json", [_json(_manifest(session, made, register, names, left_out))])
        listed = sorted(made.sums.items())
        made.add(MANIFEST, [f"{sha256}  {name}\n".encode() for name, (sha256, _) in listed])
    return Packed(len(made.sums), len(names), tuple(left_out))


def _originals(
    session: Session, made: _Pack, register: Sequence[Evidence], progress: Progress
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Evidence id to its file in the pack, and what was left out and why."""
    total, done = sum(item.size for item in register), 0
    free, names, left_out = Names(), {}, []
    for item in register:
        progress.step(done, max(total, 1), item.title)
        done += item.size
        why = _missing(session, item)
        if why:
            left_out.append((item.number, why))
            continue
        names[item.id] = f"{ORIGINALS}/{free.take(safe_name(item))}"
        if made.add(names[item.id], session.store.read_blob(item.blob), item.size) != item.blob:
            raise NotFound("blob_damaged", sha256=item.blob)
    return names, left_out


def _missing(session: Session, item: Evidence) -> str:
    """Why the bytes cannot be packed; they are read once for it, as a zip takes nothing back."""
    if not item.blob:
        return "linked" if item.link else "no_bytes"
    try:
        for _ in session.store.read_blob(item.blob):
            pass
    except NotFound as error:
        return error.message
    return ""


def _row(
    session: Session, item: Evidence, names: Mapping[str, str], left_out: Mapping[int, str]
) -> dict[str, object]:
    row = asdict(item) | {"grade": item.grade, "sha256": item.blob, "left_out": ""}
    row["cited_for"] = sorted({c.question for c in _citations(session, item)})
    row["file"] = names.get(item.id, "")
    row["left_out"] = left_out.get(item.number, "")
    return {name: row[name] for name in _COLUMNS}


def _citations(session: Session, item: Evidence) -> list[Citation]:
    return [c for c in records(session.state, "citation") if c.evidence == item.id]


def _csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(_COLUMNS)
    for row in rows:
        lines.writerow([_cell(row[name]) for name in _COLUMNS])
    return text.getvalue().encode("utf-8-sig")  # the mark by which spreadsheets know UTF-8


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    if isinstance(value, list):
        value = " ".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _manifest(
    session: Session,
    made: _Pack,
    register: Sequence[Evidence],
    names: Mapping[str, str],
    left_out: Sequence[tuple[int, str]],
) -> dict[str, object]:
    numbers = {names[item.id]: item.number for item in register if item.id in names}
    files = []
    for name, (sha256, size) in sorted(made.sums.items()):
        found: dict[str, object] = {"name": name, "size": size, "sha256": sha256}
        files.append(found | ({"number": numbers[name]} if name in numbers else {}))
    return {
        "pack": 1,
        "project": session.store.project_id,
        "state": session.store.state_id(),
        "files": files,
        "left_out": [{"number": number, "why": why} for number, why in left_out],
    }
