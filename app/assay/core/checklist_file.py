"""The shape of a checklist file: which keys stand where, what kind each takes, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from assay.core.checklist import AnswerKind, FlagKind
from assay.core.checklist_yaml import Fault, Path

FORMAT = 1
"""The checklist format this version reads."""

TextRow = dict[str, str]


class OptionRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    text: TextRow
    points: float | UnsetType = UNSET


class AnswerRow(msgspec.Struct, forbid_unknown_fields=True):
    type: AnswerKind
    options: list[OptionRow] | UnsetType = UNSET
    combine: Literal["max", "sum"] | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    bands: list[tuple[float, float]] | UnsetType = UNSET


class AgesRow(msgspec.Struct, forbid_unknown_fields=True):
    kind: Literal["state", "event"]
    half_life_days: int | None


class QuestionRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    short: TextRow
    text: TextRow
    why: TextRow
    answer: AnswerRow
    weight: float
    ages: AgesRow
    proof: TextRow = {}
    sources: list[str] = []
    skip_if: str = ""
    skip_reason: TextRow = {}
    tags: list[str] = []
    replaces: list[str] = []


class DomainRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: TextRow
    channel: TextRow
    questions: list[QuestionRow]


class FactRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    type: Literal["boolean", "choice", "number"]
    text: TextRow
    options: list[OptionRow] = []


class ProfileRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: TextRow
    weights: dict[str, float]


class FloorRow(msgspec.Struct, forbid_unknown_fields=True):
    domain: float | None = None
    overall: float | None = None


class FlagRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: FlagKind
    when: str
    questions: list[str]
    text: TextRow
    floor: FloorRow | None = None


class SourceRow(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    title: str
    status: Literal["verified", "unverified"]
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    verified_on: str | None = None
    note: str | None = None


class ChecklistRow(msgspec.Struct, forbid_unknown_fields=True):
    """A whole file, as it is written."""

    assay_checklist: int
    id: str
    version: str
    title: TextRow
    summary: TextRow
    languages: list[str]
    license: str
    profiles: list[ProfileRow]
    domains: list[DomainRow]
    result: Literal["rating", "screen"] = "rating"
    facts: list[FactRow] = []
    flags: list[FlagRow] = []
    sources: list[SourceRow] = []


def shaped(root: object) -> ChecklistRow:
    """The file as rows, in one fast step. Raises `msgspec.ValidationError`, whose text nobody sees."""
    return msgspec.convert(root, ChecklistRow, strict=False)


def format_fault(root: object) -> Fault | None:
    """Why this is no checklist of our format at all, before anything else is said about it."""
    number = root.get("assay_checklist") if isinstance(root, dict) else None
    if not isinstance(number, str) or not number.isascii() or not number.isdecimal():
        return Fault((), "checklist_not_one")
    if len(number) > 9 or int(number) > FORMAT:
        facts = {"format": number[:20], "supported": FORMAT}
        return Fault(("assay_checklist",), "checklist_newer", facts)
    if int(number) < 1:
        return Fault(("assay_checklist",), "checklist_not_one")
    return None


def misfits(root: object) -> Iterator[Fault]:
    """Every place where the file does not have the shape of a checklist."""
    yield from _misfits(root, _shape(), ())


@lru_cache(maxsize=1)
def _shape() -> msgspec.inspect.Type:
    return msgspec.inspect.type_info(ChecklistRow)


def _misfits(value: object, kind: msgspec.inspect.Type, path: Path) -> Iterator[Fault]:
    if isinstance(kind, msgspec.inspect.UnionType):
        if value is None and kind.includes_none:
            return
        kind = next(k for k in kind.types if not isinstance(k, msgspec.inspect.NoneType))
    if isinstance(kind, msgspec.inspect.StructType):
        yield from _misfits_of_map(value, kind, path)
    elif isinstance(kind, msgspec.inspect.DictType):
        if not isinstance(value, dict):
            texts = isinstance(kind.value_type, msgspec.inspect.StrType)
            yield Fault(path, "checklist_expected_texts" if texts else "checklist_expected_map")
            return
        for key, item in value.items():
            yield from _misfits(item, kind.value_type, (*path, key))
    elif isinstance(kind, msgspec.inspect.ListType):
        if not isinstance(value, list):
            yield Fault(path, "checklist_expected_list")
            return
        for position, item in enumerate(value):
            yield from _misfits(item, kind.item_type, (*path, position))
    else:
        yield from _misfits_of_leaf(value, kind, path)


def _misfits_of_map(value: object, kind: msgspec.inspect.StructType, path: Path) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(path, "checklist_expected_map")
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key in value:
        if key not in fields:
            near = get_close_matches(key[:40], fields, n=1) or list(fields)
            yield Fault((*path, key), "checklist_unknown_key", {"key": key[:80], "known": near})
    for name, field in fields.items():
        if name in value:
            yield from _misfits(value[name], field.type, (*path, name))
        elif field.required:
            yield Fault((*path, name), "checklist_missing_key", {"key": name})


def _misfits_of_leaf(value: object, kind: msgspec.inspect.Type, path: Path) -> Iterator[Fault]:
    if isinstance(kind, msgspec.inspect.LiteralType):
        if value not in kind.values:
            facts = {"value": _shown(value), "known": list(kind.values)}
            yield Fault(path, "checklist_not_one_of", facts)
    elif isinstance(kind, msgspec.inspect.StrType):
        if not isinstance(value, str):
            yield Fault(path, "checklist_expected_text", {"value": _shown(value)})
    elif isinstance(kind, msgspec.inspect.TupleType):
        if not isinstance(value, list) or not _converts(value, tuple[float, float]):
            yield Fault(path, "checklist_expected_pair", {"value": _shown(value)})
    elif isinstance(kind, msgspec.inspect.IntType):
        if not _converts(value, int):
            yield Fault(path, "checklist_expected_whole_number", {"value": _shown(value)})
    elif not _converts(value, float):
        yield Fault(path, "checklist_expected_number", {"value": _shown(value)})


def _converts(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def _shown(value: object) -> str:
    """What stands there, short enough for a sentence; a list or map is shown by its brackets."""
    if isinstance(value, str):
        return value if len(value) <= 80 else f"{value[:79]}…"
    return "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else "null"
