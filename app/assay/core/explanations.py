"""Competing explanations: which evidence tells them apart. There is no sum of ticks, on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

MARKS = ("consistent", "inconsistent", "neutral")
Telling = Literal["tells", "same", "open"]


def telling(marks: Iterable[str | None]) -> Telling:
    """Whether one piece of evidence tells explanations apart.

    `tells`: it speaks against some and not against others. `same`: it says the same of all that are
    marked. `open`: fewer than two are marked. Only inconsistency separates, as what is consistent with
    one explanation is often consistent with all.
    """
    given = [mark for mark in marks if mark]
    if len(given) < 2:
        return "open"
    against = sum(mark == "inconsistent" for mark in given)
    return "tells" if 0 < against < len(given) else "same"


def against(
    hypotheses: Sequence[str], marks: Mapping[tuple[str, str], str]
) -> Mapping[str, tuple[str, ...]]:
    """Hypothesis → the evidence that is inconsistent with it: what its holder must answer."""
    return {
        hypothesis: tuple(
            evidence
            for (one, evidence), mark in marks.items()
            if one == hypothesis and mark == "inconsistent"
        )
        for hypothesis in hypotheses
    }
