"""Forecasts kept to account: the words of ICD 203, what became of them, calibration and Brier score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

LIKELIHOODS: tuple[tuple[str, int, int], ...] = (
    ("almost_no_chance", 1, 5),
    ("very_unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly_even", 45, 55),
    ("likely", 55, 80),
    ("very_likely", 80, 95),
    ("almost_certain", 95, 99),
)
"""Id of a word, and the range of percentages that it stands for."""
OUTCOMES = ("happened", "did_not_happen", "cannot_be_told")


@dataclass(frozen=True, slots=True)
class Forecast:
    """A likelihood that was given, and what became of it: None until that is known."""

    id: str
    word: str
    low: float
    high: float
    """Percentages."""
    analyst: str
    happened: bool | None = None

    @property
    def probability(self) -> float:
        """The middle of the range, 0 to 1: what the word is scored as."""
        return (self.low + self.high) / 200


@dataclass(frozen=True, slots=True)
class Bucket:
    """All resolved forecasts that were given with one word."""

    word: str
    low: int
    high: int
    resolved: int
    happened: int

    @property
    def share(self) -> float | None:
        """Percentage that happened."""
        return 100 * self.happened / self.resolved if self.resolved else None


@dataclass(frozen=True, slots=True)
class Record:
    """One analyst's resolved forecasts."""

    analyst: str
    resolved: int
    brier: float
    """Mean squared distance of the probability from what happened: 0 is best, 0.25 is a coin."""


def word_of(text: str) -> str:
    """The id of a likelihood as a person wrote it: `Very likely` is `very_likely`."""
    return "_".join(text.strip().lower().split())


def range_of(word: str) -> tuple[int, int] | None:
    """The percentages of a word; None for an id that is not one of the seven."""
    return next(((low, high) for name, low, high in LIKELIHOODS if name == word), None)


def calibration(forecasts: Iterable[Forecast]) -> tuple[Bucket, ...]:
    """Per word: how many forecasts were resolved, and how many of these happened."""
    found = [forecast for forecast in forecasts if forecast.happened is not None]
    return tuple(
        Bucket(
            word,
            low,
            high,
            sum(forecast.word == word for forecast in found),
            sum(forecast.word == word and bool(forecast.happened) for forecast in found),
        )
        for word, low, high in LIKELIHOODS
    )


def brier(forecasts: Iterable[Forecast]) -> tuple[Record, ...]:
    """Each analyst's score over what was resolved, best first."""
    by_analyst: dict[str, list[float]] = {}
    for forecast in forecasts:
        if forecast.happened is not None:
            miss = forecast.probability - float(forecast.happened)
            by_analyst.setdefault(forecast.analyst, []).append(miss * miss)
    records = [
        Record(analyst, len(misses), fsum(misses) / len(misses))
        for analyst, misses in by_analyst.items()
    ]
    return tuple(sorted(records, key=lambda record: (record.brier, record.analyst)))
