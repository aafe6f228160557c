"""The rating of one assessment, kept current change by change: the one source of every number shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from heapq import heapify, heappop, heappush

from assay.core.answers import Status
from assay.core.assessment import Assessment
from assay.core.change import Change, State
from assay.core.checklist import Checklist, Question
from assay.core.confidence import (
    WEIGHTLESS,
    Citations,
    Confidence,
    Weight,
    confidence,
    day_of,
    weigh,
)
from assay.core.errors import InvalidInput, NotFound
from assay.core.expressions import Expression, compile_expression
from assay.core.flags import flag_state, floors
from assay.core.material import NOT_GIVEN, Material
from assay.core.moves import Moves
from assay.core.points import NOTHING, Reading, read
from assay.core.rating import (
    NO_FLOORS,
    DomainScore,
    FlagState,
    Floors,
    Gap,
    QuestionScore,
    Rating,
    band,
    domain_score,
    overall,
    question_interval,
    screen_result,
    verdict,
)
from assay.core.records import from_row
from assay.core.remarks import spots
from assay.core.replacing import Totals, totals_of
from assay.core.rules import Seen, fact_values, rules_of
from assay.core.sensitivity import Largest, gaps, largest_gaps, swings
from assay.core.weightings import weighted


class Scorecard:
    """One assessment over one checklist, rated; `cut_off` and `profile` may be moved to look around.

    After `update` it equals a new scorecard over the same state, but only what the changes touch is
    worked out again: the questions, the rules that read them, and their domains.
    """

    def __init__(
        self,
        checklist: Checklist,
        state: State,
        assessment_id: str,
        *,
        cut_off: str | date | None = None,
        profile: str | None = None,
    ) -> None:
        self.checklist = self._plain = checklist
        self._moved = (None if cut_off is None else str(cut_off), profile)
        self._rules = rules_of(checklist)
        self.moves = Moves()
        """The questions whose score, citations, flags or remarks moved, update by update."""
        self._read(state, assessment_id)

    def _read(self, state: State, assessment_id: str) -> None:
        """Read everything anew."""
        row = state.get("assessment", {}).get(assessment_id)
        if row is None:
            raise NotFound("unknown_assessment", assessment=assessment_id)
        self.assessment = from_row(Assessment, row)
        self.checklist = weighted(self._plain, state)
        cut_off, profile = self._moved
        self.cut_off = self.assessment.cut_off if cut_off is None else cut_off
        day = day_of(self.cut_off)
        if day is None:
            raise InvalidInput("bad_date", field="cut_off", value=self.cut_off)
        self._day = day
        self.profile, self._weights = _weights(self.checklist, profile, self.assessment.profile)
        self._material = Material(state, assessment_id)
        self._seen = Seen()
        self._weighed: dict[str, Weight] = {}
        self._readings: dict[str, Reading] = {}
        self._skipped: dict[str, Question] = {}
        self._scores: dict[str, QuestionScore] = {}
        self._flags: dict[str, FlagState] = {}
        self._domains: dict[str, DomainScore] = {}
        self._floors = NO_FLOORS
        self._stale = {domain.id for domain in self.checklist.domains}
        self._rating: Rating | None = None
        self._swings: tuple[Gap, ...] | None = None
        self._gaps: tuple[Gap, ...] | None = None
        self._largest: Largest | None = None
        self._totals: dict[str, Totals] = {}
        self._context = self._seen.context(fact_values(self.checklist.facts, self._material.facts))
        questions = self.checklist.questions
        for id in {*self._material.answers, *self._material.cited_questions()}:
            if id in questions:
                self._look(questions[id])
        self._skip(self._rules.order)
        for question in questions.values():
            self._score(question)
        self._flag(self._rules.flags)

    def update(self, changes: Iterable[Change], state: State) -> None:
        """Follow `changes`, which led to `state`."""
        changes = tuple(changes)
        touched = self._material.update(changes, state)
        if touched.assessment:
            self._read(state, self.assessment.id)
            self.moves.note_all()
            return
        questions = self.checklist.questions
        moved = {id for id in touched.questions if id in questions}
        for id in moved:
            self._look(questions[id])
        if touched.facts:
            facts = fact_values(self.checklist.facts, self._material.facts)
            self._context = self._seen.context(facts)
        rules = self._rules.skips_asking(touched.facts)
        for id in moved:
            rules.update(self._rules.skips_reading(id))
        moved |= self._skip(rules)
        for id in moved:
            self._score(questions[id])
            self._stale.add(questions[id].domain)
        flags = touched.flags & self._rules.flags.keys()
        flagged = self._flag(flags | self._rules.flags_moved(moved, touched.facts))
        said = {
            question for about, question in spots(changes, state) if about == self.assessment.id
        }
        self.moves.note(moved | flagged | said)
        self._rating = self._swings = self._gaps = self._largest = None

    def _look(self, question: Question) -> None:
        """What the answer and the evidence of one question come to by themselves."""
        cited = self._material.citations(question.id)
        self._weighed[question.id] = found = weigh(cited, question.ages, self._day)
        given = self._material.answers.get(question.id, NOT_GIVEN)
        answered = given.status is Status.ANSWERED
        self._readings[question.id] = (
            read(question.answer, given.value, self._day) if answered else NOTHING
        )
        self._seen.confidences[question.id] = found.value
        self._show(question.id)

    def _show(self, id: str) -> None:
        """Let the rules see the question: without its answer where that was skipped or has lapsed."""
        status = self._material.answers.get(id, NOT_GIVEN).status
        if id in self._skipped:
            status = Status.NOT_APPLICABLE
        elif status is Status.ANSWERED and self._weighed.get(id, WEIGHTLESS).lapsed:
            status = Status.UNKNOWN
        self._seen.statuses[id] = status
        if status is Status.ANSWERED:
            self._seen.readings[id] = self._readings[id]
        else:
            self._seen.readings.pop(id, None)

    def _skip(self, rules: Iterable[str]) -> set[str]:
        """Evaluate skip rules and those that read what they moved; returns the questions moved."""
        order = self._rules.order
        waiting = [(order[id], id) for id in rules]
        heapify(waiting)
        queued = {id for _, id in waiting}
        moved = set()
        while waiting:
            _, id = heappop(waiting)
            queued.discard(id)
            skip = self._rules.skips[id].evaluate(self._context)
            if skip == (id in self._skipped):
                continue
            if skip:
                self._skipped[id] = self.checklist.questions[id]
            else:
                del self._skipped[id]
            self._show(id)
            moved.add(id)
            for reader in self._rules.skips_reading(id):
                if reader not in queued:
                    queued.add(reader)
                    heappush(waiting, (order[reader], reader))
        return moved

    def _score(self, question: Question) -> None:
        id = question.id
        status = self._material.answers.get(id, NOT_GIVEN).status
        found = self._weighed.get(id, WEIGHTLESS)
        lapsed = status is Status.ANSWERED and found.lapsed
        points = self._readings.get(id, NOTHING).points
        asked = id not in self._skipped and status is not Status.NOT_APPLICABLE
        best, worst = self._rules.ranges[id]
        interval = None
        if asked and question.weight > 0:
            counted = Status.UNKNOWN if lapsed else status
            interval = question_interval(counted, points, found.value, best, worst)
        stands = points is not None and not lapsed
        as_answered = None if interval is None else interval.point
        if interval is not None and points is not None and stands:
            as_answered = 25.0 * points
        self._scores[id] = QuestionScore(
            id,
            question.domain,
            question.weight,
            status,
            asked,
            points,
            found.value,
            found.support,
            found.against,
            found.conflicted,
            lapsed,
            interval,
            as_answered,
            best,
            worst,
        )

    def _flag(self, flags: Iterable[str]) -> set[str]:
        """Evaluate flags anew; domains whose floor moved become stale. Returns their questions."""
        asked: set[str] = set()
        for id in flags:
            flag, rule = self._rules.flags[id]
            asked.update(flag.questions)
            self._flags[id] = flag_state(
                flag,
                fired=rule.evaluate(self._context),
                questions=self._scores,
                review=self._material.reviews.get(id, ""),
            )
        before = self._floors
        self._floors = floors(
            ((flag, self._flags[id]) for id, (flag, _) in self._rules.flags.items()),
            self._domain_of,
        )
        self._stale |= _moved_floors(before, self._floors)
        return asked

    def _domain_of(self, question: str) -> str | None:
        found = self.checklist.questions.get(question)
        return None if found is None else found.domain

    @property
    def rating(self) -> Rating:
        """The whole rating, as it is now."""
        if self._rating is None:
            self._rating = self._rate()
        return self._rating

    def _rate(self) -> Rating:
        for domain in self.checklist.domains:
            if domain.id in self._stale:
                self._totals.pop(domain.id, None)
                self._domains[domain.id] = domain_score(
                    domain.id,
                    self._weights.get(domain.id, 0.0),
                    [self._scores[question.id] for question in domain.questions],
                    self._floors,
                )
        self._stale.clear()
        domains = tuple(self._domains[domain.id] for domain in self.checklist.domains)
        flags = tuple(self._flags[flag.id] for flag in self.checklist.flags)
        total = overall(domains, self._floors)
        screen = self.checklist.result == "screen"
        return Rating(
            rating=screen_result(flags) if screen else verdict(total, self._floors),
            band=band(total.interval.point),
            band_low=band(total.interval.low),
            band_high=band(total.interval.high),
            interval=total.interval,
            before_floors=total.before_floors,
            provisional=self._floors.provisional,
            coverage=total.coverage,
            evidence_index=total.evidence_index,
            as_answered=total.as_answered,
            domains=domains,
            questions=dict(self._scores),
            flags=flags,
            profile=self.profile,
            cut_off=self.cut_off,
            floors=self._floors,
        )

    def swings(self) -> tuple[Gap, ...]:
        """All scored questions by how far their answer swings the point."""
        if self._swings is None:
            self._swings = swings(self.rating)
        return self._swings

    def gaps(self) -> tuple[Gap, ...]:
        """All open questions by what settling them would be worth."""
        if self._gaps is None:
            self._gaps = gaps(self.rating, self.swings())
        return self._gaps

    def largest_gaps(self) -> Largest:
        """The first of `gaps`, and how many there are, without working out every one."""
        if self._largest is None:
            rating = self.rating  # first: it finds out which domains are stale
            for domain in self.checklist.domains:
                if domain.id not in self._totals:
                    scores = [self._scores[question.id] for question in domain.questions]
                    self._totals[domain.id] = totals_of(scores)
            self._largest = largest_gaps(rating, self._totals)
        return self._largest

    def citations(self, question: str) -> int:
        """How many citations the question has."""
        return self._material.count(question)

    def cited(self, question: str) -> Citations:
        """The citations of the question with their evidence, as `weigh` takes them."""
        return self._material.citations(question)

    def confidence(self, question: str) -> Confidence:
        """How the evidence for one question adds up, item by item."""
        ages = self.checklist.questions[question].ages
        return confidence(self._material.citations(question), ages, self._day)

    @property
    def skipped(self) -> Mapping[str, Question]:
        """The questions that are not asked because their skip rule holds; answers are kept."""
        return dict(self._skipped)

    def evaluate(self, rule: str | Expression) -> bool:
        """Whether a rule holds for this assessment as it is."""
        expression = compile_expression(rule) if isinstance(rule, str) else rule
        return expression.evaluate(self._context)


def _weights(
    checklist: Checklist, asked: str | None, recorded: str
) -> tuple[str, Mapping[str, float]]:
    """The profile that counts and its domain weights.

    One that was asked for must exist; one that an assessment recorded and its checklist no longer
    has gives way to the first.
    """
    profiles = {profile.id: profile for profile in checklist.profiles}
    if asked is not None and asked not in profiles:
        raise InvalidInput("unknown_profile", profile=asked, known=tuple(profiles))
    name = recorded if asked is None else asked
    if name not in profiles:
        if not profiles:
            return "", {domain.id: 1.0 for domain in checklist.domains}
        name = next(iter(profiles))
    return name, profiles[name].weights


def _moved_floors(before: Floors, now: Floors) -> set[str]:
    """The domains whose floors differ."""
    pairs = ((before.binding, now.binding), (before.pending, now.pending))
    return {
        domain
        for old, new in pairs
        for domain in (*old, *new)
        if old.get(domain) != new.get(domain)
    }
