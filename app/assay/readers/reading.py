"""The way in: a document's bytes or path to its pages, whatever format it is in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from assay.readers import media
from assay.readers.document import Document, Unreadable
from assay.readers.limits import LIMITS, Budget, Limits

ByteReader = Callable[[bytes, Budget, str], Document]


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: its bytes, or the absolute path of the file that holds them.

    `key` names the content (its SHA-256 where the caller has it), so that a reader that still
    holds the document need not be given it again.
    """

    data: bytes | str
    file_name: str = ""
    media_type: str = ""
    key: str = ""

    def head(self) -> bytes:
        if isinstance(self.data, bytes):
            return self.data[: media.HEAD]
        with open(self.data, "rb") as file:
            return file.read(media.HEAD)

    def bytes(self, limits: Limits) -> bytes:
        """All of it, unless it is more than a reader takes."""
        size = len(self.data) if isinstance(self.data, bytes) else os.path.getsize(self.data)
        if size > limits.file_bytes:
            raise Unreadable("unreadable_too_large", size=size, limit=limits.file_bytes)
        if isinstance(self.data, bytes):
            return self.data
        with open(self.data, "rb") as file:
            return file.read(limits.file_bytes + 1)


def read_document(
    source: Path | str | bytes | Source,
    media_type: str = "",
    file_name: str = "",
    limits: Limits = LIMITS,
) -> Document:
    """The pages of a document, read in this process; `isolated.Reader` does it in one of its own.

    Every failure is an `Unreadable` that names the file and the reason.
    """
    given = source if isinstance(source, Source) else _source(source, media_type, file_name)
    try:
        return _read(given, Budget(limits))
    except Unreadable as error:
        raise named(error, given) from error
    except (RecursionError, MemoryError) as error:
        raise named(Unreadable("unreadable_memory"), given) from error
    except OSError as error:
        raise named(Unreadable("unreadable_missing"), given) from error


def named(error: Unreadable, source: Source) -> Unreadable:
    """The same reason, with the name of the document among its facts."""
    name = source.file_name or (
        os.path.basename(source.data) if isinstance(source.data, str) else ""
    )
    return Unreadable(error.message, **{"file": name or "the document", **error.facts})


def _source(source: Path | str | bytes, media_type: str, file_name: str) -> Source:
    if isinstance(source, bytes):
        return Source(source, file_name, media_type)
    path = os.path.abspath(source)
    return Source(path, file_name or os.path.basename(path), media_type)


def _read(source: Source, budget: Budget) -> Document:
    told = media.sniff(source.head(), source.file_name)
    if told.extension_lies:
        budget.warn("extension_lies", found=told.name, named=told.by_name)
    # What the bytes show wins over what somebody said; only text may be one of several things.
    kind = source.media_type if _may_be(source.media_type, told.name) else told.name
    if kind == media.PDF:
        from assay.readers import pdf

        return pdf.read(source.data, budget)
    if kind == media.EMPTY:
        raise Unreadable("unreadable_empty")
    reader = _reader(kind)
    if reader is None and kind == media.ZIP:
        from assay.readers.package import Package

        kind = media.zip_kind(Package(source.bytes(budget.limits), budget).names)
        reader = _reader(kind)
    if reader is None:
        raise Unreadable("unreadable_format", kind=kind)
    found = reader(source.bytes(budget.limits), budget, kind)
    return replace(found, media_type=kind, warnings=budget.warnings)


def _may_be(said: str, shown: str) -> bool:
    readable_as_text = (media.TEXT, media.CSV, media.XML, media.HTML, media.MAIL, media.MHTML)
    return said in readable_as_text and shown in readable_as_text


def _reader(kind: str) -> ByteReader | None:
    """The reader of one format; each is loaded when the first such document comes."""
    from assay.readers import html, image, mail, plain, sheet, warc, word

    readers: dict[str, ByteReader] = {
        media.HTML: lambda data, budget, _: html.read(data, budget),
        media.WORD: lambda data, budget, _: word.read(data, budget),
        media.SHEET: lambda data, budget, _: sheet.read(data, budget),
        media.MAIL: lambda data, budget, _: mail.read(data, budget),
        media.MHTML: lambda data, budget, _: mail.read_saved_page(data, budget),
        media.WARC: lambda data, budget, _: warc.read(data, budget),
    }
    if kind in readers:
        return readers[kind]
    if kind in (media.TEXT, media.CSV, media.XML, "image/svg+xml"):
        return lambda data, budget, told: plain.read(data, budget, media_type=told)
    return image.read if kind.startswith("image/") else None
