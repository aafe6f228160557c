"""Gaps and next steps: what each step would narrow, in order, and where the file becomes ratable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assay.core.assessment import MemoItem
from assay.core.memo import (
    Block,
    Cell,
    Column,
    Group,
    Heading,
    Row,
    Section,
    Table,
    Text,
    Words,
    answer_anchor,
    plain,
)
from assay.core.memo_marks import Bar
from assay.core.memo_numbers import Settled, hundredth, percent, settled, whole
from assay.core.memo_text import clean, cut, fitted
from assay.core.rating import Rating
from assay.words.voice import capital
from assay.work.memo_matter import Matter, detail, detail_list

GAPS = "gaps"
_SHOWN_GAPS = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """A next step: what it alone would narrow, and what all steps up to it would leave."""

    item: MemoItem
    closes: tuple[str, ...]
    narrows: float
    after: Settled

    @property
    def title(self) -> str:
        """The step without what it lists after a colon."""
        return self.item.text.split(": ")[0]

    @property
    def due(self) -> str:
        return detail(self.item, "due")

    @property
    def owner(self) -> str:
        return detail(self.item, "owner")

    @property
    def cost(self) -> int | None:
        amount = detail(self.item, "cost_amount").replace(",", "")
        return int(amount) if amount.isdigit() else None

    @property
    def currency(self) -> str:
        return detail(self.item, "cost_currency")


def plan(matter: Matter) -> tuple[Planned, ...]:
    """The next steps by what each would narrow."""
    rating = matter.rating
    known = matter.checklist.questions
    steps = []
    for item in matter.part("next_step"):
        closes = tuple(id for id in detail_list(item, "closes") if id in known)
        steps.append((settled(rating, closes).narrows, item, closes))
    steps.sort(key=lambda step: (-step[0], step[1].position))
    found: list[Planned] = []
    closed: set[str] = set()
    for narrows, item, closes in steps:
        closed |= set(closes)
        found.append(Planned(item, closes, narrows, settled(rating, closed)))
    return tuple(found)


def to_rating(steps: Sequence[Planned]) -> int | None:
    """How many of the first steps make the file ratable; None if all of them do not."""
    return next((n for n, step in enumerate(steps, 1) if step.after.ratable), None)


def is_ratable(rating: Rating) -> bool:
    """Whether the file can be rated as it is."""
    return settled(rating, ()).ratable


def cost_of(matter: Matter, steps: Iterable[Planned]) -> str:
    """`USD 11,000`, by currency; empty where no cost is given."""
    totals: dict[str, int] = {}
    for step in steps:
        if step.cost is not None:
            totals[step.currency] = totals.get(step.currency, 0) + step.cost
    return matter.voice.listed(f"{c} {a:,}".strip() for c, a in totals.items())


def path_finding(matter: Matter, steps: Sequence[Planned]) -> str:
    """One sentence on what the steps would do to the rating."""
    voice = matter.voice
    if not steps:
        return voice("No next step has been planned.")
    ratable = is_ratable(matter.rating)
    count = None if ratable else to_rating(steps)
    taken = steps[: count or len(steps)]
    after = taken[-1].after.total
    facts = {
        "cost": cost_of(matter, taken),
        "day": fitted(clean(voice.due(max(step.due for step in taken))), 14),
        "coverage": percent(after.coverage),
        "index": hundredth(after.evidence_index),
        "low": whole(after.interval.low),
        "high": whole(after.interval.high),
    }
    one, many = "{count} step", "{count} steps"
    head = capital(voice.count(one, many, len(taken)))
    if facts["cost"]:
        head += voice(", {cost}", **facts)
    if any(step.due for step in taken):
        head += voice(", by {day}", **facts)
    result = " would lift coverage to {coverage} and leave a range of {low}–{high}."
    tail = voice(result, **facts)
    if count is None and not ratable:
        tail += voice(" The file would still not be ratable.")
    return head + tail


def gaps(matter: Matter, steps: Sequence[Planned]) -> Section:
    """The steps in order of what they narrow, or the open questions where no step is planned."""
    voice = matter.voice
    blocks: list[Block] = [_step_table(matter, steps)] if steps else []
    blocks += _triggers(matter)
    blocks += _open_questions(matter, steps)
    return Section(
        id=GAPS,
        title=voice("Gaps and next steps"),
        intro=plain(path_finding(matter, steps)),
        blocks=tuple(blocks),
    )


def _step_table(matter: Matter, steps: Sequence[Planned]) -> Table:
    voice, rating = matter.voice, matter.rating
    width = whole(rating.interval.high - rating.interval.low)
    currencies = {step.currency for step in steps if step.currency}
    unit = currencies.pop() if len(currencies) == 1 else ""
    ready = None if is_ratable(rating) else to_rating(steps)
    largest = max(step.narrows for step in steps)
    rows: list[Row] = []
    for n, step in enumerate(steps, 1):
        rows.append(_step_row(matter, n, step, largest, unit))
        if n == ready:
            line = voice(
                "From here the file is ratable: coverage 60% or more, evidence index 0.35 or more"
            )
            rows.append(Row((((Words(line, "strong"),),),), span=True))
    return Table(
        columns=(
            Column("", 6),
            Column(voice("Step, method, questions closed"), 65),
            Column(voice("Owner"), 22),
            Column(voice("Due"), 15),
            Column(unit or voice("Cost"), 13, "right"),
            Column(voice("Narrows by, of {width}", width=width), 24),
            Column(voice("Range left"), 13, "right"),
            Column(voice("Cov."), 12, "right"),
        ),
        rows=tuple(rows),
        note=voice(
            "Narrows by: points by which the overall range would shrink if every question of the step"
            " were settled at its point. Range and coverage add up, from {low}–{high} and {coverage}."
            " The upper bound cannot fall below 80 while a knock-out is open.",
            low=whole(rating.interval.low),
            high=whole(rating.interval.high),
            coverage=percent(rating.coverage),
        ),
    )


def _step_row(matter: Matter, n: int, step: Planned, largest: float, unit: str) -> Row:
    after = step.after.total
    shown = whole(step.narrows) if step.narrows >= 1 else "< 1" if step.narrows > 0 else "0"
    cost = "" if step.cost is None else f"{step.cost:,}"
    if cost and not unit:
        cost = f"{step.currency} {cost}"
    return Row(
        (
            (plain(str(n), "strong"),),
            _step_words(matter, step),
            (plain(matter.bounded(step.owner)),),
            (plain(matter.bounded(matter.voice.due(step.due))),),
            (plain(cost),),
            (Bar(step.narrows, largest, shown),),
            (plain(f"{whole(after.interval.low)}–{whole(after.interval.high)}"),),
            (plain(percent(after.coverage)),),
        )
    )


def _step_words(matter: Matter, step: Planned) -> Cell:
    method = detail(step.item, "method").rstrip(".")
    closes: list[Words] = [Words(f"{matter.bounded(method)}. ", "soft")] if method else []
    for n, id in enumerate(step.closes):
        closes.append(Words(id, "", answer_anchor(id)))
        if n + 1 < len(step.closes):
            closes.append(Words(", "))
    title: Text = (Words(matter.bounded(step.item.text), "strong"),)
    return (title, tuple(closes)) if closes else (title,)


def _open_questions(matter: Matter, steps: Sequence[Planned]) -> Iterable[Block]:
    """The open questions worth most that no step closes."""
    voice = matter.voice
    planned = {id for step in steps for id in step.closes}
    left = [gap for gap in matter.scorecard.gaps() if gap.question not in planned]
    if not left:
        return
    shown = left[: _SHOWN_GAPS if not steps else 3]
    largest = shown[0].value_of_information
    questions = matter.checklist.questions
    rows = tuple(
        Row(
            (
                ((Words(gap.question, "strong", answer_anchor(gap.question)),),),
                (plain(matter.say(questions[gap.question].short)),),
                (plain(cut(matter.say(questions[gap.question].proof), 200, "…"), "soft"),),
                (Bar(gap.value_of_information, largest, f"{gap.value_of_information:.1f}"),),
            )
        )
        for gap in shown
    )
    title = voice.count(
        "{count} open question has no step", "{count} open questions have no step", len(left)
    )
    yield Table(
        columns=(
            Column(voice("Question"), 15),
            Column("", 48),
            Column(voice("What would prove it"), 78),
            Column(voice("Narrows by"), 29),
        ),
        rows=rows,
        title=capital(title) if steps else voice("Open questions by what an answer is worth"),
        subtitle=voice(
            "The {shown} worth most, in points of the overall range.", shown=voice.small(len(shown))
        ),
    )


def _triggers(matter: Matter) -> Iterable[Block]:
    voice = matter.voice
    items = matter.part("exit_trigger")
    if not items:
        return
    table = Table(
        columns=(
            Column(voice("Trigger"), 104),
            Column(voice("Who decides"), 44),
            Column(voice("Within, days"), 22, "right"),
        ),
        rows=tuple(
            Row(
                (
                    (matter.written(item),),
                    (plain(matter.bounded(detail(item, "decides"))),),
                    (plain(detail(item, "days")),),
                )
            )
            for item in items
        ),
        tight=True,
    )
    yield Group((Heading(voice("Exit triggers")), table))
