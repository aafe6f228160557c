"""The memo's editor as its page shows it: chapters, their sentences with evidence, and the remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assay.core.assessment import MemoItem
from assay.core.evidence import Evidence
from assay.core.records import from_row
from assay.words import tr, trn
from assay.words.drafting import ADD, CHAPTER, CONFIDENCE, FIELD, PART, PART_HINT, REMARK
from assay.words.terms import LIKELIHOOD, RECOMMENDATION
from assay.work import memo_lint, touching
from assay.work.drafting import items_of, reference
from assay.work.memo_lint import Finding, Severity
from assay.work.memo_matter import listed
from assay.work.memo_parts import SPECS, FieldSpec, Part
from assay.work.session import Session

Mark = Literal["", "advice", "blocks"]
DECISION = (
    "verdict",
    "asked",
    "recommendation",
    "reason_for",
    "reason_against",
    "change_less",
    "change_more",
    "scope",
    "title",
)
_BEFORE = ("decision", "highlight")
_AFTER = (
    "against",
    "insight",
    "engagement",
    "scenario",
    "exit_trigger",
    "conclusion",
    "condition",
    "next_step",
    "reply",
    "claim",
    "disclosure",
)
_PARTS = {"decision": DECISION, "engagement": ("engagement", "voting")}
_REVIEW = "review:"


@dataclass(frozen=True, slots=True)
class Cited:
    """Evidence that a sentence cites."""

    id: str
    number: int
    key: str
    grade: str
    title: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, in words; `item` is empty where a part has no entry at all."""

    kind: str
    severity: Severity
    text: str
    part: str
    item: str
    chapter: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of an entry, its choices as (id, words)."""

    name: str
    title: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry; `id` is empty for the place where a part of one entry has none yet."""

    id: str
    part: str
    section: str
    text: str
    label: str
    cites: tuple[Cited, ...]
    fields: tuple[FieldView, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one part, or of one section of it."""

    part: str
    section: str
    title: str
    hint: str
    add: str
    """What the button says that adds an entry; empty for a part of one entry."""
    labelled: bool
    cited: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the editor shows at once."""

    id: str
    title: str
    note: str
    section: str
    """The analyst's own heading, which can be renamed; else empty."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """One line of the list of parts."""

    id: str
    title: str
    count: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the editor shows."""

    rows: tuple[ChapterRow, ...]
    chapter: Chapter
    remarks: tuple[Remark, ...]


def outline(data: bytes) -> list[tuple[str, int]]:
    """Title and page, from 1, of every first-level bookmark of a PDF of ours."""
    from assay.readers import pdf

    with pdf.opened(data) as document:
        return pdf.outline(document)


def desk(
    session: Session, assessment: str, chapter: str = "", sections: Sequence[str] = ()
) -> Desk:
    """The editor at a chapter; `sections` are headings that have no sentence yet."""
    items = items_of(session, assessment)
    rows = session.state.get("evidence", {})
    evidence = {id: from_row(Evidence, row) for id, row in rows.items()}
    found = _remarks(items, evidence, session, assessment)
    ids = _chapters(items, sections)
    shown = chapter if chapter in ids else ids[0]
    return Desk(
        rows=tuple(_row(id, items, found) for id in ids),
        chapter=_chapter(shown, items, evidence, found),
        remarks=found,
    )


def remarks(session: Session, assessment: str) -> tuple[Remark, ...]:
    """Every remark on the memo's sentences."""
    items = items_of(session, assessment)
    rows = session.state.get("evidence", {})
    evidence = {id: from_row(Evidence, row) for id, row in rows.items()}
    return _remarks(items, evidence, session, assessment)


def as_json(remark: Remark) -> dict[str, Any]:
    """A remark as the command line prints it."""
    return {
        "kind": remark.kind,
        "severity": remark.severity,
        "text": remark.text,
        "part": remark.part,
        "chapter": remark.chapter,
        "item": remark.item,
        "sentence": remark.sentence,
    }


# -- remarks --------------------------------------------------------------------------------------


def _remarks(
    items: Sequence[MemoItem], evidence: Mapping[str, Evidence], session: Session, assessment: str
) -> tuple[Remark, ...]:
    by_id = {item.id: item for item in items}
    rating = session.scorecard(assessment).rating
    damage = touching.touched(session)
    damaged = {*damage.evidence, *damage.items}
    return tuple(
        _remark(finding, by_id.get(finding.item))
        for finding in memo_lint.findings(items, evidence, rating, damaged)
    )


def _remark(finding: Finding, item: MemoItem | None) -> Remark:
    return Remark(
        kind=finding.kind,
        severity=finding.severity,
        text=tr(REMARK[finding.kind], **dict(finding.facts)),
        part=finding.part,
        item=finding.item,
        chapter=_chapter_of(finding.part, item.section if item else ""),
        sentence=item.text if item else "",
    )


def _chapter_of(part: str, section: str) -> str:
    if part == "review":
        return _REVIEW + section
    return next((id for id, parts in _PARTS.items() if part in parts), part)


# -- chapters -------------------------------------------------------------------------------------


def _chapters(items: Sequence[MemoItem], sections: Sequence[str]) -> list[str]:
    written = [item.section for item in items if item.part == "review"]
    headings = dict.fromkeys([*written, *sections]) or {"": None}
    return [*_BEFORE, *(_REVIEW + heading for heading in headings), *_AFTER]


def _title(id: str) -> str:
    if id.startswith(_REVIEW):
        return id.removeprefix(_REVIEW) or tr(PART["review"])
    return tr(CHAPTER.get(id, "") or PART[id])


def _row(id: str, items: Sequence[MemoItem], found: Sequence[Remark]) -> ChapterRow:
    count = sum(1 for item in items if _chapter_of(item.part, item.section) == id)
    severities = {remark.severity for remark in found if remark.chapter == id}
    mark: Mark = "blocks" if "blocks" in severities else "advice" if "advice" in severities else ""
    return ChapterRow(id, _title(id), 0 if id == "decision" else count, mark)


def _chapter(
    id: str,
    items: Sequence[MemoItem],
    evidence: Mapping[str, Evidence],
    found: Sequence[Remark],
) -> Chapter:
    section = id.removeprefix(_REVIEW) if id.startswith(_REVIEW) else ""
    parts = ("review",) if id.startswith(_REVIEW) else _PARTS.get(id, (id,))
    groups = tuple(_group(SPECS[part], section, items, evidence, found) for part in parts)
    count = sum(len(group.sentences) for group in groups)
    note = tr("page 1") if id == "decision" else _count_words(parts[0], count)
    return Chapter(id, _title(id), note, section, groups)


def _count_words(part: str, count: int) -> str:
    if part in ADD:
        return trn("{count} entry", "{count} entries", count)
    return trn("{count} sentence", "{count} sentences", count)


def _group(
    spec: Part,
    section: str,
    items: Sequence[MemoItem],
    evidence: Mapping[str, Evidence],
    found: Sequence[Remark],
) -> Group:
    here = [item for item in items if item.part == spec.name and item.section == section]
    sentences = tuple(_sentence(spec, item, evidence, found) for item in here)
    if not spec.many and not sentences:
        sentences = (_blank(spec, found),)
    return Group(
        part=spec.name,
        section=section,
        title=tr(PART[spec.name]),
        hint=tr(PART_HINT[spec.name]),
        add=tr(ADD.get(spec.name, "Add sentence")) if spec.many else "",
        labelled=spec.labelled,
        cited=spec.cited,
        sentences=sentences,
    )


def _sentence(
    spec: Part, item: MemoItem, evidence: Mapping[str, Evidence], found: Sequence[Remark]
) -> Sentence:
    cited = (evidence[str(id)] for id in listed(item.evidence) if str(id) in evidence)
    return Sentence(
        id=item.id,
        part=item.part,
        section=item.section,
        text=item.text,
        label=item.label,
        cites=tuple(Cited(e.id, e.number, e.key, e.grade, e.title) for e in cited),
        fields=tuple(_field(field, reference(item, field.name)) for field in spec.fields),
        remarks=tuple(remark for remark in found if remark.item == item.id),
    )


def _blank(spec: Part, found: Sequence[Remark]) -> Sentence:
    """The place of an entry that nobody has written."""
    missing = tuple(r for r in found if r.part == spec.name and not r.item)
    fields = tuple(_field(field, "") for field in spec.fields)
    return Sentence("", spec.name, "", "", "", (), fields, missing)


def _field(spec: FieldSpec, value: str) -> FieldView:
    words = {
        **RECOMMENDATION,
        **{name.replace("_", " "): said for name, said in LIKELIHOOD.items()},
        **CONFIDENCE,
    }
    choices = tuple((id, tr(words[id])) for id in spec.choices)
    return FieldView(spec.name, tr(FIELD[spec.name]), spec.kind, choices, value)
