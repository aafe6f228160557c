"""The calendar of a memo: on which days a rule, a licence, a stated term or an item of evidence ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assay.core.answers import Status
from assay.core.memo import Cite, Column, Look, Row, Table, Text, Words, answer_anchor, plain
from assay.core.memo_text import cut
from assay.work.memo_answers import answer_of
from assay.work.memo_matter import Matter

PAST_DAYS = 365
"""A term that ended longer ago than this is in the register alone."""
MOST = 12
"""Days that the calendar lists, those nearest the cut-off; the register has them all."""
_LONGEST = 130


@dataclass(frozen=True, slots=True)
class Ends:
    """Something that ends, or is looked at again, on a day; an empty day is not established."""

    day: str
    what: str
    questions: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    own: bool = False
    """It is the memo's own day."""


def calendar(matter: Matter, expires: str) -> Iterator[Table]:
    """One table of the days that the project states; none where it states no day but the memo's own."""
    voice = matter.voice
    cut_off = str(matter.rating.cut_off)[:10]
    stated = (*_evidence(matter), *_statements(matter), *_answers(matter))
    every = [e for e in stated if (_days(e.day, cut_off) or 0) >= -PAST_DAYS]
    if not every:
        return
    dated = sorted((e for e in every if e.day), key=lambda e: _away(e.day, cut_off))
    shown = [
        *dated[:MOST],
        Ends(cut_off, voice("Cut-off of this memo"), own=True),
        Ends(expires, voice("This memo expires"), own=True),
    ]
    shown.sort(key=lambda e: (e.day, not e.own))
    rows = [_row(matter, one, cut_off) for one in (*shown, *(e for e in every if not e.day))]
    left = len(dated) - MOST
    more = voice.count(
        "{count} more day is in the evidence register.",
        "{count} more days are in the evidence register.",
        max(left, 0),
    )
    yield Table(
        columns=(
            Column(voice("Day"), 27),
            Column(voice("What ends or is due"), 75),
            Column(voice("At the cut-off"), 23),
            Column(voice("Bears on"), 31),
            Column(voice("Evidence"), 14),
        ),
        rows=tuple(rows),
        title=voice("Calendar of terms"),
        subtitle=voice(
            "From a year before the cut-off on, as evidence, record and answers state them. That a"
            " term is past does not say whether it was renewed."
        ),
        note=more[:1].upper() + more[1:] if left > 0 else "",
        tight=True,
    )


def _evidence(matter: Matter) -> Iterator[Ends]:
    """Evidence of this assessment that says nothing after a day, with the questions it is cited for."""
    cited: dict[str, list[str]] = {}
    for question, citations in matter.citations.items():
        for citation in citations:
            cited.setdefault(citation.evidence, []).append(question)
    for item in matter.evidence.values():
        questions = tuple(sorted(set(cited.get(item.id, ()))))
        if item.valid_until and questions:
            yield Ends(item.valid_until[:10], item.title, questions, (item.number,))


def _statements(matter: Matter) -> Iterator[Ends]:
    """What is recorded of the issuer and its related parties up to a day."""
    for said in matter.statements:
        if said.until:
            yield Ends(said.until[:10], said.value, (), matter.numbers_of([said.evidence]))


def _answers(matter: Matter) -> Iterator[Ends]:
    """Questions that ask for a coming day."""
    for question in matter.checklist.questions.values():
        kind, score = question.answer, matter.rating.questions[question.id]
        if kind.type == "date" and kind.unit == "days_until" and score.asked:
            answer = answer_of(matter, question.id)
            known = answer.status is Status.ANSWERED and answer.value
            yield Ends(
                str(answer.value)[:10] if known else "",
                matter.say(question.short),
                (question.id,),
                matter.cites_of(question.id),
            )


def _away(day: str, cut_off: str) -> tuple[int, str]:
    """How far a day lies from the cut-off."""
    found = _days(day, cut_off)
    return (10**6 if found is None else abs(found), day)


def _days(day: str, cut_off: str) -> int | None:
    try:
        return (date.fromisoformat(day) - date.fromisoformat(cut_off)).days
    except ValueError:
        return None


def _row(matter: Matter, one: Ends, cut_off: str) -> Row:
    voice = matter.voice
    look: Look = "strong" if one.own else ""
    day = plain(voice.short_day(one.day), look)
    return Row(
        (
            (day or plain(voice("not established"), "absent"),),
            (plain(cut(one.what, _LONGEST, "…"), look),),
            (plain(_standing(matter, one.day, cut_off)),),
            (_linked(matter, one.questions),),
            ((Cite(one.numbers, bare=True),) if one.numbers else plain("–"),),
        )
    )


def _standing(matter: Matter, day: str, cut_off: str) -> str:
    """`13 days past`, `in 90 days`; a dash for the cut-off itself and where no day is known."""
    found, voice = _days(day, cut_off), matter.voice
    if not found:
        return "–"
    if found < 0:
        return voice.count("{count} day past", "{count} days past", -found)
    return voice.count("in {count} day", "in {count} days", found)


def _linked(matter: Matter, questions: tuple[str, ...]) -> Text:
    runs: list[Words] = []
    for id in questions:
        runs += [Words(", ")] if runs else []
        runs.append(
            Words(id, "", answer_anchor(id)) if id in matter.checklist.questions else Words(id)
        )
    return tuple(runs) or plain("–")
