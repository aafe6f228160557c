"""What the history says of a step: which kind it is, and the names of tables and fields it changed."""

from __future__ import annotations

KIND = {
    "answers": "Answers",
    "evidence": "Evidence",
    "rating": "Flags and weights",
    "memo": "Memo",
    "review": "Comments and review",
    "project": "Project",
}
"""Kinds of steps."""
ROW = {
    "project": "Project",
    "statement": "Statement",
    "checklist": "Checklist",
    "assessment": "Assessment",
    "fact": "Fact",
    "answer": "Answer",
    "evidence": "Evidence",
    "citation": "Citation",
    "flag_review": "Word on a flag",
    "memo_item": "Sentence of the memo",
    "memo_issue": "Issued memo",
    "comment": "Comment",
    "assignment": "Review",
    "weighting": "Weights",
    "what_if": "Scenario",
    "adjudication": "Adjudication",
    "hypothesis": "Explanation",
    "consistency": "Bearing on an explanation",
    "resolution": "Outcome of a forecast",
    "translation": "Translation",
    "device": "Device",
}
"""Rows that a step changes."""
FIELD = {
    "status": "Status",
    "value": "Value",
    "reason": "Reason",
    "rationale": "Rationale",
    "against": "Evidence against",
    "would_change": "What would change it",
    "second_look": "Second-look mark",
    "title": "Title",
    "publisher": "Publisher",
    "date": "Date",
    "retrieved": "Retrieved",
    "url": "Address",
    "reliability": "Reliability",
    "credibility": "Credibility",
    "grade_reason": "Why this grade",
    "valid_until": "Valid until",
    "note": "Note",
    "file_name": "File",
    "stance": "Stance",
    "locator": "Place",
    "page": "Page",
    "quote": "Quotation",
    "translation": "Translation",
    "text": "Text",
    "label": "Label",
    "state": "State",
    "person": "Person",
    "due": "Due",
    "reviewer": "Reviewer",
    "analyst": "Analyst",
    "cut_off": "Cut-off",
    "profile": "Weights",
    "author": "Author",
    "private": "Private",
    "outcome": "Outcome",
    "mark": "Mark",
    "property": "Property",
    "language": "Language",
    "kind": "Kind",
    "weights": "Weights",
}
"""Fields of rows; others show the name they have in the file."""
MOVED = {"added": "Added", "removed": "Removed", "edited": "Edited", "cited": "Cited otherwise"}
"""What happened to a piece of evidence."""
STAGE = {
    "unassigned": "Not assigned",
    "assigned": "Assigned",
    "submitted": "Ready for review",
    "returned": "Returned",
    "accepted": "Accepted",
    "changed": "Changed since accepted",
}
"""Where the review of a question stands."""
