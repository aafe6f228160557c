"""Weights of one's own beside a checklist's profiles: both are profiles to everything that rates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from assay.core.change import State
from assay.core.checklist import Checklist, Profile
from assay.core.review import Weighting


def weighted(checklist: Checklist, state: State) -> Checklist:
    """The checklist with the weightings of `state` behind its own profiles; itself without any.

    A weighting whose weights cannot be read, or whose id a profile has, is left out: an assessment
    that names it falls back on the checklist's first profile.
    """
    known = {profile.id for profile in checklist.profiles}
    found = []
    for key, row in state.get("weighting", {}).items():
        if row["checklist"] != checklist.hash or key in known:
            continue
        weights = weights_of(checklist, str(row["weights"]))
        if weights is not None:
            title = str(row["title"])
            found.append(Profile(key, dict.fromkeys(checklist.languages, title), weights))
    if not found:
        return checklist
    found.sort(key=lambda profile: profile.id)
    return replace(checklist, profiles=(*checklist.profiles, *found))


def weights_of(checklist: Checklist, text: str) -> Mapping[str, float] | None:
    """Domain id → weight as a weighting records them; None for what gives no domain a weight."""
    try:
        given = json.loads(text)
        weights = {domain.id: float(given.get(domain.id, 0)) for domain in checklist.domains}
    except (ValueError, TypeError, AttributeError):
        return None
    if any(not isfinite(weight) or weight < 0 for weight in weights.values()):
        return None
    return weights if any(weights.values()) else None


def own_weightings(state: State, checklist: Checklist) -> tuple[Weighting, ...]:
    """The weightings recorded for a checklist, in the order in which they were made."""
    rows = state.get("weighting", {})
    return tuple(
        Weighting(**row)  # type: ignore[arg-type]
        for _, row in sorted(rows.items())
        if row["checklist"] == checklist.hash
    )
