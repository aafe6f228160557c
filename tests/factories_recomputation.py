"""The method, once more: every number of a rating worked out from its exported JSON and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Any

from assay.core.rating import Rating
from assay.core.scorecard import Scorecard
from assay.work.session import Session
from assay.work.views.score import score_json

CLOSE = 1e-9
Exported = dict[str, Any]
Bounds = tuple[float, float, float]
NAMES = ("Low", "Moderate", "Elevated", "High", "Severe")


def exported(session: Session, assessment: str, card: Scorecard | None = None) -> Exported:
    """What a stranger gets: text."""
    card = card or session.scorecard(assessment)
    return told(session, assessment, card.rating, card)


def told(session: Session, assessment: str, rating: Rating, card: Scorecard) -> Exported:
    found: Exported = json.loads(json.dumps(score_json(session, assessment, rating, card.gaps())))
    return found


# -- one question, a domain, the whole (blueprint §4.3 to §4.7) ------------------------------------


def interval(q: Exported) -> Bounds | None:
    if not q["asked"] or q["weight"] == 0:
        return None
    best, worst = q["best"], q["worst"]
    neutral = min(max(50.0, best), worst)
    if q["status"] == "not_disclosed":
        return tuple(min(max(v, best), worst) for v in (50.0, 75.0, 100.0))  # type: ignore[return-value]
    if q["status"] != "answered" or q["points"] is None or q["lapsed"]:
        return best, neutral, worst
    s, c = 25 * q["points"], q["confidence"]
    return s - (1 - c) * (s - best), c * s + (1 - c) * neutral, s + (1 - c) * (worst - s)


def mean(values: Sequence[float], weights: Sequence[float], power: float = 2) -> float:
    total = sum(w * v**power for v, w in zip(values, weights, strict=True)) / sum(weights)
    return sqrt(total) if power == 2 else total ** (1 / power)


def counts(q: Exported) -> float:
    stands = q["status"] == "answered" and q["points"] is not None and not q["lapsed"]
    return q["confidence"] if stands else 0.0


def answered(q: Exported) -> float:
    stands = q["points"] is not None and not q["lapsed"]
    found = interval(q)
    assert found is not None
    return 25 * q["points"] if stands else found[1]


def settled(found: Exported, ids: Sequence[str]) -> Exported:
    """The export as it would be with these questions answered at their points, beyond doubt."""
    questions = []
    for q in found["questions"]:
        bounds = interval(q)
        if q["id"] in ids and bounds is not None:
            sure = {
                "status": "answered",
                "points": bounds[1] / 25,
                "confidence": 1.0,
                "lapsed": False,
            }
            q = q | sure
        questions.append(q)
    return found | {"questions": questions}


def domain(found: Exported, id: str, instead: Mapping[str, Bounds], power: float = 2) -> Exported:
    scored = [q for q in found["questions"] if q["domain"] == id and interval(q) is not None]
    weights = [q["weight"] for q in scored]
    if not scored:
        return {"bounds": None}
    bounds = [instead.get(q["id"]) or interval(q) for q in scored]
    low, point, high = (mean([b[n] for b in bounds if b], weights, power) for n in range(3))
    floor = found["floors"]["binding"].get(id, 0.0)
    lift = max(floor, found["floors"]["pending"].get(id, 0.0))
    total = sum(weights)
    return {
        "bounds": (max(low, floor), max(point, floor), max(high, lift)),
        "as_answered": mean([answered(q) for q in scored], weights, power),
        "coverage": sum(q["weight"] for q in scored if counts(q) >= 0.3) / total,
        "evidence_index": sum(q["weight"] * counts(q) for q in scored) / total,
    }


def overall(
    found: Exported,
    instead: Mapping[str, Bounds] | None = None,
    *,
    power: float = 2,
    weights: Mapping[str, float] | None = None,
    drop: str = "",
) -> Exported:
    own = {d["id"]: d["weight"] for d in found["domains"]} if weights is None else weights
    parts = [
        (own.get(d["id"], 0.0), domain(found, d["id"], instead or {}, power))
        for d in found["domains"]
        if d["id"] != drop
    ]
    parts = [(w, d) for w, d in parts if d["bounds"] is not None and w > 0]
    shares = [w for w, _ in parts]
    low, point, high = (mean([d["bounds"][n] for _, d in parts], shares, power) for n in range(3))
    binding = found["floors"]["overall_binding"]
    lift = max(binding, found["floors"]["overall_pending"])
    share = {
        name: sum(w * d[name] for w, d in parts) / sum(shares)
        for name in ("coverage", "evidence_index")
    }
    return {
        "low": max(low, binding),
        "point": max(point, binding),
        "high": max(high, lift),
        "as_answered": mean([d["as_answered"] for _, d in parts], shares, power),
        **share,
    }


def bounds(total: Exported) -> Bounds:
    return total["low"], total["point"], total["high"]


def band(value: float) -> str:
    return NAMES[min(4, int((value + 1e-9) // 20))]


def verdict(found: Exported, total: Exported) -> str:
    if any(f["kind"] == "knockout" and f["state"] == "binding" for f in found["flags"]):
        return "Prohibited"
    if total["coverage"] < 0.6 or total["evidence_index"] < 0.35:
        return "Not ratable"
    return band(total["point"])


# -- chance (§4.7, V7) ------------------------------------------------------------------------------


def uniforms(seed: int) -> Iterator[float]:
    state, mask = seed, (1 << 64) - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield ((z ^ (z >> 31)) >> 11) / 2**53


def drawn(found: Exported, draws: int, seed: int) -> list[float]:
    """The overall score of so many draws from the triangles, sorted; floors are no matter of chance."""
    uniform, values = uniforms(seed), []
    domains = {
        d["id"]: (d["weight"], [(q["weight"], interval(q)) for q in found["questions"]
                                if q["domain"] == d["id"] and interval(q) is not None])
        for d in found["domains"]
    }  # fmt: skip
    for _ in range(draws):
        scores = []
        for weight, questions in domains.values():
            if not questions or weight <= 0:
                continue
            points = [_triangle(i, next(uniform)) for _, i in questions if i is not None]
            scores.append((weight, mean(points, [w for w, _ in questions])))
        values.append(mean([s for _, s in scores], [w for w, _ in scores]))
    return sorted(values)


def _triangle(found: Bounds, u: float) -> float:
    low, point, high = found
    if high <= low:
        return point
    if u < (point - low) / (high - low):
        return low + sqrt(u * (high - low) * (point - low))
    return high - sqrt((1 - u) * (high - low) * (high - point))


def same_band(found: Exported, draws: int, seed: int) -> float:
    """The share of draws of the domains' weights, a quarter up or down, that leaves the band."""
    uniform, now, same = uniforms(seed), band(found["point"]), 0
    parts = [(d["weight"], domain(found, d["id"], {})["bounds"]) for d in found["domains"]]
    for _ in range(draws):
        moved = [(w * (0.75 + 0.5 * next(uniform)), b) for w, b in parts]
        kept = [(w, b[1]) for w, b in moved if b is not None and w > 0]
        point = mean([b for _, b in kept], [w for w, _ in kept])
        same += band(max(point, found["floors"]["overall_binding"])) == now
    return same / draws


