"""The appendix of the record: the issuer's names and identifiers, facts, and what has no other place."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.assessment import PARTS
from assay.core.change import State
from assay.core.memo import (
    Block,
    Cite,
    Column,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    plain,
)
from assay.core.records import records
from assay.words.terms import STATUS
from assay.work.memo_answers import citation_text, remarks
from assay.work.memo_matter import Matter

_PROPERTY = {
    "name": "Name",
    "short_name": "Short name",
    "pinyin": "Pinyin",
    "alias": "Alias",
    "former_name": "Former name",
    "ticker": "Ticker",
    "isin": "ISIN",
    "uscc": "USCC",
    "lei": "LEI",
    "country": "Country",
    "seat": "Seat",
    "website": "Website",
    "listed_since": "Listed since",
    "shares_outstanding": "Shares outstanding",
}


def record(matter: Matter, state: State) -> Section | None:
    """What is recorded of issuer and investor, and what belongs to no question of this checklist."""
    voice = matter.voice
    blocks = [*_statements(matter), *_facts(matter, state), *_orphans(matter), *_others(matter)]
    if not blocks:
        return None
    return Section(
        id="record",
        title=voice("Issuer and investor, as recorded"),
        blocks=tuple(blocks),
        new_page=True,
        appendix=True,
    )


def _statements(matter: Matter) -> Iterable[Block]:
    voice = matter.voice
    said = [s for s in matter.statements if s.subject == "issuer" and s.property != "related"]
    if not said:
        return
    rows = []
    for statement in said:
        numbers = matter.numbers_of([statement.evidence])
        cites: Text = (Cite(numbers, bare=True),) if numbers else plain("–")
        value: list[Text] = [plain(matter.bounded(statement.value), "quote") or plain("–")]
        if statement.note:
            value.append(plain(matter.bounded(statement.note), "soft"))
        rows.append(
            Row(
                (
                    (plain(voice(_PROPERTY.get(statement.property, statement.property))),),
                    tuple(value),
                    (plain(voice(statement.status.replace("_", " "))),),
                    (plain(voice.short_day(statement.as_of) if statement.as_of else "–"),),
                    (cites,),
                )
            )
        )
    yield Table(
        columns=(
            Column(voice("Property"), 32),
            Column(voice("Value"), 77 if voice.chinese else 82),
            Column(voice("Status"), 20),
            Column(voice("As of"), 25 if voice.chinese else 20),
            Column(voice("Evidence"), 16),
        ),
        rows=tuple(rows),
        title=voice("Names and identifiers"),
        tight=True,
    )


def _facts(matter: Matter, state: State) -> Iterable[Block]:
    """The unscored facts that skip rules and flags read."""
    voice = matter.voice
    given = {f.name: f for f in records(state, "fact") if f.assessment == matter.assessment.id}
    rows = []
    for asked in matter.checklist.facts:
        fact = given.pop(asked.id, None)
        value, note = (fact.value, fact.note) if fact else ("", "")
        options = {option.id: matter.say(option.text) for option in asked.options}
        shown = {"true": voice("yes"), "false": voice("no")}.get(value, options.get(value, value))
        answer: list[Text] = [plain(shown) or plain(voice("not given"), "absent")]
        if note:
            answer.append(plain(matter.bounded(note), "soft"))
        rows.append(Row(((plain(matter.say(asked.text)),), tuple(answer))))
    rows.extend(
        Row(((plain(fact.name),), (plain(matter.bounded(f"{fact.value} {fact.note}")),)))
        for fact in given.values()
    )
    if rows:
        yield Table(
            columns=(Column(voice("Fact"), 100), Column(voice("Given"), 70)),
            rows=tuple(rows),
            title=voice("Facts about the investor and the issuer"),
            tight=True,
        )


def _orphans(matter: Matter) -> Iterable[Block]:
    """Answers to questions that this checklist does not have: kept, not counted, not lost."""
    voice = matter.voice
    known = matter.checklist.questions
    orphans = [a for id, a in sorted(matter.answers.items()) if id not in known]
    if orphans:
        yield Heading(voice("Answers to questions that this checklist does not have"))
    for answer in orphans:
        texts = (
            answer.value or "",
            answer.reason,
            answer.rationale,
            answer.against,
            answer.would_change,
        )
        text = " · ".join(part for part in (voice(STATUS[str(answer.status)]), *texts) if part)
        yield Paragraph((Words(f"{answer.question} ", "strong"), Words(matter.bounded(text))))
    cited = [question for question in sorted(matter.citations) if question not in known]
    if cited:
        yield Heading(voice("Citations for questions that this checklist does not have"))
    for question in cited:
        for citation in matter.citations[question]:
            yield Paragraph((Words(f"{question} ", "strong"), *citation_text(matter, citation)))
    said = [question for question in sorted(matter.comments) if question not in known]
    if said:
        yield Heading(voice("Comments on no question of this checklist"))
    for question in said:
        for remark in remarks(matter, question):
            yield Paragraph((Words(f"{question} ".lstrip(), "strong"), *remark))


def _others(matter: Matter) -> Iterable[Block]:
    """The memo's title, and entries of parts that this version does not know."""
    voice = matter.voice
    others = [
        (part, item)
        for part in sorted(matter.items)
        for item in matter.items[part]
        if part == "title" or part not in PARTS
    ]
    if others:
        yield Heading(voice("Further entries"))
    for part, item in others:
        name = voice("Title") if part == "title" else part
        text = matter.written(item)
        yield Paragraph((Words(f"{name}: ", "strong"), *text))
