"""The analyst's parts of a memo: highlights, review, insight, scenarios, conclusion, claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assay.core.assessment import MemoItem
from assay.core.change import State
from assay.core.memo import (
    Block,
    Column,
    Heading,
    Line,
    Numbered,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
    plain,
)
from assay.core.memo_marks import Likelihood, LikelihoodScale
from assay.core.memo_text import fitted
from assay.core.records import records
from assay.core.review import Resolution
from assay.words.terms import LABEL, OUTCOME
from assay.words.voice import capital, space
from assay.work import memo_calendar, memo_overlap
from assay.work.memo_matter import Matter, detail, detail_list, details

ICD203 = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even",
    "likely",
    "very likely",
    "almost certain",
)
_RANGES = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
_SENTENCES, _CHARACTERS = 4, 480
"""How much one paragraph of the review takes."""


def nothing(matter: Matter) -> Paragraph:
    """What a part says that nobody has written."""
    return Paragraph(plain(matter.voice("Nothing has been entered."), "absent"))


def highlights(matter: Matter) -> Section:
    """Three to five sentences, each labelled fact, inference or allegation in the margin."""
    voice = matter.voice
    blocks = tuple(
        Paragraph(matter.written(item), head=voice(LABEL.get(item.label, "")) if item.label else "")
        for item in matter.part("highlight")
    )
    return Section(
        id="highlights",
        title=voice("Highlights"),
        running=voice("Highlights and review"),
        blocks=blocks or (nothing(matter),),
        new_page=True,
    )


def review(matter: Matter) -> Section:
    """The analyst's findings under their headings."""
    voice = matter.voice
    blocks: list[Block] = []
    for heading, items in groupby(matter.part("review"), key=lambda item: item.section):
        if heading:
            blocks.append(Heading(matter.bounded(heading)))
        blocks += _paragraphs(matter, list(items))
    blocks = [*(blocks or [nothing(matter)]), *memo_overlap.overlap(matter)]
    return Section(
        id="review",
        title=voice("Review"),
        running=voice("Highlights and review"),
        blocks=tuple(blocks),
    )


def _paragraphs(
    matter: Matter, items: Sequence[MemoItem], *, labelled: bool = True
) -> Iterable[Paragraph]:
    """Sentences gathered into paragraphs of a few."""
    held: list[MemoItem] = []
    for item in items:
        length = sum(len(one.text) for one in held)
        if held and (len(held) == _SENTENCES or length + len(item.text) > _CHARACTERS):
            yield _paragraph(matter, held, labelled=labelled)
            held = []
        held.append(item)
    if held:
        yield _paragraph(matter, held, labelled=labelled)


def _paragraph(matter: Matter, items: Sequence[MemoItem], *, labelled: bool) -> Paragraph:
    text: Text = ()
    before = ""
    for item in items:
        if text:
            text = (*text, Words(space(before, item.text)))
        text = (*text, *matter.written(item, labelled=labelled))
        before = item.text.strip()
    return Paragraph(text)


# -- insight and scenarios ------------------------------------------------------------------------


def insight(matter: Matter, state: State, expires: str) -> Section:
    """What it means for this holder: engagement, votes, scenarios."""
    voice, given = matter.voice, matter.assessment
    items = matter.part("insight")
    inferred = bool(items) and all(item.label == "inference" for item in items)
    about = [given.mandate, voice("{position} proposed", position=given.position_proposed)]
    intro = voice.joined(part for part in about if part and part != voice(" proposed"))
    if not given.position_proposed:
        intro = given.mandate
    intro = f"{intro}." if intro else ""
    if inferred:
        intro = f"{intro} {voice('Every statement in this section is an inference.')}".strip()
    blocks: list[Block] = [Paragraph(matter.written(item, labelled=not inferred)) for item in items]
    if not blocks:
        blocks.append(nothing(matter))
    engagement = matter.part("engagement")
    if engagement:
        blocks.append(Heading(voice("Engagement requests")))
        blocks.append(Numbered(tuple(matter.written(item) for item in engagement)))
    if matter.part("voting"):
        blocks.append(Heading(voice("Voting plan")))
        blocks += [Paragraph(matter.written(item)) for item in matter.part("voting")]
    blocks += _scenarios(matter, state)
    blocks += memo_calendar.calendar(matter, expires)
    return Section(
        id="insight",
        title=voice("Investor insight"),
        running=voice("Investor insight and scenarios"),
        intro=plain(intro),
        blocks=tuple(blocks),
    )


