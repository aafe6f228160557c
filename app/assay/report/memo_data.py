"""What a written memo says of itself: the state it was made from, and what was asked for."""

from __future__ import annotations

from io import BytesIO

from assay.report.pdf_extras import MADE, STATE


def state_of(content: bytes) -> str | None:
    """The state id in the bytes of a memo, None for a PDF that is no memo, or no PDF at all."""
    found = asked_of(content)
    return found[0] if found is not None else None


def asked_of(content: bytes) -> tuple[str, str] | None:
    """State id and order of a memo, None for what is none; for files of our own making."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as document:
            state, made = document.docinfo.get(STATE), document.docinfo.get(MADE)
            return None if state is None else (str(state), "" if made is None else str(made))
    except pikepdf.PdfError:
        return None
