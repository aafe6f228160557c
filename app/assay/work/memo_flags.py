"""Red flags, knock-outs and gates: every rule that fired, is open or was cleared, and why."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.answers import Status
from assay.core.checklist import Flag
from assay.core.memo import (
    Block,
    Cite,
    Column,
    Heading,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    answer_anchor,
    plain,
)
from assay.core.memo_marks import Sample, StateMark
from assay.core.memo_numbers import hundredth, whole
from assay.core.memo_text import cut
from assay.core.rating import FlagState
from assay.words.voice import capital, run
from assay.work.memo_answers import answer_text, status_word
from assay.work.memo_matter import Matter

_ORDER = ("binding", "fired", "pending", "open", "cleared")


def flags(matter: Matter) -> Section:
    """Every rule that fired, is open or was cleared; the count of those that did neither."""
    voice = matter.voice
    states = {f.id: f for f in matter.rating.flags}
    fired = [f for f in matter.checklist.flags if states[f.id].state in _ORDER]
    kinds = ("floor", "knockout", "gate")
    fired.sort(key=lambda f: (kinds.index(f.kind), _ORDER.index(states[f.id].state)))
    blocks: list[Block] = []
    if fired:
        blocks.append(_flag_table(matter, fired, states))
    blocks += [Heading(voice("Not fired, and what that is worth")), _not_fired(matter, states)]
    return Section(
        id="flags",
        title=voice("Red flags, knock-outs and gates"),
        running=voice("Red flags and gates"),
        intro=plain(_flag_finding(matter, states)),
        blocks=tuple(blocks),
    )


def _flag_finding(matter: Matter, states: dict[str, FlagState]) -> str:
    voice = matter.voice
    count = {name: sum(1 for s in states.values() if s.state == name) for name in _ORDER}
    parts = []
    if count["binding"]:
        parts.append(voice.count("{count} rule binds", "{count} rules bind", count["binding"]))
    if count["pending"]:
        parts.append(voice.count("{count} is pending", "{count} are pending", count["pending"]))
    if count["open"]:
        parts.append(
            voice.count(
                "{count} knock-out is open because a question has no answer",
                "{count} knock-outs are open because a question has no answer",
                count["open"],
            )
        )
    if count["fired"]:
        parts.append(
            voice.count(
                "{count} gate keeps this memo a draft",
                "{count} gates keep this memo a draft",
                count["fired"],
            )
        )
    if not parts:
        return voice("No rule has fired.")
    text = voice.joined(parts)
    return capital(text) + voice(".")


def _flag_table(matter: Matter, fired: list[Flag], states: dict[str, FlagState]) -> Table:
    voice = matter.voice
    rows = []
    for n, flag in enumerate(fired):
        row = _flag_row(matter, flag, states[flag.id])
        rows.append(Row(row.cells, rule=n > 0 and fired[n - 1].kind != flag.kind))
    return Table(
        columns=(
            Column(voice("State"), 19),
            Column(voice("Rule"), 22),
            Column(voice("What it means"), 62),
            Column(voice("Why it stands so"), 32),
            Column(voice("Conf."), 10, "right"),
            Column(voice("Effect"), 25),
        ),
        rows=tuple(rows),
        legend=(
            (Sample("binding"), voice("binding: moves the score")),
            (Sample("pending"), voice("pending: lifts upper bound")),
            (Sample("open"), voice("open: an answer is missing")),
            (Sample("gate"), voice("gate: blocks the final memo")),
        ),
    )


def _flag_row(matter: Matter, flag: Flag, state: FlagState) -> Row:
    voice = matter.voice
    words = {
        "binding": StateMark("binding", voice("Binding")),
        "pending": StateMark("pending", voice("Pending")),
        "open": StateMark("open", voice("Open")),
        "fired": StateMark("gate", voice("Closed")),
        "cleared": StateMark("clear", voice("Cleared")),
    }
    unanswered = state.state == "open" or flag.kind == "gate"
    return Row(
        (
            (words[state.state],),
            (plain(flag.id, "strong"),),
            (plain(matter.say(flag.text)),),
            tuple(_why(matter, flag, state)),
            (plain("–" if unanswered else hundredth(state.confidence)),),
            (plain(_effect(matter, flag, state)),),
        )
    )


def _why(matter: Matter, flag: Flag, state: FlagState) -> Iterable[Line]:
    """The answers that the rule reads, each with its evidence; and a reviewer's word."""
    for id in flag.questions:
        question = matter.checklist.questions[id]
        score = matter.rating.questions[id]
        said = answer_text(matter, question)
        if score.lapsed:
            said = matter.voice("{answer} (lapsed)", answer=said)
        elif score.status is not Status.ANSWERED:
            said = status_word(matter, score.status).lower()
        numbers = matter.cites_of(id)
        cites: Text = (Cite(numbers),) if numbers else ()
        link = Words(id, "", answer_anchor(id))
        yield (link, Words(f" {cut(said, 120, '…')}"), *cites)
    review = matter.reviews.get(flag.id)
    if review is not None:
        word = matter.voice("Confirmed") if review.state == "confirmed" else matter.voice("Cleared")
        who = f"{word}: {review.reviewer}, {matter.voice.short_day(review.date)}. {review.reason}"
        yield plain(matter.bounded(who), "soft")


def _effect(matter: Matter, flag: Flag, state: FlagState) -> str:
    voice = matter.voice
    if state.state == "cleared":
        return voice("None: cleared")
    if flag.kind == "gate":
        return voice("Blocks final memo")
    if flag.kind == "knockout":
        return voice("Prohibited") if state.state == "binding" else voice("Upper bound ≥ 80")
    parts = []
    bound = "{what} at least {floor}" if state.state == "binding" else "{what} up to {floor}"
    if flag.floor_domain is not None:
        domain = matter.checklist.questions[flag.questions[0]].domain
        parts.append(voice(bound, what=domain, floor=whole(flag.floor_domain)))
    if flag.floor_overall is not None:
        parts.append(voice(bound, what=voice("overall"), floor=whole(flag.floor_overall)))
    return voice.joined(parts)


def _not_fired(matter: Matter, states: dict[str, FlagState]) -> Paragraph:
    voice = matter.voice
    clear = [f for f in matter.checklist.flags if states[f.id].state == "clear"]
    tested = [
        flag
        for flag in clear
        if all(
            (score := matter.rating.questions[q]).asked
            and score.status is Status.ANSWERED
            and not score.lapsed
            for q in flag.questions
        )
    ]
    text = voice.count("{count} rule did not fire.", "{count} rules did not fire.", len(clear))
    parts = [capital(text)]
    if tested:
        named = voice(" ({rules})", rules=voice.series(f.id for f in tested))
        parts.append(
            voice.count(
                "Every answer that it reads exists for {count} of them",
                "Every answer that they read exists for {count} of them",
                len(tested),
            )
            + named
            + voice(".")
        )
    parts.append(
        voice(
            "Where an answer is missing or does not apply, a rule cannot fire: that it has not fired is"
            " no finding."
        )
    )
    return Paragraph(plain(run(*parts)), style="note")