# -- evidence to confidence (§4.2), from the rows of a memo's data ----------------------------------

GRADES = {"A": 1.0, "B": 0.85, "C": 0.65, "D": 0.40, "E": 0.15, "F": 0.50,
          "1": 1.0, "2": 0.85, "3": 0.65, "4": 0.40, "5": 0.15, "6": 0.50}  # fmt: skip
CAPS = (("E", 0.30), ("DF", 0.50), ("C", 0.75), ("AB", 1.0))


def confidence(
    rows: Mapping[str, Any], question: str, kind: str, half: int | None, day: str
) -> float:
    """How far what is cited for a question bears its answer on a day."""
    sides = []
    for stance in ("supports", "contradicts"):
        voices: dict[str, tuple[int, float]] = {}
        for cited in rows["citation"].values():
            if cited["question"] != question or cited["stance"] != stance:
                continue
            item = rows["evidence"][cited["evidence"]]
            strength = (
                GRADES[item["reliability"]]
                * GRADES[item["credibility"]]
                * _fresh(item, kind, half, day)
            )
            if strength > 0:
                origin = item["origin"].strip().casefold() or item["id"]
                tier = next(n for n, (who, _) in enumerate(CAPS) if item["reliability"] in who)
                before = voices.get(origin, (0, 0.0))
                voices[origin] = max(tier, before[0]), max(strength, before[1])
        sides.append(_together(list(voices.values())))
    return sides[0] * (1 - sides[1])


def _fresh(item: Mapping[str, Any], kind: str, half: int | None, day: str) -> float:
    if item["valid_until"] and day > item["valid_until"]:
        return 0.0
    if item["no_decay"] or half is None:
        return 1.0
    written = item["date"] or item["retrieved"]
    if not written:
        return 0.0
    whole = f"{written[:10]}{ {4: '-01-01', 7: '-01'}.get(len(written), '') }"
    age = max(0, (date.fromisoformat(day) - date.fromisoformat(whole)).days)
    if kind == "event":
        age = max(0, age - half)
    return float(2 ** (-age / half))


def _together(voices: Sequence[tuple[int, float]]) -> float:
    sure = 0.0
    for tier, (_, most) in enumerate(CAPS):
        doubt = 1.0
        for where, strength in voices:
            doubt *= 1 - strength if where == tier else 1
        sure = min(most, 1 - (1 - sure) * doubt) if doubt < 1 else sure
    return sure
