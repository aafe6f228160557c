"""What is wrong with a memo's sentences: without evidence, alarming, ahead of the score, or empty."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assay.core.answers import Status
from assay.core.assessment import MemoItem
from assay.core.change import Cell
from assay.core.evidence import Evidence
from assay.core.memo_text import clean, width
from assay.core.rating import Rating
from assay.work.memo_parts import SPECS

Severity = Literal["blocks", "advice", "good"]
NEEDED = ("verdict", "asked", "recommendation", "reason_for", "reason_against")
"""Parts that page 1 has a heading for: none of them may be empty in a final memo."""
NEEDED_CHOICE = "choice"

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|「[^」]*」|『[^』]*』|‘[^’]*’(?!\w)")
_ALARM = re.compile(
    r"\b(?:shocking(?:ly)?|alarming(?:ly)?|outrageous(?:ly)?|scandal(?:ous)?|sinister|terrifying"
    r"|catastroph(?:e|ic)|disastrous|devastating|explosive|damning|blatant(?:ly)?|egregious"
    r"|puppets?|toxic|time bomb|house of cards|bombshell|nightmare|regime|red alert)\b"
    r"|骇人|令人震惊|丑闻|灾难性|傀儡|定时炸弹|恶劣透顶|触目惊心",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:alleg(?:es|ed|edly|ation|ations|ing)|accus(?:es|ed|ation|ations)|purported(?:ly)?"
    r"|is said to|are said to|reportedly)\b|指称|指控|据称|据传|涉嫌",
    re.IGNORECASE,
)
_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|(?:very )?(?:un)?likely|roughly even|almost certain(?:ly)?|probabl[ey]"
    r"|improbable)\b|很可能|不太可能|很不可能|几乎不可能|大致各半|几乎肯定|可能性",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|high|little|great) confidence\b|\bconfidence (?:is|was|in)\b|\bconfident\b"
    r"|置信|信心|把握",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on an entry, or on a part that has none."""

    kind: str
    severity: Severity
    part: str
    item: str = ""
    facts: tuple[tuple[str, Cell], ...] = ()


