"""Every number on the dashboard follows from exported JSON: sensitivity, what if, days, two analysts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assay.core.change import State
from assay.core.forecasts import range_of
from assay.core.memo_numbers import hundredth, percent, whole
from assay.core.scorecard import Scorecard
from assay.core.sensitivity import by_profile
from assay.work import exploring
from assay.work.comparing import side
from assay.work.jobs import Silent
from assay.work.memo_data import of_assessment
from assay.work.session import Session
from assay.work.views import figures
from assay.work.views.agreement import agreement_view
from assay.work.views.compare import compare_view
from assay.work.views.dashboard import dashboard_view, fixed_form
from assay.work.views.explanations import forecasts_view
from assay.work.views.path import path_basis, rating_path
from assay.work.views.sensitivity import Sensitivity, basis_of, sensitivity
from factories_argued import argued
from factories_recomputation import (
    CLOSE,
    NAMES,
    Exported,
    band,
    bounds,
    confidence,
    domain,
    drawn,
    exported,
    interval,
    overall,
    same_band,
    settled,
    verdict,
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = argued(tmp_path / "cnre.assay")
    yield made
    made.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessments()[0].id


def close(value: Any) -> Any:
    return pytest.approx(value, abs=1e-6)


def triple(found: Any) -> tuple[float, float, float]:
    return found.low, found.point, found.high


def line(found: Exported) -> str:
    """The verdict in its fixed form, from the export."""
    total = overall(found)
    waits = any(
        f["kind"] == "knockout" and f["state"] in ("open", "pending") for f in found["flags"]
    )
    numbers = f"{whole(total['point'])}; {whole(total['low'])}–{whole(total['high'])}"
    word = verdict(found, total) + (", provisional" if waits else "")
    return f"{word} ({numbers}), evidence index {hundredth(total['evidence_index'])}"


# -- the first view -------------------------------------------------------------------------------


def test_the_verdict_and_every_cell_of_the_heat_map(session: Session, here: str) -> None:
    found, view = exported(session, here), dashboard_view(session, here)
    assert view.verdict.line == line(found)
    questions = {q["id"]: q for q in found["questions"]}
    table = {row[0]: row for row in figures.heat_map(view.verdict, view.domains).rows}
    for shown in view.domains:
        again = domain(found, shown.id, {})
        assert shown.interval is not None
        assert triple(shown.interval) == close(again["bounds"])
        assert table[shown.id][4:7] == close(again["bounds"])
        assert (shown.as_answered, shown.coverage, shown.evidence_index) == close(
            (again["as_answered"], again["coverage"], again["evidence_index"])
        )
        for cell in shown.cells:
            q, expected = questions[cell.question], interval(questions[cell.question])
            assert (cell.interval and triple(cell.interval)) == (
                close(expected) if expected else None
            )
            stands = q["asked"] and q["points"] is not None and not q["lapsed"]
            assert cell.band == (NAMES.index(band(25 * q["points"])) if stands else -1)
            assert cell.confidence == close(q["confidence"])
    assert sum(len(row.cells) for row in view.domains) == len(questions)


def test_every_bar_of_the_tornado_and_every_gap(session: Session, here: str) -> None:
    found, view = exported(session, here), dashboard_view(session, here)
    total = overall(found)
    questions = {q["id"]: q for q in found["questions"]}
    assert {s.question for s in view.swings} == {q for q in questions if interval(questions[q])}
    for shown in view.swings:
        q = questions[shown.question]
        best, worst = (
            overall(found, {q["id"]: (value,) * 3})["point"] for value in (q["best"], q["worst"])
        )
        assert (shown.best, shown.worst) == close((best, worst)), q["id"]
        assert shown.changes_band == (band(best) != band(worst))
    for before, after in pairwise(view.gaps):
        assert before.worth >= after.worth - CLOSE
    for gap in view.gaps:
        after = overall(settled(found, [gap.question]))
        worth = (total["high"] - total["low"]) - (after["high"] - after["low"])
        assert gap.worth == close(max(0.0, worth)), gap.question


# -- sensitivity ----------------------------------------------------------------------------------


@pytest.fixture
def worked(session: Session, here: str) -> Sensitivity:
    return sensitivity(basis_of(session, here), Silent())


def test_chance_powers_weights_and_domains_left_out(
    session: Session, here: str, worked: Sensitivity
) -> None:
    found, checklist = exported(session, here), session.checklist(here)
    values = drawn(found, worked.chances.draws, worked.chances.seed)
    count = len(values)
    shown = worked.chances
    assert (shown.p05, shown.p50, shown.p95) == close(
        tuple(values[int(share * count)] for share in (0.05, 0.5, 0.95))
    )
    for name, share in shown.share_by_band.items():
        assert share == close(sum(band(value) == name for value in values) / count)
    for power, shown_range in worked.by_power.items():
        assert triple(shown_range) == close(bounds(overall(found, power=power))), power
    assert len(checklist.profiles) == 7
    for profile in checklist.profiles:
        again, total = overall(found, weights=profile.weights), worked.by_profile[profile.id]
        assert triple(total.interval) == close(bounds(again)), profile.id
        assert total.as_answered == close(again["as_answered"])
    equal = {d["id"]: 1.0 for d in found["domains"]}
    robust = worked.robustness
    assert triple(robust.equal_weights) == close(bounds(overall(found, weights=equal)))
    assert robust.share_same_band == close(same_band(found, robust.draws, robust.seed))
    for id, without in worked.without_domain.items():
        assert triple(without) == close(bounds(overall(found, drop=id))), id


def test_the_best_next_three_and_what_each_adds(
    session: Session, here: str, worked: Sensitivity
) -> None:
    found = exported(session, here)
    width = found["high"] - found["low"]
    closed: list[str] = []
    left = {c.id: list(c.closes) for c in worked.basis.candidates}
    so_far = 0.0

    def narrows(ids: list[str]) -> float:
        after = overall(settled(found, ids))
        return float(width - (after["high"] - after["low"]))

    assert len(worked.best_next) == 3
    for joint in worked.best_next:
        worth = {id: narrows(closed + ids) for id, ids in left.items()}
        best = max(worth.values())
        id = joint.candidate.id
        assert worth[id] == close(best), "no other candidate adds more"
        assert joint.alone == close(narrows(left[id]))
        assert joint.adds == close(best - so_far)
        closed, so_far = closed + left.pop(id), best
        after, total = overall(settled(found, closed)), joint.after.total
        assert triple(total.interval) == close(bounds(after))
        assert (total.coverage, total.evidence_index) == close(
            (after["coverage"], after["evidence_index"])
        )


# -- what if, weights, days -----------------------------------------------------------------------


def test_a_kept_scenario_and_every_profile(session: Session, here: str) -> None:
    (kept,) = exploring.kept(session, here)
    trial = exploring.trial_of(session, kept.id)
    card = exploring.scored(session, here, trial)
    then, now = exported(session, here, card), exported(session, here)
    assert fixed_form(card.rating) == line(then) != line(now)
    before = {q["id"]: q for q in now["questions"]}
    for q in then["questions"]:
        if q["id"] in trial.answers:
            assert (q["points"], q["confidence"]) == (0.0, 1.0)
        elif q["asked"]:
            assert q == before[q["id"]]
    skipped = {q["id"] for q in then["questions"] if before[q["id"]]["asked"] > q["asked"]}
    assert skipped == {"PTY-04"}, "without a procedure its list is not asked for"
    checklist = session.checklist(here)
    totals = by_profile(
        session.scorecard(here).rating, {p.id: p.weights for p in checklist.profiles}
    )
    for profile in checklist.profiles:
        other = exploring.scored(session, here, exploring.Trial(profile=profile.id))
        again = overall(exported(session, here, other))
        assert triple(totals[profile.id].interval) == close(bounds(again)), profile.id


def test_the_rating_on_other_days_from_the_rows_alone(session: Session, here: str) -> None:
    checklist = session.checklist(here)
    moments = rating_path(path_basis(session, here), Silent())
    chosen = [*moments[:: max(1, len(moments) // 6)], moments[-1]]
    assert any(m.ahead for m in chosen)
    for moment in chosen:
        state = _known_on(session.state, moment.day)
        card = Scorecard(checklist, state, here, cut_off=moment.day)
        found, total = exported(session, here, card), overall(exported(session, here, card))
        assert triple(moment.interval) == close(bounds(total)), moment.day
        assert (moment.coverage, moment.evidence_index) == close(
            (total["coverage"], total["evidence_index"])
        )
        assert moment.rating == verdict(found, total)
        rows = json.loads(json.dumps(of_assessment(state, here)))
        for q in found["questions"]:
            ages = checklist.questions[q["id"]].ages
            if q["asked"] and q["weight"] and q["status"] == "answered":
                again = confidence(rows, q["id"], ages.kind, ages.half_life_days, moment.day)
                assert q["confidence"] == close(again), (moment.day, q["id"])


def _known_on(state: State, day: str) -> State:
    later = {id for id, row in state["evidence"].items() if str(row["date"] or "") > day}
    citations = {k: row for k, row in state["citation"].items() if row["evidence"] not in later}
    register = {k: row for k, row in state["evidence"].items() if k not in later}
    return {**state, "evidence": register, "citation": citations}


# -- two analysts, two assessments, forecasts -----------------------------------------------------


def test_two_assessments_side_by_side(session: Session, here: str) -> None:
    other = session.assessments()[1].id
    one, two = exported(session, other), exported(session, here)
    view = compare_view(side(session, other), side(session, here))
    ranges = {"": (bounds(overall(one)), bounds(overall(two)))}
    ranges |= {
        d["id"]: (domain(one, d["id"], {})["bounds"], domain(two, d["id"], {})["bounds"])
        for d in two["domains"]
    }
    assert [row.id for row in view.rows] == list(ranges)
    for row in view.rows:
        first, second = ranges[row.id]
        assert row.first is not None
        assert row.second is not None
        assert (triple(row.first), triple(row.second)) == (close(first), close(second))
        assert row.moved == close(second[1] - first[1])
        common = min(first[2], second[2]) - max(first[0], second[0])
        narrower = min(first[2] - first[0], second[2] - second[0])
        assert row.note == f"{max(0.0, common / narrower) * 100:.0f}% in common"
    points = {q["id"]: (interval(q) or (0, None, 0))[1] for q in one["questions"]}
    then = {q["id"]: (interval(q) or (0, None, 0))[1] for q in two["questions"]}
    for question in view.questions:
        a, b = points[question.id], then[question.id]
        assert question.moved == (None if a is None or b is None else close(b - a))


def test_how_far_two_analysts_agree(session: Session, here: str) -> None:
    other = session.assessments()[1].id
    view = agreement_view(session, here, other)
    mine, theirs = (_points(exported(session, id)) for id in (here, other))
    pairs = [(round(mine[q]), round(theirs[q])) for q in mine if q in theirs]
    n = len(pairs)
    assert (view.both, view.answered) == (n, (len(mine), len(theirs)))
    same = sum(a == b for a, b in pairs) / n
    rows, columns = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)

    def kappa(power: int) -> float:
        apart = {(a, b): float(a != b) if power == 0 else abs(a - b) ** power
                 for a in range(5) for b in range(5)}  # fmt: skip
        seen = sum(apart[pair] for pair in pairs) / n
        chance = sum(w * rows[a] * columns[b] for (a, b), w in apart.items()) / n**2
        return 1 - seen / chance

    share = [(rows[k] + columns[k]) / (2 * n) for k in range(5)]
    chance = sum(s * (1 - s) for s in share) / 4
    ac1 = (same - chance) / (1 - chance)
    expected = [f"{100 * same:.0f}%", f"{kappa(2):.2f}", f"{kappa(0):.2f}", f"{ac1:.2f}"]
    assert [m.value for m in view.measures] == expected
    apart = {q: abs(mine[q] - theirs[q]) for q in mine if q in theirs}
    assert {d.question: d.distance for d in view.differing} == {
        q: close(distance) for q, distance in apart.items() if distance >= 2
    }


def _points(found: Exported) -> dict[str, float]:
    return {
        q["id"]: q["points"]
        for q in found["questions"]
        if q["asked"] and q["weight"] > 0 and q["points"] is not None
    }


def test_calibration_and_brier_score_from_the_rows(session: Session, here: str) -> None:
    rows = json.loads(json.dumps(of_assessment(session.state, here)))
    misses, seen = [], Counter[tuple[str, str]]()
    for id, said in rows["resolution"].items():
        word = json.loads(rows["memo_item"][id]["details"])["likelihood"].replace(" ", "_")
        low, high = range_of(word) or (0, 0)
        came = said["outcome"] == "happened"
        misses.append(((low + high) / 200 - came) ** 2)
        seen[word, "resolved"] += 1
        seen[word, "happened"] += came
    view = forecasts_view(session, here)
    (record,) = view.records
    assert (record.resolved, record.brier) == (len(misses), close(sum(misses) / len(misses)))
    for bucket in view.calibration:
        told = (seen[bucket.word, "resolved"], seen[bucket.word, "happened"])
        assert (bucket.resolved, bucket.happened) == told


def test_shares_are_never_rounded_over_what_is_needed() -> None:
    assert (percent(0.5996), percent(0.6), hundredth(0.3499), whole(59.6702)) == (
        "59%", "60%", "0.34", "59",
    )  # fmt: skip
