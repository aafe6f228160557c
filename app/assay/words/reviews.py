"""Words of the review of answers: where it stands, what it remarks, and the filters for both."""

from __future__ import annotations

STAGE = {
    "unassigned": "Not assigned",
    "assigned": "Assigned",
    "submitted": "Ready for review",
    "returned": "Returned",
    "accepted": "Accepted",
    "changed": "Changed since accepted",
}
"""Where the review of a question stands."""
REMARK = {
    "open": "Not assessed",
    "no_evidence": "No evidence",
    "lapsed": "Its evidence has expired",
    "stale": "Its evidence is old",
    "contradicted": "Evidence contradicts it",
    "no_rationale": "No rationale",
    "no_against": "Nothing looked for against it",
    "no_reason": "No reason given",
    "wording": "Words to look at",
    "second_look": "Needs a second look",
    "flagged": "A rule rests on it",
}
"""What is remarked on an answer."""
REVIEW_FILTER = {
    "remarks": "With remarks",
    "comments": "Comments",
    "mine": "Waiting for me",
    "to_review": "To review",
    "returned": "Returned",
    "changed": "Changed since accepted",
    "accepted": "Accepted",
    "unassigned": "Not assigned",
}
"""Filters that are about people, and the one that shows every remark."""
