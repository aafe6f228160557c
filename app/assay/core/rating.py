"""The rating (blueprint §4): points, confidence, intervals, aggregation and bands, as pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, fsum, inf, isclose, log, sqrt
from typing import Literal

from assay.core.answers import Status

POWER = 2.0
"""The power of the mean that a rating uses; `POWERS` are shown side by side."""
POWERS = (1.0, 2.0, 4.0)
NEUTRAL = 50.0
"""What nothing is known of is taken for, clipped to what the question allows."""
ADVERSE = (50.0, 75.0, 100.0)
"""Not disclosed: disclosure is cheap for the benign, so silence speaks against."""
COVERED = 0.3
"""From this confidence an answer counts as covered."""
SCORING = "1"
"""Version of these rules: it goes up whenever the same answers would give another number."""
MIN_COVERAGE = 0.6
MIN_EVIDENCE_INDEX = 0.35
THIN = 0.4
"""A domain is thin where more than this share of its weight is not applicable."""
BANDS: tuple[tuple[float, str], ...] = (
    (0.0, "Low"),
    (20.0, "Moderate"),
    (40.0, "Elevated"),
    (60.0, "High"),
    (80.0, "Severe"),
)
NOT_RATABLE = "Not ratable"
PROHIBITED = "Prohibited"
SCREEN_RESULTS = ("Stop", "Look deeper", "Routine")


@dataclass(frozen=True, slots=True)
class Interval:
    """Risk on 0–100, higher is worse: lower bound, point, upper bound."""

    low: float
    point: float
    high: float


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question's part in the rating."""

    id: str
    domain: str
    weight: float
    status: Status
    asked: bool
    """False where a skip rule or *not applicable* takes it out of the denominator."""
    points: float | None
    """0–4, None unless answered."""
    confidence: float
    support: float
    against: float
    conflicted: bool
    """Support and contradiction are both at least 0.4."""
    lapsed: bool
    """Answered, with evidence, but all of it past `valid_until`: counts as unknown."""
    interval: Interval | None
    """None where it is not asked or its weight is 0."""
    as_answered: float | None
    best: float = 0.0
    """Least risk any answer could have, 0–100."""
    worst: float = 100.0


@dataclass(frozen=True, slots=True)
class DomainScore:
    id: str
    weight: float
    interval: Interval | None
    """None where no question applies: the domain leaves the mean."""
    as_answered: float | None
    coverage: float
    evidence_index: float
    thin: bool
    """More than 40 % of its weight is not applicable."""
    floor: float | None
    """The binding floor that was applied, if any."""


@dataclass(frozen=True, slots=True)
class Floors:
    """What flags do to the score: binding ones lift point and lower bound, pending ones the upper."""

    binding: Mapping[str, float] = field(default_factory=dict)
    """Domain id → highest binding floor."""
    pending: Mapping[str, float] = field(default_factory=dict)
    overall_binding: float = 0.0
    overall_pending: float = 0.0
    prohibited: bool = False
    """A knockout binds."""
    provisional: bool = False
    """A knockout is open or pending."""


NO_FLOORS = Floors()

FlagStateName = Literal["binding", "pending", "open", "clear", "cleared", "fired"]


@dataclass(frozen=True, slots=True)
class FlagState:
    """`binding`, `pending` (fired, confidence < 0.5), `open` (knockout with a question without an
    answer), `clear`, `cleared` (by a reviewer); a fired gate is `fired`."""

    id: str
    kind: Literal["floor", "knockout", "gate"]
    state: FlagStateName
    confidence: float


