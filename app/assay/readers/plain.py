"""Plain text, CSV and other text files: decoded, with a form feed starting a new page."""

from __future__ import annotations

from assay.readers import guessing
from assay.readers.decoding import declared_in, decode
from assay.readers.document import Document, PageText
from assay.readers.limits import Budget
from assay.readers.media import TEXT


def read(data: bytes, budget: Budget, declared: str = "", media_type: str = TEXT) -> Document:
    """The text as it is; nothing in it is interpreted."""
    decoded = decode(data, declared or declared_in(data))
    texts = decoded.text.split("\f")
    if len(texts) > budget.limits.pages:
        budget.warn("too_many_pages", pages=len(texts), limit=budget.limits.pages)
    pages = tuple(PageText(budget.text(text)) for text in texts[: budget.limits.pages])
    if decoded.repaired:
        budget.warn("mojibake_repaired", encoding=decoded.encoding)
    if decoded.how == "forced":
        budget.warn("bytes_lost", encoding=decoded.encoding)
    return Document(
        media_type=media_type,
        pages=pages,
        guesses=guessing.from_text(page.text for page in pages),
        warnings=budget.warnings,
        page_count=len(texts),
        encoding=decoded.encoding,
        extractor="text/1",
    )
