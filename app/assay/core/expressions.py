"""The rules of a checklist: CEL expressions, what they depend on, and the order that skip rules need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assay.core.answers import Status
from assay.core.cel_engine import engine
from assay.core.checklist import Checklist, FactQuestion, Question
from assay.core.errors import ChecklistError

MAX_CHARACTERS = 500
FUNCTIONS = ("points", "value", "confidence", "option", "chosen", "status")
FactValue = bool | float | str | None

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<string>(?!"{3}|'{3})(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
      | (?P<number>\d+\.\d+(?:[eE][+-]?\d+)?|\d+(?![.\w]))
      | (?P<name>[A-Za-z_]\w*)
      | (?P<sign>&&|\|\||[=!<>]=|[<>!()\[\],?:.+*%-]|/(?!/))""",
    re.VERBOSE,
)
_LOGICAL = frozenset({"&&", "||"})
_SPLITTING = _LOGICAL | {"?", ":"}
_EQUALITY = frozenset({"==", "!="})
_WORDS = frozenset({"true", "false", "null", "in"})


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of a name: `option("PTY-03")`, `chosen("X-01", "a")` or `facts.us_person`."""

    function: str
    name: str
    option: str = ""
    compared: tuple[str, ...] = ()
    """The texts it is compared with: option ids or statuses."""


class Context:
    """What an expression sees. The functions must answer every id, with null where there is nothing."""

    __slots__ = ("cel",)

    def __init__(
        self,
        facts: Mapping[str, FactValue],
        *,
        points: Callable[[str], float | None],
        value: Callable[[str], float | None],
        confidence: Callable[[str], float],
        option: Callable[[str], str],
        chosen: Callable[[str, str], bool],
        status: Callable[[str], str],
    ) -> None:
        self.cel = engine().Context(
            variables={"facts": dict(facts)},
            functions={
                "points": points,
                "value": value,
                "confidence": confidence,
                "option": option,
                "chosen": chosen,
                "status": status,
            },
        )


_FAILS = (TypeError, KeyError, ValueError, ArithmeticError, RuntimeError)
"""What CEL raises for values that an expression cannot be evaluated with."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled rule and the names it depends on."""

    source: str
    questions: frozenset[str]
    facts: frozenset[str]
    references: tuple[Reference, ...] = field(repr=False)
    program: Any = field(repr=False, compare=False)

    def evaluate(self, context: Context) -> bool:
        """Whether the rule holds; what compares with null at the end, or divides by nothing, does not."""
        try:
            return self.program.execute(context.cel) is True
        except _FAILS:
            return False


@lru_cache(maxsize=16_384)
def compile_expression(source: str) -> Expression:
    """Compile a rule. Raises `ChecklistError` for what is no expression of ours, naming why."""
    if len(source) > MAX_CHARACTERS:
        raise ChecklistError("expression_too_long", length=len(source), most=MAX_CHARACTERS)
    tokens = tuple(_tokens(source))
    references = tuple(_references(source, tokens))
    try:
        program = engine().compile(source)
    except ValueError as error:
        raise ChecklistError("expression_invalid", expression=source) from error
    return Expression(
        source=source,
        questions=frozenset(r.name for r in references if r.function != "facts"),
        facts=frozenset(r.name for r in references if r.function == "facts"),
        references=references,
        program=program,
    )


def _tokens(source: str) -> Iterator[Token]:
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise ChecklistError("expression_invalid", expression=source)
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group(), position)
        position = match.end()


