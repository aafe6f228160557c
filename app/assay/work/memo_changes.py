"""The change log of a memo: what moved since the one before, and the rating over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assay.core.answers import Answer
from assay.core.assessment import Assessment, MemoIssue
from assay.core.change import State
from assay.core.checklist import Checklist
from assay.core.comparison import same_questions
from assay.core.confidence import day_of
from assay.core.evidence import Evidence
from assay.core.memo import Block, Cite, Column, Figure, Paragraph, Row, Section, Table, Text, plain
from assay.core.memo_marks import PathDay, RatingPath
from assay.core.memo_numbers import hundredth, percent, whole
from assay.core.rating import Rating
from assay.core.records import from_row, records
from assay.core.scorecard import Scorecard
from assay.words.voice import capital, run
from assay.work.jobs import checkpoint
from assay.work.memo_answers import answer_of, worded
from assay.work.memo_matter import Matter
from assay.work.memo_sources import hexed

MONTHS = 12
"""How far back the rating is followed."""
_STEP = timedelta(days=30)
_AHEAD = timedelta(days=90)
MOST_EVENTS = 6
"""Days with an event that the path takes beside one each month."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a memo is compared with: the assessment as it was when the memo before was issued."""

    day: str
    state_id: str
    """Empty where it is an earlier assessment of this project."""
    assessment: str
    checklist: Checklist
    state: State

    @property
    def rating(self) -> Rating:
        """The rating that stood in it."""
        return Scorecard(self.checklist, self.state, self.assessment).rating


def last_issue(state: State, assessment: str, state_id: str) -> MemoIssue | None:
    """The memo of this assessment that was issued last, from another state than this one."""
    every: Iterable[MemoIssue] = records(state, "memo_issue")
    found = (m for m in every if m.assessment == assessment and m.state != state_id)
    return max(found, key=lambda m: (m.time, m.id), default=None)


def before(state: State, assessment: str) -> Assessment | None:
    """The assessment of this project that came before this one and had an earlier day."""
    every: list[Assessment] = list(records(state, "assessment"))
    own = next((one for one in every if one.id == assessment), None)
    if own is None:
        return None
    found = (one for one in every if one.cut_off < own.cut_off)
    return max(found, key=lambda one: (one.cut_off, one.position), default=None)


# -- the section ----------------------------------------------------------------------------------


def change_log(matter: Matter, state: State, earlier: Earlier | None) -> Section:
    """What changed since the memo before, or the word that there is none; and the rating path."""
    blocks: list[Block] = []
    if earlier is None:
        blocks.append(Paragraph(plain(_none(matter))))
    else:
        blocks += _changes(matter, earlier)
    path = _path(matter, state)
    if path is not None:
        blocks.append(path)
    return Section(
        id="change-log",
        title=matter.voice("Change log"),
        blocks=tuple(blocks),
        appendix=True,
    )


def _none(matter: Matter) -> str:
    return matter.voice(
        "The project holds no record of an earlier memo of this assessment, so nothing is compared."
        " The state printed at the foot of every page names exactly what this memo was made from;"
        " the history of the project shows every step before and after it."
    )


def _changes(matter: Matter, earlier: Earlier) -> Iterable[Block]:
    voice = matter.voice
    then = earlier.rating
    yield Paragraph(plain(_against(matter, earlier)))
    yield _rating_table(matter, then)
    changed = _answers(matter, earlier)
    if changed:
        yield Table(
            columns=(
                Column(voice("Question"), 18),
                Column("", 48),
                Column(voice("Then"), 52),
                Column(voice("Now"), 52),
            ),
            rows=tuple(changed),
            title=capital(
                voice.count("{count} answer changed", "{count} answers changed", len(changed))
            ),
            tight=True,
        )
    yield from _evidence(matter, earlier)


def _against(matter: Matter, earlier: Earlier) -> str:
    voice = matter.voice
    day = voice.day(earlier.day)
    if earlier.state_id:
        return voice(
            "Compared with the memo issued on {day} from state {state}.",
            day=day,
            state=hexed(earlier.state_id, 3),
        )
    return voice("Compared with the earlier assessment of this project, as of {day}.", day=day)


def _rating_table(matter: Matter, then: Rating) -> Table:
    voice, now = matter.voice, matter.rating
    pairs = (
        (voice("Rating"), voice(then.rating), voice(now.rating)),
        (voice("Range"), _range(then), _range(now)),
        (voice("Point"), whole(then.interval.point), whole(now.interval.point)),
        (voice("Coverage"), percent(then.coverage), percent(now.coverage)),
        (voice("Evidence index"), hundredth(then.evidence_index), hundredth(now.evidence_index)),
    )
    return Table(
        columns=(
            Column("", 50),
            Column(voice("Then"), 40, "right"),
            Column(voice("Now"), 40, "right"),
            Column("", 40),
        ),
        rows=tuple(
            Row(((plain(name),), (plain(one),), (plain(other, "strong"),), (plain(""),)))
            for name, one, other in pairs
        ),
        tight=True,
    )


def _range(rating: Rating) -> str:
    return f"{whole(rating.interval.low)}–{whole(rating.interval.high)}"


