"""How a memo's numbers were made, what would move them, and what its readers must be told."""

from __future__ import annotations

from collections.abc import Iterable

from assay.core.chance import monte_carlo
from assay.core.change import State
from assay.core.memo import (
    Block,
    Cell,
    Column,
    Heading,
    Numbered,
    Paragraph,
    Row,
    Section,
    Table,
    Words,
    plain,
)
from assay.core.memo_marks import Axis, Sample, Swing, SwingAxis
from assay.core.memo_numbers import percent, tenth, whole
from assay.core.rating import Interval, Rating
from assay.core.sensitivity import by_power, by_profile, weight_robustness
from assay.words.voice import capital, run
from assay.work import memo_second
from assay.work.jobs import checkpoint
from assay.work.memo_matter import Matter, detail
from assay.work.memo_scores import is_solid, strip
from assay.work.memo_sources import hexed

_SWINGS = 12
_DRAWS = 1000


def method(matter: Matter, state: State) -> Section:
    """Sensitivity, the limits of the number, and how far two analysts agree."""
    voice = matter.voice
    moved = matter.scorecard.swings()
    blocks: list[Block] = []
    if moved:
        blocks.append(_tornado(matter))
    blocks.append(_choices(matter))
    blocks.append(Heading(voice("What the number can and cannot carry")))
    second = memo_second.analysts(matter, state)
    blocks += [Paragraph(plain(text)) for text in _limits(matter, measured=bool(second))]
    blocks += second
    changing = sum(1 for gap in moved if gap.changes_band)
    intro = (
        voice.count(
            "{count} answer could change the band on its own.",
            "{count} answers could change the band on their own.",
            changing,
        )
        if changing
        else voice("No single answer changes the band.")
    )
    return Section(
        id="method",
        title=voice("Method and sensitivity"),
        intro=plain(capital(intro)),
        blocks=tuple(blocks),
        new_page=True,
        appendix=True,
    )


def _tornado(matter: Matter) -> Table:
    voice, rating = matter.voice, matter.rating
    shown = matter.scorecard.swings()[:_SWINGS]
    point = rating.interval.point
    start = min(point - 1, *(gap.best for gap in shown)) - 0.2
    end = max(point + 1, *(gap.worst for gap in shown)) + 0.2
    questions = matter.checklist.questions
    rows = tuple(
        Row(
            (
                ((matter.link(gap.question, "strong"),),),
                (plain(matter.say(questions[gap.question].short)),),
                (Swing(gap.best, point, gap.worst, start, end),),
            )
        )
        for gap in shown
    )
    return Table(
        columns=(
            Column(voice("Question"), 15),
            Column("", 55),
            Column(SwingAxis(start, end), 100),
        ),
        rows=rows,
        title=voice("Overall point if one question were at its best or its worst"),
        subtitle=voice(
            "The point is {point}; the axis shows {width} of 100 points. Bands change at 20, 40, 60"
            " and 80.",
            point=tenth(point),
            width=whole(end - start),
        ),
        legend=(
            (Sample("best"), voice("at its best")),
            (Sample("worst"), voice("at its worst")),
        ),
        tight=True,
    )


def _choices(matter: Matter) -> Table:
    """The overall score under other powers and other weight profiles; the chosen ones bold."""
    voice, rating = matter.voice, matter.rating
    comments = {
        1.0: voice("arithmetic mean"),
        2.0: voice("used in this memo"),
        4.0: voice("severe answers weigh more"),
    }
    rows = [
        _choice(
            matter,
            voice("Aggregation p = {power}", power=f"{power:g}"),
            comments.get(power, ""),
            interval,
            rating.coverage,
            chosen=power == 2.0,
        )
        for power, interval in by_power(rating).items()
    ]
    profiles = {profile.id: profile for profile in matter.checklist.profiles}
    weights = {id: profile.weights for id, profile in profiles.items()}
    for id, total in by_profile(rating, weights).items():
        name = voice("Weights: {profile}", profile=matter.say(profiles[id].title))
        chosen = id == rating.profile
        comment = voice("used in this memo") if chosen else ""
        rows.append(_choice(matter, name, comment, total.interval, total.coverage, chosen=chosen))
    return Table(
        columns=(
            Column(voice("Choice"), 48),
            Column("", 38),
            Column(Axis(), 56),
            Column(voice("Low"), 9, "right"),
            Column(voice("Point"), 10, "right"),
            Column(voice("High"), 9, "right"),
        ),
        rows=tuple(rows),
        title=voice("The result under other choices"),
        subtitle=voice("Range and point of the overall score with the same answers and rules."),
        tight=True,
    )


def _choice(
    matter: Matter,
    name: str,
    comment: str,
    interval: Interval,
    coverage: float,
    *,
    chosen: bool,
) -> Row:
    numbers: tuple[Cell, ...] = tuple(
        (plain(whole(value)),) for value in (interval.low, interval.point, interval.high)
    )
    return Row(
        (
            (plain(name, "strong" if chosen else ""),),
            (plain(comment, "soft"),),
            (strip(interval, solid=is_solid(coverage)),),
            *numbers,
        )
    )


