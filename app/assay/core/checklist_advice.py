"""What an author of a valid checklist would still want to know: gaps and traps that are not errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.core.checklist import Checklist, Flag, Question, Text
from assay.core.checklist_yaml import Fault, Path
from assay.core.expressions import Expression, compile_expression

_OPTION_DIFFERS = re.compile(r"""option\(\s*["']([^"']+)["']\s*\)\s*!=\s*["']([^"']*)["']""")


def hints(checklist: Checklist) -> Iterator[Fault]:
    """Everything worth a second look, in the order of the file."""
    yield from _translations(checklist)
    yield from _facts(checklist)
    for i, domain in enumerate(checklist.domains):
        if all(question.weight == 0 for question in domain.questions):
            yield Fault(("domains", i), "advice_domain_unscored", {"domain": domain.id})
    places = _places(checklist)
    for number, (path, question) in enumerate(places):
        yield from _question(question, path)
        yield from _skip(question, path, {later.id for _, later in places[number + 1 :]})
    for i, flag in enumerate(checklist.flags):
        yield from _flag(flag, ("flags", i))
    yield from _sources(checklist)


def _places(checklist: Checklist) -> list[tuple[Path, Question]]:
    return [
        (("domains", i, "questions", j), question)
        for i, domain in enumerate(checklist.domains)
        for j, question in enumerate(domain.questions)
    ]


def _translations(checklist: Checklist) -> Iterator[Fault]:
    texts = [(path, text) for path, text in _texts(checklist) if text]
    for language in checklist.languages[1:]:
        missing = [path for path, text in texts if language not in text]
        if missing:
            facts = {"language": language, "missing": len(missing), "count": len(texts)}
            yield Fault(missing[0], "advice_not_translated", facts)


def _texts(checklist: Checklist) -> Iterator[tuple[Path, Text]]:
    yield ("title",), checklist.title
    yield ("summary",), checklist.summary
    for i, fact in enumerate(checklist.facts):
        yield ("facts", i, "text"), fact.text
        for k, option in enumerate(fact.options):
            yield ("facts", i, "options", k, "text"), option.text
    for i, profile in enumerate(checklist.profiles):
        yield ("profiles", i, "title"), profile.title
    for i, domain in enumerate(checklist.domains):
        yield ("domains", i, "title"), domain.title
        yield ("domains", i, "channel"), domain.channel
    for path, question in _places(checklist):
        for key in ("short", "text", "why", "proof", "skip_reason"):
            yield (*path, key), getattr(question, key)
        for k, option in enumerate(question.answer.options):
            yield (*path, "answer", "options", k, "text"), option.text
    for i, flag in enumerate(checklist.flags):
        yield ("flags", i, "text"), flag.text


def _facts(checklist: Checklist) -> Iterator[Fault]:
    rules = [question.skip_if for question in checklist.questions.values() if question.skip_if]
    rules += [flag.when for flag in checklist.flags]
    used = set().union(*(compile_expression(rule).facts for rule in rules))
    for i, fact in enumerate(checklist.facts):
        if fact.id not in used:
            yield Fault(("facts", i), "advice_fact_unused", {"fact": fact.id})


def _question(question: Question, path: Path) -> Iterator[Fault]:
    facts: dict[str, object] = {"question": question.id}
    if not question.proof:
        yield Fault((*path, "proof"), "advice_no_proof", facts)
    if not question.sources:
        yield Fault((*path, "sources"), "advice_no_sources", facts)
    if question.weight == 0:
        return
    least, most = question.answer.range
    if least == most:
        yield Fault((*path, "answer"), "advice_points_all_equal", facts)
    elif least > 1:
        yield Fault((*path, "answer"), "advice_no_best_answer", facts | {"points": f"{least:g}"})
    elif most < 3:
        yield Fault((*path, "answer"), "advice_no_worst_answer", facts | {"points": f"{most:g}"})


def _skip(question: Question, path: Path, later: set[str]) -> Iterator[Fault]:
    if not question.skip_if:
        return
    rule = compile_expression(question.skip_if)
    place: Path = (*path, "skip_if")
    for name in sorted(rule.questions & later):
        yield Fault(place, "advice_skip_reads_later", {"question": question.id, "read": name})
    yield from _unguarded(rule, place)


def _flag(flag: Flag, path: Path) -> Iterator[Fault]:
    rule = compile_expression(flag.when)
    for name in sorted(rule.questions - set(flag.questions)):
        facts = {"flag": flag.id, "question": name}
        yield Fault((*path, "questions"), "advice_flag_reads_unlisted", facts)
    if flag.kind != "gate":  # a gate is meant to fire while the answer is missing
        yield from _unguarded(rule, (*path, "when"))


def _unguarded(rule: Expression, path: Path) -> Iterator[Fault]:
    """`option(…) != "x"` is true of a question without an answer, which is seldom what is meant."""
    asked = {r.name for r in rule.references if r.function == "status"}
    compared = _OPTION_DIFFERS.findall(rule.source)
    asked |= {name for name, option in compared if not option}  # option(…) != "": it is answered
    for name in sorted({name for name, option in compared if option} - asked):
        yield Fault(path, "advice_differs_when_unanswered", {"question": name})


def _sources(checklist: Checklist) -> Iterator[Fault]:
    questions = checklist.questions.values()
    cited = {source.split(maxsplit=1)[0] for q in questions for source in q.sources}
    for i, source in enumerate(checklist.sources):
        if source.key not in cited:
            yield Fault(("sources", i), "advice_source_unused", {"key": source.key})
        if source.status == "verified" and not source.verified_on:
            yield Fault(("sources", i), "advice_verified_without_date", {"key": source.key})
