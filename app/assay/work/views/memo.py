"""The memo's outline: its parts and where they start, read back from the document itself."""

from __future__ import annotations


def outline(data: bytes) -> list[tuple[str, int]]:
    """Title and page, from 1, of every first-level bookmark of a PDF of ours."""
    from assay.readers import pdf

    with pdf.opened(data) as document:
        return pdf.outline(document)
