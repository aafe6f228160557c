"""Drafting the memo: entries of its parts are added, worded, labelled, cited, moved and removed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assay.core.assessment import MemoItem
from assay.core.change import Change, Step, canonical, inserted, removed, step, updated
from assay.core.checklist import Checklist
from assay.core.errors import InvalidInput, NotFound
from assay.core.identity import new_id
from assay.core.records import from_row, records, to_row
from assay.work.answering import bounded, question_of
from assay.work.citing import parse_date
from assay.work.memo_matter import details, listed
from assay.work.memo_parts import LABELS, SPECS, FieldSpec, Part
from assay.work.session import Session

LONGEST_FIELD = 2_000
LARGEST_NUMBER = 10**12


def part_of(name: str) -> Part:
    """What a part takes; raises `NotFound` naming the parts there are."""
    if name not in SPECS:
        raise NotFound("unknown_part", part=name, known=list(SPECS))
    return SPECS[name]


def item_of(session: Session, id: str) -> MemoItem:
    """The entry with this id; raises `NotFound` where it is gone."""
    row = session.state.get("memo_item", {}).get(id)
    if row is None:
        raise NotFound("memo_item_gone")
    return from_row(MemoItem, row)


def items_of(session: Session, assessment: str, part: str = "") -> list[MemoItem]:
    """The entries of a part, or of all, in the analyst's order."""
    found = (
        item
        for item in records(session.state, "memo_item")
        if item.assessment == assessment and part in ("", item.part)
    )
    return sorted(found, key=lambda item: (item.position, item.id))


def add(
    session: Session,
    assessment: str,
    part: str,
    text: str,
    *,
    section: str = "",
    label: str = "",
    field: tuple[str, str] | None = None,
) -> Step:
    """Add an entry at the end of its part, or of its section; a part of one entry has it reworded."""
    spec = part_of(part)
    here = items_of(session, assessment, part)
    if not spec.many and here:
        return edit(session, here[0].id, text)
    section = _one_line(section) if spec.sections else ""
    made = MemoItem(
        id=new_id(),
        assessment=assessment,
        part=part,
        section=section,
        position=0,
        text=bounded(text.strip()),
        label=_label(spec, label),
        details=_details(session.checklist(assessment), spec, field),
    )
    after = [n for n, item in enumerate(here) if item.section == section]
    place = after[-1] + 1 if after else len(here)
    order = [*here[:place], made, *here[place:]]
    changes = _placed(here, order, items_of(session, assessment))
    return step("add_memo_item", changes, part=part, text=made.text[:60])


def _details(checklist: Checklist, spec: Part, field: tuple[str, str] | None) -> str:
    if field is None:
        return "{}"
    name, raw = field
    value = _value(checklist, _field(spec, name), raw)
    return canonical({name: value} if value is not None else {})


def edit(session: Session, id: str, text: str) -> Step:
    """Word an entry anew."""
    return _updated(session, id, "edit_memo_item", text=bounded(text.strip()))


def relabel(session: Session, id: str, label: str) -> Step:
    """Say that an entry is fact, inference or allegation, or none of them."""
    spec = part_of(item_of(session, id).part)
    return _updated(session, id, "label_memo_item", label=_label(spec, label))


def _label(spec: Part, label: str) -> str:
    if label not in LABELS or (label and not spec.labelled):
        raise InvalidInput("unknown_memo_label", label=label, known=[one for one in LABELS if one])
    return label


def cite(session: Session, id: str, evidence: str) -> Step:
    """Cite evidence for an entry; what is cited already stays as it is."""
    item, found = item_of(session, id), session.evidence(evidence)
    cited = listed(item.evidence)
    more = cited if found.id in cited else [*cited, found.id]
    return _updated(session, id, "cite_memo_item", number=found.number, evidence=canonical(more))


def uncite(session: Session, id: str, evidence: str) -> Step:
    """Take a citation off an entry, of evidence that is gone too."""
    left = [one for one in listed(item_of(session, id).evidence) if one != evidence]
    return _updated(session, id, "uncite_memo_item", evidence=canonical(left))


def set_field(session: Session, id: str, name: str, raw: str) -> Step:
    """Fill one field of an entry; an empty text empties it. Other fields stay as they are."""
    item = item_of(session, id)
    value = _value(session.checklist(item.assessment), _field(part_of(item.part), name), raw)
    given = {key: kept for key, kept in details(item).items() if key != name}
    if value is not None:
        given[name] = value
    return _updated(session, id, "fill_memo_item", details=canonical(given))


