"""Page 1 of a memo: what is asked, what is recommended, on what it stands and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assay.core.answers import Status
from assay.core.assessment import RECOMMENDATIONS, MemoItem, Statement
from assay.core.memo import (
    Condition,
    Count,
    Decision,
    Heading,
    Meter,
    Numbered,
    Paragraph,
    RailFact,
    Section,
    Text,
    Verdict,
    Words,
    cited,
    plain,
)
from assay.core.memo_numbers import hundredth, percent
from assay.core.memo_numbers import whole as shown_whole
from assay.core.memo_text import clean, fitted
from assay.core.rating import MIN_COVERAGE, MIN_EVIDENCE_INDEX, NOT_RATABLE, reached
from assay.words.terms import BANDS, RECOMMENDATION
from assay.words.voice import capital, run
from assay.work.memo_matter import Matter, detail, detail_list
from assay.work.memo_scores import is_solid, strip
from assay.work.memo_sources import hexed
from assay.work.memo_steps import GAPS, Planned, path_finding

FULL = "decision-full"
_NAME, _OTHER, _VERDICT, _ASKED, _ADVICE, _REASON = 110, 90, 190, 260, 320, 230
_CONDITION, _CHANGE, _SCOPE, _FACT, _OWNER = 130, 200, 340, 90, 34
_REASONS, _CONDITIONS = 3, 5
"""What page 1 takes; what is longer or more is printed whole on the page behind it."""


class _Room:
    """Cuts texts to page 1 and remembers whether anything was cut."""

    def __init__(self) -> None:
        self.cut = False

    def fit(self, text: str, room: int) -> str:
        text = clean(text)
        found = fitted(text, room)
        self.cut = self.cut or found != text
        return found


def decision(matter: Matter, steps: Sequence[Planned], expires: str) -> Decision:
    """Page 1, its texts cut to what a page can take at all."""
    voice, room = matter.voice, _Room()
    issuer, other = _names(matter)
    choice = next((detail(item, "choice") for item in matter.part("recommendation")), "")
    page = Decision(
        shortened=False,
        kind=voice("Governance risk memo"),
        status=_status(matter),
        issuer=room.fit(issuer, _NAME),
        other_name=room.fit(other, _OTHER),
        verdict=room.fit(_verdict(matter, choice), _VERDICT),
        rating=_rating(matter),
        asked=(voice("Decision asked"), plain(room.fit(matter.one("asked"), _ASKED))),
        choices=tuple(voice(RECOMMENDATION[name]) for name in RECOMMENDATIONS),
        chosen=RECOMMENDATIONS.index(choice) if choice in RECOMMENDATIONS else None,
        recommendation=(
            voice("Recommendation"),
            plain(room.fit(_advice(matter, choice), _ADVICE)),
        ),
        reasons_for=(voice("Reasons for"), _reasons(matter, room, "reason_for")),
        reasons_against=(voice("Reasons against"), _reasons(matter, room, "reason_against")),
        conditions=(voice("Conditions before any purchase"), _conditions(matter, room, steps)),
        change_title=voice("What would change this view"),
        change_less=(
            voice("Towards less risk"),
            plain(room.fit(matter.one("change_less"), _CHANGE)),
        ),
        change_more=(
            voice("Towards more risk"),
            plain(room.fit(matter.one("change_more"), _CHANGE)),
        ),
        scope=plain(room.fit(matter.one("scope"), _SCOPE)),
        facts=tuple(_facts(matter, room, expires)),
        counts=_counts(matter),
        gaps=_gaps(matter, steps),
        path=_path(matter, steps),
    )
    return replace(page, shortened=room.cut)


def _status(matter: Matter) -> str:
    voice, reviewer = matter.voice, matter.assessment.reviewer
    if matter.final:
        return voice("Final, reviewed by {reviewer}", reviewer=fitted(clean(reviewer), 40))
    if reviewer:
        return voice("Draft, reviewer {reviewer}", reviewer=fitted(clean(reviewer), 40))
    return voice("Draft, not reviewed")


def _names(matter: Matter) -> tuple[str, str]:
    """The issuer's name in the memo's language, and its name in the other script."""
    names = matter.of("name")
    first = next((said for said in names if said.language == matter.voice.language), None)
    first = first or next(iter(names), None)
    if first is None:
        return matter.project.title or matter.assessment.title, ""
    others = [said.value for said in names if said.id != first.id]
    if others and not matter.voice.chinese:
        short = next((said.value for said in matter.of("short_name")), "")
        return first.value, f"{short} {others[0]}".strip()
    return first.value, others[0] if others else ""


def _verdict(matter: Matter, choice: str) -> str:
    """The verdict, action first; without one of the analyst's, what the rating says."""
    voice = matter.voice
    said = matter.one("verdict")
    if not said:
        said = voice("The rating is {rating}.", rating=voice(matter.rating.rating))
    action = voice(RECOMMENDATION[choice]) if choice in RECOMMENDATION else ""
    if not action or said.startswith(action):
        return said
    return f"{action}。{said}" if voice.chinese else f"{action}. {said}"


