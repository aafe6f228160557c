"""Evidence to confidence (blueprint §4.2): grade × freshness, one voice per origin, capped tier by tier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
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

_TIER = {letter: number for number, (letters, _) in enumerate(TIERS) for letter in letters}

Outcome = Literal["counted", "same_origin", "lapsed", "worthless", "undated"]


class Graded(NamedTuple):
    """What one piece of evidence brings to every answer that cites it; days are ordinals."""

    id: str
    number: int
    grade: str
    reliability: float
    credibility: float
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
    reliability, credibility = str(row["reliability"]), str(row["credibility"])
    own = day_of(row["date"])
    key = str(row["id"])
    origin = str(row["origin"]).strip().casefold()
    return Graded(
        id=key,
        number=int(row["number"] or 0),
        grade=reliability + credibility,
        reliability=RELIABILITY.get(reliability, 0.0),
        credibility=CREDIBILITY.get(credibility, 0.0),
        tier=_TIER.get(reliability, 0),
        day=own if own is not None else day_of(row["retrieved"]),
        dated=own is not None,
        last_day=day_of(row["valid_until"]),
        no_decay=bool(row["no_decay"]),
        # Without a named origin an item speaks for itself alone; ids cannot collide with origins.
        origin=origin or f"\0{key}",
    )


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


def confidence(
    cited: Iterable[tuple[str, Stance, Graded]], ages: Ageing, cut_off: int
) -> Confidence:
    """The confidence that citations (id, stance, evidence) give an answer on the day `cut_off`."""
    items = sorted(cited, key=_register_order)
    if not items:
        return NO_EVIDENCE
    strengths = [
        item.reliability * item.credibility * freshness(item, ages, cut_off) for _, _, item in items
    ]
    voices = {stance: _voices(stance, items, strengths) for stance in Stance}
    support, against = (_combined(voices[stance], strengths) for stance in Stance)
    return Confidence(
        value=support * (1.0 - against),
        support=support,
        against=against,
        conflicted=support >= CONFLICT and against >= CONFLICT,
        lapsed=_all_lapsed(
            [item for _, stance, item in items if stance is Stance.SUPPORTS], cut_off
        ),
        parts=tuple(
            _part(position, items[position], strengths[position], voices, ages, cut_off)
            for position in range(len(items))
        ),
    )


def _register_order(cited: tuple[str, Stance, Graded]) -> tuple[int, str]:
    return cited[2].number, cited[0]


def _all_lapsed(supporting: Sequence[Graded], cut_off: int) -> bool:
    return bool(supporting) and all(
        item.last_day is not None and cut_off > item.last_day for item in supporting
    )


class _Voice(NamedTuple):
    strongest: int
    """Position of the item that speaks for its origin."""
    tier: int
    """The best tier among the items of that origin that still have strength."""


def _voices(
    stance: Stance, items: Sequence[tuple[str, Stance, Graded]], strengths: Sequence[float]
) -> dict[str, _Voice]:
    """Origin → the one item that counts. Items without strength neither speak nor lift a tier."""
    voices: dict[str, _Voice] = {}
    for position, (_, side, item) in enumerate(items):
        if side is not stance or strengths[position] <= 0.0:
            continue
        heard = voices.get(item.origin)
        if heard is None:
            voices[item.origin] = _Voice(position, item.tier)
        else:
            stronger = strengths[position] > strengths[heard.strongest]
            voices[item.origin] = _Voice(
                position if stronger else heard.strongest, max(heard.tier, item.tier)
            )
    return voices


def _combined(voices: Mapping[str, _Voice], strengths: Sequence[float]) -> float:
    """Tiers from weakest to strongest, capped as we go: weak sources never add up to certainty."""
    if not voices:
        return 0.0
    doubt = 1.0
    for number, (_, cap) in enumerate(TIERS):
        # Sorted, so that the order of the register cannot change the last digit.
        left = sorted(1.0 - strengths[v.strongest] for v in voices.values() if v.tier == number)
        doubt = max(1.0 - cap, doubt * prod(left))
    return 1.0 - doubt


def _part(
    position: int,
    cited: tuple[str, Stance, Graded],
    strength: float,
    voices: Mapping[Stance, Mapping[str, _Voice]],
    ages: Ageing,
    cut_off: int,
) -> Part:
    key, stance, item = cited
    voice = voices[stance].get(item.origin)
    outcome: Outcome = "counted"
    if item.last_day is not None and cut_off > item.last_day:
        outcome = "lapsed"
    elif strength <= 0.0:
        undated = item.day is None and item.reliability * item.credibility > 0.0
        outcome = "undated" if undated else "worthless"
    elif voice is not None and voice.strongest != position:
        outcome = "same_origin"
    return Part(
        citation=key,
        evidence=item.id,
        stance=stance,
        grade=item.grade,
        reliability=item.reliability,
        credibility=item.credibility,
        freshness=freshness(item, ages, cut_off),
        strength=strength,
        age_days=None if item.day is None else max(0, cut_off - item.day),
        dated=item.dated,
        origin="" if item.origin.startswith("\0") else item.origin,
        outcome=outcome,
        tier=TIERS[item.tier if voice is None else voice.tier][0],
    )
