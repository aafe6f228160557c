"""An answer, its remarks and its review in the words of the pages that show them."""

from __future__ import annotations

from assay.core.remarks import Review
from assay.ui.tokens import Ink
from assay.ui.widgets.review_rows import AnswerRow, Note, proof_words
from assay.words import tr, trn
from assay.words.reviews import REMARK, STAGE
from assay.work.views.review import ReviewRow

_STAGE_NOTES: dict[str, tuple[str, Ink]] = {
    "assigned": ("user", "text2"),
    "submitted": ("clipboard-text", "accent"),
    "returned": ("arrow-u-up-left", "warn"),
    "accepted": ("check-circle", "support"),
    "changed": ("warning", "warn"),
}
_QUIET_REMARKS = {"open": "circle-dashed", "second_look": "flag-fill", "flagged": "flag"}
"""Remarks that are no fault of the answer."""


def stage_note(review: Review) -> Note | None:
    """Where a review stands and with whom; nothing where nobody was asked."""
    if str(review.stage) not in _STAGE_NOTES:
        return None
    icon, ink = _STAGE_NOTES[review.stage]
    who = review.reviewer if review.stage in {"accepted", "changed", "returned"} else review.person
    said = tr(STAGE[review.stage])
    return Note(icon, f"{said}: {who}" if who else said, ink)


def review_row(row: ReviewRow) -> AnswerRow:
    """An answer as the review page reads it."""
    texts = (
        (tr("Reason"), row.reason),
        (tr("Rationale"), row.rationale),
        (tr("Against"), row.against),
        (tr("Would change"), row.would_change),
    )
    notes = [
        Note(_QUIET_REMARKS.get(name, "warning"), tr(REMARK[name]), _ink_of(name))
        for name in row.remarks
    ]
    if row.comments:
        said = trn("{count} open comment", "{count} open comments", row.comments)
        notes.append(Note("chat-text", said, "accent"))
    stage = stage_note(row.review)
    if stage is not None:
        notes.append(stage)
    asked = row.status != "not_asked"
    return AnswerRow(
        row.id,
        row.status,
        row.text,
        row.answer if asked else tr("Not asked"),
        proof_words(row.citations, row.confidence) if asked else "",
        tuple((label, text) for label, text in texts if text and asked),
        tuple(notes),
    )


def _ink_of(remark: str) -> Ink:
    return "text2" if remark in _QUIET_REMARKS else "warn"
