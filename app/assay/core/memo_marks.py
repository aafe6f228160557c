"""The memo's marks as plain numbers: ranges, bands, points, grades, likelihoods, swings, states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StripSize = Literal["page", "domain", "map", "table"]


@dataclass(frozen=True, slots=True)
class Strip:
    """A range on 0–100: solid where it can be rated, hatched where not, with its point."""

    low: float
    point: float
    high: float
    solid: bool
    as_answered: float | None = None
    floor: float | None = None
    """A binding floor at the low end."""
    size: StripSize = "table"
    axis: bool = False
    """Numbers under the ticks."""
    label: str = ""
    """Words beside the hollow triangle."""


@dataclass(frozen=True, slots=True)
class Empty:
    """The ticks of a strip without a range."""

    size: StripSize = "table"


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers above a column of strips: 0, 20, … 100."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Five cells: the point's band in its colour with a frame, the others that the range reaches."""

    low: int
    point: int
    high: int
    solid: bool
    letters: str


@dataclass(frozen=True, slots=True)
class BandLetters:
    """The letters above a column of `Bands`."""

    letters: str


@dataclass(frozen=True, slots=True)
class BandScale:
    """The ramp over the range of page 1, names above its five parts."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Five dots, 0 to 4; the answer's is large and filled, none where there is no answer."""

    points: float | None


@dataclass(frozen=True, slots=True)
class Badge:
    """A grade: A filled, B grey, C outlined, D to F dashed."""

    grade: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from a common zero with its value at the end."""

    value: float
    largest: float
    shown: str


StateKind = Literal["binding", "pending", "open", "gate", "lapsed", "clear"]


@dataclass(frozen=True, slots=True)
class StateMark:
    """A square that repeats what its word says."""

    state: StateKind
    word: str


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A probability range on the ICD 203 scale, its word beside it."""

    low: float
    high: float
    word: str


@dataclass(frozen=True, slots=True)
class LikelihoodScale:
    """The seven words of ICD 203 over their edges."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """The overall point with one question at its best and at its worst."""

    best: float
    point: float
    worst: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class SwingAxis:
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class MeterBar:
    """A share of 0–1 against its floor."""

    value: float
    floor: float
    label: str


@dataclass(frozen=True, slots=True)
class CountBar:
    count: int
    largest: int
    pattern: Literal["solid", "hatched", "pale"]


PartyKind = Literal["state", "issuer", "company", "committee"]
TieKind = Literal["equity", "control", "party", "contract", "open"]
"""Shares; control without recorded shares; the Party line; a contract; a stake that is not established."""


@dataclass(frozen=True, slots=True)
class Party:
    """A box of the ownership figure and the line that joins it to its neighbour."""

    name: str
    about: tuple[str, ...] = ()
    """Further lines of the box, the first in plain letters."""
    kind: PartyKind = "company"
    tie: TieKind = "equity"
    label: tuple[str, ...] = ()
    """What stands beside its line: the share, then its date."""
    joined: bool = False
    """Under the control of the main holder, as the issuer is."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns and who directs the issuer; every line is drawn for what is recorded of it."""

    issuer: Party
    chain: tuple[Party, ...] = ()
    """From the top down to the main holder, each tied to the one below."""
    holders: tuple[Party, ...] = ()
    """Other holders, tied to the issuer."""
    sisters: tuple[Party, ...] = ()
    """Under the same control, or tied by contract."""
    below: tuple[Party, ...] = ()
    committees: tuple[Party, ...] = ()
    """From the top down; the last one is the issuer's own."""
    legend: tuple[tuple[TieKind | Literal["state"], str], ...] = ()
    letter: float = 4.1
    """How wide a letter is on average, in points: the Chinese face draws Latin wider."""


@dataclass(frozen=True, slots=True)
class PathDay:
    """The rating on one day; `at` is the day's place between the first and the last, 0 to 1."""

    at: float
    low: float
    point: float
    high: float
    events: int = 0


@dataclass(frozen=True, slots=True)
class RatingPath:
    """The range and the point over time, with the days named below and the cut-off marked."""

    days: tuple[PathDay, ...]
    named: tuple[tuple[float, str], ...]
    now: float
    now_name: str
    earlier: tuple[tuple[float, str], ...] = ()
    """Days on which a memo was issued."""


SampleKind = Literal[
    "hatched",
    "solid",
    "point",
    "as_answered",
    "floor",
    "best",
    "worst",
    "binding",
    "pending",
    "open",
    "gate",
]


@dataclass(frozen=True, slots=True)
class Sample:
    """One mark of a legend."""

    kind: SampleKind


Mark = (
    Strip
    | Empty
    | Axis
    | Bands
    | BandLetters
    | BandScale
    | Points
    | Badge
    | Bar
    | StateMark
    | Likelihood
    | LikelihoodScale
    | Swing
    | SwingAxis
    | MeterBar
    | CountBar
    | Sample
    | Ownership
    | RatingPath
)

ICD203_EDGES = (5, 20, 45, 55, 80, 95)
