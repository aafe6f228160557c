"""What a measurement is: ours beside a reference in one run, as a ratio to hold against a budget.

A measurement lives in a module of its own, `measure_<what>.py`, here:

    @measurement("open a project", against="raw sqlite3 read of the same rows", budget=Ratio(3))
    def open_project() -> Figures:
        return alternating(timed(open_ours), timed(read_raw), rounds=20)

Times of one machine say nothing about another; their ratio does. So nothing here is asserted.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

Seconds = float
Run = Callable[[], Seconds]


@dataclass(frozen=True)
class Ratio:
    """At most so many times the reference."""

    limit: float

    def __str__(self) -> str:
        return f"≤ {self.limit:g} ×"


@dataclass(frozen=True)
class Milliseconds:
    """At most so many milliseconds in the median: for what a person waits for."""

    limit: float

    def __str__(self) -> str:
        return f"≤ {self.limit:g} ms"


@dataclass(frozen=True)
class Figures:
    """Times in seconds, in the order measured; the reference's are paired with ours where there is one."""

    ours: Sequence[Seconds]
    reference: Sequence[Seconds] = ()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Median against median."""
        return median(self.ours) / median(self.reference) if self.reference else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """The quartiles of the paired ratios: how far to trust the ratio."""
        if len(self.reference) < 2 or len(self.reference) != len(self.ours):
            return None
        pairs = [a / b for a, b in zip(self.ours, self.reference, strict=True)]
        low, _, high = quantiles(pairs, n=4, method="inclusive")
        return low, high

    def kept(self, budget: Ratio | Milliseconds) -> bool:
        """Whether the budget is kept. A ratio without a reference is a mistake."""
        if isinstance(budget, Milliseconds):
            return median(self.ours) * 1000 <= budget.limit
        if self.ratio is None:
            raise ValueError("a budget that is a ratio needs a reference")
        return self.ratio <= budget.limit


@dataclass(frozen=True)
class Measurement:
    """What is measured, against what, and how much it may take."""

    what: str
    against: str
    budget: Ratio | Milliseconds
    take: Callable[[], Figures]


ALL: list[Measurement] = []


def measurement(
    what: str, *, against: str = "", budget: Ratio | Milliseconds
) -> Callable[[Callable[[], Figures]], Callable[[], Figures]]:
    """Register the decorated function as a measurement."""

    def register(take: Callable[[], Figures]) -> Callable[[], Figures]:
        ALL.append(Measurement(what, against, budget, take))
        return take

    return register


def timed(action: Callable[[], object]) -> Run:
    """`action` as something that tells how long it took, the collector of garbage at rest."""

    def run() -> Seconds:
        gc.collect()
        gc.disable()
        try:
            start = perf_counter()
            action()
            return perf_counter() - start
        finally:
            gc.enable()

    return run


def alternating(ours: Run, reference: Run, rounds: int, note: str = "") -> Figures:
    """Both in turn, so that a busy moment hits both; the first of each only warms up."""
    reference(), ours()
    pairs = [(reference(), ours()) for _ in range(rounds)]
    return Figures([b for _, b in pairs], [a for a, _ in pairs], note)


def repeated(ours: Run, rounds: int, note: str = "") -> Figures:
    """Ours alone, for a budget in milliseconds; the first only warms up."""
    ours()
    return Figures([ours() for _ in range(rounds)], note=note)
