"""Problems with linked files and with recognising text, in words: what happened, to what, what to do."""

from __future__ import annotations

VAULT_ERRORS: dict[str, str] = {
    "linked_missing": "{file} was linked, and it is neither at {path} nor beside the project; "
    "bring it back there, or attach it.",
    "linked_changed": "{file} has changed since it was linked ({path}), so it is not read; "
    "bring back the file as it was, or link the new one as evidence of its own.",
    "linked_remote": "{path} is on another computer, and a project may name any; "
    "copy the file to this computer and link it there.",
    "recogniser_missing": "Text in pictures is recognised by Tesseract, which was not found here; "
    "install it (on Debian or Ubuntu: tesseract-ocr and tesseract-ocr-chi-sim) and try again.",
    "unrecognised": "Tesseract could make nothing of a page of {file}; the document itself is unchanged.",
    "unrecognised_slow": "A page of {file} was not recognised within {seconds} seconds; "
    "quote it by drawing a rectangle instead.",
    "nothing_to_recognise": "Evidence {number} has no page without text, so there is nothing to recognise.",
}
