"""A checklist's rules, compiled: in which order, and which must be asked again when something moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import isfinite

from assay.core.answers import Status
from assay.core.checklist import Checklist, FactQuestion, Flag, Question
from assay.core.expressions import Context, Expression, FactValue, compile_expression, skip_order
from assay.core.points import Reading


class Rules:
    """The skip rules and flags of one checklist with what they read."""

    def __init__(self, checklist: Checklist) -> None:
        ruled = [question for question in checklist.questions.values() if question.skip_if]
        self.skips: dict[str, Expression] = {
            question.id: compile_expression(question.skip_if) for question in ruled
        }
        order = skip_order(ruled)
        self.order: Mapping[str, int] = {id: number for number, id in enumerate(order)}
        """Questions with a skip rule, each after those it reads."""
        self.flags: dict[str, tuple[Flag, Expression]] = {
            flag.id: (flag, compile_expression(flag.when)) for flag in checklist.flags
        }
        self.ranges: Mapping[str, tuple[float, float]] = {
            question.id: _range(question) for question in checklist.questions.values()
        }
        """Question id → the least and the most risk an answer can have, 0–100."""
        self._skips_reading = _readers((id, rule.questions) for id, rule in self.skips.items())
        self._skips_asking = _readers((id, rule.facts) for id, rule in self.skips.items())
        self._flags_reading = _readers(
            (id, rule.questions | frozenset(flag.questions))
            for id, (flag, rule) in self.flags.items()
        )
        self._flags_asking = _readers((id, rule.facts) for id, (_, rule) in self.flags.items())

    def skips_reading(self, question: str) -> Iterable[str]:
        """The questions whose skip rule reads `question`."""
        return self._skips_reading.get(question, ())

    def skips_asking(self, facts: Iterable[str]) -> set[str]:
        """The questions whose skip rule reads one of `facts`."""
        return {id for fact in facts for id in self._skips_asking.get(fact, ())}

    def flags_moved(self, questions: Iterable[str], facts: Iterable[str]) -> set[str]:
        """The flags that read one of `questions` or `facts`."""
        by_question = {id for question in questions for id in self._flags_reading.get(question, ())}
        return by_question | {id for fact in facts for id in self._flags_asking.get(fact, ())}


def _range(question: Question) -> tuple[float, float]:
    least, most = question.answer.range
    return 25.0 * least, 25.0 * most


class _Same:
    """A checklist as a key: it has texts in mappings and cannot be hashed, but it never changes."""

    __slots__ = ("checklist",)

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist

    def __hash__(self) -> int:
        return id(self.checklist)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.checklist is self.checklist


@lru_cache(maxsize=16)
def _compiled(key: _Same) -> Rules:
    return Rules(key.checklist)


def rules_of(checklist: Checklist) -> Rules:
    """The rules of a checklist, compiled once."""
    return _compiled(_Same(checklist))


def _readers(reads: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for reader, names in reads:
        for name in names:
            found.setdefault(name, []).append(reader)
    return found


class Seen:
    """What rules see of the questions: only answers that stand, each as it is now.

    It knows nothing of the context that holds it, so that neither keeps the other alive.
    """

    __slots__ = ("confidences", "readings", "statuses")

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.statuses: dict[str, Status] = {}
        self.confidences: dict[str, float] = {}

    def points(self, question: str) -> float | None:
        reading = self.readings.get(question)
        return None if reading is None else reading.points

    def value(self, question: str) -> float | None:
        reading = self.readings.get(question)
        return None if reading is None else reading.number

    def confidence(self, question: str) -> float:
        return self.confidences.get(question, 0.0)

    def option(self, question: str) -> str:
        reading = self.readings.get(question)
        return reading.options[0] if reading is not None and len(reading.options) == 1 else ""

    def chosen(self, question: str, option: str) -> bool:
        reading = self.readings.get(question)
        return reading is not None and option in reading.options

    def status(self, question: str) -> str:
        return str(self.statuses.get(question, Status.NOT_ASSESSED))

    def context(self, facts: Mapping[str, FactValue]) -> Context:
        """The context in which rules are evaluated, for these facts."""
        return Context(
            facts,
            points=self.points,
            value=self.value,
            confidence=self.confidence,
            option=self.option,
            chosen=self.chosen,
            status=self.status,
        )


def fact_values(declared: Iterable[FactQuestion], given: Mapping[str, str]) -> dict[str, FactValue]:
    """Every declared fact as rules see it; null where it is not given or no value of its type."""
    return {fact.id: _READ[fact.type](fact, given.get(fact.id)) for fact in declared}


def _boolean(_: FactQuestion, text: str | None) -> FactValue:
    return {"true": True, "false": False}.get(text or "")


def _choice(fact: FactQuestion, text: str | None) -> FactValue:
    return text if any(option.id == text for option in fact.options) else None


def _number(_: FactQuestion, text: str | None) -> FactValue:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if isfinite(number) else None


_READ: Mapping[str, Callable[[FactQuestion, str | None], FactValue]] = {
    "boolean": _boolean,
    "choice": _choice,
    "number": _number,
}