def findings(
    items: Sequence[MemoItem],
    evidence: Mapping[str, Evidence],
    rating: Rating,
    damaged: Container[str] = frozenset(),
) -> tuple[Finding, ...]:
    """All remarks, in the order of the entries; what is missing altogether comes first.

    `damaged` are the evidence and the entries that are no longer what was recorded.
    """
    found = list(_missing(items))
    for item in items:
        found += _of_item(item, evidence, rating)
        found += _damaged(item, evidence, damaged)
    return (*found, *_too_many(items))


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stand in the way of a final memo."""
    return tuple(finding for finding in found if finding.severity == "blocks")


def _missing(items: Sequence[MemoItem]) -> Iterable[Finding]:
    written = {item.part for item in items if item.text.strip()}
    for part in NEEDED:
        if part not in written:
            yield Finding("missing", "blocks", part)
    advice = [item for item in items if item.part == "recommendation" and item.text.strip()]
    if advice and not any(_details(item).get(NEEDED_CHOICE) for item in advice):
        yield Finding("no_choice", "blocks", "recommendation", advice[0].id)


def _too_many(items: Sequence[MemoItem]) -> Iterable[Finding]:
    for part in SPECS.values():
        here = [item for item in items if item.part == part.name]
        if part.count:
            for item in here[part.count :]:
                yield _said(item, "behind_page_one", "advice", count=part.count)


def _of_item(item: MemoItem, evidence: Mapping[str, Evidence], rating: Rating) -> Iterable[Finding]:
    text = clean(item.text)
    if not text:
        yield _said(item, "empty", "blocks")
        return
    cited = [evidence[id] for id in _cited(item) if id in evidence]
    yield from _labels(item, text, cited)
    yield from _wording(item, text)
    yield from _ended(item, cited, str(rating.cut_off)[:10])
    yield from _figures(item, text, rating)
    room = SPECS[item.part].room if item.part in SPECS else 0
    if room and width(text) > room:
        yield _said(item, "too_long", "advice", room=room, length=width(text))


def _damaged(
    item: MemoItem, evidence: Mapping[str, Evidence], damaged: Container[str]
) -> Iterable[Finding]:
    if item.id in damaged:
        yield _said(item, "entry_damaged", "blocks")
    for id in _cited(item):
        if id in damaged and id in evidence:
            yield _said(item, "source_damaged", "blocks", key=evidence[id].key)


# -- labels and evidence --------------------------------------------------------------------------


def _labels(item: MemoItem, text: str, cited: Sequence[Evidence]) -> Iterable[Finding]:
    spec = SPECS.get(item.part)
    if spec is None or not spec.labelled:
        return
    if not item.label:
        yield _said(item, "unlabelled", "blocks")
    if not cited:
        severity: Severity = "advice" if item.label == "inference" else "blocks"
        yield _said(item, "uncited", severity)
    if item.label == "fact" and _ALLEGED.search(_unquoted(text)):
        yield _said(item, "allegation_as_fact", "blocks")
    elif item.label == "fact" and cited:
        best = min(cited, key=lambda e: (e.credibility, e.reliability))
        if all(e.reliability > "B" or e.credibility > "2" for e in cited):
            yield _said(item, "weak", "advice", key=best.key, grade=best.grade, count=len(cited))
    elif item.label == "allegation" and cited:
        grades = ", ".join(e.grade for e in cited)
        yield _said(item, "reads_alleged", "good", count=len(cited), grades=grades)


def _ended(item: MemoItem, cited: Sequence[Evidence], cut_off: str) -> Iterable[Finding]:
    for source in cited:
        if source.valid_until and source.valid_until[:10] < cut_off:
            yield _said(item, "lapsed", "advice", key=source.key, day=source.valid_until[:10])
        elif not source.no_decay and _years(source.date, cut_off) >= 5:
            yield _said(item, "stale", "advice", key=source.key, years=_years(source.date, cut_off))


def _years(day: str, cut_off: str) -> int:
    if not day[:4].isdigit() or not cut_off[:4].isdigit():
        return 0
    return int(cut_off[:4]) - int(day[:4]) - int(day[4:10] > cut_off[4:10])


# -- words ----------------------------------------------------------------------------------------


def _wording(item: MemoItem, text: str) -> Iterable[Finding]:
    ours = _unquoted(text)
    alarm = _ALARM.search(ours)
    if alarm and item.label != "allegation":
        yield _said(item, "alarm", "advice", word=alarm[0])
    for sentence in _SENTENCES.split(ours):
        if _LIKELIHOOD.search(sentence) and _CONFIDENCE.search(sentence):
            yield _said(item, "mixed", "blocks")
            return


def wording(text: str) -> tuple[Finding, ...]:
    """What is remarked on the words of a text that is no entry of the memo: a rationale, for example."""
    return tuple(_wording(MemoItem("", "", "", "", 0, text), clean(text)))


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)


# -- figures --------------------------------------------------------------------------------------

_RANGE = re.compile(
    r"\brange (?:of |is |from )?(\d{1,3})(?:\s?[–-]\s?| to )(\d{1,3})\b", re.IGNORECASE
)
_SCORE = re.compile(r"\b(?:score|point) (?:of |is |stands at )?(\d{1,3})\b(?!\s?%)", re.IGNORECASE)
_COVERAGE = re.compile(r"\bcoverage (?:of |is |stands at )?(\d{1,3})\s?%", re.IGNORECASE)
_COUNT = re.compile(r"\b(\d{1,4}) of (\d{1,4}) questions\b", re.IGNORECASE)
_BAND = re.compile(
    r"\b(?:the )?(?:overall )?(?:rating is|rated|risk is rated) (Low|Moderate|Elevated|High|Severe)\b"
)


def _figures(item: MemoItem, text: str, rating: Rating) -> Iterable[Finding]:
    """Figures of ours that were typed and are not, or no longer, what the score says."""
    ours, now = _unquoted(text), rating.interval
    low, point, high = (f"{int(value)}" for value in (now.low, now.point, now.high))
    for found in _RANGE.finditer(ours):
        if not (_near(found[1], now.low) and _near(found[2], now.high)):
            yield _number(item, f"{found[1]}–{found[2]}", f"{low}–{high}")
    for found in _SCORE.finditer(ours):
        if not (_near(found[1], now.point) or _near(found[1], rating.as_answered)):
            yield _number(item, found[1], point)
    for found in _COVERAGE.finditer(ours):
        if not _near(found[1], 100 * rating.coverage):
            yield _number(item, f"{found[1]}%", f"{round(100 * rating.coverage)}%")
    asked, answered = _counts(rating)
    for found in _COUNT.finditer(ours):
        if int(found[2]) in (asked, len(rating.questions)) and int(found[1]) != answered:
            yield _number(item, found[0], f"{answered} / {asked}")
    band = _BAND.search(ours)
    if band and band[1] != rating.rating:
        yield _number(item, band[1], rating.rating)


def _counts(rating: Rating) -> tuple[int, int]:
    asked = [score for score in rating.questions.values() if score.asked]
    return len(asked), sum(1 for score in asked if score.status is Status.ANSWERED)


def _near(typed: str, true: float) -> bool:
    """Rounded either way is the same: a memo may cut towards the band."""
    return abs(int(typed) - true) < 1


def _number(item: MemoItem, typed: str, true: str) -> Finding:
    return _said(item, "number", "blocks", typed=typed, true=true)


# -- rows -----------------------------------------------------------------------------------------


def _said(item: MemoItem, kind: str, severity: Severity, **facts: Cell) -> Finding:
    return Finding(kind, severity, item.part, item.id, tuple(facts.items()))


def _cited(item: MemoItem) -> list[str]:
    try:
        found = json.loads(item.evidence)
    except ValueError:
        return []
    return [str(id) for id in found] if isinstance(found, list) else []


def _details(item: MemoItem) -> dict[str, object]:
    try:
        found = json.loads(item.details)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