def _advice(matter: Matter, choice: str) -> str:
    """The recommendation without the word that the row of choices already shows."""
    said = matter.one("recommendation")
    if choice in RECOMMENDATION:
        word = RECOMMENDATION[choice]
        for shown in (f"{word}. ", f"{matter.voice(word)}. ", f"{matter.voice(word)}。"):
            said = said.removeprefix(shown)
    return said or matter.voice("None has been made.")


def _rating(matter: Matter) -> Verdict:
    voice, rating = matter.voice, matter.rating
    interval = rating.interval
    low, point, high = (shown_whole(v) for v in (interval.low, interval.point, interval.high))
    solid = is_solid(rating.coverage) and rating.rating != NOT_RATABLE
    word = voice(rating.rating)
    as_answered = voice("as answered {value}", value=shown_whole(rating.as_answered))
    mark = strip(interval, solid=solid, as_answered=rating.as_answered, size="page")
    return Verdict(
        word=word,
        marker=voice("provisional") if rating.provisional else "",
        meters=(
            Meter(
                voice("Coverage"),
                percent(rating.coverage),
                rating.coverage,
                MIN_COVERAGE,
                voice("needs 60%"),
            ),
            Meter(
                voice("Evidence index"),
                hundredth(rating.evidence_index),
                rating.evidence_index,
                MIN_EVIDENCE_INDEX,
                voice("needs 0.35"),
            ),
        ),
        bands=tuple(voice(name) for name in BANDS),
        strip=replace(mark, label=as_answered),
        low=(low, voice("lower bound")),
        point=(point, voice("point")),
        high=(high, voice("upper bound")),
        as_answered=as_answered,
        because=_because(matter, solid=solid),
        alt=f"{word}: {point}, {low}–{high}",
    )


def _because(matter: Matter, *, solid: bool) -> str:
    """Why the range is hatched, or what it stands on."""
    voice, rating = matter.voice, matter.rating
    parts = []
    if not solid:
        low = [
            name
            for name, value, floor in (
                (voice("coverage"), rating.coverage, MIN_COVERAGE),
                (voice("evidence index"), rating.evidence_index, MIN_EVIDENCE_INDEX),
            )
            if not reached(value, floor)
        ]
        if low:
            parts.append(
                voice("Hatched: not ratable. Below the floor: {named}.", named=voice.listed(low))
            )
    else:
        parts.append(
            voice(
                "The range is what the evidence allows: {low} to {high} of 100, higher is worse.",
                low=shown_whole(rating.interval.low),
                high=shown_whole(rating.interval.high),
            )
        )
    waiting = [
        f.id for f in rating.flags if f.kind == "knockout" and f.state in {"open", "pending"}
    ]
    if waiting:
        parts.append(
            voice(
                "A knock-out that is open keeps the upper bound at 80 or more ({flags}).",
                flags=voice.series(waiting[:4]),
            )
        )
    return run(*parts)


