"""Planning: a next step with owner, day, method and cost, and the questions that it would settle."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.assessment import MemoItem
from assay.core.change import Step, canonical, inserted, step
from assay.core.errors import InvalidInput
from assay.core.identity import new_id
from assay.core.records import records, to_row
from assay.work.answering import bounded, question_of
from assay.work.citing import parse_date
from assay.work.session import Session


def plan_step(
    session: Session,
    assessment: str,
    text: str,
    closes: Iterable[str],
    *,
    method: str = "",
    owner: str = "",
    due: str = "",
    cost: str = "",
    currency: str = "",
) -> Step:
    """Add a next step; the memo lists it in the order of what it would narrow.

    Raises `InvalidInput` without words or questions, `NotFound` for a question that is none.
    """
    text = bounded(" ".join(text.split()))
    if not text:
        raise InvalidInput("step_without_text")
    checklist = session.checklist(assessment)
    settled = list(dict.fromkeys(question_of(checklist, id).id for id in closes))
    if not settled:
        raise InvalidInput("step_without_questions")
    amount = cost.strip().replace(",", "")
    if amount and not amount.isdigit():
        raise InvalidInput("bad_cost", value=cost[:40])
    details = {
        "closes": settled,
        "method": bounded(method.strip()),
        "owner": bounded(owner.strip()),
        "due": parse_date(due, "due"),
        "cost_amount": int(amount) if amount else None,
        "cost_currency": bounded(currency.strip().upper()) if amount else "",
    }
    given = {name: value for name, value in details.items() if value not in ("", None)}
    items = [i for i in records(session.state, "memo_item") if i.assessment == assessment]
    last = max((i.position for i in items), default=0)
    made = MemoItem(new_id(), assessment, "next_step", "", last + 1, text, details=canonical(given))
    return step("plan_step", [inserted("memo_item", to_row(made))], text=text[:60])
