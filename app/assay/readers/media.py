"""What kind of document some bytes are, told from the bytes first and from the file's name last."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

PDF = "application/pdf"
HTML = "text/html"
MAIL = "message/rfc822"
MHTML = "multipart/related"
WARC = "application/warc"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TEXT = "text/plain"
CSV = "text/csv"
XML = "text/xml"
ZIP = "application/zip"
GZIP = "application/gzip"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
PROGRAM = "application/x-executable"
UNKNOWN = "application/octet-stream"
EMPTY = "application/x-empty"

HEAD = 65_536
"""How many first bytes `sniff` wants."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"WARC/", WARC),
)
_NAMES: dict[str, str] = {
    "pdf": PDF, "html": HTML, "htm": HTML, "xhtml": HTML, "eml": MAIL, "mht": MHTML, "mhtml": MHTML,
    "warc": WARC, "warc.gz": WARC, "docx": WORD, "docm": WORD, "xlsx": SHEET, "xlsm": SHEET,
    "pptx": SLIDES, "doc": OLE, "xls": OLE, "ppt": OLE, "msg": OLE, "rtf": RTF, "zip": ZIP, "gz": GZIP,
    "csv": CSV, "tsv": CSV, "txt": TEXT, "md": TEXT, "json": TEXT, "log": TEXT, "yaml": TEXT, "yml": TEXT,
    "xml": XML, "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp",
    "svg": "image/svg+xml", "exe": PROGRAM,
}  # fmt: skip
_TEXTUAL = frozenset({TEXT, CSV, XML, HTML, MAIL, MHTML, "image/svg+xml"})
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|return-path|received|mime-version|message-id|content-type|"
    rb"delivered-to|reply-to|snapshot-content-location|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|title|meta|div|p|table|script|article|h[1-6])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MediaType:
    """What the bytes are, and what the file's name says they are (empty when it says nothing)."""

    name: str
    by_name: str = ""

    @property
    def extension_lies(self) -> bool:
        """True when the name promises something that the bytes are not."""
        if not self.by_name or self.name == EMPTY or self.by_name == self.name:
            return False
        both_text = {self.name, self.by_name} <= _TEXTUAL
        return not (both_text or {self.name, self.by_name} == {WARC, GZIP})


def sniff(head: bytes, file_name: str = "") -> MediaType:
    """What a document is by its first bytes (`HEAD` of them, or all); the name only breaks ties."""
    named = _by_name(file_name)
    return MediaType(_by_magic(head, named) or _by_text(head, named), named)


def zip_kind(names: Iterable[str]) -> str:
    """Which office format a zip with these entries is, or plain `ZIP`."""
    parts = set(names)
    for part, kind in (("word/document.xml", WORD), ("xl/workbook.xml", SHEET)):
        if part in parts:
            return kind
    return SLIDES if "ppt/presentation.xml" in parts else ZIP


def _by_name(file_name: str) -> str:
    lower = file_name.lower()
    if lower.endswith(".warc.gz"):
        return WARC
    return _NAMES.get(lower.rpartition(".")[2], "") if "." in lower else ""


def _by_magic(head: bytes, named: str) -> str:
    if not head:
        return EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_by_head(head, named)
    if head.startswith(b"\x1f\x8b"):
        return WARC if _unpacked_head(head).startswith(b"WARC/") else GZIP
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    # Some servers send a few lines before the PDF; a text that only speaks of one has no objects.
    late = b"%PDF-" in head[:1024] and b" obj" in head
    return PDF if late or head.lstrip().startswith(b"%PDF-") else ""


def _zip_by_head(head: bytes, named: str) -> str:
    for part, kind in ((b"word/", WORD), (b"xl/", SHEET), (b"ppt/", SLIDES)):
        if part in head:
            return kind
    # A package may open with its pictures: then the entry names lie past the head.
    return named if named in (WORD, SHEET, SLIDES) else ZIP


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _by_text(head: bytes, named: str) -> str:
    text = _as_text(head)
    if text is None:
        return UNKNOWN
    if _looks_like_mail(head):
        return MHTML if b"multipart/related" in head.lower() and named != MAIL else MAIL
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<") and "<svg" in start[:1000] and "<html" not in start[:1000]:
        return "image/svg+xml"
    if _HTML.search(text[:8192]) and (start.startswith("<") or named == HTML):
        return HTML
    if start.startswith("<?xml"):
        return XML
    return named if named in (HTML, CSV) else TEXT


def _looks_like_mail(head: bytes) -> bool:
    first = head.lstrip(b"\r\n").split(b"\n", 1)[0]
    if not re.match(rb"[A-Za-z][A-Za-z0-9-]*:|From ", first):
        return False
    top = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    return len({found.lower() for found in _MAIL_HEADER.findall(top)}) >= 2


def _as_text(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) & ~1].decode("utf-16", "replace")
    if b"\x00" in head:
        return _wide_text(head[: len(head) & ~1])
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head[:4096])
    return None if controls > len(head[:4096]) // 50 else head.decode("latin-1")


def _wide_text(head: bytes) -> str | None:
    """UTF-16 without a mark has its zeros on one side only; anything else with zeros is no text."""
    sample = head[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) > len(sample) // 100 or max(even, odd) < len(sample) // 20:
        return None
    return head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
