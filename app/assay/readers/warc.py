"""Web archives (WARC): each archived page that can be read is a page, with its address and time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from assay.readers import html, pdf, plain
from assay.readers.document import Document, Field, Guess, PageText, Unreadable
from assay.readers.limits import MIB, Budget
from assay.readers.media import HTML, PDF, WARC, sniff

_RECORD = 64 * MIB
_DAMAGE = (EOFError, ValueError, OSError, AttributeError, LookupError, TypeError, zlib.error)
"""What the archive's parser lets through when a record is not what its head says."""


def read(data: bytes, budget: Budget) -> Document:
    """The readable answers in the archive, in their order; the first gives the guesses."""
    pages: list[PageText] = []
    guesses: tuple[Guess, ...] = ()
    encoding = extractor = ""
    for address, when, found in _answers(data, budget):
        if not pages:
            told = (Guess(Field.RETRIEVED, when, "WARC-Date"),) if when else ()
            guesses = (Guess(Field.ADDRESS, address, "WARC-Target-URI"), *found.guesses, *told)
            encoding, extractor = found.encoding, found.extractor
        label = address[:300]
        pages += [replace(page, label=label) for page in found.pages]
        if budget.spent or len(pages) >= budget.limits.pages:
            break
    if not pages:
        raise Unreadable("unreadable_no_text")
    return Document(
        media_type=WARC,
        pages=tuple(pages),
        guesses=guesses,
        warnings=budget.warnings,
        page_count=len(pages),
        encoding=encoding,
        extractor=extractor,
    )


def _answers(data: bytes, budget: Budget) -> Iterator[tuple[str, str, Document]]:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    seen = 0
    left = budget.limits.zip_bytes
    try:
        for record in ArchiveIterator(BytesIO(data)):
            seen += 1
            if seen > budget.limits.parts or left <= 0:
                budget.warn("too_many_pages", pages=seen, limit=budget.limits.parts)
                return
            if record.rec_type not in ("response", "resource") or not _is_answer(record):
                continue
            body = record.content_stream().read(min(_RECORD, left))
            left -= len(body)
            found = _read(record, body, budget)
            if found is not None:
                head = record.rec_headers
                address = (head.get_header("WARC-Target-URI") or "").strip("<>")[:2000]
                yield address, (head.get_header("WARC-Date") or "")[:40], found
    except (ArchiveLoadFailed, *_DAMAGE) as error:
        if seen <= 1:
            raise Unreadable("unreadable_broken") from error
        budget.warn("archive_broken_off", records=seen)


def _is_answer(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return bool(status and status.startswith("2"))


def _read(record: Any, body: bytes, budget: Budget) -> Document | None:
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")[:2000]
    charset = kind.partition("charset=")[2].strip(" \"'").partition(";")[0]
    media = sniff(body[:65_536]).name
    try:
        if media == PDF:
            return pdf.read(body, budget)
        if media == HTML or (kind.startswith(HTML) and media.startswith("text/")):
            return html.read(body, budget, charset, address)
        if kind.startswith("text/plain"):
            return plain.read(body, budget, charset)
    except Unreadable:
        budget.warn("records_unreadable")
    return None