def _go_on(done: int) -> bool:
    checkpoint()
    return True


def _limits(matter: Matter, *, measured: bool) -> Iterable[str]:
    voice, rating = matter.voice, matter.rating
    robust = weight_robustness(rating, draws=_DRAWS)
    chances = monte_carlo(rating, draws=_DRAWS, go_on=_go_on)
    text = voice(
        "With each domain weight redrawn by up to a quarter either way, the point stays in its band in"
        " {share}% of {draws} draws; equal weights give {point}.",
        share=percent(robust.share_same_band).removesuffix("%"),
        draws=f"{robust.draws:,}",
        point=whole(robust.equal_weights.point),
    )
    if chances is not None:
        independent = voice(
            "If errors were independent, nine draws in ten would lie between {low} and {high}; errors"
            " here share sources, so the hard range is the one to use.",
            low=whole(chances.p05),
            high=whole(chances.p95),
        )
        text = run(text, independent)
    yield run(
        text, voice("Weights and half-lives are judgement; no back-test against losses exists.")
    )
    yield run(
        voice(
            "Each answer becomes an interval: its points, pulled towards the neutral middle by as much as"
            " evidence is weak, old or contradicted. Domains and the overall score are weighted power means"
            " with p = 2, so one severe answer is not hidden by several mild ones."
        ),
        "" if measured else _analysts(matter),
    )
    yield _versions(matter, rating)


def _analysts(matter: Matter) -> str:
    voice = matter.voice
    if matter.assessment.second_analyst:
        return voice("Two analysts are named; agreement between them was not measured here.")
    return voice("One analyst coded this file; agreement between two was not measured.")


def _versions(matter: Matter, rating: Rating) -> str:
    voice, checklist = matter.voice, matter.checklist
    return voice(
        "Checklist {title}, version {version}, content {hash}; weights {profile}; evidence aged to"
        " {day}; Assay {app}; state {state}.",
        title=matter.say(checklist.title),
        version=checklist.version,
        hash=hexed(checklist.hash, 4),
        profile=matter.say(checklist.profile(rating.profile).title) if rating.profile else "–",
        day=voice.day(rating.cut_off),
        app=matter.app_version,
        state=hexed(matter.state_id, 8),
    )


# -- what readers must be told --------------------------------------------------------------------


def disclosures(matter: Matter, disclaimer: str = "") -> Section:
    """Disclosures, conflicts, how the file was collected, and who was asked to reply."""
    voice, given = matter.voice, matter.assessment
    own = voice(
        "This memo is neither investment nor legal advice. Its numbers rest on expert weights and on"
        " the evidence in the register, and on nothing else."
    )
    if matter.project.illustrative:
        example = voice("This is a worked example: mandate and position are invented.")
        own = run(own, example)
    blocks: list[Block] = [Paragraph(plain(own))]
    lines = (line.strip() for line in disclaimer.splitlines())
    blocks += [Paragraph(plain(matter.bounded(line))) for line in lines if line]
    given_texts = [matter.written(item) for item in matter.part("disclosure")]
    if given_texts:
        blocks.append(Numbered(tuple(given_texts)))
    for name, text in (
        (voice("Project"), matter.project.title),
        (voice("Assessment"), given.title),
        (voice("Second analyst"), given.second_analyst),
        (voice("Conflicts and holdings"), given.conflicts),
        (voice("How the file was collected"), given.collection),
        (voice("What started the review"), given.trigger),
        (voice("Position now"), given.position_current),
        (voice("Position proposed"), given.position_proposed),
        (voice("Note on the project"), matter.project.note),
    ):
        if text:
            blocks.append(Paragraph((Words(f"{name}: ", "strong"), Words(matter.bounded(text)))))
    blocks += _replies(matter)
    return Section(
        id="disclosures", title=voice("Disclosures"), blocks=tuple(blocks), appendix=True
    )


def _replies(matter: Matter) -> Iterable[Block]:
    voice = matter.voice
    items = matter.part("reply")
    if not items:
        return
    yield Table(
        columns=(
            Column(voice("Party"), 46),
            Column(voice("Asked"), 22),
            Column(voice("Reply"), 40),
            Column(voice("Note"), 62),
        ),
        rows=tuple(
            Row(
                (
                    (plain(matter.bounded(detail(item, "party"))),),
                    (plain(_asked(matter, detail(item, "asked"), detail(item, "date"))),),
                    (plain(matter.bounded(detail(item, "reply")) or voice("none")),),
                    (matter.written(item),),
                )
            )
            for item in items
        ),
        title=voice("Right of reply"),
    )


def _asked(matter: Matter, asked: str, day: str) -> str:
    if asked not in {"1", "true", "True"}:
        return matter.voice("not asked")
    return matter.voice.short_day(day) if day else matter.voice("asked")
