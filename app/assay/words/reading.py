"""What a reader noticed about a document that it could read: one sentence for each notice."""

from __future__ import annotations

from assay import words
from assay.core.change import Label

NOTICES: dict[str, str] = {
    "extension_lies": "The file's name promises {named}, but its content is {found}; "
    "it was read by its content.",
    "text_cut": "The text was cut after {characters} characters; the rest of the document was not read.",
    "reading_stopped": "Reading was stopped before its limit of {seconds} seconds; "
    "later pages were not read.",
    "too_many_pages": "The document says it has {pages} pages; the first {limit} were read.",
    "pages_unreadable": "Some pages are damaged and gave no text ({count}, the first is page {first}).",
    "no_text_layer": "No text layer: {scanned} of {pages} pages show something but hold no text, "
    "so nothing on them can be searched or quoted.",
    "text_garbled": "The letters of this PDF are not mapped to text, so what is searched and quoted "
    "may differ from what is shown.",
    "contains_scripts": "The document contains scripts; Assay does not run them.",
    "contains_live_form": "The document is a form that builds itself when opened (XFA); "
    "what is shown here may be only a part of it.",
    "contains_files": "The document has attachments ({count}); they were not opened.",
    "contains_macros": "The document contains macros; Assay does not run them.",
    "hidden_text_left_out": "Text that the page hides was left out.",
    "hidden_sheets_read": "Sheets that the workbook hides were read too.",
    "pages_as_last_saved": "Pages ({pages}) are split where the document was last laid out; "
    "another program may split them elsewhere.",
    "cells_cut": "The workbook was cut after {cells} cells.",
    "nested_too_deep": "The message holds more parts within parts than are read; the rest was left out.",
    "markup_cut": "The page nests its parts deeper than is read; text may be missing.",
    "records_unreadable": "Some of the archived pages could not be read.",
    "archive_broken_off": "The archive breaks off after {records} records.",
    "mojibake_repaired": "Wrongly encoded letters were put right for reading and search; "
    "the stored bytes are unchanged.",
    "bytes_lost": "Some bytes fit no known encoding and are shown as \N{REPLACEMENT CHARACTER}; "
    "the stored bytes are unchanged.",
    "picture_too_large": "The picture has {width} × {height} pixels, too many to show.",
}


def notice(told: Label) -> str:
    """A reader's notice as one plain sentence."""
    return words.tr(NOTICES[told.message], **dict(told.facts))