def _reasons(matter: Matter, room: _Room, part: str) -> tuple[Text, ...]:
    items = matter.part(part)
    if len(items) > _REASONS:
        room.cut = True
    found = tuple(
        matter.written(replace(item, text=room.fit(item.text, _REASON)))
        for item in items[:_REASONS]
    )
    return found or (plain(matter.voice("None has been entered."), "absent"),)


def _conditions(matter: Matter, room: _Room, steps: Sequence[Planned]) -> tuple[Condition, ...]:
    items = matter.part("condition")
    if len(items) > _CONDITIONS:
        room.cut = True
    return tuple(
        Condition(plain(room.fit(item.text, _CONDITION)), _who(matter, item, steps))
        for item in items[:_CONDITIONS]
    )


def _who(matter: Matter, item: MemoItem, steps: Sequence[Planned]) -> str:
    """Owner and date of a condition: its own, or those of the step that closes its questions."""
    owner, due = detail(item, "owner"), detail(item, "due")
    if not owner:
        closes = set(detail_list(item, "closes"))
        shared = [(len(closes & set(step.closes)), step) for step in steps]
        most = max(shared, key=lambda pair: pair[0], default=(0, None))
        if most[0] and most[1] is not None:
            owner, due = most[1].owner, most[1].due
    when = fitted(clean(matter.voice.due(due)), 14) if due else matter.voice("open")
    return matter.voice.beside([fitted(clean(owner), _OWNER), when]) if owner else when


# -- rail -----------------------------------------------------------------------------------------


def _facts(matter: Matter, room: _Room, expires: str) -> Iterable[RailFact]:
    voice, given = matter.voice, matter.assessment
    about = voice.beside(part for part in (given.instrument, given.channel) if part)
    if about:
        yield RailFact(voice("Instrument"), (room.fit(about, _FACT),))
    identifiers = tuple(room.fit(line, _FACT) for line in _identifiers(matter))
    if identifiers:
        yield RailFact(voice("Identifiers"), identifiers[:4])
    mandate = given.mandate or matter.say(matter.checklist.profile(matter.rating.profile).title)
    yield RailFact(voice("Mandate, profile"), (room.fit(mandate, _FACT),))
    yield RailFact(voice("Data cut-off"), (voice.day(matter.rating.cut_off),), strong=True)
    yield RailFact(voice("Memo expires"), (voice.day(expires),), strong=True)
    author = given.analyst or voice("not named")
    reviewer = given.reviewer or voice("none yet")
    yield RailFact(voice("Author; reviewer"), (room.fit(voice.joined([author, reviewer]), _FACT),))
    yield RailFact(voice("Issuer’s participation"), (_participation(matter),))
    yield RailFact(voice("Evidence manifest, SHA-256"), (f"{hexed(matter.manifest, 4)} …",))


def _identifiers(matter: Matter) -> Iterable[str]:
    voice = matter.voice
    states = {
        "verified": voice("verified"),
        "unverified": voice("not looked up"),
        "not_found": voice("not found"),
    }
    for scheme in ("ticker", "isin", "uscc", "lei"):
        for said in matter.of(scheme)[:1]:
            value = (
                said.value.replace(":", " ")
                if scheme == "ticker"
                else f"{scheme.upper()} {said.value}"
            )
            state = states.get(said.status, said.status)
            yield voice.beside([value, state]) if said.value else f"{scheme.upper()} {state}"


def ticker(matter: Matter) -> str:
    """`600111 XSHG`, empty where none is recorded."""
    said: Statement | None = next(iter(matter.of("ticker")), None)
    if said is None:
        return ""
    market, _, code = said.value.rpartition(":")
    return f"{code} {market}".strip()


