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
    "redaction": "Step told anew",
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
    "illustrative": "Worked example",
    "subject": "About",
    "evidence": "Evidence",
    "as_of": "As of",
    "until": "Until",
    "checklist": "Checklist",
    "version": "Edition",
    "second_analyst": "Second analyst",
    "instrument": "Instrument",
    "channel": "Channel",
    "mandate": "Mandate",
    "position_current": "Position now",
    "position_proposed": "Proposed position",
    "collection": "How evidence was gathered",
    "conflicts": "Conflicts of interest",
    "trigger": "Reason for this assessment",
    "name": "Name",
    "short_name": "Short name",
    "origin": "Independence group",
    "no_decay": "Does not age",
    "size": "Size",
    "link": "Linked file",
    "flag": "Rule",
    "part": "Part",
    "section": "Section",
    "based_on": "Made from",
    "changes": "What is changed",
    "first": "First assessment",
    "second": "Second assessment",
    "by": "By",
    "hypothesis": "Explanation",
    "forecast": "Forecast",
    "translator": "Translated by",
    "by_machine": "Translated by machine",
    "checked": "Checked by a person",
    "sha256": "SHA-256 of the file",
    "final": "Final",
    "details": "Details",
    "evidence key": "Citation key",
    "device key": "Key",
}
"""Fields of rows; those that mean another thing in one table by table and field."""
SILENT = frozenset(
    {
        *("id", "assessment", "question", "position", "anchor", "blob", "parent", "body"),
        *("time", "media_type", "date_precision", "number"),
    }
)
"""Fields that say nothing to a reader: where a row belongs, and what the program alone needs."""
SILENT_THERE = frozenset({"memo_issue state", "memo_issue rating", "memo_issue details"})
"""Fields of one table that say nothing, by table and field."""
SEARCHED = {
    "where": "Searched",
    "terms": "Search terms",
    "when": "When",
    "by": "By",
    "result": "Result",
    "outcome": "Outcome",
}
"""What is recorded of a search that found something, or nothing."""
COMMENT_STATE = {"open": "Open", "settled": "Settled"}
"""Where a comment stands."""
REVIEWED = {"confirmed": "Confirmed", "cleared": "Cleared"}
"""A reviewer's word on a flag."""
MOVED = {"added": "Added", "removed": "Removed", "edited": "Edited", "cited": "Cited otherwise"}
"""What happened to a piece of evidence."""
