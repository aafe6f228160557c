"""A checklist as values: facts, profiles, domains, questions, flags and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Text = Mapping[str, str]
"""Language tag → text; the checklist's first language is always there."""

AnswerKind = Literal["choice", "multi", "percent", "number", "date", "boolean", "text"]
FlagKind = Literal["floor", "knockout", "gate"]


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: Text
    points: float = 0.0
    """Risk points, 0 (best) to 4 (worst)."""


@dataclass(frozen=True, slots=True)
class AnswerType:
    type: AnswerKind
    options: tuple[Option, ...] = ()
    combine: Literal["max", "sum"] = "max"
    unit: str = ""
    """`days_since` or `days_until` for dates; a unit of measure for numbers."""
    bands: tuple[tuple[float, float], ...] = ()
    """Piecewise-linear (value, points), clamped at the ends, ascending in value."""

    @property
    def range(self) -> tuple[float, float]:
        """Least and most risk points an answer can have."""
        points = [o.points for o in self.options] or [p for _, p in self.bands] or [0.0]
        if self.type == "multi" and self.combine == "sum":
            return min(0.0, *points), min(4.0, sum(points))
        return min(points), max(points)


@dataclass(frozen=True, slots=True)
class Ageing:
    """How evidence ages for a question (design §5): `state` from its date, `event` after the window."""

    kind: Literal["state", "event"]
    half_life_days: int | None
    """None: evidence for this question does not age."""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    domain: str
    short: Text
    text: Text
    why: Text
    answer: AnswerType
    proof: Text
    sources: tuple[str, ...]
    weight: float
    ages: Ageing
    skip_if: str = ""
    skip_reason: Text = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    id: str
    title: Text
    channel: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class FactQuestion:
    id: str
    type: Literal["boolean", "choice", "number"]
    text: Text
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    id: str
    title: Text
    weights: Mapping[str, float]
    """Domain id → weight; sums to 100."""


@dataclass(frozen=True, slots=True)
class Flag:
    id: str
    kind: FlagKind
    when: str
    questions: tuple[str, ...]
    text: Text
    floor_domain: float | None = None
    floor_overall: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    title: str
    publisher: str
    date: str | None
    url: str | None
    status: str
    verified_on: str | None
    note: str


@dataclass(frozen=True)
class Checklist:
    format: int
    id: str
    version: str
    title: Text
    summary: Text
    languages: tuple[str, ...]
    license: str
    result: Literal["rating", "screen"]
    facts: tuple[FactQuestion, ...]
    profiles: tuple[Profile, ...]
    domains: tuple[Domain, ...]
    flags: tuple[Flag, ...]
    sources: tuple[Source, ...]
    hash: str
    """SHA-256 of the file's bytes: the identity of this checklist."""

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Question id → question, in checklist order."""
        return {q.id: q for domain in self.domains for q in domain.questions}

    @cached_property
    def _domains(self) -> Mapping[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    def domain(self, id: str) -> Domain:
        return self._domains[id]

    @cached_property
    def _profiles(self) -> Mapping[str, Profile]:
        return {profile.id: profile for profile in self.profiles}

    def profile(self, id: str) -> Profile:
        return self._profiles[id]


def say(text: Text, language: str) -> str:
    """`text` in `language`, else in the first language it has: a visible fallback, never empty."""
    found = text.get(language)
    return found if found is not None else next(iter(text.values()), "")
