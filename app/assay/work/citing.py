"""Citing: evidence tied to answers, its grade, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assay.core.change import Cell, Change, Row, Step, inserted, removed, step, updated
from assay.core.errors import InvalidInput, NotFound
from assay.core.evidence import CREDIBILITY, RELIABILITY, Citation, Evidence, Kind, Stance
from assay.core.identity import new_id
from assay.core.records import from_row, records, to_row
from assay.work import guesses, quoting, translating
from assay.work.answering import bounded, question_of
from assay.work.session import Session

EDITABLE = frozenset(
    {
        "title", "publisher", "short_name", "kind", "language", "date", "date_precision",
        "retrieved", "url", "origin", "valid_until", "no_decay", "note", "grade_reason",
        "reliability", "credibility", "key",
    }
)  # fmt: skip
DATES = ("date", "valid_until")
LAST_PAGE = 1_000_000


def parse_grade(text: str) -> tuple[str, str]:
    """`B2` as (reliability, credibility); raises `InvalidInput` saying what a grade is."""
    grade = text.strip().upper()
    if len(grade) == 2 and grade[0] in RELIABILITY and grade[1] in CREDIBILITY:
        return grade[0], grade[1]
    raise InvalidInput("not_a_grade", value=text)


def parse_stance(text: str) -> Stance:
    """The stance; raises `InvalidInput` naming the two there are."""
    try:
        return Stance(text.strip().lower())
    except ValueError:
        raise InvalidInput("unknown_stance", value=text, known=list(Stance)) from None


def parse_date(text: str, field: str) -> str:
    """An ISO date, or empty; raises `InvalidInput` naming the field."""
    text = text.strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InvalidInput("bad_date", field=field, value=text) from None


def checked(fields: dict[str, Cell]) -> dict[str, Cell]:
    """Fields of evidence as they may be recorded; raises `InvalidInput` for the first that may not."""
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"not editable: {sorted(unknown)}")
    for name, value in fields.items():
        if isinstance(value, str):
            fields[name] = bounded(value).strip()
    for name in DATES:
        if name in fields:
            fields[name] = parse_date(str(fields[name]), name)
    if "reliability" in fields or "credibility" in fields:
        parse_grade(f"{fields.get('reliability', 'A')}{fields.get('credibility', '1')}")
    if "kind" in fields and fields["kind"] not in set(Kind):
        raise InvalidInput("unknown_kind", value=str(fields["kind"]), known=list(Kind))
    if fields.get("title") == "":
        raise InvalidInput("title_required")
    return fields


def edit(session: Session, evidence: str, **fields: Cell) -> Step:
    """Change what is said about a piece of evidence; its bytes never change."""
    found = session.evidence(evidence)
    said = checked(dict(fields))
    row = to_row(found)
    known = guesses.confirmed(found.details, said)
    if known != found.details:
        said["details"] = known
    check_grade({**row, **said}, row)
    return step("edit_evidence", [updated("evidence", row, **said)], number=found.number)


def check_grade(row: Row, before: Row | None = None) -> None:
    """Raise `InvalidInput` for a new grade that differs from its kind's without a reason."""
    grade = f"{row['reliability']}{row['credibility']}"
    if before is None or grade != f"{before['reliability']}{before['credibility']}":
        guesses.check_reason(str(row["kind"]), grade, str(row["grade_reason"]))


def grade(session: Session, evidence: str, text: str, reason: str | None = None) -> Step:
    """Grade evidence: reliability of the source, credibility of the claim."""
    reliability, credibility = parse_grade(text)
    found = session.evidence(evidence)
    given = found.grade_reason if reason is None else bounded(reason.strip())
    row = to_row(found)
    said = {"reliability": reliability, "credibility": credibility, "grade_reason": given}
    check_grade({**row, **said}, row)
    change = updated("evidence", row, **said)
    return step("grade_evidence", [change], number=found.number, grade=reliability + credibility)


@dataclass(frozen=True, slots=True)
class Citing:
    """What a citation will say, before the evidence it cites is there."""

    assessment: str
    question: str
    stance: Stance = Stance.SUPPORTS
    page: int | None = None
    locator: str = ""
    quote: str = ""

    def citation(self, evidence: str) -> Citation:
        """The citation of this evidence; raises `InvalidInput` for a page before the first."""
        if self.page is not None and not 1 <= self.page <= LAST_PAGE:
            raise InvalidInput("bad_page", value=self.page)
        return Citation(
            id=new_id(),
            assessment=self.assessment,
            question=self.question,
            evidence=evidence,
            stance=self.stance,
            page=self.page,
            locator=bounded(self.locator.strip()),
            quote=bounded(self.quote.strip()),
        )


