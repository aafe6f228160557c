"""The dashboard: the verdict in its fixed form with its reasons, the heat map, the gaps, the flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assay.core.answers import Answer, Status
from assay.core.checklist import Checklist, Domain, Flag, Question, say
from assay.core.memo_numbers import hundredth, percent, whole
from assay.core.rating import (
    MIN_COVERAGE,
    MIN_EVIDENCE_INDEX,
    NOT_RATABLE,
    PROHIBITED,
    DomainScore,
    FlagState,
    Gap,
    Interval,
    QuestionScore,
    Rating,
    reached,
)
from assay.core.records import records
from assay.words import tr, trn
from assay.work.flagging import rule_words
from assay.work.session import Session
from assay.work.views.questions import answers

HATCHED_BELOW = 0.1
"""Under this coverage a range says next to nothing."""
UNCLEAR = frozenset({"unknown", "not_disclosed", "restricted", "conflicted"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rating in one line, and why it is what it is."""

    word: str
    """The headline: a band, *Not ratable yet* or *Prohibited*; a screen's result."""
    line: str
    """The fixed form: `High (67; 60-74), evidence index 0.85`, with its marker."""
    reasons: tuple[str, ...]
    interval: Interval
    as_answered: float
    coverage: float
    evidence_index: float
    provisional: bool
    ratable: bool
    cut_off: str
    profile: str
    hatched: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """One question of the heat map. `band` is −1 where there is no answer that stands."""

    question: str
    text: str
    status: str
    """A status, or `not_asked`."""
    band: int
    points: float | None
    interval: Interval | None
    confidence: float
    lapsed: bool
    aged: bool
    """Answered, and little of its evidence's weight is left: it no longer counts as covered."""
    flagged: bool


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One row of the heat map."""

    id: str
    title: str
    weight: float
    cells: tuple[CellView, ...]
    interval: Interval | None
    as_answered: float | None
    coverage: float
    evidence_index: float
    thin: bool
    floor: float | None
    hatched: bool
    aged: int
    """How many answers have evidence that has aged or lapsed."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """What settling one question would do."""

    question: str
    text: str
    status: str
    worth: float
    best: float
    worst: float
    changes_band: bool


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with its state, its rule in words, what binds it, and a reviewer's word."""

    id: str
    kind: str
    state: str
    text: str
    rule: str
    questions: tuple[str, ...]
    confidence: float
    effect: str
    evidence: tuple[int, ...]
    """Register numbers of what is cited for its questions."""
    review: str
    """`confirmed`, `cleared` or empty."""
    reviewer: str
    date: str
    reason: str

    @property
    def raised(self) -> bool:
        return self.state not in {"clear", "cleared"}

    @property
    def blocks(self) -> bool:
        """It stands between the file and a final memo."""
        return self.state == "fired" or (
            self.kind == "knockout" and self.state in {"open", "pending"}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The verdict, and what each question does to it."""

    verdict: Verdict
    gaps: tuple[GapRow, ...]
    """All that is open, by value of information."""
    swings: tuple[GapRow, ...]
    """All that is scored, by swing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardView(Weighed):
    """Everything on the first view of the dashboard."""

    domains: tuple[DomainRow, ...]
    flags: tuple[FlagRow, ...]
    """Those that fired, are open or were reviewed first, in order of weight."""


def weighed(session: Session, assessment: str, language: str = "en") -> Weighed:
    """What each question of an assessment does to its verdict as it is now."""
    checklist, scorecard = session.checklist(assessment), session.scorecard(assessment)
    rating = scorecard.rating
    return Weighed(
        verdict=verdict_of(checklist, rating, language),
        gaps=tuple(_gap(checklist, rating, gap, language) for gap in scorecard.gaps()),
        swings=tuple(_gap(checklist, rating, gap, language) for gap in scorecard.swings()),
    )


def dashboard_view(session: Session, assessment: str, language: str = "en") -> DashboardView:
    """The dashboard of an assessment as it is now."""
    checklist, rating = session.checklist(assessment), session.scorecard(assessment).rating
    shown = weighed(session, assessment, language)
    given = answers(session, assessment)
    flags = flag_rows(session, assessment, language)
    flagged = {q for flag in flags if flag.raised for q in flag.questions}
    scores = {d.id: d for d in rating.domains}
    return DashboardView(
        verdict=shown.verdict,
        gaps=shown.gaps,
        swings=shown.swings,
        domains=tuple(
            _domain(rating, scores[d.id], d, given, flagged, language) for d in checklist.domains
        ),
        flags=flags,
    )


# -- verdict --------------------------------------------------------------------------------------


def verdict_of(checklist: Checklist, rating: Rating, language: str = "en") -> Verdict:
    """The verdict of any rating over this checklist, a supposed one as well."""
    word = tr("Not ratable yet") if rating.rating == NOT_RATABLE else tr(rating.rating)
    profile = next((p.title for p in checklist.profiles if p.id == rating.profile), None)
    return Verdict(
        word=word,
        line=fixed_form(rating),
        reasons=tuple(reasons(rating)),
        interval=rating.interval,
        as_answered=rating.as_answered,
        coverage=rating.coverage,
        evidence_index=rating.evidence_index,
        provisional=rating.provisional,
        ratable=rating.rating not in {NOT_RATABLE, PROHIBITED},
        cut_off=str(rating.cut_off),
        profile=say(profile, language) if profile else "",
        hatched=rating.coverage < HATCHED_BELOW,
    )


def fixed_form(rating: Rating) -> str:
    """`Not ratable, provisional (53; 23–94), evidence index 0.18`: whole numbers, the range always."""
    word = tr(rating.rating)
    interval = rating.interval
    facts = {
        "point": whole(interval.point),
        "low": whole(interval.low),
        "high": whole(interval.high),
        "index": hundredth(rating.evidence_index),
    }
    if rating.provisional:
        word = tr("{rating}, provisional", rating=word)
    return word + tr(" ({point}; {low}–{high}), evidence index {index}", **facts)


def reasons(rating: Rating) -> list[str]:
    """Why there is no rating, or only a provisional one, or a prohibition; one sentence each."""
    found = []
    if rating.rating == PROHIBITED:
        named = ", ".join(
            f.id for f in rating.flags if (f.kind, f.state) == ("knockout", "binding")
        )
        found.append(tr("A knock-out binds: {flags}.", flags=named))
    if not reached(rating.coverage, MIN_COVERAGE):
        part = percent(rating.coverage)
        found.append(tr("Coverage is {part}; 60% is needed.", part=part))
    if not reached(rating.evidence_index, MIN_EVIDENCE_INDEX):
        index = hundredth(rating.evidence_index)
        found.append(tr("The evidence index is {index}; 0.35 is needed.", index=index))
    waiting = [
        f.id for f in rating.flags if f.kind == "knockout" and f.state in {"open", "pending"}
    ]
    if waiting:
        found.append(tr("Provisional: not settled are {flags}.", flags=", ".join(waiting)))
    return found


# -- heat map -------------------------------------------------------------------------------------


def _domain(
    rating: Rating,
    score: DomainScore,
    domain: Domain,
    given: Mapping[str, Answer],
    flagged: set[str],
    language: str,
) -> DomainRow:
    cells = tuple(
        _cell(q, rating.questions[q.id], given.get(q.id), q.id in flagged, language)
        for q in domain.questions
    )
    return DomainRow(
        id=domain.id,
        title=say(domain.title, language),
        weight=score.weight,
        cells=cells,
        interval=score.interval,
        as_answered=score.as_answered,
        coverage=score.coverage,
        evidence_index=score.evidence_index,
        thin=score.thin,
        floor=score.floor,
        hatched=score.coverage < HATCHED_BELOW,
        aged=sum(cell.aged or cell.lapsed for cell in cells),
    )


def _cell(
    question: Question, score: QuestionScore, given: Answer | None, flagged: bool, language: str
) -> CellView:
    status = str(given.status) if given else str(Status.NOT_ASSESSED)
    if not score.asked:
        status = "not_asked"
    elif score.lapsed:
        status = str(Status.UNKNOWN)
    stands = score.asked and score.points is not None and not score.lapsed
    answered = status == Status.ANSWERED
    return CellView(
        question=question.id,
        text=say(question.text, language),
        status=status,
        band=band_index(25 * score.points) if stands and score.points is not None else -1,
        points=score.points if stands else None,
        interval=score.interval,
        confidence=score.confidence,
        lapsed=score.lapsed,
        aged=answered and 0.0 < score.confidence < 0.3,
        flagged=flagged,
    )


def band_index(value: float) -> int:
    """Position of the band of a value, 0 to 4."""
    return sum(reached(value, edge) for edge in (20.0, 40.0, 60.0, 80.0))


def _gap(checklist: Checklist, rating: Rating, gap: Gap, language: str) -> GapRow:
    score = rating.questions[gap.question]
    return GapRow(
        gap.question,
        say(checklist.questions[gap.question].text, language),
        str(Status.UNKNOWN) if score.lapsed else str(score.status),
        gap.value_of_information,
        gap.best,
        gap.worst,
        gap.changes_band,
    )


# -- flags ----------------------------------------------------------------------------------------

_ORDER = ("binding", "open", "fired", "pending", "cleared", "clear")
_KINDS = ("knockout", "floor", "gate")


def flag_rows(session: Session, assessment: str, language: str = "en") -> tuple[FlagRow, ...]:
    """Every flag: binding ones first, then open knock-outs, gates, pending, cleared and clear ones."""
    checklist = session.checklist(assessment)
    rating = session.scorecard(assessment).rating
    cited = _cited(session, assessment)
    reviews = {
        r.flag: r for r in records(session.state, "flag_review") if r.assessment == assessment
    }
    states = {f.id: f for f in rating.flags}
    rows = []
    for flag in checklist.flags:
        said, state = reviews.get(flag.id), states[flag.id]
        found = sorted({n for q in flag.questions for n in cited.get(q, ())})
        rows.append(
            FlagRow(
                id=flag.id,
                kind=flag.kind,
                state=state.state,
                text=say(flag.text, language),
                rule=rule_words(checklist, flag, language),
                questions=flag.questions,
                confidence=state.confidence,
                effect=effect_words(checklist, flag, state),
                evidence=tuple(found),
                review=said.state if said else "",
                reviewer=said.reviewer if said else "",
                date=said.date if said else "",
                reason=said.reason if said else "",
            )
        )
    return tuple(sorted(rows, key=lambda r: (_ORDER.index(r.state), _KINDS.index(r.kind))))


def _cited(session: Session, assessment: str) -> dict[str, set[int]]:
    """Numbers of the evidence cited for each question. Thousands of rows are read as they are."""
    evidence = session.state.get("evidence", {})
    cited: dict[str, set[int]] = {}
    for row in session.state.get("citation", {}).values():
        item = evidence.get(str(row["evidence"]))
        if row["assessment"] == assessment and item is not None:
            cited.setdefault(str(row["question"]), set()).add(int(str(item["number"])))
    return cited


def effect_words(checklist: Checklist, flag: Flag, state: FlagState) -> str:
    """What a flag does to the score, or would do if it fired."""
    if state.state == "cleared":
        return tr("none: cleared by a reviewer")
    if flag.kind == "gate":
        return tr("blocks a final memo; the score stays")
    if flag.kind == "knockout":
        if state.state in {"binding", "clear"}:
            return tr("prohibited")
        return tr("upper bound at least 80, provisional")
    parts = []
    binding = state.state in {"binding", "clear"}
    if flag.floor_domain is not None:
        where = checklist.questions[flag.questions[0]].domain
        pattern = "{what} at least {floor}" if binding else "{what} up to {floor}"
        parts.append(tr(pattern, what=where, floor=whole(flag.floor_domain)))
    if flag.floor_overall is not None:
        pattern = "overall at least {floor}" if binding else "overall up to {floor}"
        parts.append(tr(pattern, floor=whole(flag.floor_overall)))
    said = ", ".join(parts)
    return tr("if it fires: {effect}", effect=said) if state.state == "clear" else said


def flag_counts(rows: tuple[FlagRow, ...]) -> str:
    """*1 binding · 3 open · 4 gates*"""
    binding = sum(r.state == "binding" for r in rows)
    open_ = sum(r.kind == "knockout" and r.state in {"open", "pending"} for r in rows)
    gates = sum(r.state == "fired" for r in rows)
    said = [tr("{count} binding", count=binding), tr("{count} open", count=open_)]
    said.append(trn("{count} gate", "{count} gates", gates))
    return " · ".join(said)