@dataclass(frozen=True, slots=True)
class Gap:
    """What settling one question would do, sorted by value of information (blueprint §4.7)."""

    question: str
    value_of_information: float
    """Points by which the overall range would shrink."""
    best: float
    worst: float
    swing: float
    changes_band: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """Everything that any screen, CLI line or memo shows of a rating; numbers unrounded."""

    rating: str
    """A band, `Not ratable` or `Prohibited`; `Stop`, `Look deeper` or `Routine` for a screen."""
    band: str
    """Band of the point."""
    band_low: str
    band_high: str
    interval: Interval
    before_floors: Interval
    provisional: bool
    coverage: float
    evidence_index: float
    as_answered: float
    domains: tuple[DomainScore, ...]
    questions: Mapping[str, QuestionScore]
    flags: tuple[FlagState, ...]
    profile: str
    cut_off: str
    floors: Floors = NO_FLOORS


def power_mean(values: Sequence[float], weights: Sequence[float], power: float = POWER) -> float:
    """(Σ w v^p / Σ w)^(1/p); the largest value for an infinite power. The weights must not all be 0.

    Sums are exactly rounded, so the order of the values changes nothing.
    """
    if power == inf:
        return max(v for v, w in zip(values, weights, strict=True) if w > 0)
    total = fsum(w * raised(v, power) for v, w in zip(values, weights, strict=True))
    return root(total / fsum(weights), power)


def raised(value: float, power: float) -> float:
    """`value` to the power, by multiplication where that gives the same digits everywhere."""
    if power == POWER:
        return value * value
    return value if power == 1.0 else value**power


def root(mean: float, power: float) -> float:
    """The value whose power is `mean`, kept on the scale of 0 to 100."""
    mean = max(0.0, mean)
    return min(100.0, sqrt(mean) if power == POWER else mean ** (1.0 / power))


def geometric_safety(values: Sequence[float], weights: Sequence[float]) -> float:
    """100 − the geometric mean of safety, safety being at least 1: a view, never the rating."""
    logs = fsum(w * log(max(1.0, 100.0 - v)) for v, w in zip(values, weights, strict=True))
    return 100.0 - exp(logs / fsum(weights))


def question_interval(
    status: Status, points: float | None, confidence: float, best: float, worst: float
) -> Interval | None:
    """Blueprint §4.3, for a question whose answers can score from `best` to `worst` (0–100).

    An answer without evidence equals unknown; None where the question does not apply.
    """
    if status is Status.NOT_APPLICABLE:
        return None
    if status is Status.NOT_DISCLOSED:
        low, point, high = (_within(value, best, worst) for value in ADVERSE)
        return Interval(low, point, high)
    prior = _within(NEUTRAL, best, worst)
    if status is not Status.ANSWERED or points is None:
        return Interval(best, prior, worst)
    score = _within(25.0 * points, best, worst)
    doubt = 1.0 - confidence
    low = score - doubt * (score - best)
    high = score + doubt * (worst - score)
    return Interval(low, _within(confidence * score + doubt * prior, low, high), high)


def _within(value: float, low: float, high: float) -> float:
    """`value`, but not below `low` and not above `high`."""
    if value < low:
        value = low
    return high if value > high else value


def band(value: float) -> str:
    """The band of a value. What only rounding errors keep below a threshold has reached it."""
    name = BANDS[0][1]
    for threshold, candidate in BANDS:
        if reached(value, threshold):
            name = candidate
    return name


def reached(value: float, threshold: float) -> bool:
    """Whether `value` is at least `threshold`, up to the last digits of a float."""
    return value >= threshold or isclose(value, threshold, rel_tol=1e-12, abs_tol=1e-12)


def lifted(interval: Interval, binding: float, pending: float) -> Interval:
    """The interval after floors: never below a binding one, the upper bound also not below pending."""
    return Interval(
        max(interval.low, binding),
        max(interval.point, binding),
        max(interval.high, binding, pending),
    )


