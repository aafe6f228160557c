"""The rating of a memo in figures: strips, bands and the heat map with its reading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assay.core.answers import Status
from assay.core.checklist import Domain
from assay.core.memo import (
    Cell,
    Cite,
    Column,
    Heading,
    Look,
    Paragraph,
    Row,
    Section,
    Table,
    Words,
    plain,
)
from assay.core.memo_marks import Axis, BandLetters, Bands, Empty, Sample, Strip, StripSize
from assay.core.memo_numbers import hundredth, percent, whole
from assay.core.memo_spoken import Spoken
from assay.core.memo_text import fitted, width
from assay.core.rating import MIN_COVERAGE, DomainScore, Interval, reached
from assay.words.terms import BANDS
from assay.words.voice import capital
from assay.work.memo_matter import Matter

_TITLE_LINE, _CHANNEL = 34, 70
"""Letters of a title on one line of the map, and of the channel under it."""


def letters(matter: Matter) -> str:
    """The first letters of the bands."""
    return "".join(matter.voice(name)[0] for name in BANDS)


def strip(
    interval: Interval,
    *,
    solid: bool,
    as_answered: float | None = None,
    floor: float | None = None,
    size: StripSize = "table",
) -> Strip:
    """An interval as a mark."""
    return Strip(
        interval.low,
        interval.point,
        interval.high,
        solid,
        as_answered=as_answered,
        floor=floor,
        size=size,
    )


def spoken(matter: Matter) -> Spoken:
    """How the marks of this memo are said in words."""
    voice = matter.voice
    return Spoken(
        strip=voice("{low} to {high}, point {point}"),
        answered=voice(", as answered {value}"),
        empty=voice("no value"),
        axis=voice("scale from {low} to {high}"),
        bands=voice("{point}; the range reaches from {low} to {high}"),
        names=tuple(voice(name) for name in BANDS),
        points=voice("{points} of 4 points"),
        likelihood=voice("{word}, {low} to {high}%"),
        swing=voice("{best} at its best, {worst} at its worst, {point} as it is"),
        chosen=voice("Chosen: {chosen}. Not chosen: {others}."),
    )


def is_solid(coverage: float) -> bool:
    """Whether a range is drawn solid: its coverage reaches the floor of a rating."""
    return reached(coverage, MIN_COVERAGE)


def band_index(value: float) -> int:
    """Position of the band of a value."""
    return sum(1 for edge in (20.0, 40.0, 60.0, 80.0) if reached(value, edge))


# -- heat map -------------------------------------------------------------------------------------


def heat_map(matter: Matter) -> Section:
    """Every domain with its range, and what the map says."""
    voice, rating = matter.voice, matter.rating
    columns = (
        Column("", 11),
        Column(voice("Domain, and how it reaches the investor"), 49),
        Column(voice("Weight"), 11, "right"),
        Column(BandLetters(letters(matter)), 29),
        Column(Axis(), 35),
        Column(voice("Low"), 8, "right"),
        Column(voice("Point"), 9, "right"),
        Column(voice("High"), 9, "right"),
        Column(voice("Cov."), 9, "right"),
    )
    rows = [_domain_row(matter, domain) for domain in rating.domains]
    rows.append(_overall_row(matter))
    table = Table(
        columns=columns,
        rows=tuple(rows),
        legend=(
            (Sample("hatched"), voice("range, coverage under 60%")),
            (Sample("solid"), voice("range, ratable")),
            (Sample("point"), voice("point")),
            (Sample("as_answered"), voice("as answered, evidence at full value")),
            (Sample("floor"), voice("binding floor")),
        ),
    )
    return Section(
        id="heat-map",
        title=voice("Heat map"),
        intro=plain(_map_finding(matter)),
        blocks=(table, Heading(voice("Reading the map")), *_reading(matter)),
        new_page=True,
    )


def _map_finding(matter: Matter) -> str:
    voice, rating = matter.voice, matter.rating
    scored = [d for d in rating.domains if d.interval is not None]
    enough = [d for d in scored if is_solid(d.coverage)]
    asked = sum(1 for q in rating.questions.values() if q.asked)
    head = voice(
        "{domains} domains, {asked} questions asked. ",
        domains=voice.small(len(scored)).capitalize(),
        asked=asked,
    )
    if not enough:
        return head + voice("None has enough evidence to be read as a score; each is a range.")
    if len(enough) == len(scored):
        return head + voice("All have enough evidence to be read as scores.")
    named = voice.listed(d.id for d in enough)
    return head + voice(
        "Enough evidence to be read as a score: {named}; the others are ranges that more work would"
        " narrow.",
        named=named,
    )


def _domain_row(matter: Matter, score: DomainScore) -> Row:
    domain = matter.checklist.domain(score.id)
    code: Cell = ((Words(domain.id, "strong", domain_anchor(domain.id)),),)
    title: Cell = (plain(matter.say(domain.title), "strong"),)
    # Under a title of one line, as in the picture: a map of fourteen domains stays on its page.
    if says_channel(matter, domain):
        title = (*title, plain(_channel(matter.say(domain.channel)), "soft"))
    weight: Cell = (plain(f"{score.weight:g}"),)
    if score.interval is None:
        none = plain(matter.voice("does not apply"), "absent")
        dash = (plain("–"),)
        return Row(
            (code, title, weight, (none,), (Empty("map"),), dash, dash, dash, dash), rule=True
        )
    return Row(
        (code, title, weight, *_cells(matter, score.interval, score, strong=False)), rule=True
    )


def says_channel(matter: Matter, domain: Domain) -> bool:
    """Whether the map says how a domain reaches the investor, under a title of one line."""
    return width(matter.say(domain.title)) <= _TITLE_LINE


def _channel(text: str) -> str:
    """At most two lines: the whole sentence, or what stands before its first comma."""
    whole = capital(text).rstrip(".。")
    return fitted(whole if width(whole) <= _CHANNEL else re.split("[,，]", whole)[0], _CHANNEL)


def _cells(
    matter: Matter, interval: Interval, score: DomainScore | None, *, strong: bool
) -> tuple[Cell, ...]:
    rating = matter.rating
    coverage = rating.coverage if score is None else score.coverage
    as_answered = rating.as_answered if score is None else score.as_answered
    solid = is_solid(coverage)
    bands = Bands(
        band_index(interval.low),
        band_index(interval.point),
        band_index(interval.high),
        solid,
        letters(matter),
    )
    drawn = strip(
        interval,
        solid=solid,
        as_answered=as_answered,
        floor=None if score is None else score.floor,
        size="map",
    )
    look: Look = "strong" if strong else ""
    return (
        (bands,),
        (drawn,),
        (plain(whole(interval.low), look),),
        (plain(whole(interval.point), "strong"),),
        (plain(whole(interval.high), look),),
        (plain(percent(coverage), look),),
    )


def _overall_row(matter: Matter) -> Row:
    voice, rating = matter.voice, matter.rating
    word = matter.voice(rating.rating)
    marker = voice("{rating}, provisional", rating=word) if rating.provisional else word
    total = sum(d.weight for d in rating.domains if d.interval is not None)
    return Row(
        (
            (plain(voice("All"), "strong"),),
            (plain(marker, "soft"),),
            (plain(f"{total:g}"),),
            *_cells(matter, rating.interval, None, strong=True),
        ),
        heavy=True,
    )


_HIGHEST = "{name} ({id}) has the highest point, {point} in a range of {low} to {high}"
_WIDEST = "{name} ({id}) spans most, {low} to {high}"


def _reading(matter: Matter) -> Iterable[Paragraph]:
    """Three sentences that read the map: the highest point, binding floors, the widest range."""
    voice, rating = matter.voice, matter.rating
    scored = [d for d in rating.domains if d.interval is not None]
    if not scored:
        return
    free = [d for d in scored if d.floor is None] or scored
    top = max(free, key=lambda d: d.interval.point if d.interval else 0)
    yield _read(
        matter,
        top,
        voice("{name} ({id}) has the highest point, {point} in a range of {low} to {high}"),
    )
    for score in scored:
        if score.floor is not None:
            yield _floor(matter, score)
    widest = max(scored, key=lambda d: d.interval.high - d.interval.low if d.interval else 0)
    if widest is not top:
        yield _read(matter, widest, voice(_WIDEST))


def _read(matter: Matter, score: DomainScore, pattern: str) -> Paragraph:
    voice, domain, interval = matter.voice, matter.checklist.domain(score.id), score.interval
    assert interval is not None
    head = pattern.format(
        name=matter.say(domain.title),
        id=domain.id,
        point=whole(interval.point),
        low=whole(interval.low),
        high=whole(interval.high),
    )
    missing = without_answer(matter, domain)
    asked = sum(1 for q in domain.questions if matter.rating.questions[q.id].asked)
    tail = voice(
        "; {missing} of its {asked} questions have no answer.",
        missing=voice.small(missing),
        asked=voice.small(asked),
    )
    return Paragraph(plain(head + tail))


def _floor(matter: Matter, score: DomainScore) -> Paragraph:
    """Which rule holds a domain up, on what evidence, and how firmly."""
    voice = matter.voice
    states = {f.id: f for f in matter.rating.flags}
    holding = [
        flag
        for flag in matter.checklist.flags
        if states[flag.id].state == "binding"
        and flag.floor_domain == score.floor
        and matter.checklist.questions[flag.questions[0]].domain == score.id
    ]
    sentences: list[Words | Cite] = []
    for flag in holding:
        numbers = tuple(sorted({n for q in flag.questions for n in matter.cites_of(q)}))
        head = voice(
            "The floor under {id} binds at {floor} ({flag}): {text}",
            id=score.id,
            floor=whole(score.floor or 0),
            flag=flag.id,
            text=matter.say(flag.text),
        )
        sentences += matter.sentence(head, numbers)
        sentences.append(
            Words(
                " "
                + voice(
                    "Its confidence is {confidence} against a threshold of 0.50.",
                    confidence=hundredth(states[flag.id].confidence),
                )
            )
        )
    return Paragraph(tuple(sentences))


def without_answer(matter: Matter, domain: Domain) -> int:
    """Questions of a domain that are asked and have no answer that stands."""
    scores = matter.rating.questions
    return sum(
        1
        for q in domain.questions
        if scores[q.id].asked
        and (scores[q.id].status is not Status.ANSWERED or scores[q.id].lapsed)
    )


def domain_anchor(id: str) -> str:
    """The anchor of a domain in the body."""
    return f"d:{id}"
