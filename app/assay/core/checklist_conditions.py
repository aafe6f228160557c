"""The rules inside a checklist: what its skip rules and flags say has to make sense in this checklist."""

from __future__ import annotations

from collections.abc import Iterator

from assay.core.checklist import Checklist
from assay.core.checklist_file import ChecklistRow, FlagRow
from assay.core.checklist_yaml import Fault, Path
from assay.core.errors import ChecklistError
from assay.core.expressions import check, compile_expression, skip_order


def conditions(row: ChecklistRow, checklist: Checklist) -> Iterator[Fault]:
    """Every expression that cannot be used, and skip rules that go round in a circle."""
    rules = []
    for i, domain in enumerate(row.domains):
        for j, question in enumerate(domain.questions):
            if question.skip_if:
                path: Path = ("domains", i, "questions", j, "skip_if")
                rules.append((path, question.skip_if))
    faults = [fault for path, source in rules for fault in _expression(source, path, checklist)]
    yield from faults
    if not faults:
        yield from _cycles(row, checklist)
    for i, flag in enumerate(row.flags):
        yield from _expression(flag.when, ("flags", i, "when"), checklist, flag)


def _expression(
    source: str, path: Path, checklist: Checklist, flag: FlagRow | None = None
) -> Iterator[Fault]:
    try:
        rule = compile_expression(source)
        check(rule, checklist)
    except ChecklistError as error:
        yield Fault(path, error.message, error.facts)
        return
    # Without a question to look at, its evidence would count as complete.
    if flag and rule.questions and not flag.questions:
        place: Path = (*path[:-1], "questions")
        yield Fault(place, "checklist_empty_list", {"key": "questions"})


def _cycles(row: ChecklistRow, checklist: Checklist) -> Iterator[Fault]:
    try:
        skip_order(checklist.questions.values())
    except ChecklistError as error:
        cycle = error.facts["cycle"]
        first = cycle[0] if isinstance(cycle, tuple) else ""
        for i, domain in enumerate(row.domains):
            for j, question in enumerate(domain.questions):
                if question.id == first:
                    path: Path = ("domains", i, "questions", j, "skip_if")
                    yield Fault(path, error.message, error.facts)
                    return
