"""Evidence to confidence (blueprint §4.2): grade × freshness, one voice per origin, capped tier by tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from assay.core.change import Row
from assay.core.checklist import Ageing
from assay.core.evidence import Stance

RELIABILITY: Mapping[str, float] = {"A": 1.0, "B": 0.85, "C": 0.65, "D": 0.40, "E": 0.15, "F": 0.50}
CREDIBILITY: Mapping[str, float] = {"1": 1.0, "2": 0.85, "3": 0.65, "4": 0.40, "5": 0.15, "6": 0.50}
TIERS: tuple[tuple[str, float], ...] = (("E", 0.30), ("DF", 0.50), ("C", 0.75), ("AB", 1.0))
"""Reliabilities from weakest to strongest, and the most that they and all weaker ones can give."""
CONFLICT = 0.4
"""Support and contradiction both at least this strong are shown as a conflict."""

_LEAST_DOUBT = tuple(1.0 - most for _, most in TIERS)
_TIER = {letter: number for number, (letters, _) in enumerate(TIERS) for letter in letters}

Outcome = Literal["counted", "same_origin", "lapsed", "worthless", "undated"]


class Graded(NamedTuple):
    """What one piece of evidence brings to every answer that cites it; days are ordinals."""

    id: str
    number: int
    grade: str
    reliability: float
    credibility: float
    strength: float
    """reliability × credibility: what a fresh item has."""
    tier: int
    day: int | None
    dated: bool
    """False where `day` is the day of retrieval, for want of a date of its own."""
    last_day: int | None
    no_decay: bool
    origin: str


class Part(NamedTuple):
    """One citation's part in a confidence: strength = reliability × credibility × freshness."""

    citation: str
    evidence: str
    stance: Stance
    grade: str
    reliability: float
    credibility: float
    freshness: float
    strength: float
    age_days: int | None
    dated: bool
    origin: str
    outcome: Outcome
    """`counted`; or why not: a stronger item of the same origin, lapsed, of no strength, no date."""
    tier: str
    """The reliabilities it was counted with: the best that was seen of its origin."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far evidence bears an answer: `value` = support × (1 − against)."""

    value: float
    support: float
    against: float
    conflicted: bool
    lapsed: bool
    """There is supporting evidence, and all of it is past its `valid_until`."""
    parts: tuple[Part, ...]


NO_EVIDENCE = Confidence(0.0, 0.0, 0.0, conflicted=False, lapsed=False, parts=())


def graded(row: Row) -> Graded:
    """The grading of a row of table `evidence`."""
    key, own = str(row["id"]), day_of(row["date"])
    return Graded(
        key,
        int(row["number"] or 0),
        *_grade(str(row["reliability"]), str(row["credibility"])),
        day_of(row["retrieved"]) if own is None else own,
        own is not None,
        day_of(row["valid_until"]),
        bool(row["no_decay"]),
        # Without a named origin an item speaks for itself alone; ids cannot collide with origins.
        str(row["origin"]).strip().casefold() or f"\0{key}",
    )


@lru_cache(maxsize=1024)
def _grade(letter: str, figure: str) -> tuple[str, float, float, float, int]:
    """Grade, reliability, credibility, their product, and the tier."""
    reliability, credibility = RELIABILITY.get(letter, 0.0), CREDIBILITY.get(figure, 0.0)
    strength = reliability * credibility
    return letter + figure, reliability, credibility, strength, _TIER.get(letter, 0)


@lru_cache(maxsize=8192)
def day_of(text: object) -> int | None:
    """The ordinal of an ISO date, date-time, month or year (its first day), None for anything else."""
    if not text:
        return None
    day = str(text)[:10]
    try:
        return date.fromisoformat(day + _REST.get(len(day), "")).toordinal()
    except ValueError:
        return None


_REST = {4: "-01-01", 7: "-01"}
"""What completes a year or a month to its first day."""


def freshness(item: Graded, ages: Ageing, cut_off: int) -> float:
    """How much of its strength an item keeps on the day `cut_off` for a question that ages so."""
    if item.last_day is not None and cut_off > item.last_day:
        return 0.0
    half_life = ages.half_life_days
    if item.no_decay or half_life is None:
        return 1.0
    if item.day is None:
        return 0.0
    age = max(0, cut_off - item.day)
    if ages.kind == "event":
        age = max(0, age - half_life)
    if age == 0:
        return 1.0
    return 2.0 ** (-age / half_life) if half_life > 0 else 0.0