def cite(
    session: Session,
    assessment: str,
    question: str,
    evidence: str,
    stance: str = Stance.SUPPORTS,
    *,
    page: int | None = None,
    locator: str = "",
    quote: str = "",
    translation: str = "",
    translated: str = translating.PERSON,
    note: str = "",
    anchor: str = "",
) -> Step:
    """Cite evidence for an answer. A quotation is held against the text, where that was read.

    `anchor` is what `quoting.anchor` made of a selection; without it the quotation is looked for.
    """
    asked = question_of(session.checklist(assessment), question)
    found = session.evidence(evidence)
    said = Citing(assessment, asked.id, parse_stance(stance), page, locator, quote)
    citation = said.citation(found.id)
    citation = replace(
        citation,
        note=bounded(note),
        anchor=anchor or quoting.anchor(session, found, citation.quote, page),
    )
    translation_made = translating.given(session, citation.id, translation, translated)
    changes = [inserted("citation", to_row(citation)), *translation_made]
    return step("cite", changes, question=asked.id, number=found.number)


def recite(session: Session, citation: str, **fields: Cell) -> Step:
    """Change stance, place, quotation, note or translation of a citation."""
    row = session.state.get("citation", {}).get(citation)
    if row is None:
        raise NotFound("unknown_citation", citation=citation)
    if "stance" in fields:
        fields["stance"] = str(parse_stance(str(fields["stance"])))
    if {"quote", "page"} & fields.keys() and not fields.get("anchor"):
        fields["anchor"] = _anchor(session, {**row, **fields})
    translated = _translated(session, row, fields)
    changes = [updated("citation", row, **fields), *translated]
    return step("edit_citation", changes, question=row["question"])


def _translated(session: Session, row: Row, fields: dict[str, Cell]) -> list[Change | None]:
    """What is said of the translation is taken out of the fields: it is a record of its own."""
    if not {"translation", "translated"} & fields.keys():
        return []
    id = str(row["id"])
    before = translating.translations(session.state).get(id)
    text = fields.pop("translation", before.text if before else row["translation"])
    by = fields.pop("translated", translating.way(before) if before else translating.PERSON)
    if row["translation"]:
        fields["translation"] = ""  # where it stood before translations were records
    return translating.given(session, id, str(text), str(by))


def _anchor(session: Session, row: Row) -> str:
    evidence = session.state.get("evidence", {}).get(str(row["evidence"]))
    cited = from_row(Citation, row)
    item = evidence and from_row(Evidence, evidence)
    return quoting.anchor(session, item, cited.quote, cited.page) if item else ""


def uncite(session: Session, citation: str) -> Step:
    """Take a citation away; the evidence stays in the register."""
    row = session.state.get("citation", {}).get(citation)
    if row is None:
        raise NotFound("unknown_citation", citation=citation)
    changes = [removed("citation", row), *translating.taken(session.state, {citation})]
    return step("uncite", changes, question=row["question"])


def citations_of(session: Session, evidence: str) -> list[Citation]:
    """Where a piece of evidence is cited."""
    return [c for c in records(session.state, "citation") if c.evidence == evidence]


def remove(session: Session, evidence: str) -> Step:
    """Take evidence out of the register with its citations; the bytes stay for undo."""
    found = session.evidence(evidence)
    changes = taken_with(session, found.id)
    changes.append(removed("evidence", to_row(found)))
    return step("remove_evidence", changes, number=found.number)


def taken_with(session: Session, evidence: str) -> list[Change | None]:
    """What goes with a piece of evidence: its citations, and the translations of both."""
    cited = citations_of(session, evidence)
    gone = {evidence, *(citation.id for citation in cited)}
    return [
        *(removed("citation", to_row(citation)) for citation in cited),
        *translating.taken(session.state, gone),
    ]


def next_number(session: Session) -> int:
    """The next permanent register number."""
    return max((int(row["number"] or 0) for row in _register(session)), default=0) + 1


def _register(session: Session) -> list[Row]:
    """The rows as they are now: taking in and copying ask beside the person, who goes on."""
    return list(session.state.get("evidence", {}).values())


def free_key(session: Session, wish: str, taken: Iterable[str] = ()) -> str:
    """A short readable key that no other evidence has, made from a title or file name."""
    used = {str(row["key"]) for row in _register(session)} | set(taken)
    plain = re.sub(r"[^\w]+", "-", wish.lower()).strip("-_")[:40].strip("-") or "evidence"
    key, count = plain, 1
    while key in used:
        count += 1
        key = f"{plain}-{count}"
    return key


def fitted(session: Session, made: Step) -> Step:
    """A step that was made in the background, with numbers and keys that are free now.

    Other evidence may have been registered while its documents were read.
    """
    rows = session.state.get("evidence", {}).values()
    used = {row["number"] for row in rows} | {row["key"] for row in rows}
    came = {
        place: change.after
        for place, change in enumerate(made.changes)
        if change.table == "evidence" and change.before is None and change.after
    }
    if not any(row["number"] in used or row["key"] in used for row in came.values()):
        return made
    taken, changes = set[str](), list(made.changes)
    for number, (place, row) in enumerate(came.items(), next_number(session)):
        key = free_key(session, str(row["key"]), taken)
        taken.add(key)
        changes[place] = replace(changes[place], after={**row, "number": number, "key": key})
    return replace(made, changes=tuple(changes))


def evidence_by_number(session: Session) -> list[Evidence]:
    """The register in its order."""
    return sorted(records(session.state, "evidence"), key=lambda e: (e.number, e.id))