def _scenarios(matter: Matter, state: State) -> Iterable[Block]:
    voice = matter.voice
    every: Iterable[Resolution] = records(state, "resolution")
    resolved = {said.forecast: said for said in every}
    items = matter.part("scenario")
    if not items:
        return
    words = tuple(voice(word) for word in ICD203)
    yield Table(
        columns=(
            Column(voice("Scenario, and confidence in the judgement"), 76),
            Column(LikelihoodScale(words), 70),
            Column(voice("Impact"), 24),
        ),
        rows=tuple(
            _scenario(matter, item, resolved.get(item.id), first=n == 0)
            for n, item in enumerate(items)
        ),
        title=voice.count("{count} scenario", "{count} scenarios", len(items)).capitalize(),
        subtitle=voice(
            "Likelihood in the words and ranges of ICD 203. Confidence is a separate statement about"
            " the evidence and is given in its own sentence."
        ),
    )


def _scenario(matter: Matter, item: MemoItem, became: Resolution | None, *, first: bool) -> Row:
    voice = matter.voice
    lines: list[Line] = [_name_and_day(matter, item)]
    watched = detail_list(item, "indicators")
    watch = voice(" Watch: {what}.", what=voice.joined(watched)) if watched else ""
    lines.append((*matter.written(item), Words(matter.bounded(watch), "soft")))
    level = detail(item, "confidence")
    if level:
        lines.append(_confidence(matter, item, level))
    if became is not None:
        lines.append(_became(matter, became))
    low, high = _range(item)
    mark: Line = plain(matter.bounded(detail(item, "likelihood")))
    if high > low:
        mark = Likelihood(low, high, fitted(voice(detail(item, "likelihood")), 20))
    impact = detail(item, "impact")
    return Row((tuple(lines), (mark,), (plain(matter.bounded(capital(impact))),)), rule=not first)


def _name_and_day(matter: Matter, item: MemoItem) -> Text:
    """What a scenario is called, and the day by which it has happened or has not."""
    name, due = Words(matter.bounded(detail(item, "name")), "strong"), detail(item, "due")
    if not due:
        return (name,)
    return (name, Words(matter.voice(" · by {day}", day=matter.voice.short_day(due)), "soft"))


def _became(matter: Matter, said: Resolution) -> Text:
    """What became of a forecast, by whose word."""
    voice = matter.voice
    outcome = voice(OUTCOME.get(said.outcome, said.outcome))
    who = voice.beside(part for part in (said.by, voice.short_day(said.date)) if part)
    note = f" · {matter.bounded(said.note)}" if said.note else ""
    return (Words(capital(outcome), "strong"), Words(f" · {who}", "soft"), Words(note))


def _confidence(matter: Matter, item: MemoItem, level: str) -> Text:
    said = matter.voice("Confidence is {level}.", level=matter.voice(level))
    why = detail(item, "confidence_why")
    head = Words(said + space(said, why), "soft")
    evidence = details(item).get("confidence_evidence", [])
    numbers = matter.numbers_of(evidence if isinstance(evidence, list) else [])
    return (head, *matter.sentence(matter.bounded(why), numbers))


def _range(item: MemoItem) -> tuple[float, float]:
    """The range given, else the one that ICD 203 gives the word."""
    try:
        low, high = float(detail(item, "range_low")), float(detail(item, "range_high"))
    except ValueError:
        word = detail(item, "likelihood")
        return _RANGES[ICD203.index(word)] if word in ICD203 else (0, 0)
    return max(0.0, min(low, high)), min(100.0, max(low, high))


def conclusion(matter: Matter) -> Section:
    """One paragraph, no new facts."""
    items = matter.part("conclusion")
    blocks: tuple[Block, ...] = (nothing(matter),)
    if items:
        blocks = (_paragraph(matter, items, labelled=True),)
    return Section(id="conclusion", title=matter.voice("Conclusion"), blocks=blocks)


def claims(matter: Matter) -> Section | None:
    """How each claim of the article that started the review was treated."""
    voice = matter.voice
    items = matter.part("claim")
    if not items:
        return None
    rows = tuple(
        Row(
            (
                (plain(matter.bounded(detail(item, "claim")), "strong"),),
                (plain(matter.bounded(detail(item, "treatment"))),),
                (matter.written(item),),
                (_questions(matter, detail_list(item, "questions")),),
            )
        )
        for item in items
    )
    table = Table(
        columns=(
            Column(voice("Claim"), 12),
            Column(voice("Treatment"), 28),
            Column(voice("Finding"), 76),
            Column(voice("Tested by"), 54),
        ),
        rows=rows,
    )
    return Section(
        id="claims",
        title=voice("Claims and how each was treated"),
        intro=plain(
            voice("A claim about motive is never scored; one with a single source is alleged.")
        ),
        blocks=(table,),
        appendix=True,
    )


def _questions(matter: Matter, ids: Sequence[str]) -> Text:
    runs: list[Words] = []
    for n, id in enumerate(ids):
        runs.append(matter.link(id))
        if n + 1 < len(ids):
            runs.append(Words(", "))
    return tuple(runs) or plain("–")