def _participation(matter: Matter) -> str:
    voice = matter.voice
    replies = matter.part("reply")
    if any(detail(item, "reply") for item in replies):
        return voice("Asked, replied")
    if any(detail(item, "asked") in {"1", "true", "True"} for item in replies):
        return voice("Asked, no reply")
    return capital(voice("not asked"))


def _counts(matter: Matter) -> tuple[str, tuple[Count, ...]]:
    voice, scores = matter.voice, list(matter.rating.questions.values())
    asked = [q for q in scores if q.asked]
    answered = sum(1 for q in asked if q.status is Status.ANSWERED)
    unknown = sum(1 for q in asked if q.status is Status.UNKNOWN)
    open_ = sum(1 for q in asked if q.status is Status.NOT_ASSESSED)
    other = len(asked) - answered - unknown - open_
    counts = (
        Count(answered, voice("answered"), "solid"),
        Count(unknown, voice("unknown"), "hatched"),
        Count(open_, voice("not assessed"), "hatched"),
        Count(other, voice("other"), "hatched"),
        Count(len(scores) - len(asked), voice("not applicable"), "pale"),
    )
    return voice("{count} questions by state", count=len(scores)), counts


def _gaps(matter: Matter, steps: Sequence[Planned]) -> tuple[str, tuple[tuple[str, str], ...]]:
    voice = matter.voice
    title = voice("Widest gaps, points of range")
    if steps:
        named = [(step.narrows, step.title) for step in steps[:3]]
    else:
        questions = matter.checklist.questions
        named = [
            (gap.value_of_information, matter.say(questions[gap.question].short))
            for gap in matter.scorecard.gaps()[:3]
        ]
    shown = tuple(
        (shown_whole(points) if points >= 1 else "<1", fitted(clean(text), 56))
        for points, text in named
    )
    return title, shown


def _path(matter: Matter, steps: Sequence[Planned]) -> tuple[str, Text]:
    voice = matter.voice
    title = (
        voice("Path to a rating")
        if matter.rating.rating == NOT_RATABLE
        else voice("To narrow the range")
    )
    return title, (Words(path_finding(matter, steps)), Words("", "", GAPS))


def whole(matter: Matter) -> Section:
    """The texts of page 1 uncut."""
    voice = matter.voice
    blocks: list[Heading | Paragraph | Numbered] = []
    issuer, other = _names(matter)
    for title, text in (
        (voice("Issuer"), f"{issuer} {other}".strip()),
        (voice("Verdict"), matter.one("verdict")),
        (voice("Decision asked"), matter.one("asked")),
        (voice("Recommendation"), matter.one("recommendation")),
        (voice("Towards less risk"), matter.one("change_less")),
        (voice("Towards more risk"), matter.one("change_more")),
        (voice("Scope and limits"), matter.one("scope")),
        (
            voice("Instrument"),
            f"{matter.assessment.instrument} {matter.assessment.channel}".strip(),
        ),
        (voice("Mandate, profile"), matter.assessment.mandate),
    ):
        if text:
            blocks += [Heading(title), Paragraph(plain(text))]
    for title, part in (
        (voice("Reasons for"), "reason_for"),
        (voice("Reasons against"), "reason_against"),
        (voice("Conditions before any purchase"), "condition"),
    ):
        if matter.part(part):
            texts = tuple(matter.written(item) for item in matter.part(part))
            blocks += [Heading(title), Numbered(texts)]
    return Section(
        id=FULL,
        title=voice("The decision in full"),
        intro=plain(voice("Page 1 shows these texts shortened; here they stand whole.")),
        blocks=tuple(blocks),
        new_page=True,
    )


def carrying(matter: Matter) -> set[int]:
    """The register numbers that the reasons on page 1 rest on."""
    items = [
        item for part in ("reason_for", "reason_against") for item in matter.part(part)[:_REASONS]
    ]
    return {number for item in items for number in cited(matter.written(item))}