def _field(spec: Part, name: str) -> FieldSpec:
    found = spec.field(name)
    if found is None:
        known = [field.name for field in spec.fields]
        raise NotFound("unknown_memo_field", part=spec.name, field=name, known=known)
    return found


def _value(checklist: Checklist, spec: FieldSpec, raw: str) -> object:
    """What is recorded of one field; None for nothing. Raises `InvalidInput` saying what it takes."""
    raw = bounded(raw.strip())[:LONGEST_FIELD]
    if not raw:
        return None
    if spec.kind == "day":
        return parse_date(raw, spec.name)
    if spec.kind == "number":
        return _number(spec, raw)
    if spec.kind == "choice" and raw not in spec.choices:
        raise InvalidInput("unknown_memo_choice", value=raw, known=spec.choices)
    if spec.kind == "list":
        return [part.strip() for part in raw.replace("；", ";").split(";") if part.strip()]
    if spec.kind == "questions":
        ids = raw.replace(",", " ").replace("、", " ").replace("，", " ").split()
        return list(dict.fromkeys(question_of(checklist, id).id for id in ids))
    if spec.kind == "yes_no":
        return int(raw in {"1", "yes", "true"})
    return raw


def _number(spec: FieldSpec, raw: str) -> int:
    plain = raw.replace(",", "").replace(" ", "").removesuffix("%")
    if not plain.isascii() or not plain.isdigit() or int(plain[:14]) > LARGEST_NUMBER:
        raise InvalidInput("not_a_whole_number", field=spec.name, value=raw[:40])
    return int(plain)


def move(session: Session, id: str, places: int) -> Step:
    """Move an entry up (negative) or down within its part and section; at an end it stays."""
    item = item_of(session, id)
    here = items_of(session, item.assessment, item.part)
    group = [n for n, one in enumerate(here) if one.section == item.section]
    at = next(n for n, place in enumerate(group) if here[place].id == id)
    to = min(max(at + places, 0), len(group) - 1)
    mates = [here[place] for place in group]
    mates.insert(to, mates.pop(at))
    order = list(here)
    for place, mate in zip(group, mates, strict=True):
        order[place] = mate
    return step("move_memo_item", _placed(here, order), part=item.part)


def rename_section(session: Session, assessment: str, old: str, new: str) -> Step:
    """Give a section of the review another heading."""
    new = _one_line(new)
    if not new:
        raise InvalidInput("heading_without_words")
    rows = session.state.get("memo_item", {})
    changes = [
        updated("memo_item", rows[item.id], section=new)
        for item in items_of(session, assessment, "review")
        if item.section == old
    ]
    return step("rename_section", changes, section=new[:60])


def remove(session: Session, id: str) -> Step:
    """Take an entry out of the memo."""
    item = item_of(session, id)
    return step(
        "remove_memo_item",
        [removed("memo_item", to_row(item))],
        part=item.part,
        text=item.text[:60],
    )


def _one_line(text: str) -> str:
    return bounded(" ".join(text.split()))[:LONGEST_FIELD]


def _updated(
    session: Session, id: str, message: str, *, number: int | None = None, **fields: str
) -> Step:
    item = item_of(session, id)
    facts = {"part": item.part} if number is None else {"part": item.part, "number": number}
    return step(message, [updated("memo_item", to_row(item), **fields)], **facts)


def _placed(
    before: Sequence[MemoItem], order: Sequence[MemoItem], others: Sequence[MemoItem] = ()
) -> list[Change | None]:
    """The changes that put a part's entries into `order`; those that are new are added."""
    known = {item.id for item in before}
    last = max((item.position for item in (*before, *others)), default=0)
    places = sorted(item.position for item in before)
    places += range(last + 1, last + 1 + len(order) - len(before))
    if len(set(places)) < len(places):
        places = list(range(last + 1, last + 1 + len(order)))  # two stood at one place
    changes: list[Change | None] = []
    for item, place in zip(order, places, strict=True):
        row = to_row(item)
        if item.id in known:
            changes.append(updated("memo_item", row, position=place))
        else:
            changes.append(inserted("memo_item", {**row, "position": place}))
    return changes


def reference(item: MemoItem, name: str) -> str:
    """One field as a person types it: lists with their separator."""
    value = details(item).get(name)
    if isinstance(value, list):
        spec = SPECS[item.part].field(name) if item.part in SPECS else None
        between = ", " if spec is not None and spec.kind == "questions" else "; "
        return between.join(str(one) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
