"""The checklist file: YAML in, a checked `Checklist` out; and its fast form for the cache."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from hashlib import sha256

import msgspec
from msgspec import UNSET

from assay.core import checklist_advice, checklist_file, checklist_rules
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
    Source,
)
from assay.core.checklist_file import (
    FORMAT,
    AnswerRow,
    ChecklistRow,
    DomainRow,
    FlagRow,
    OptionRow,
    QuestionRow,
    SourceRow,
)
from assay.core.checklist_yaml import SIZE_LIMIT, Fault, Tree, Unreadable, compose, normal
from assay.core.errors import ChecklistError

__all__ = [
    "FORMAT",
    "SIZE_LIMIT",
    "advice",
    "content_hash",
    "decode",
    "encode",
    "normal",
    "problems",
    "read",
    "shape",
]


_KINDS = (
    Ageing,
    AnswerType,
    Checklist,
    Domain,
    FactQuestion,
    Flag,
    Option,
    Profile,
    Question,
    Source,
)


def content_hash(body: bytes) -> str:
    """The identity of a checklist: the SHA-256 of its file's bytes."""
    return sha256(body).hexdigest()


def read(body: bytes, name: str) -> Checklist:
    """The checklist in `body`. Raises the first of its `problems`; `name` is the file's, for people."""
    checklist, tree, faults = _examine(body)
    if faults or checklist is None:
        raise _error(faults[0], tree, name)
    return checklist


def problems(body: bytes, name: str) -> list[ChecklistError]:
    """Everything that is wrong with `body`, in the order of its lines; empty where `read` succeeds."""
    _, tree, faults = _examine(body)
    return [_error(fault, tree, name) for fault in faults]


def advice(checklist: Checklist, body: bytes = b"", name: str = "") -> list[ChecklistError]:
    """What is worth a second look in a valid checklist; with its `body`, each names its line."""
    tree = compose(body) if body else Tree(msgspec.to_builtins(checklist))
    return [
        _error(fault, tree, name or checklist.id) for fault in checklist_advice.hints(checklist)
    ]


def encode(checklist: Checklist) -> bytes:
    """The checklist as MessagePack, which reads back many times faster than its YAML."""
    return msgspec.msgpack.encode(checklist)


def decode(packed: bytes) -> Checklist:
    """What `encode` wrote. Raises `ValueError` for anything else."""
    return msgspec.msgpack.decode(packed, type=Checklist)


@cache
def shape() -> str:
    """A short fingerprint of the fields `decode` expects: packed by other code, it is not read."""
    described = [(kind.__name__, [(f.name, f.type) for f in fields(kind)]) for kind in _KINDS]
    return sha256(repr(described).encode()).hexdigest()[:12]


def _examine(body: bytes) -> tuple[Checklist | None, Tree, list[Fault]]:
    """As far as the file can be understood: text, then shape, then meaning; faults by line."""
    try:
        tree = compose(body)
    except Unreadable as error:
        return None, Tree(), [error.fault]
    unknown = checklist_file.format_fault(tree.root)
    if tree.faults or unknown:
        return None, tree, tree.faults or [unknown or Fault((), "checklist_not_one")]
    try:
        row = checklist_file.shaped(tree.root)
    except msgspec.ValidationError:
        faults = list(checklist_file.misfits(tree.root))
        return None, tree, _sorted(faults, tree) or [Fault((), "checklist_not_one")]
    checklist = _build(row, content_hash(body))
    return checklist, tree, _sorted(list(checklist_rules.breaches(row, checklist)), tree)


def _sorted(faults: list[Fault], tree: Tree) -> list[Fault]:
    return sorted(faults, key=lambda fault: tree.line(fault.path))


def _error(fault: Fault, tree: Tree, name: str) -> ChecklistError:
    line = fault.line if fault.line is not None else tree.line(fault.path)
    place = {"file": name, "line": line, "path": tree.name(fault.path)}
    return ChecklistError(fault.message, **{**fault.facts, **place})


def _build(row: ChecklistRow, identity: str) -> Checklist:
    return Checklist(
        format=row.assay_checklist,
        id=row.id,
        version=row.version,
        title=row.title,
        summary=row.summary,
        languages=tuple(row.languages),
        license=row.license,
        result=row.result,
        facts=tuple(FactQuestion(f.id, f.type, f.text, _options(f.options)) for f in row.facts),
        profiles=tuple(Profile(p.id, p.title, p.weights) for p in row.profiles),
        domains=tuple(_domain(domain) for domain in row.domains),
        flags=tuple(_flag(flag) for flag in row.flags),
        sources=tuple(_source(source) for source in row.sources),
        hash=identity,
    )


def _options(rows: list[OptionRow]) -> tuple[Option, ...]:
    return tuple(Option(o.id, o.text, 0.0 if o.points is UNSET else o.points) for o in rows)


def _domain(row: DomainRow) -> Domain:
    questions = tuple(_question(question, row.id) for question in row.questions)
    return Domain(row.id, row.title, row.channel, questions)


def _question(row: QuestionRow, domain: str) -> Question:
    return Question(
        id=row.id,
        domain=domain,
        short=row.short,
        text=row.text,
        why=row.why,
        answer=_answer(row.answer),
        proof=row.proof,
        sources=tuple(row.sources),
        weight=row.weight,
        ages=Ageing(row.ages.kind, row.ages.half_life_days),
        skip_if=row.skip_if,
        skip_reason=row.skip_reason,
        tags=tuple(row.tags),
        replaces=tuple(row.replaces),
    )


def _answer(row: AnswerRow) -> AnswerType:
    return AnswerType(
        type=row.type,
        options=() if row.options is UNSET else _options(row.options),
        combine="max" if row.combine is UNSET else row.combine,
        unit="" if row.unit is UNSET else row.unit,
        bands=() if row.bands is UNSET else tuple(row.bands),
    )


def _flag(row: FlagRow) -> Flag:
    return Flag(
        id=row.id,
        kind=row.kind,
        when=row.when,
        questions=tuple(row.questions),
        text=row.text,
        floor_domain=row.floor.domain if row.floor else None,
        floor_overall=row.floor.overall if row.floor else None,
    )


def _source(row: SourceRow) -> Source:
    return Source(
        key=row.key,
        title=row.title,
        publisher=row.publisher or "",
        date=row.date,
        url=row.url,
        status=row.status,
        verified_on=row.verified_on,
        note=row.note or "",
    )