def _references(source: str, tokens: Sequence[Token]) -> Iterator[Reference]:
    """Every use of a name, each written so that what it names is known without evaluating it."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        length = 1
        if token.kind == "name" and token.text not in _WORDS:
            length = _length(source, tokens, position)
            compared = _compared(tokens, position, position + length)
            yield _reference(tokens[position : position + length], compared)
        elif token.text == ".":
            raise ChecklistError("expression_invalid", expression=source)
        position += length


def _length(source: str, tokens: Sequence[Token], start: int) -> int:
    name = tokens[start].text
    shape = [token.text if token.kind == "sign" else token.kind for token in tokens[start:][:6]]
    if name == "facts" and shape[:3] == ["name", ".", "name"]:
        return 3
    if name == "chosen" and shape == ["name", "(", "string", ",", "string", ")"]:
        return 6
    if name in FUNCTIONS and name != "chosen" and shape[:4] == ["name", "(", "string", ")"]:
        return 4
    if name in FUNCTIONS or name == "facts":
        raise ChecklistError("expression_invalid", expression=source)
    raise ChecklistError("expression_unknown_name", expression=source, name=name)


def _reference(tokens: Sequence[Token], compared: tuple[str, ...]) -> Reference:
    name = tokens[0].text
    if name == "facts":
        return Reference(name, tokens[2].text, compared=compared)
    option = tokens[4].text[1:-1] if name == "chosen" else ""
    return Reference(name, tokens[2].text[1:-1], option, compared)


def _compared(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """The texts beside a name: `x == "a"`, `"a" != x`, `x in ["a", "b"]`."""
    found = []
    after, before = tokens[end : end + 2], tokens[max(start - 2, 0) : start]
    if len(after) == 2 and after[0].text in _EQUALITY and after[1].kind == "string":
        found.append(after[1].text[1:-1])
    if len(before) == 2 and before[1].text in _EQUALITY and before[0].kind == "string":
        found.append(before[0].text[1:-1])
    if [token.text for token in after] == ["in", "["]:
        for token in tokens[end + 2 :]:
            if token.text == "]":
                break
            if token.kind == "string":
                found.append(token.text[1:-1])
    return tuple(found)


def check(expression: Expression, checklist: Checklist) -> None:
    """Refuse names that the checklist does not have, and clauses that cannot be evaluated.

    Raises `ChecklistError`. Every clause is run by itself with sample values, since `&&` and `||`
    would hide a mistake on the side that does not decide.
    """
    facts = {fact.id: fact for fact in checklist.facts}
    for reference in expression.references:
        if reference.function == "facts":
            _check_fact(expression, reference, facts.get(reference.name))
        else:
            _check_question(expression, reference, checklist.questions.get(reference.name))
    samples = _samples(checklist.facts)
    tokens = tuple(_tokens(expression.source))
    for clause, logical in ((tokens, True), *_clauses(tokens, logical=True)):
        text = _text(expression.source, clause)
        try:
            result = engine().compile(text).execute(samples.cel)
        except _FAILS as error:
            raise _failed(expression, "expression_fails", clause=text) from error
        if logical and not isinstance(result, bool):
            raise _failed(expression, "expression_not_yes_or_no", clause=text)


def _failed(expression: Expression, message: str, **facts: str) -> ChecklistError:
    return ChecklistError(message, expression=expression.source, **facts)


def _check_fact(expression: Expression, reference: Reference, fact: FactQuestion | None) -> None:
    if fact is None:
        raise _failed(expression, "expression_unknown_fact", fact=reference.name)
    known = {option.id for option in fact.options}
    for text in reference.compared:
        if text not in known:
            raise _failed(expression, "expression_unknown_fact_option", fact=fact.id, option=text)


def _check_question(expression: Expression, used: Reference, question: Question | None) -> None:
    if question is None:
        raise _failed(expression, "expression_unknown_question", question=used.name)
    kinds = _KINDS.get(used.function, (question.answer.type,))
    if question.answer.type not in kinds:
        raise _failed(
            expression, "expression_wrong_kind", question=used.name, function=used.function
        )
    if used.function == "status":
        known = {str(status) for status in Status}
    else:
        known = {option.id for option in question.answer.options} | {""}
    for text in (*used.compared, used.option):
        if text and text not in known:
            raise _failed(expression, "expression_unknown_option", question=used.name, option=text)


_KINDS: Mapping[str, tuple[str, ...]] = {
    "points": ("choice", "multi", "percent", "number", "date", "boolean"),
    "value": ("percent", "number", "date"),
    "option": ("choice", "boolean"),
    "chosen": ("multi",),
}
"""Functions that only make sense for some types of answer."""


def _samples(facts: Iterable[FactQuestion]) -> Context:
    values: dict[str, FactValue] = {"boolean": True, "choice": "sample", "number": 1.0}
    return Context(
        {fact.id: values[fact.type] for fact in facts},
        points=lambda _: 1.0,
        value=lambda _: 1.0,
        confidence=lambda _: 1.0,
        option=lambda _: "sample",
        chosen=lambda _, __: True,
        status=lambda _: "answered",
    )


def _clauses(tokens: Sequence[Token], *, logical: bool) -> Iterator[tuple[Sequence[Token], bool]]:
    """The parts between logical operators, however deep, and whether each must be a yes or no."""
    parts, signs = _split(tokens)
    if signs:
        for part in parts:
            yield from _clauses(part, logical=signs <= _LOGICAL)
    elif tokens[0].text == "!":
        yield from _clauses(tokens[1:], logical=False)
        yield tokens, True
    else:
        for inner in _groups(tokens):
            whole = len(inner) + 2 == len(tokens)
            yield from _clauses(inner, logical=logical and whole)
        yield tokens, logical


def _split(tokens: Sequence[Token]) -> tuple[list[Sequence[Token]], set[str]]:
    parts, signs, start, depth = [], set(), 0, 0
    for position, token in enumerate(tokens):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth == 0 and token.kind == "sign" and token.text in _SPLITTING:
            parts.append(tokens[start:position])
            signs.add(token.text)
            start = position + 1
    return [*parts, tokens[start:]], signs


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands in parentheses that are not those of a call."""
    depth = start = 0
    for position, token in enumerate(tokens):
        if token.text == "(":
            if depth == 0:
                start = position
            depth += 1
        elif token.text == ")":
            depth -= 1
            if depth == 0 and not (start and tokens[start - 1].kind == "name"):
                yield tokens[start + 1 : position]


def _text(source: str, tokens: Sequence[Token]) -> str:
    return source[tokens[0].start : tokens[-1].start + len(tokens[-1].text)]


def skip_order(questions: Iterable[Question]) -> tuple[str, ...]:
    """Question ids so that each comes after those its skip rule reads, else in checklist order.

    Raises `ChecklistError` with the `cycle` of ids where rules depend on each other in a circle.
    """
    reads = {
        question.id: compile_expression(question.skip_if).questions if question.skip_if else ()
        for question in questions
    }
    order: dict[str, None] = {}
    for question in reads:
        _visit(question, reads, order)
    return tuple(order)


def _visit(first: str, reads: Mapping[str, Iterable[str]], order: dict[str, None]) -> None:
    """Depth-first without recursion: a chain of rules may be as long as the checklist."""
    path: dict[str, Iterator[str]] = {first: iter(sorted(reads[first]))}
    while path:
        question, open_reads = next(reversed(path.items()))
        following = next((q for q in open_reads if q in reads and q not in order), None)
        if following is None:
            order[question] = None
            del path[question]
        elif following in path:
            ids = list(path)
            raise ChecklistError("skip_cycle", cycle=(*ids[ids.index(following) :], following))
        else:
            path[following] = iter(sorted(reads[following]))
