"""Every number of a rating follows from its exported JSON: worked out again here from the method alone."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from assay.work import answering, example, flagging, weighing
from assay.work.session import Session
from assay.work.views.score import score_json
from factories import PERSON
from factories_dashboard import a_rated, cited

CLOSE = 1e-9
Exported = dict[str, Any]


def exported(session: Session, assessment: str) -> Exported:
    """What a stranger gets: text."""
    card = session.scorecard(assessment)
    found: Exported = json.loads(
        json.dumps(score_json(session, assessment, card.rating, card.gaps()))
    )
    return found


# -- the method, once more (blueprint §4.3 to §4.7) -----------------------------------------------


def interval(q: Exported) -> tuple[float, float, float] | None:
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


def mean(values: list[float], weights: list[float]) -> float:
    return sqrt(sum(w * v * v for v, w in zip(values, weights, strict=True)) / sum(weights))


def counts(q: Exported) -> float:
    stands = q["status"] == "answered" and q["points"] is not None and not q["lapsed"]
    return q["confidence"] if stands else 0.0


def answered(q: Exported) -> float:
    stands = q["points"] is not None and not q["lapsed"]
    found = interval(q)
    assert found is not None
    return 25 * q["points"] if stands else found[1]


def domain(found: Exported, id: str, instead: dict[str, tuple[float, float, float]]) -> Exported:
    scored = [q for q in found["questions"] if q["domain"] == id and interval(q) is not None]
    weights = [q["weight"] for q in scored]
    if not scored:
        return {"bounds": None}
    bounds = [instead.get(q["id"]) or interval(q) for q in scored]
    low, point, high = (mean([b[n] for b in bounds if b], weights) for n in range(3))
    floor = found["floors"]["binding"].get(id, 0.0)
    lift = max(floor, found["floors"]["pending"].get(id, 0.0))
    total = sum(weights)
    return {
        "bounds": (max(low, floor), max(point, floor), max(high, lift)),
        "as_answered": mean([answered(q) for q in scored], weights),
        "coverage": sum(q["weight"] for q in scored if counts(q) >= 0.3) / total,
        "evidence_index": sum(q["weight"] * counts(q) for q in scored) / total,
    }


def overall(
    found: Exported, instead: dict[str, tuple[float, float, float]] | None = None
) -> Exported:
    parts = [(d["weight"], domain(found, d["id"], instead or {})) for d in found["domains"]]
    parts = [(w, d) for w, d in parts if d["bounds"] is not None and w > 0]
    weights = [w for w, _ in parts]
    low, point, high = (mean([d["bounds"][n] for _, d in parts], weights) for n in range(3))
    binding = found["floors"]["overall_binding"]
    lift = max(binding, found["floors"]["overall_pending"])
    share = {
        name: sum(w * d[name] for w, d in parts) / sum(weights)
        for name in ("coverage", "evidence_index")
    }
    return {
        "low": max(low, binding),
        "point": max(point, binding),
        "high": max(high, lift),
        "as_answered": mean([d["as_answered"] for _, d in parts], weights),
        **share,
    }


def verdict(found: Exported, total: Exported) -> str:
    if any(f["kind"] == "knockout" and f["state"] == "binding" for f in found["flags"]):
        return "Prohibited"
    if total["coverage"] < 0.6 or total["evidence_index"] < 0.35:
        return "Not ratable"
    return ("Low", "Moderate", "Elevated", "High", "Severe")[min(4, int(total["point"] // 20))]


def agrees(found: Exported) -> None:
    """Every number that is shown, against the numbers worked out here."""
    for q in found["questions"]:
        bounds = interval(q)
        shown = (q["low"], q["point"], q["high"])
        assert shown == (pytest.approx(bounds, abs=CLOSE) if bounds else (None, None, None)), q[
            "id"
        ]
    for d in found["domains"]:
        again = domain(found, d["id"], {})
        if again["bounds"] is None:
            assert d["point"] is None
            continue
        assert (d["low"], d["point"], d["high"]) == pytest.approx(again["bounds"], abs=CLOSE)
        for name in ("as_answered", "coverage", "evidence_index"):
            assert d[name] == pytest.approx(again[name], abs=CLOSE), (d["id"], name)
    total = overall(found)
    for name, value in total.items():
        assert found[name] == pytest.approx(value, abs=CLOSE), name
    assert found["rating"] == verdict(found, total)
    questions = {q["id"]: q for q in found["questions"]}
    width = total["high"] - total["low"]
    for gap in found["gaps"]:
        q = questions[gap["question"]]
        _, point, _ = interval(q)  # type: ignore[misc]
        settled = overall(found, {q["id"]: (point, point, point)})
        worth = width - (settled["high"] - settled["low"])
        assert gap["value_of_information"] == pytest.approx(max(0.0, worth), abs=1e-6), q["id"]
        ends = [overall(found, {q["id"]: (v, v, v)})["point"] for v in (q["best"], q["worst"])]
        assert gap["swing"] == pytest.approx(ends[1] - ends[0], abs=1e-6), q["id"]


def test_the_worked_example(tmp_path: Path) -> None:
    session = example.build(tmp_path / "cnre.assay", PERSON)
    agrees(exported(session, session.assessment().id))
    session.close()


def test_a_small_project_through_its_life(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    agrees(exported(session, here))
    session.do(answering.decline(session, here, "AAA-01", "not_disclosed"))
    agrees(exported(session, here))
    cited(session, "AAA-03", "E5", valid_until="2026-11-01")
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    agrees(exported(session, here))
    said = {"reviewer": "R", "reason": "Another company."}
    session.do(flagging.review(session, here, "KO-BBB-1", "cleared", **said))
    weights = {"AAA": "12.5", "BBB": "87.5"}
    session.do(weighing.clone(session, here, "default", "Mine", weights, "Why.", choose_it=True))
    found = exported(session, here)
    assert [d["weight"] for d in found["domains"]] == [12.5, 87.5]
    agrees(found)
    session.close()
