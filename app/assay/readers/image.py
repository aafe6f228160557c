"""Pictures: their size from the file's head, never their pixels, and that they hold no text."""

from __future__ import annotations

import re
import struct

from assay.readers.document import Document, PageText, Unreadable
from assay.readers.limits import Budget

_JPEG_SIZE = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def read(data: bytes, budget: Budget, media_type: str) -> Document:
    """One page without text; a warning when it has more pixels than a viewer should unpack."""
    width, height = size_of(data, media_type)
    if width * height > budget.limits.pixels:
        budget.warn("picture_too_large", width=width, height=height)
    budget.warn("no_text_layer", scanned=1, pages=1)
    page = PageText("", has_text_layer=False, label=f"{width} × {height}")
    return Document(
        media_type, (page,), warnings=budget.warnings, page_count=1, extractor="image/1"
    )


def size_of(data: bytes, media_type: str) -> tuple[int, int]:
    """Width and height in pixels as the head says, without unpacking anything."""
    try:
        match media_type:
            case "image/png":
                return _pair(">II", data, 16)
            case "image/gif":
                return _pair("<HH", data, 6)
            case "image/bmp":
                width, height = _pair("<ii", data, 18)
                return abs(width), abs(height)
            case "image/jpeg":
                return _jpeg(data)
            case "image/webp":
                return _webp(data)
            case "image/tiff":
                return _tiff(data)
    except (struct.error, IndexError, KeyError) as error:
        raise Unreadable("unreadable_broken") from error
    raise Unreadable("unreadable_format", kind=media_type)


def _pair(form: str, data: bytes, offset: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, offset)
    return int(first), int(second)


def _jpeg(data: bytes) -> tuple[int, int]:
    offset = 2
    while True:
        offset = (
            data.index(b"\xff", offset) if b"\xff" in data[offset : offset + 4096] else len(data)
        )
        marker = data[offset + 1]
        if marker in _JPEG_SIZE:
            height, width = _pair(">HH", data, offset + 5)
            return width, height
        alone = marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8
        offset += (
            1
            if marker == 0xFF
            else 2
            if alone
            else 2 + struct.unpack_from(">H", data, offset + 2)[0]
        )


def _webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little")
            return width + 1, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case _:
            width, height = _pair("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF


def _tiff(data: bytes) -> tuple[int, int]:
    order = "<" if re.match(b"II", data) else ">"
    (offset,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, offset)
    found: dict[int, int] = {}
    for entry in range(min(count, 200)):
        tag, kind, _ = struct.unpack_from(order + "HHI", data, offset + 2 + entry * 12)
        form = order + ("H" if kind == 3 else "I")
        found[tag] = struct.unpack_from(form, data, offset + 2 + entry * 12 + 8)[0]
    return found[256], found[257]
