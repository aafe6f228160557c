"""What a checklist must mean: every rule of the format beyond its shape, each naming the place it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import UNSET

from assay.core.checklist import Checklist
from assay.core.checklist_conditions import conditions
from assay.core.checklist_file import (
    AnswerRow,
    ChecklistRow,
    DomainRow,
    FlagRow,
    OptionRow,
    QuestionRow,
    SourceRow,
    TextRow,
)
from assay.core.checklist_yaml import Fault, Path

SHORT_LIMIT = 44
TEXT_LIMIT = 2000
LINE_LIMIT = 300
"""Titles, option texts, keys and units: what has to fit a line or a table cell."""
QUESTION_LIMIT = 10_000

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CHOICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"'\\]{3,2000}")

_ANSWER_KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    # type: keys it needs, keys it may have besides
    "choice": (frozenset({"options"}), frozenset()),
    "multi": (frozenset({"options"}), frozenset({"combine"})),
    "boolean": (frozenset({"options"}), frozenset()),
    "percent": (frozenset({"bands"}), frozenset()),
    "number": (frozenset({"bands"}), frozenset({"unit"})),
    "date": (frozenset({"bands", "unit"}), frozenset()),
    "text": (frozenset(), frozenset()),
}


def breaches(row: ChecklistRow, checklist: Checklist) -> Iterator[Fault]:
    """Every rule that `row` breaks; `checklist` is the same as values, for its expressions."""
    yield from _head(row)
    yield from _texts(row)
    yield from _facts(row)
    yield from _profiles(row)
    yield from _questions(row)
    yield from _flags(row)
    yield from _sources(row)
    yield from conditions(row, checklist)


def _ids(items: Iterable[tuple[Path, str]], pattern: re.Pattern[str]) -> Iterator[Fault]:
    """Ids that are malformed or already taken; each is named where it stands the second time."""
    seen = set()
    for path, name in items:
        if not pattern.fullmatch(name):
            yield Fault(path, "checklist_bad_id", {"id": name[:80]})
        if name in seen:
            yield Fault(path, "checklist_duplicate_id", {"id": name[:80]})
        seen.add(name)


def _listed(rows: Iterable[object], at: Path, name: str = "id") -> Iterator[tuple[Path, str]]:
    for position, row in enumerate(rows):
        yield (*at, position, name), getattr(row, name)


def _head(row: ChecklistRow) -> Iterator[Fault]:
    if not _KEBAB.fullmatch(row.id) or len(row.id) > 64:
        yield Fault(("id",), "checklist_not_kebab", {"id": row.id[:80]})
    for key in ("version", "license"):
        yield from _line(getattr(row, key), (key,))
    if not row.languages:
        yield Fault(("languages",), "checklist_empty_list", {"key": "languages"})
    languages = ((("languages", i), name) for i, name in enumerate(row.languages))
    yield from _ids(languages, _LANGUAGE)
    for key in ("profiles", "domains"):
        if not getattr(row, key):
            yield Fault((key,), "checklist_empty_list", {"key": key})


def _too_long(path: Path, text: str, limit: int) -> Fault:
    return Fault(path, "checklist_text_too_long", {"length": len(text), "limit": limit})


def _outside(path: Path, value: float, least: float, most: float) -> Fault:
    facts = {"value": f"{value:g}", "least": f"{least:g}", "most": f"{most:g}"}
    return Fault(path, "checklist_out_of_range", facts)


def _line(value: str, path: Path) -> Iterator[Fault]:
    if not value.strip():
        yield Fault(path, "checklist_empty_text")
    elif len(value) > LINE_LIMIT:
        yield _too_long(path, value, LINE_LIMIT)


def _texts(row: ChecklistRow) -> Iterator[Fault]:
    for path, text, limit, required in _all_texts(row):
        if not text and not required:
            continue
        first = row.languages[0] if row.languages else ""
        if first not in text:
            yield Fault(path, "checklist_missing_text", {"language": first})
        for language, words in text.items():
            if language not in row.languages:
                facts = {"language": language[:40], "known": row.languages}
                yield Fault((*path, language), "checklist_unknown_language", facts)
            elif not words:
                yield Fault((*path, language), "checklist_empty_text")
            elif len(words) > limit:
                yield _too_long((*path, language), words, limit)


def _all_texts(row: ChecklistRow) -> Iterator[tuple[Path, TextRow, int, bool]]:
    """Path, text, its limit, and whether it must be there."""
    yield ("title",), row.title, LINE_LIMIT, True
    yield ("summary",), row.summary, TEXT_LIMIT, True
    for i, fact in enumerate(row.facts):
        yield ("facts", i, "text"), fact.text, TEXT_LIMIT, True
        yield from _option_texts(fact.options, ("facts", i))
    for i, profile in enumerate(row.profiles):
        yield ("profiles", i, "title"), profile.title, LINE_LIMIT, True
    for i, domain in enumerate(row.domains):
        yield ("domains", i, "title"), domain.title, LINE_LIMIT, True
        yield ("domains", i, "channel"), domain.channel, TEXT_LIMIT, True
        for j, question in enumerate(domain.questions):
            yield from _question_texts(question, ("domains", i, "questions", j))
    for i, flag in enumerate(row.flags):
        yield ("flags", i, "text"), flag.text, TEXT_LIMIT, True


def _question_texts(row: QuestionRow, path: Path) -> Iterator[tuple[Path, TextRow, int, bool]]:
    yield (*path, "short"), row.short, SHORT_LIMIT, True
    yield (*path, "text"), row.text, TEXT_LIMIT, True
    yield (*path, "why"), row.why, TEXT_LIMIT, True
    yield (*path, "proof"), row.proof, TEXT_LIMIT, False
    yield (*path, "skip_reason"), row.skip_reason, TEXT_LIMIT, bool(row.skip_if)
    if row.answer.options is not UNSET:
        yield from _option_texts(row.answer.options, (*path, "answer"))


def _option_texts(
    options: list[OptionRow], path: Path
) -> Iterator[tuple[Path, TextRow, int, bool]]:
    for position, option in enumerate(options):
        yield (*path, "options", position, "text"), option.text, LINE_LIMIT, True


def _facts(row: ChecklistRow) -> Iterator[Fault]:
    yield from _ids(_listed(row.facts, ("facts",)), _WORD)
    for i, fact in enumerate(row.facts):
        path: Path = ("facts", i, "options")
        if fact.type == "choice":
            yield from _options(fact.options, path, fact.type)
        elif fact.options:
            yield Fault(path, "checklist_key_not_for_type", {"key": "options", "type": fact.type})
        for j, option in enumerate(fact.options):
            if option.points is not UNSET:
                yield Fault((*path, j, "points"), "checklist_fact_with_points")


def _profiles(row: ChecklistRow) -> Iterator[Fault]:
    yield from _ids(_listed(row.profiles, ("profiles",)), _CHOICE)
    domains = [domain.id for domain in row.domains]
    for i, profile in enumerate(row.profiles):
        path: Path = ("profiles", i, "weights")
        for name, weight in profile.weights.items():
            if name not in domains:
                facts = {"domain": name[:80], "known": domains}
                yield Fault((*path, name), "checklist_unknown_domain", facts)
            if not 0 <= weight <= 100:
                yield _outside((*path, name), weight, 0, 100)
        missing = [domain for domain in domains if domain not in profile.weights]
        if missing:
            yield Fault(path, "checklist_profile_lacks_domain", {"domains": missing})
        total = sum(profile.weights.values())
        if not abs(total - 100) <= 1e-6:
            yield Fault(path, "checklist_weights_sum", {"profile": profile.id, "sum": f"{total:g}"})


def _questions(row: ChecklistRow) -> Iterator[Fault]:
    yield from _ids(_listed(row.domains, ("domains",)), _ID)
    placed = [(path, q) for i, domain in enumerate(row.domains) for path, q in _placed(i, domain)]
    if len(placed) > QUESTION_LIMIT:
        facts = {"count": len(placed), "limit": QUESTION_LIMIT}
        yield Fault(("domains",), "checklist_too_many_questions", facts)
    yield from _ids((((*path, "id"), q.id) for path, q in placed), _ID)
    known = {question.id for _, question in placed}
    keys = {source.key for source in row.sources}
    replaced: set[str] = set()
    for i, domain in enumerate(row.domains):
        if not domain.questions:
            path: Path = ("domains", i, "questions")
            yield Fault(path, "checklist_empty_list", {"key": "questions"})
    for path, question in placed:
        yield from _question(question, path, keys)
        for j, old in enumerate(question.replaces):
            if old in known:
                yield Fault((*path, "replaces", j), "checklist_replaces_present", {"id": old[:80]})
            if old in replaced:
                yield Fault((*path, "replaces", j), "checklist_duplicate_id", {"id": old[:80]})
            replaced.add(old)


def _placed(number: int, domain: DomainRow) -> Iterator[tuple[Path, QuestionRow]]:
    for position, question in enumerate(domain.questions):
        yield ("domains", number, "questions", position), question


def _question(row: QuestionRow, path: Path, keys: set[str]) -> Iterator[Fault]:
    if not 0 <= row.weight <= 3:
        yield _outside((*path, "weight"), row.weight, 0, 3)
    if row.answer.type == "text" and row.weight != 0:
        yield Fault((*path, "weight"), "checklist_text_is_scored")
    half_life = row.ages.half_life_days
    if half_life is not None and not 1 <= half_life <= 36_500:
        yield _outside((*path, "ages", "half_life_days"), half_life, 1, 36_500)
    if row.skip_reason and not row.skip_if:
        yield Fault((*path, "skip_reason"), "checklist_reason_without_rule")
    for i, source in enumerate(row.sources):
        key = source.split(maxsplit=1)[0] if source else ""
        if key not in keys:
            yield Fault((*path, "sources", i), "checklist_unknown_source", {"key": key[:80]})
    tags = (((*path, "tags", i), tag) for i, tag in enumerate(row.tags))
    yield from _ids(tags, _CHOICE)
    yield from _answer(row.answer, (*path, "answer"))


def _answer(row: AnswerRow, path: Path) -> Iterator[Fault]:
    needed, besides = _ANSWER_KEYS[row.type]
    for key in ("options", "combine", "unit", "bands"):
        given = getattr(row, key) is not UNSET
        facts = {"key": key, "type": row.type}
        if given and key not in needed | besides:
            yield Fault((*path, key), "checklist_key_not_for_type", facts)
        elif key in needed and not given:
            yield Fault((*path, key), "checklist_key_for_type", facts)
    if row.options is not UNSET and "options" in needed:
        yield from _options(row.options, (*path, "options"), row.type)
        yield from _points(row.options, (*path, "options"))
    if row.bands is not UNSET and "bands" in needed:
        yield from _bands(row, (*path, "bands"))
    if row.unit is not UNSET and row.type == "date" and row.unit not in _DATE_UNITS:
        facts = {"value": row.unit[:80], "known": ", ".join(_DATE_UNITS)}
        yield Fault((*path, "unit"), "checklist_not_one_of", facts)
    elif row.unit is not UNSET and row.type == "number":
        yield from _line(row.unit, (*path, "unit"))


_DATE_UNITS = ("days_since", "days_until")


def _options(rows: list[OptionRow], path: Path, kind: str) -> Iterator[Fault]:
    yield from _ids(_listed(rows, path), _CHOICE)
    if len(rows) < 2:
        yield Fault(path, "checklist_too_few", {"count": len(rows), "least": 2})
    if kind == "boolean" and sorted(option.id for option in rows) != ["no", "yes"]:
        yield Fault(path, "checklist_boolean_options")


def _points(rows: list[OptionRow], path: Path) -> Iterator[Fault]:
    for position, option in enumerate(rows):
        place: Path = (*path, position, "points")
        if option.points is UNSET:
            yield Fault(place, "checklist_missing_key", {"key": "points"})
        elif not 0 <= option.points <= 4:
            yield _outside(place, option.points, 0, 4)


def _bands(row: AnswerRow, path: Path) -> Iterator[Fault]:
    bands = row.bands if row.bands is not UNSET else []
    most = 100.0 if row.type == "percent" else 1e12
    least = 0.0 if row.type == "percent" else -1e12
    if len(bands) < 2:
        yield Fault(path, "checklist_too_few", {"count": len(bands), "least": 2})
    for i, (value, points) in enumerate(bands):
        if not least <= value <= most:
            yield _outside((*path, i), value, least, most)
        if not 0 <= points <= 4:
            yield _outside((*path, i), points, 0, 4)
        if i and not value > bands[i - 1][0]:
            facts = {"value": f"{value:g}", "before": f"{bands[i - 1][0]:g}"}
            yield Fault((*path, i), "checklist_bands_not_ascending", facts)


def _flags(row: ChecklistRow) -> Iterator[Fault]:
    yield from _ids(_listed(row.flags, ("flags",)), _ID)
    known = {question.id for domain in row.domains for question in domain.questions}
    for i, flag in enumerate(row.flags):
        path: Path = ("flags", i)
        seen: set[str] = set()
        for j, name in enumerate(flag.questions):
            if name not in known:
                yield Fault(
                    (*path, "questions", j), "checklist_unknown_question", {"id": name[:80]}
                )
            if name in seen:
                yield Fault((*path, "questions", j), "checklist_duplicate_id", {"id": name[:80]})
            seen.add(name)
        yield from _floor(flag, (*path, "floor"))


def _floor(flag: FlagRow, path: Path) -> Iterator[Fault]:
    if flag.floor is None:
        if flag.kind == "floor":
            yield Fault(path, "checklist_floor_missing")
        return
    if flag.kind == "gate":
        yield Fault(path, "checklist_gate_with_floor")
    if flag.floor.domain is None and flag.floor.overall is None:
        yield Fault(path, "checklist_floor_missing")
    if flag.floor.domain is not None and not flag.questions:
        yield Fault((*path, "domain"), "checklist_floor_without_domain")
    for key, value in (("domain", flag.floor.domain), ("overall", flag.floor.overall)):
        if value is not None and not 0 <= value <= 100:
            yield _outside((*path, key), value, 0, 100)


def _sources(row: ChecklistRow) -> Iterator[Fault]:
    yield from _ids(_listed(row.sources, ("sources",), "key"), re.compile(r"\S{1,40}"))
    for i, source in enumerate(row.sources):
        yield from _source(source, ("sources", i))


def _source(row: SourceRow, path: Path) -> Iterator[Fault]:
    yield from _line(row.title, (*path, "title"))
    if row.publisher is not None:
        yield from _line(row.publisher, (*path, "publisher"))
    for key, value in (("date", row.date), ("verified_on", row.verified_on)):
        if value is not None and not _is_date(value):
            yield Fault((*path, key), "checklist_not_a_date", {"value": value[:40]})
    if row.url is not None and not _URL.fullmatch(row.url):
        yield Fault((*path, "url"), "checklist_not_a_url", {"value": row.url[:80]})
    if row.note is not None and len(row.note) > TEXT_LIMIT:
        yield _too_long((*path, "note"), row.note, TEXT_LIMIT)


def _is_date(value: str) -> bool:
    """A day, or a year or month where the day is not known."""
    whole = {4: f"{value}-01-01", 7: f"{value}-01", 10: value}.get(len(value), "")
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True
