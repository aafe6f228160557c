"""What a citation comes to for its question: grade × freshness, worked out as it is being edited."""

from __future__ import annotations

from datetime import date

from assay.core import confidence as weighing
from assay.core.change import Row
from assay.core.confidence import Confidence, Part
from assay.core.evidence import Stance
from assay.words import tr
from assay.words.terms import CREDIBILITY, RELIABILITY
from assay.work.answering import question_of
from assay.work.session import Session


def weighed(session: Session, citation: Row, evidence: Row) -> Confidence:
    """The confidence of the question if `citation` and `evidence` read as given here."""
    assessment, question = str(citation["assessment"]), str(citation["question"])
    register = session.state.get("evidence", {})
    cited = []
    for key, row in session.state.get("citation", {}).items():
        if row["assessment"] != assessment or row["question"] != question:
            continue
        said = citation if key == citation["id"] else row
        item = evidence if said["evidence"] == evidence["id"] else register[str(said["evidence"])]
        cited.append((key, Stance(str(said["stance"])), weighing.graded(item)))
    cut_off = date.fromisoformat(session.assessment(assessment).cut_off).toordinal()
    ages = question_of(session.checklist(assessment), question).ages
    return weighing.confidence(cited, ages, cut_off)


def part_of(found: Confidence, citation: str) -> Part:
    """The part that this citation has in it."""
    return next(part for part in found.parts if part.citation == citation)


def sum_words(part: Part) -> str:
    """*B usually reliable 0.85 × 3 possibly true 0.65 × freshness 0.80 = 0.44*."""
    letter, figure = part.grade[:1], part.grade[1:]
    return tr(
        "{letter} {reliability} {r} × {figure} {credibility} {c} × freshness {f} = {strength}",
        letter=letter,
        reliability=tr(RELIABILITY[letter]),
        r=f"{part.reliability:.2f}",
        figure=figure,
        credibility=tr(CREDIBILITY[figure]),
        c=f"{part.credibility:.2f}",
        f=f"{part.freshness:.2f}",
        strength=f"{part.strength:.2f}",
    )


def outcome_words(part: Part, question: str) -> str:
    """Whether it counts for the question, and if not, why not."""
    match part.outcome:
        case "counted":
            said = tr("It counts for {question}.", question=question)
        case "same_origin":
            said = tr("It does not count: a stronger item of the same group does.")
        case "lapsed":
            said = tr("It does not count: it was no longer valid at the cut-off.")
        case "undated":
            said = tr("It does not count: it has no date.")
        case "worthless":
            said = tr("It does not count: nothing of its strength is left.")
    if not part.dated and part.age_days is not None:
        said += " " + tr("Without a date of its own, its age counts from the day of retrieval.")
    return said


def confidence_words(before: float, after: float, question: str) -> str:
    """The confidence of the question, and what it was before these changes."""
    now, then = f"{after:.2f}", f"{before:.2f}"
    if now == then:
        return tr("Confidence in {question}: {now}.", question=question, now=now)
    return tr("Confidence in {question}: {now}, was {then}.", question=question, now=now, then=then)
