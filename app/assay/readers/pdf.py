"""PDF: text, pictures and the places of characters, by PDFium without scripts or network."""

from __future__ import annotations

import ctypes
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

from assay.readers import guessing
from assay.readers.document import Document, Field, Guess, PageText, Picture, Rect, Unreadable
from assay.readers.limits import LIMITS, Budget, Limits
from assay.readers.media import PDF
from assay.readers.places import lines
from assay.readers.quotation import State, check
from assay.readers.tidying import composed, is_kept, tidy

_WRONG_PASSWORD = 4
_UNKNOWN_SECURITY = 5
_IMAGE_OBJECT = 3
_BROKEN_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at a line's end, dropping the line end itself."""
_FINE = 64
"""Device units to a point when boxes are turned from the page's axes to the picture's."""
_BAD_RUN = 64
"""So many unreadable pages one after another mean a made-up page count."""


@contextmanager
def opened(source: bytes | str) -> Iterator[Any]:
    """The document at a path or in memory; closed on the way out."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code in (_WRONG_PASSWORD, _UNKNOWN_SECURITY)
        raise Unreadable("unreadable_password" if locked else "unreadable_broken") from error
    except FileNotFoundError as error:
        raise Unreadable("unreadable_missing") from error
    try:
        _show_forms(pdf)
        yield pdf
    finally:
        pdf.close()


def _show_forms(pdf: Any) -> None:
    """Without this the values typed into a form are not in the picture."""
    if pdf.get_formtype():
        # Of a form that is a program in itself (XFA) the library complains; the reader says it.
        logging.getLogger("pypdfium2").setLevel(logging.ERROR)
        pdf.init_forms()


def read(source: bytes | str, budget: Budget) -> Document:
    """The text of every page within the budget."""
    with opened(source) as pdf:
        count = len(pdf)
        pages = tuple(_pages(pdf, min(count, budget.limits.pages), budget))
        if count > budget.limits.pages:
            budget.warn("too_many_pages", pages=count, limit=budget.limits.pages)
        _notice_contents(pdf, pages, budget)
        return Document(
            media_type=PDF,
            pages=pages,
            guesses=tuple(chain(_metadata(pdf), guessing.from_text(page.text for page in pages))),
            warnings=budget.warnings,
            page_count=count,
            extractor=_extractor(),
        )


def picture(pdf: Any, page: int, scale: float, limits: Limits = LIMITS) -> Picture:
    """Page `page` (from 1) at `scale` pixels a point, or as large as the pixel limit allows."""
    with _page(pdf, page) as shown:
        width, height = shown.get_size()
        fitting = math.sqrt(limits.pixels / max(width * height, 1.0))
        scale = max(min(scale, fitting, limits.pixels / max(width, height, 1.0)), 0.001)
        bitmap = shown.render(scale=scale, rev_byteorder=True, maybe_alpha=False)
        try:
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), scale)
        finally:
            bitmap.close()


def char_boxes(pdf: Any, page: int) -> tuple[Rect | None, ...]:
    """A box for every code point of the page's text; None for one that nothing on the page shows."""
    with _page(pdf, page) as shown, _text_of(shown) as text_page:
        to_picture = _Axes(shown)
        _, glyphs = _placed(text_page)
        return tuple(to_picture.box(text_page, glyph) if glyph >= 0 else None for glyph in glyphs)


def marked(pdf: Any, page: int, start: int, end: int) -> tuple[Rect, ...]:
    """The rectangles behind a span of the page's text, one a line."""
    return lines(char_boxes(pdf, page)[max(start, 0) : max(end, 0)])


def find_text(pdf: Any, page: int, quote: str) -> tuple[Rect, ...]:
    """The rectangles behind a quotation on this page; none when it is not there."""
    with _page(pdf, page) as shown, _text_of(shown) as text_page:
        found = check(quote, [_placed(text_page)[0]])
    return () if found.state is State.NOT_FOUND else marked(pdf, page, found.start, found.end)


def page_size(pdf: Any, page: int) -> tuple[float, float]:
    """Width and height of the page as shown, in points."""
    with _page(pdf, page) as shown:
        width, height = shown.get_size()
        return float(width), float(height)


def outline(pdf: Any, limit: int = 500) -> list[tuple[str, int]]:
    """Title and page (from 1) of the first-level bookmarks, at most `limit` of them."""
    found: list[tuple[str, int]] = []
    for mark in pdf.get_toc():
        if mark.level:
            continue
        target = mark.get_dest()
        page = target.get_index() if target is not None else None
        if page is not None and len(found) < limit:
            found.append((tidy(mark.get_title()), page + 1))
    return found


@contextmanager
def _page(pdf: Any, page: int) -> Iterator[Any]:
    import pypdfium2

    try:
        if not 1 <= page <= len(pdf):
            raise Unreadable("unreadable_no_page", page=page)
        shown = pdf[page - 1]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("unreadable_page", page=page) from error
    try:
        yield shown
    finally:
        shown.close()


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text_page = page.get_textpage()
    try:
        yield text_page
    finally:
        text_page.close()