def domain_score(
    id: str,
    weight: float,
    questions: Iterable[QuestionScore],
    floors: Floors = NO_FLOORS,
    power: float = POWER,
) -> DomainScore:
    """One domain from its questions; questions of weight 0 are recorded, not scored."""
    weighted = [question for question in questions if question.weight > 0]
    scored = [question for question in weighted if question.interval is not None]
    if not scored:
        return DomainScore(id, weight, None, None, 0.0, 0.0, thin=bool(weighted), floor=None)
    weights = [question.weight for question in scored]
    intervals = [question.interval for question in scored if question.interval is not None]
    total = fsum(weights)
    raw = Interval(
        power_mean([interval.low for interval in intervals], weights, power),
        power_mean([interval.point for interval in intervals], weights, power),
        power_mean([interval.high for interval in intervals], weights, power),
    )
    binding = floors.binding.get(id, 0.0)
    answered = [question.as_answered or 0.0 for question in scored]
    everything = fsum(question.weight for question in weighted)
    return DomainScore(
        id=id,
        weight=weight,
        interval=lifted(raw, binding, floors.pending.get(id, 0.0)),
        as_answered=power_mean(answered, weights, power),
        coverage=fsum(q.weight for q in scored if is_covered(q)) / total,
        evidence_index=fsum(q.weight * effective_confidence(q) for q in scored) / total,
        thin=everything - total > THIN * everything * (1 + 1e-12),
        floor=binding if binding > raw.low else None,
    )


def effective_confidence(question: QuestionScore) -> float:
    """The confidence that counts: 0 without an answer that stands."""
    stands = question.status is Status.ANSWERED and question.points is not None
    return question.confidence if stands and not question.lapsed else 0.0


def is_covered(question: QuestionScore) -> bool:
    """Whether the question has an answer with enough evidence behind it."""
    return reached(effective_confidence(question), COVERED)


@dataclass(frozen=True, slots=True)
class Overall:
    """The domains taken together."""

    interval: Interval
    before_floors: Interval
    as_answered: float
    coverage: float
    evidence_index: float


UNKNOWN = Interval(0.0, NEUTRAL, 100.0)
"""What a checklist without any applicable question comes to: nothing is known."""


def overall(
    domains: Iterable[DomainScore], floors: Floors = NO_FLOORS, power: float = POWER
) -> Overall:
    """The overall score; domains without an applicable question or without weight leave the mean."""
    scored = [d for d in domains if d.interval is not None and d.weight > 0]
    if not scored:
        whole = lifted(UNKNOWN, floors.overall_binding, floors.overall_pending)
        return Overall(whole, UNKNOWN, NEUTRAL, 0.0, 0.0)
    weights = [domain.weight for domain in scored]
    intervals = [domain.interval for domain in scored if domain.interval is not None]
    total = fsum(weights)
    raw = Interval(
        power_mean([interval.low for interval in intervals], weights, power),
        power_mean([interval.point for interval in intervals], weights, power),
        power_mean([interval.high for interval in intervals], weights, power),
    )
    return Overall(
        interval=lifted(raw, floors.overall_binding, floors.overall_pending),
        before_floors=raw,
        as_answered=power_mean([d.as_answered or 0.0 for d in scored], weights, power),
        coverage=fsum(d.weight * d.coverage for d in scored) / total,
        evidence_index=fsum(d.weight * d.evidence_index for d in scored) / total,
    )


def verdict(total: Overall, floors: Floors) -> str:
    """`Prohibited`, `Not ratable` or the band of the point: what a rating says in one word."""
    if floors.prohibited:
        return PROHIBITED
    enough = reached(total.coverage, MIN_COVERAGE) and reached(
        total.evidence_index, MIN_EVIDENCE_INDEX
    )
    return band(total.interval.point) if enough else NOT_RATABLE


def screen_result(flags: Iterable[FlagState]) -> str:
    """What a screen says: `Stop` when a knockout fired, `Look deeper` when a gate did, else `Routine`."""
    states = [(flag.kind, flag.state) for flag in flags]
    stop, deeper, routine = SCREEN_RESULTS
    if ("knockout", "binding") in states or ("knockout", "pending") in states:
        return stop
    return deeper if ("gate", "fired") in states else routine
