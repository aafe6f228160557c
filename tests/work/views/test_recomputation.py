"""Every number of a rating follows from its exported JSON: worked out again here from the method alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.work import answering, example, flagging, weighing
from factories import PERSON
from factories_dashboard import a_rated, cited
from factories_recomputation import CLOSE, Exported, domain, exported, interval, overall, verdict


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
