"""Small checklists and project states for the rating's tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from assay.core.answers import Answer, Status, answer_key
from assay.core.assessment import Assessment, Fact, FlagReview
from assay.core.change import State
from assay.core.checklist import (
    Ageing,
    AnswerType,
    Checklist,
    Domain,
    FactQuestion,
    Flag,
    Option,
    Profile,
    Question,
)
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.flags import floors
from assay.core.rating import (
    POWER,
    FlagState,
    QuestionScore,
    Rating,
    band,
    domain_score,
    overall,
    question_interval,
    verdict,
)
from assay.core.records import TABLES, to_row

CUT_OFF = "2026-11-23"
TEXT = {"en": "Text"}
SCALE = AnswerType("choice", tuple(Option(f"o{n}", TEXT, float(n)) for n in range(5)))
YES_NO = AnswerType("boolean", (Option("yes", TEXT, 4.0), Option("no", TEXT, 0.0)))
PERCENT = AnswerType("percent", bands=((0, 0), (10, 1), (30, 3), (50, 4)))
WORDS = AnswerType("text")


def question(
    id: str,
    answer: AnswerType = SCALE,
    *,
    weight: float = 1.0,
    skip_if: str = "",
    half_life: int | None = 365,
    ages: str = "state",
) -> Question:
    return Question(
        id=id,
        domain=id.partition("-")[0],
        short=TEXT,
        text=TEXT,
        why=TEXT,
        answer=answer,
        proof=TEXT,
        sources=(),
        weight=weight,
        ages=Ageing(ages, half_life),  # type: ignore[arg-type]
        skip_if=skip_if,
    )


def flag(id: str, kind: str, when: str, *questions: str, **floors: float) -> Flag:
    return Flag(id, kind, when, questions, TEXT, floors.get("domain"), floors.get("overall"))  # type: ignore[arg-type]


def checklist(
    questions: Iterable[Question],
    *,
    weights: dict[str, float] | None = None,
    flags: Iterable[Flag] = (),
    facts: Iterable[FactQuestion] = (),
    result: str = "rating",
    profiles: Iterable[Profile] = (),
) -> Checklist:
    """A checklist whose domains are the first parts of the question ids, in order of appearance."""
    by_domain: dict[str, list[Question]] = dict.fromkeys(weights or (), None) or {}  # type: ignore[arg-type]
    by_domain = {domain: [] for domain in by_domain}
    for item in questions:
        by_domain.setdefault(item.domain, []).append(item)
    if weights is None:
        weights = dict.fromkeys(by_domain, 100 / max(len(by_domain), 1))
    return Checklist(
        format=1,
        id="example",
        version="1",
        title=TEXT,
        summary=TEXT,
        languages=("en",),
        license="CC0-1.0",
        result=result,  # type: ignore[arg-type]
        facts=tuple(facts),
        profiles=(Profile("default", TEXT, weights), *profiles),
        domains=tuple(Domain(id, TEXT, TEXT, tuple(items)) for id, items in by_domain.items()),
        flags=tuple(flags),
        sources=(),
        hash="hash",
    )


def boolean_fact(id: str) -> FactQuestion:
    return FactQuestion(id, "boolean", TEXT)


def choice_fact(id: str, *options: str) -> FactQuestion:
    return FactQuestion(id, "choice", TEXT, tuple(Option(o, TEXT) for o in options))


def state(*records: object, cut_off: str = CUT_OFF, profile: str = "default") -> State:
    """The rows of one assessment `a` and of `records`."""
    tables = {cls: name for name, cls in TABLES.items()}
    rows: State = {}
    first = Assessment("a", 0, "First", "hash", profile, cut_off)
    for record in (first, *records):
        rows.setdefault(tables[type(record)], {})[record.id] = to_row(record)  # type: ignore[attr-defined]
    return rows


def answer(question: str, value: str | None = None, status: str = "answered") -> Answer:
    return Answer(answer_key("a", question), "a", question, Status(status), value)


def fact(name: str, value: str) -> Fact:
    return Fact(f"a/{name}", "a", name, value)


def review(flag: str, state: str) -> FlagReview:
    return FlagReview(f"a/{flag}", "a", flag, state, "R. Reviewer", CUT_OFF, "Checked.")


def evidence(id: str, grade: str = "A1", date: str = CUT_OFF, **fields: object) -> Evidence:
    values: dict[str, object] = {"number": 1, "key": id, "title": id, "origin": id, **fields}
    return Evidence(id, reliability=grade[0], credibility=grade[1], date=date, **values)  # type: ignore[arg-type]


def citation(evidence: str, question: str, stance: str = "supports", id: str = "") -> Citation:
    key = id or f"{evidence}>{question}>{stance}"
    return Citation(key, "a", question, evidence, Stance(stance))


def vector_rating(domains: list[dict[str, Any]], *, power: float = POWER) -> Rating:
    """The rating of an assessment as the method's test vectors write it down.

    The vectors give flags as states, without rules, so they are composed here of the parts that
    the scorecard uses.
    """
    scores = {q["id"]: vector_score(d["id"], q) for d in domains for q in d["questions"]}
    pairs = [vector_flag(d, f) for d in domains for f in d.get("flags", ())]
    found = floors(pairs, lambda id: scores[id].domain)
    scored = tuple(
        domain_score(d["id"], d["W"], [scores[q["id"]] for q in d["questions"]], found, power)
        for d in domains
    )
    total = overall(scored, found, power)
    return Rating(
        rating=verdict(total, found),
        band=band(total.interval.point),
        band_low=band(total.interval.low),
        band_high=band(total.interval.high),
        interval=total.interval,
        before_floors=total.before_floors,
        provisional=found.provisional,
        coverage=total.coverage,
        evidence_index=total.evidence_index,
        as_answered=total.as_answered,
        domains=scored,
        questions=scores,
        flags=tuple(state for _, state in pairs),
        profile="default",
        cut_off=CUT_OFF,
        floors=found,
    )


def vector_score(domain: str, item: dict[str, Any]) -> QuestionScore:
    word = str(item["status"]).lower()
    status = Status("not_applicable" if word == "na" else word)
    points = float(item["pts"]) if item.get("pts") is not None else None
    best, worst = (25.0 * bound for bound in item.get("range", (0, 4)))
    certainty = float(item.get("c", 0.0))
    interval = question_interval(status, points, certainty, best, worst)
    return QuestionScore(
        id=item["id"],
        domain=domain,
        weight=float(item["w"]),
        status=status,
        asked=interval is not None,
        points=points,
        confidence=certainty,
        support=certainty,
        against=0.0,
        conflicted=False,
        lapsed=False,
        interval=interval,
        as_answered=25.0 * points if points is not None else interval and interval.point,
        best=best,
        worst=worst,
    )


def vector_flag(domain: dict[str, Any], item: dict[str, Any]) -> tuple[Flag, FlagState]:
    kind: Any = "knockout" if item.get("ko") else "floor"
    first = domain["questions"][0]["id"]
    made = Flag(
        item["id"], kind, "", (first,), TEXT, item.get("floor_domain"), item.get("floor_overall")
    )
    state: Any = "open" if item["state"] == "unknown" else "clear"
    if item["state"] == "fired":
        state = "binding" if item["c"] >= 0.5 else "pending"
    return made, FlagState(made.id, kind, state, item["c"])


WEIGHTS = st.just(0.0) | st.floats(0.01, 3)
STATUSES = st.sampled_from([s.name for s in Status if s is not Status.NOT_APPLICABLE] + ["NA"])


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    status = draw(STATUSES)
    low, high = sorted(draw(st.lists(st.floats(0, 4), min_size=2, max_size=2)))
    item: dict[str, Any] = {"status": status, "w": draw(WEIGHTS), "range": [low, high]}
    if status == "ANSWERED":
        item |= {"pts": draw(st.floats(low, high)), "c": draw(st.floats(0, 1))}
    return item


FLAGS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["fired", "unknown", "clear"]),
        "c": st.floats(0, 1),
        "ko": st.booleans(),
        "floor_domain": st.none() | st.floats(0, 100),
        "floor_overall": st.none() | st.floats(0, 100),
    }
)


@st.composite
def assessments(draw: st.DrawFn) -> list[dict[str, Any]]:
    shape = draw(
        st.lists(
            st.tuples(
                st.floats(0.1, 40),
                st.lists(items(), min_size=1, max_size=5),
                st.lists(FLAGS, max_size=2),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return [
        {
            "id": f"D{n}",
            "W": weight,
            "questions": [item | {"id": f"D{n}-{k}"} for k, item in enumerate(questions)],
            "flags": [flag | {"id": f"F{n}-{k}"} for k, flag in enumerate(flags)],
        }
        for n, (weight, questions, flags) in enumerate(shape)
    ]
