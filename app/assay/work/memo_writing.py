"""Writing a memo: one assessment as blocks, every number from the model, nothing entered left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from assay.core.change import State
from assay.core.checklist import Checklist
from assay.core.errors import InvalidInput, NeedsDecision
from assay.core.memo import Memo, Meta, Section
from assay.core.memo_profile import INTERNAL, Profile
from assay.core.rating import SCORING
from assay.core.scorecard import Scorecard
from assay.words.drafting import PART
from assay.words.voice import Voice
from assay.work import (
    memo_answers,
    memo_changes,
    memo_decision,
    memo_domains,
    memo_explanations,
    memo_flags,
    memo_leaving,
    memo_length,
    memo_lint,
    memo_method,
    memo_omitted,
    memo_ownership,
    memo_record,
    memo_scores,
    memo_sign_off,
    memo_sources,
    memo_steps,
    memo_story,
)
from assay.work.jobs import checkpoint
from assay.work.memo_changes import Earlier
from assay.work.memo_leaving import Kept
from assay.work.memo_matter import Matter, gather
from assay.work.memo_steps import Planned

LANGUAGES = {"en": "en", "zh": "zh-Hans", "zh-Hans": "zh-Hans", "zh_Hans": "zh-Hans"}
VALID_DAYS = 90


def write(
    state: State,
    checklist: Checklist,
    assessment_id: str,
    scorecard: Scorecard,
    *,
    state_id: str,
    app_version: str,
    language: str = "en",
    final: bool = False,
    profile: Profile = INTERNAL,
    disclaimer: str = "",
    earlier: Earlier | None = None,
) -> Memo:
    """The memo of one assessment, as `profile` lets it out; `disclaimer` joins the disclosures.

    `earlier` is what its change log compares it with.

    Raises `NeedsDecision` when a final memo is asked for while a gate or knock-out is open, no
    reviewer is named or a remark on a sentence blocks it, `InvalidInput` for a language
    that it does not speak.
    """
    if language not in LANGUAGES:
        raise InvalidInput("unknown_language", value=language, known=("en", "zh-Hans"))
    voice = Voice(LANGUAGES[language])
    given, kept = memo_leaving.outgoing(state, assessment_id, profile, voice("name withheld"))
    shown = memo_length.within(given, voice)
    matter = gather(
        shown,
        checklist,
        assessment_id,
        scorecard,
        voice,
        state_id=state_id,
        app_version=app_version,
        final=final,
    )
    if final:
        _must_be_ready(matter)
    return _memo(matter, shown, given, kept, profile, disclaimer, _let_out(earlier, profile, voice))


def _let_out(earlier: Earlier | None, profile: Profile, voice: Voice) -> Earlier | None:
    """The memo before as the profile lets it out: what stays inside now stays inside of then, too."""
    if earlier is None:
        return None
    withheld = voice("name withheld")
    state, _ = memo_leaving.outgoing(earlier.state, earlier.assessment, profile, withheld)
    return replace(earlier, state=state)


def _memo(
    matter: Matter,
    state: State,
    uncut: State,
    kept: Sequence[Kept],
    profile: Profile,
    disclaimer: str,
    earlier: Earlier | None,
) -> Memo:
    checkpoint()
    expires = expiry(matter)
    steps = memo_steps.plan(matter)
    checkpoint()
    page_one = memo_decision.decision(matter, steps, expires)
    checkpoint()
    log = memo_changes.change_log(matter, state, earlier)
    sections = []
    body = _body(matter, state, steps, expires)
    for part in chain(body, _appendices(matter, state, disclaimer, log)):
        checkpoint()
        if part is not None:
            sections.append(part)
    whole = memo_decision.whole(matter)
    printed = memo_omitted.Printed(page_one, whole, sections)
    omitted = [*kept, *memo_omitted.missing(matter, uncut, printed)]
    sections.insert(-1, memo_omitted.section(matter, omitted))
    return Memo(
        meta=_meta(matter, page_one.issuer, expires, profile),
        decision=page_one,
        whole=whole,
        sections=_numbered(matter, sections),
        notes=memo_sources.notes(matter),
        sign_off=memo_sign_off.sign_off(matter),
    )


def _body(
    matter: Matter, state: State, steps: Sequence[Planned], expires: str
) -> Iterator[Section | None]:
    """What a committee reads, behind the decision."""
    yield memo_story.highlights(matter)
    yield memo_story.review(matter)
    yield memo_ownership.ownership(matter)
    yield memo_scores.heat_map(matter)
    yield memo_flags.flags(matter)
    yield memo_domains.domains(matter)
    yield memo_explanations.explanations(matter, state)
    yield memo_story.insight(matter, state, expires)
    yield memo_story.conclusion(matter)
    yield memo_steps.gaps(matter, steps)
    yield memo_sources.extract(matter, memo_decision.carrying(matter))


def _appendices(
    matter: Matter, state: State, disclaimer: str, log: Section
) -> Iterator[Section | None]:
    """What it rests on."""
    yield memo_method.method(matter, state)
    yield memo_method.disclosures(matter, disclaimer)
    yield log
    yield memo_story.claims(matter)
    yield memo_record.record(matter, state)
    yield memo_answers.appendix(matter)
    yield memo_sources.register(matter)


def _must_be_ready(matter: Matter) -> None:
    waiting = [
        f.id
        for f in matter.rating.flags
        if f.state == "fired" or (f.kind == "knockout" and f.state in {"open", "pending"})
    ]
    if waiting:
        raise NeedsDecision("memo_not_final", flags=waiting)
    if not matter.assessment.reviewer:
        raise NeedsDecision("memo_no_reviewer")
    items = [item for part in matter.items.values() for item in part]
    remarks = memo_lint.blocking(memo_lint.findings(items, matter.evidence, matter.rating))
    if remarks:
        parts = [matter.voice(PART.get(part, part)) for part in {r.part: "" for r in remarks}]
        raise NeedsDecision("memo_has_remarks", count=len(remarks), parts=parts)


def expiry(matter: Matter) -> str:
    """The day a memo expires: 90 days after its cut-off, or with the first item to lapse until then."""
    cut_off = date.fromisoformat(str(matter.rating.cut_off)[:10])
    last = (cut_off + timedelta(days=VALID_DAYS)).isoformat()
    ending = (e.valid_until[:10] for e in matter.evidence.values() if e.valid_until)
    return min([last, *(day for day in ending if cut_off.isoformat() <= day)])


def _meta(matter: Matter, issuer: str, expires: str, profile: Profile) -> Meta:
    voice = matter.voice
    ticker = memo_decision.ticker(matter)
    status = voice("Final") if matter.final else voice("Draft")
    parts = (
        status,
        voice("cut-off {day}", day=voice.short_day(matter.rating.cut_off)),
        voice("expires {day}", day=voice.short_day(expires)),
        voice("state {state}", state=memo_sources.hexed(matter.state_id, 3)),
    )
    proof = (
        voice("checklist {hash}", hash=memo_sources.hexed(matter.checklist.hash, 3)),
        voice("scoring {version}", version=SCORING),
        f"Assay {matter.app_version}",
    )
    name = issuer.split(" (")[0] if not voice.chinese else issuer
    return Meta(
        title=f"{issuer}: {voice('Governance risk memo')}",
        author=matter.assessment.analyst,
        subject=voice(matter.rating.rating),
        language=voice.language,
        running=" · ".join(part for part in (name, ticker) if part),
        footer=" · ".join(parts),
        proof=" · ".join(proof),
        page=voice("Page {page} of {pages}"),
        see_page=voice("See page {page}."),
        first_running=voice("Decision"),
        contents=voice("Contents"),
        spoken=memo_scores.spoken(matter),
        state_id=matter.state_id,
        final=matter.final,
        profile=profile.id,
    )


def _numbered(matter: Matter, sections: list[Section]) -> tuple[Section, ...]:
    """Appendices get letters in the order in which they come."""
    found, letter = [], ord("A")
    for section in sections:
        if section.appendix:
            title = matter.voice(
                "Appendix {letter}: {title}", letter=chr(letter), title=section.title
            )
            running = section.running or section.title
            section = replace(section, title=title, running=running)
            letter += 1
        found.append(section)
    return tuple(found)
