"""Drawings as pictures for Word: painted as on paper, then turned into pixels."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas  # noqa: TID253 - loaded by report.docx

from assay.core.memo_marks import Mark
from assay.readers import pdf
from assay.readers.document import Picture as Pixels
from assay.report.pdf_marks import Picture
from assay.report.pdf_style import face
from assay.report.pdf_text import Setter

SCALE = 3.0
"""Pixels a point: 216 to the inch."""


def picture(mark: Mark, width: float, *, han: bool) -> tuple[bytes, float, float]:
    """`mark` drawn `width` points wide, as PNG, with its width and height in points."""
    face("sans")
    face("sans-strong")
    shown = Picture(Setter(han=han), mark, width)
    wide, tall = shown.wrap(width, 0)
    held = BytesIO()
    canvas = Canvas(held, pagesize=(wide, tall), invariant=1, initialFontName="sans")
    shown.drawOn(canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    with pdf.opened(held.getvalue()) as document:
        pixels = pdf.picture(document, 1, SCALE)
    return png(pixels), wide, tall


def png(pixels: Pixels) -> bytes:
    """Pixels as a PNG; the same pixels give the same bytes."""
    rows = b"".join(
        b"\0" + pixels.rgb[at : at + 3 * pixels.width]
        for at in range(0, pixels.stride * pixels.height, pixels.stride)
    )
    head = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checked)