def _answers(matter: Matter, earlier: Earlier) -> list[Row]:
    """The questions whose answer is another one, in the order of the checklist."""
    given: Iterable[Answer] = records(earlier.state, "answer")
    then = {a.question: a for a in given if a.assessment == earlier.assessment}
    pairs = same_questions(earlier.checklist, matter.checklist)
    rows = []
    for id, question in matter.checklist.questions.items():
        old = then.get(pairs.get(id, id))
        new = answer_of(matter, id)
        was = ("not_assessed", None) if old is None else (str(old.status), old.value)
        if was == (str(new.status), new.value):
            continue
        said = matter.voice("not assessed") if old is None else worded(matter, question, old)
        cells: tuple[Text, ...] = (
            (matter.link(id, "strong"),),
            plain(matter.say(question.short)),
            plain(matter.bounded(said), "soft"),
            plain(matter.bounded(worded(matter, question, new))),
        )
        rows.append(Row(tuple((cell,) for cell in cells)))
    return rows


def _evidence(matter: Matter, earlier: Earlier) -> Iterable[Block]:
    """Evidence that came, that went, and that has lapsed since."""
    voice = matter.voice
    held = earlier.state.get("evidence", {})
    came = [e for id, e in matter.evidence.items() if id not in held]
    gone = [from_row(Evidence, row) for id, row in held.items() if id not in matter.evidence]
    today = str(matter.rating.cut_off)[:10]
    lapsed = [
        e
        for e in matter.evidence.values()
        if e.valid_until and earlier.day <= e.valid_until < today
    ]
    for name, items in ((voice("Evidence added: "), came), (voice("Evidence lapsed: "), lapsed)):
        if items:
            yield Paragraph(
                (*plain(name, "strong"), Cite(tuple(e.number for e in items))), notes=False
            )
    if gone:
        numbers = voice.series(str(e.number) for e in sorted(gone, key=lambda e: e.number))
        yield Paragraph((*plain(voice("Evidence taken out: "), "strong"), *plain(numbers)))
    if not (came or gone or lapsed):
        yield Paragraph(plain(voice("No evidence was added, taken out or has lapsed.")))


# -- the rating over time -------------------------------------------------------------------------


def _path(matter: Matter, state: State) -> Figure | None:
    """The range on every month's day: the answers of today, the evidence of each day."""
    voice = matter.voice
    items = _cited(matter)
    if not items:
        return None
    cut_off = date.fromisoformat(str(matter.rating.cut_off)[:10])
    moved = _events(items)
    days = _days(moved, cut_off)
    first, last = days[0], days[-1]
    span = (last - first).days
    found = []
    for n, day in enumerate(days):
        since = days[n - 1] if n else day - _STEP
        events = sum(1 for when in moved if since < when <= day)
        rating = matter.rating if day == cut_off else _rated(matter, state, day)
        i = rating.interval
        found.append(PathDay((day - first).days / span, i.low, i.point, i.high, events))
    start, end = found[0], found[-1]
    mark = RatingPath(
        days=tuple(found),
        named=tuple((d.at, voice.short_day(day.isoformat())) for d, day in _named(found, days)),
        now=(cut_off - first).days / span,
        now_name=voice("cut-off"),
    )
    return Figure(
        mark=mark,
        title=voice("The rating over time"),
        subtitle=voice(
            "The answers of today with the evidence of each day. Band: range; line: point; ticks: days on"
            " which evidence is dated or lapses. Right of the cut-off nothing new is known."
        ),
        alt=run(
            _moment(matter, days[0], start),
            _moment(matter, cut_off, None),
            _moment(matter, last, end),
        ),
    )


def _moment(matter: Matter, day: date, found: PathDay | None) -> str:
    i = matter.rating.interval
    low, point, high = (
        (i.low, i.point, i.high) if found is None else (found.low, found.point, found.high)
    )
    return matter.voice(
        "{day}: {low} to {high}, point {point}.",
        day=matter.voice.day(day.isoformat()),
        low=whole(low),
        high=whole(high),
        point=whole(point),
    )


def _cited(matter: Matter) -> list[Evidence]:
    ids = {c.evidence for cited in matter.citations.values() for c in cited}
    return [e for id, e in matter.evidence.items() if id in ids]


def _events(items: Iterable[Evidence]) -> list[date]:
    """The days on which evidence is dated, or is valid no more."""
    found = []
    for item in items:
        dated, ends = day_of(item.date), day_of(item.valid_until)
        if dated is not None:
            found.append(date.fromordinal(dated))
        if ends is not None:
            found.append(date.fromordinal(ends) + timedelta(days=1))
    return sorted(found)


def _days(events: Sequence[date], cut_off: date) -> list[date]:
    """One day a month, the cut-off, and the days of the latest events, oldest first."""
    start, end = cut_off - _STEP * MONTHS, cut_off + _AHEAD
    inside = sorted({day for day in events if start <= day <= end})
    days = {start, cut_off, end, *inside[-MOST_EVENTS:]}
    days |= {start + _STEP * n for n in range(1, MONTHS)}
    return sorted(days)


def _named(found: Sequence[PathDay], days: Sequence[date]) -> list[tuple[PathDay, date]]:
    pairs = list(zip(found, days, strict=True))
    return [pairs[0], *pairs[len(pairs) // 4 : -1 : max(1, len(pairs) // 4)], pairs[-1]]


def _rated(matter: Matter, state: State, day: date) -> Rating:
    """The rating as of another day: evidence dated later does not exist yet."""
    checkpoint()
    limit = day.toordinal()
    later = {id for id, e in matter.evidence.items() if (day_of(e.date) or 0) > limit}
    shown = dict(state)
    if later:
        shown["evidence"] = {k: r for k, r in state.get("evidence", {}).items() if k not in later}
        shown["citation"] = {
            key: row
            for key, row in state.get("citation", {}).items()
            if row["evidence"] not in later
        }
    assessment = matter.assessment.id
    return Scorecard(matter.checklist, shown, assessment, cut_off=day.isoformat()).rating
