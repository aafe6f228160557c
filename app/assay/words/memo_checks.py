"""Words for a memo that was held against its project."""

from __future__ import annotations

STANDING = {
    "same": "{name} matches: it was written from the project as it is now.",
    "moved": "{name} was written from the project as it was on {day}.",
    "unchanged": "Nothing that it prints has changed since.",
    "unknown_state": "{name} names a state that is not in the history of this project; it may be of a "
    "copy that was not merged.",
    "other_project": "{name} was written from another project.",
    "no_memo": "{name} is no memo written by Assay: it names no state.",
}
PAGES = {
    "same": "Its pages are byte for byte what that state gives.",
    "differ": "Its pages are not what that state gives: the file was changed after it was written.",
    "not_compared": "Its pages were not compared: another version wrote it, in another look of the "
    "house, or its state is not here.",
}
TABLE = {
    "answer": "Answer",
    "evidence": "Evidence",
    "citation": "Citation",
    "comment": "Comment",
    "memo_item": "Sentence of the memo",
    "statement": "Name or identifier",
    "fact": "Fact",
    "flag_review": "Review of a rule",
    "assessment": "Assessment",
    "project": "Project",
    "weighting": "Weights",
    "translation": "Translation",
    "adjudication": "Adjudication",
    "hypothesis": "Explanation",
    "consistency": "Mark of an explanation",
    "resolution": "Forecast",
}
WHAT = {"changed": "changed", "added": "added since", "removed": "removed since"}
SEAL = {
    "signature": "Signed by {name} on {day}; the document was not changed since. Whether {name} is who "
    "signed was not checked.",
    "signature_changed": "Signed by {name} on {day}; the document was changed afterwards.",
    "timestamp": "Its time, {day}, was vouched for by {name}; the document was not changed since. "
    "Whether {name} can be relied on was not checked.",
    "timestamp_changed": "It carries a time of {name}, {day}, and was changed afterwards.",
    "unreadable": "It carries a signature that cannot be read.",
    "stamped": "The signature holds a timestamp of {day}.",
}
"""What is said of a signature, or of a timestamp that stands alone."""
