"""Words for what stays in the project when a memo leaves it, and why."""

from __future__ import annotations

KEPT = {
    "private_comment": "Private comments",
    "note_project": "Working note on the project",
    "note_statement": "Working notes on names and identifiers",
    "note_fact": "Working notes on facts",
    "note_evidence": "Working notes on evidence",
    "note_citation": "Working notes on citations",
    "position": "Position now and proposed",
    "path": "Folders of linked files",
    "name": "Names of people",
    "cut": "Text behind the first 20,000 characters",
    "answer": "Text of answers",
    "citation": "Text of citations",
    "comment": "Comments",
    "evidence": "Descriptions of evidence",
    "statement": "Names and identifiers",
    "fact": "Facts",
    "flag_review": "Reviews of rules",
    "memo_item": "Fields of memo entries",
    "hypothesis": "Competing explanations",
    "consistency": "How evidence bears on the explanations",
    "adjudication": "Adjudicated disagreements",
    "resolution": "What became of forecasts",
    "translation": "Translations",
    "weighting": "Weights of one's own",
    "what_if": "What-if scenarios",
    "assignment": "Assignments",
    "field": "Fields of the assessment",
    "assessment": "Other assessments in the project",
    "project": "Title and note of the project",
    "other": "Records of a later version",
}
"""What is left out."""
WHY = {
    "private_comment": "Marked private; this memo is for readers outside.",
    "note_project": "Working notes stay inside; this memo is for readers outside.",
    "note_statement": "Working notes stay inside; this memo is for readers outside.",
    "note_fact": "Working notes stay inside; this memo is for readers outside.",
    "note_evidence": "Working notes stay inside; this memo is for readers outside.",
    "note_citation": "Working notes stay inside; this memo is for readers outside.",
    "position": "The holder's position is not told outside.",
    "path": "They name folders and people on a computer; the files' own names are printed.",
    "name": "The memo was asked for without names.",
    "cut": "A text is printed up to that length; the whole is in the project.",
    "consistency": "The memo prints the result, not each mark.",
    "what_if": "A scenario changes no answer.",
    "assignment": "Who works on what is no finding.",
    "assessment": "A memo is about one assessment.",
    "translation": "The memo prints the original and the translation given with the citation.",
}
"""Why, by the same keys; what is missing here has no place of its own in a memo."""
NO_PLACE = "No part of the memo has a place for it; it is in the project."
