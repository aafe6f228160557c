"""Issuing: a final memo that was handed out is recorded, so that the next one can be held against it."""

from __future__ import annotations

from hashlib import sha256

from assay.core.assessment import Assessment, MemoIssue
from assay.core.change import Step, canonical, inserted, step
from assay.core.identity import new_id
from assay.core.records import from_row, to_row
from assay.core.scorecard import Scorecard
from assay.work.capture import now
from assay.work.drafts import Draft
from assay.work.memo_data import rating_facts


def issue_step(
    draft: Draft, content: bytes, *, language: str, profile: str, final: bool = True
) -> Step:
    """Record that `content`, the file written from `draft`, was handed out. It changes no answer."""
    given = from_row(Assessment, draft.state["assessment"][draft.assessment])
    rating = Scorecard(draft.checklist, draft.state, draft.assessment).rating
    issue = MemoIssue(
        id=new_id(),
        assessment=draft.assessment,
        time=now(),
        state=draft.state_id,
        sha256=sha256(content).hexdigest(),
        profile=profile,
        final=final,
        language=language,
        reviewer=given.reviewer,
        rating=canonical(rating_facts(rating)),
    )
    changes = [inserted("memo_issue", to_row(issue))]
    return step("issue_memo", changes, day=issue.time[:10], rating=rating.rating)
