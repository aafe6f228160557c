"""Small checklists and project states for the rating's tests."""

from __future__ import annotations

from collections.abc import Iterable

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