def _pages(pdf: Any, count: int, budget: Budget) -> Iterator[PageText]:
    import pypdfium2

    failed: list[int] = []
    for index in range(count):
        if budget.spent:
            break
        try:
            with _page(pdf, index + 1) as page:
                yield _page_text(pdf, page, index, budget)
        except (Unreadable, pypdfium2.PdfiumError):
            failed.append(index)
            if len(failed) == index + 1 and (index + 1 == count or len(failed) > _BAD_RUN):
                raise Unreadable("unreadable_broken") from None
            if failed[-_BAD_RUN:] == list(range(index - _BAD_RUN + 1, index + 1)):
                break
            yield PageText("")
    if failed:
        budget.warn("pages_unreadable", first=failed[0] + 1, count=len(failed))


def _page_text(pdf: Any, page: Any, index: int, budget: Budget) -> PageText:
    with _text_of(page) as text_page:
        wanted = min(text_page.count_chars(), budget.limits.page_chars + 1)
        raw = text_page.get_text_range(0, wanted) if wanted > 0 else ""
    text = budget.text(raw.replace(_BROKEN_HYPHEN, "-\n"))
    label = pdf.get_page_label(index)
    return PageText(
        text, not _is_scan(page, text), "" if label == str(index + 1) else tidy(label[:80])
    )


def _is_scan(page: Any, text: str) -> bool:
    """A page that shows something but says next to nothing: a stamp over a scan is still a scan."""
    from pypdfium2 import raw

    letters = sum(char.isalnum() for char in text[:2000])
    if letters >= 24:
        return False
    objects = raw.FPDFPage_CountObjects(page.raw)
    if letters == 0:
        return bool(objects > 0)
    area = max(math.prod(page.get_size()), 1.0)
    shown = (raw.FPDFPage_GetObject(page.raw, index) for index in range(min(objects, 50)))
    return any(_image_area(item) > area * 0.5 for item in shown)


def _image_area(item: Any) -> float:
    from pypdfium2 import raw

    if raw.FPDFPageObj_GetType(item) != _IMAGE_OBJECT:
        return 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0
    return abs((right.value - left.value) * (top.value - bottom.value))


def _notice_contents(pdf: Any, pages: tuple[PageText, ...], budget: Budget) -> None:
    from pypdfium2 import raw

    scanned = sum(not page.has_text_layer for page in pages)
    if scanned:
        budget.warn("no_text_layer", scanned=scanned, pages=len(pages))
    text = "".join(page.text[:500] for page in pages[:50])
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if strange * 5 > len(text) > 0:
        budget.warn("text_garbled")
    if raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw) > 0:
        budget.warn("contains_scripts")
    if pdf.get_formtype() == raw.FORMTYPE_XFA_FULL:
        budget.warn("contains_live_form")
    attached = pdf.count_attachments()
    if attached > 0:
        budget.warn("contains_files", count=attached)


def _metadata(pdf: Any) -> Iterator[Guess]:
    info = pdf.get_metadata_dict(skip_empty=True)
    yield from guessing.title(tidy(info.get("Title", "")), "PDF metadata")
    yield from guessing.dated(info.get("CreationDate", "").removeprefix("D:"), "PDF metadata")
    author = tidy(info.get("Author", ""))
    if author.lower() not in ("anonymous", "administrator", "admin", "user"):
        yield from guessing.named(Field.PUBLISHER, author, "PDF metadata")
    yield from guessing.named(Field.LANGUAGE, _language(pdf), "PDF metadata")


def _language(pdf: Any) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(128)
    size = raw.FPDFCatalog_GetLanguage(
        pdf.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), len(buffer)
    )
    return buffer.raw[: max(min(size, len(buffer)) - 2, 0)].decode("utf-16-le", "replace")


def _extractor() -> str:
    from pypdfium2 import PDFIUM_INFO, PYPDFIUM_INFO

    return f"pypdfium2 {PYPDFIUM_INFO.version} (PDFium {PDFIUM_INFO.build})"


def _placed(text_page: Any) -> tuple[str, list[int]]:
    """The page's text and, for each code point, the index of PDFium's character (-1: none)."""
    from pypdfium2 import raw

    chars: list[tuple[str, int]] = []
    glyphs = range(min(text_page.count_chars(), LIMITS.page_chars))
    codes = [raw.FPDFText_GetUnicode(text_page.raw, glyph) for glyph in glyphs]
    for glyph, code in enumerate(codes):
        if code == 2:
            chars += [("-", glyph), ("\n", -1)]
        elif code == 13:
            chars.append(("\n", -1))
        elif code == 10:
            if glyph == 0 or codes[glyph - 1] != 13:
                chars.append(("\n", -1))
        elif 0xDC00 <= code < 0xE000 and chars and _is_high(codes[glyph - 1]):
            high = codes[glyph - 1]
            chars[-1] = (chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00), glyph - 1)
        elif 0 < code <= 0x10FFFF:
            char = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
            if is_kept(char) or _is_high(code):
                chars.append((char, glyph))
    return composed(chars)


def _is_high(code: int) -> bool:
    return 0xD800 <= code < 0xDC00


class _Axes:
    """From the page's own axes to points from the top left corner of its picture."""

    def __init__(self, page: Any) -> None:
        self._page = page
        width, height = page.get_size()
        self._size = (max(round(width * _FINE), 1), max(round(height * _FINE), 1))

    def box(self, text_page: Any, glyph: int) -> Rect | None:
        from pypdfium2 import raw

        bounds = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text_page.raw, glyph, bounds):
            return None
        ax, ay = self._point(bounds.left, bounds.top)
        bx, by = self._point(bounds.right, bounds.bottom)
        return Rect(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        from pypdfium2 import raw

        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page.raw, 0, 0, *self._size, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE
