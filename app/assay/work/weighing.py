"""Weighing: domain weights of one's own, kept to a sum of 100 and with a reason, and which ones count."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from assay.core.change import Step, canonical, inserted, removed, step, updated
from assay.core.checklist import Checklist, say
from assay.core.errors import InvalidInput, NotFound
from assay.core.identity import new_id
from assay.core.records import from_row, to_row
from assay.core.review import Weighting
from assay.work.answering import bounded
from assay.work.session import Session

WHOLE = Decimal(100)
FINEST = Decimal("0.01")
MAX_TITLE = 120


def profile_title(checklist: Checklist, profile: str, language: str = "en") -> str:
    """The name of a weight profile, one's own included; its id where it is not known."""
    found = next((p for p in checklist.profiles if p.id == profile), None)
    return profile if found is None else say(found.title, language)


def parse_weights(checklist: Checklist, given: Mapping[str, str]) -> dict[str, Decimal]:
    """The weight of every domain; raises `InvalidInput` naming the first that is none."""
    found = {}
    for domain in checklist.domains:
        text = given.get(domain.id, "0").strip().replace(",", ".") or "0"
        try:
            weight = Decimal(text)
        except InvalidOperation:
            raise InvalidInput("weight_no_number", domain=domain.id, value=text[:40]) from None
        if not weight.is_finite() or not 0 <= weight <= WHOLE:
            raise InvalidInput("weight_out_of_range", domain=domain.id, value=text[:40])
        found[domain.id] = weight.quantize(FINEST)
    return found


def to_whole(weights: Mapping[str, Decimal], kept: str = "") -> dict[str, Decimal]:
    """The weights scaled to a sum of 100; the domain `kept` keeps what it has.

    What rounding leaves goes to the largest of the others.
    """
    others = {id: weight for id, weight in weights.items() if id != kept}
    room = WHOLE - weights.get(kept, Decimal(0))
    total = sum(others.values(), Decimal(0))
    if not others or not total or room < 0:
        return dict(weights)
    scaled = {id: (weight * room / total).quantize(FINEST) for id, weight in others.items()}
    largest = max(scaled, key=lambda id: scaled[id])
    scaled[largest] += room - sum(scaled.values(), Decimal(0))
    return {id: scaled.get(id, weight) for id, weight in weights.items()}


def _checked(
    checklist: Checklist, title: str, given: Mapping[str, str], reason: str
) -> tuple[str, str, str]:
    """Title, canonical weights and reason as they are recorded."""
    title, reason = bounded(title.strip()), bounded(reason.strip())
    if not title:
        raise InvalidInput("weighting_without_title")
    if len(title) > MAX_TITLE:
        raise InvalidInput("text_too_long", length=len(title), limit=MAX_TITLE)
    if not reason:
        raise InvalidInput("weighting_without_reason", title=title)
    weights = parse_weights(checklist, given)
    total = sum(weights.values(), Decimal(0))
    if total != WHOLE:
        raise InvalidInput("weights_not_whole", total=f"{total.normalize():f}")
    texts = {id: f"{weight.normalize():f}" for id, weight in weights.items()}
    return title, canonical(texts), reason


def clone(
    session: Session,
    assessment: str,
    based_on: str,
    title: str,
    given: Mapping[str, str],
    reason: str,
    *,
    choose_it: bool = False,
) -> Step:
    """Make weights of one's own out of a profile; with `choose_it` they count at once."""
    checklist = session.checklist(assessment)
    if based_on not in {p.id for p in checklist.profiles}:
        known = tuple(p.id for p in checklist.profiles)
        raise InvalidInput("unknown_profile", profile=based_on, known=known)
    title, weights, reason = _checked(checklist, title, given, reason)
    made = Weighting(new_id(), checklist.hash, title, weights, based_on, reason)
    changes = [inserted("weighting", to_row(made))]
    if choose_it:
        row = to_row(session.assessment(assessment))
        change = updated("assessment", row, profile=made.id)
        changes += [change] if change is not None else []
    return step("clone_weights", changes, title=title)


def edit(
    session: Session, assessment: str, id: str, title: str, given: Mapping[str, str], reason: str
) -> Step:
    """Change weights of one's own; why they are so is said anew."""
    row = to_row(_weighting(session, id))
    title, weights, reason = _checked(session.checklist(assessment), title, given, reason)
    change = updated("weighting", row, title=title, weights=weights, reason=reason)
    return step("edit_weights", [change], title=title)


def remove(session: Session, id: str) -> Step:
    """Take weights of one's own away; raises `InvalidInput` while an assessment counts with them."""
    found = _weighting(session, id)
    using = [a.title for a in session.assessments() if a.profile == id]
    if using:
        raise InvalidInput("weights_in_use", title=found.title, assessments=using)
    return step("remove_weights", [removed("weighting", to_row(found))], title=found.title)


def choose(session: Session, assessment: str, profile: str) -> Step:
    """Let these weights count in an assessment."""
    checklist = session.checklist(assessment)
    known = {p.id for p in checklist.profiles}
    if profile not in known:
        raise InvalidInput("unknown_profile", profile=profile, known=tuple(sorted(known)))
    row = to_row(session.assessment(assessment))
    title = profile_title(checklist, profile)
    return step("choose_weights", [updated("assessment", row, profile=profile)], title=title)


def _weighting(session: Session, id: str) -> Weighting:
    row = session.state.get("weighting", {}).get(id)
    if row is None:
        raise NotFound("unknown_weighting", weighting=id)
    return from_row(Weighting, row)