class Weight(NamedTuple):
    """What the evidence for one answer adds up to; `value` = support × (1 − against)."""

    value: float
    support: float
    against: float
    conflicted: bool
    lapsed: bool


WEIGHTLESS = Weight(0.0, 0.0, 0.0, conflicted=False, lapsed=False)

Citations = Sequence[tuple[str, Stance, Graded]]
"""Citation id, stance and evidence."""


def weigh(cited: Citations, ages: Ageing, cut_off: int) -> Weight:
    """What citations give an answer on the day `cut_off`, without the account of how."""
    if not cited:
        return WEIGHTLESS
    supporting, contradicting = _voices(cited, ages, cut_off)
    support, against = _combined(supporting), _combined(contradicting)
    return Weight(
        support * (1.0 - against),
        support,
        against,
        conflicted=support >= CONFLICT and against >= CONFLICT,
        lapsed=support == 0.0 and _all_lapsed(cited, cut_off),
    )


def confidence(cited: Citations, ages: Ageing, cut_off: int) -> Confidence:
    """What citations give an answer on the day `cut_off`, and each one's part in it."""
    items = sorted(cited, key=_register_order)
    supporting, contradicting = _voices(items, ages, cut_off)
    voices = {Stance.SUPPORTS: supporting, Stance.CONTRADICTS: contradicting}
    parts = tuple(_part(item, voices, ages, cut_off) for item in items)
    return Confidence(*weigh(items, ages, cut_off), parts=parts)


def _register_order(cited: tuple[str, Stance, Graded]) -> tuple[int, str]:
    return cited[2].number, cited[0]


def _all_lapsed(cited: Citations, cut_off: int) -> bool:
    last_days = [item.last_day for _, stance, item in cited if stance is Stance.SUPPORTS]
    return bool(last_days) and all(day is not None and cut_off > day for day in last_days)


_Voice = tuple[int, float, str]
"""What speaks for one origin: the best tier among its items that still have strength, the strength
of the strongest and its citation."""


def _voices(
    cited: Citations, ages: Ageing, cut_off: int
) -> tuple[dict[str, _Voice], dict[str, _Voice]]:
    """For and against: origin → what counts of it. Items without strength neither speak nor lift a tier."""
    supporting: dict[str, _Voice] = {}
    contradicting: dict[str, _Voice] = {}
    for key, side, item in cited:
        strength = item.strength * freshness(item, ages, cut_off)
        if strength <= 0.0:
            continue
        voices = supporting if side is Stance.SUPPORTS else contradicting
        heard = voices.get(item.origin)
        if heard is None:
            voices[item.origin] = (item.tier, strength, key)
        elif strength > heard[1]:
            voices[item.origin] = (max(item.tier, heard[0]), strength, key)
        elif item.tier > heard[0]:
            voices[item.origin] = (item.tier, heard[1], heard[2])
    return supporting, contradicting


def _combined(voices: Mapping[str, _Voice]) -> float:
    """Tiers from weakest to strongest, capped as we go: weak sources never add up to certainty.

    Sorted, so that the order of the register cannot change the last digit. To cap after each item
    equals capping after each tier, because caps only rise.
    """
    if not voices:
        return 0.0
    doubt = 1.0
    for tier, strength, _ in sorted(voices.values()):
        left, least = doubt * (1.0 - strength), _LEAST_DOUBT[tier]
        doubt = left if left > least else least
    return 1.0 - doubt


def _part(
    cited: tuple[str, Stance, Graded],
    voices: Mapping[Stance, Mapping[str, _Voice]],
    ages: Ageing,
    cut_off: int,
) -> Part:
    key, stance, item = cited
    fresh = freshness(item, ages, cut_off)
    voice = voices[stance].get(item.origin)
    outcome: Outcome = "counted"
    if item.last_day is not None and cut_off > item.last_day:
        outcome = "lapsed"
    elif item.strength * fresh <= 0.0:
        outcome = "undated" if item.day is None and item.strength > 0.0 else "worthless"
    elif voice is not None and voice[2] != key:
        outcome = "same_origin"
    return Part(
        citation=key,
        evidence=item.id,
        stance=stance,
        grade=item.grade,
        reliability=item.reliability,
        credibility=item.credibility,
        freshness=fresh,
        strength=item.strength * fresh,
        age_days=None if item.day is None else max(0, cut_off - item.day),
        dated=item.dated,
        origin="" if item.origin.startswith("\0") else item.origin,
        outcome=outcome,
        tier=TIERS[item.tier if voice is None else voice[0]][0],
    )
