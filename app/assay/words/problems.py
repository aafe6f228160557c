"""Damage in words: what does not hold, where, and what can be done about it."""

from __future__ import annotations

from assay.core.errors import UserError
from assay.words import sentence, tr

PROBLEMS: dict[str, str] = {
    "structure_damaged": "The file's structure is damaged ({where}).",
    "table_torn": "A part of table {where} cannot be read.",
    "history_torn": "A part of the history cannot be read.",
    "history_does_not_fit": "The history does not fit together at {where}.",
    "heads_differ": "The history ends elsewhere than the file says.",
    "row_differs": "{where} is not what the history says.",
    "revision_unreadable": "Revision {where} cannot be read.",
    "revision_header_differs": "Revision {where} was changed after it was recorded.",
    "revision_body_differs": "What revision {where} recorded was changed afterwards.",
    "revision_parent_missing": "Revision {where} follows one that is not there.",
    "revision_without_parent": "Revision {where} begins a second history.",
    "revision_of_other_project": "Revision {where} belongs to another project.",
    "history_too_tangled": "The history branches more often than Assay can follow.",
    "history_too_large": "Revision {where} would take more memory than a project may.",
    "too_many_revisions": "The history has more than {where} revisions.",
    "clock_ahead": "Revision {where} is dated in the future.",
    "blob_damaged": "The bytes {where} are no longer what was attached.",
    "blob_missing": "The bytes {where} are not in this file.",
    "evidence_damaged": "The bytes of evidence {where} are no longer what was attached.",
    "evidence_missing": "The bytes of evidence {where} are not in this file.",
    "signature_does_not_fit": "The signature under revision {where} does not fit it.",
    "signature_not_taken": "The signature under revision {where} does not fit it: the step is taken, "
    "the signature is not.",
    "signature_of_nothing": "There is a signature for revision {where}, which is not there.",
    "more_damage": "{where} more parts are damaged.",
    "quotation_not_found": "The quotation for {where} is not in the text that it cites.",
    "quotation_lost": "The quotation for {where} is not any more where it was found.",
    "side_file_ignored": "{where} beside the file was left alone: a project needs no side file.",
    "memo_without_state": "{where} does not say which state it was made from.",
    "memo_of_other_project": "{where} was made from another project.",
    "memo_pages_differ": "The pages of {where} are not those that its state gives.",
    "memo_changed_after_signing": "{where} was changed after it was signed, or its signature "
    "cannot be read.",
    "memo_of_other_state": "{where} was made from another state of this project.",
}
BRIEFLY: dict[str, str] = {
    "blob_damaged": "Damaged: no longer what was attached",
    "blob_missing": "Damaged: its bytes are not in this file",
    "row_differs": "Damaged: its record is not what the history says",
}
OTHERWISE = "Damaged: it does not fit the history"
REMEDIES: dict[str, str] = {
    "none": "Nothing needs to be done.",
    "salvage": "Restore an earlier version, or salvage what is sound into a new file.",
    "attach_again": "Attach the file again; until then nothing is read from it.",
    "ask_author": "Ask whoever is named in it; nothing else of the project is affected.",
    "correct_quotation": "Look at the document and correct the quotation, or take it away.",
    "memo_not_ours": "Only memos written by Assay can be checked.",
    "memo_other_project": "Hold it against the project that it was written from.",
    "ask_again": "Ask whoever sent it for the file as it was written.",
    "export_again": "Export the memo again, or restore the state it was made from.",
}


def problem(what: str, where: str) -> str:
    """What does not hold, as a sentence; an unknown kind is named as it is."""
    found = PROBLEMS.get(what)
    return tr(found, where=where) if found else f"{what} {where}"


def problem_briefly(what: str) -> str:
    """What does not hold, where the thing it touches is shown: it need not be named."""
    return tr(BRIEFLY.get(what, OTHERWISE))


def refused(error: UserError) -> tuple[str, str]:
    """Why bytes are not shown beside the item that they belong to, and what can be done about it."""
    if error.message in BRIEFLY:
        return problem_briefly(error.message), remedy("attach_again")
    return sentence(error), ""


def remedy(what: str) -> str:
    """What can be done about it, as a sentence."""
    return tr(REMEDIES.get(what, REMEDIES["salvage"]))
