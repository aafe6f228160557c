"""What a written memo says of itself: the state of the project that it was made from."""

from __future__ import annotations

from io import BytesIO


def state_of(content: bytes) -> str | None:
    """The state id in the bytes of a memo, None for a PDF that is no memo, or no PDF at all."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as document:
            state = document.docinfo.get("/AssayState")
            return None if state is None else str(state)
    except pikepdf.PdfError:
        return None
