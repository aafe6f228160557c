"""Numbers, dates and ages as people read them; the words of views that more than one page shows."""

from __future__ import annotations

import re
from datetime import date

from assay.core.evidence import Citation, Evidence, from_recognised
from assay.core.memo_numbers import whole
from assay.core.rating import Interval
from assay.core.review import Translation
from assay.ui.widgets.evidence_card import CardRow
from assay.words import days, sharing, tr, trn
from assay.words.problems import problem_briefly
from assay.words.terms import TRANSLATED
from assay.work.chronicle import moment
from assay.work.translating import way
from assay.work.views.question import EvidenceCard
from assay.work.views.score import Moved
from assay.work.withholding import Redactions

DASH = "—"
_CODE = re.compile(r"\b[A-Z]{2,}(?:-[A-Z0-9]+)+\b")


def day(iso: str) -> str:
    """`2026-11-23` as *23 Nov 2026*, or as Chinese writes it; other text as it is."""
    try:
        return days.day(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso


def unbroken(text: str) -> str:
    """The text with codes such as KO-SAN-1 kept on one line."""
    return _CODE.sub(lambda found: found[0].replace("-", "\N{NON-BREAKING HYPHEN}"), text)


def spread(interval: Interval) -> str:
    """`23–94`"""
    return f"{whole(interval.low)}–{whole(interval.high)}"


def age(days: int | None) -> str:
    """An age in days as *2 y 11 m*, *5 m*, *12 d*."""
    if days is None:
        return tr("no date")
    if days < 0:
        return tr("after the cut-off")
    if days < 31:
        return tr("{days} d", days=days)
    months = round(days / 30.44)
    if months < 12:
        return tr("{months} m", months=months)
    years, rest = divmod(months, 12)
    if not rest:
        return tr("{years} y", years=years)
    return tr("{years} y {months} m", years=years, months=rest)


def titles(item: Evidence) -> tuple[str, str]:
    """Original title and its translation: registers write *original — translation*."""
    original, _, translation = item.title.partition(DASH)
    return original.strip(), translation.strip()


def card(found: EvidenceCard) -> CardRow:
    """A citation as a card."""
    item, cited, part = found.evidence, found.citation, found.part
    title, translation = titles(item)
    lapsed = part.outcome == "lapsed"
    kept: float | None = part.freshness
    if lapsed:
        words, kept = tr("expired {day}", day=day(item.valid_until)), None
    elif item.no_decay:
        words, kept = tr("in force"), None
    else:
        words = age(part.age_days)
    place = cited.locator
    if cited.page is not None:
        page = tr("page {page}", page=cited.page)
        place = f"{page}, {place}" if place else page
    if from_recognised(cited):
        place = ", ".join(part for part in (place, tr("recognised text")) if part)
    publisher = item.publisher.partition(";")[0] if item.publisher != item.title else ""
    where = (publisher, item.date or tr("undated"), place)
    return CardRow(
        id=cited.id,
        grade=item.grade,
        stance=str(cited.stance),
        title=title,
        translation=redacted(found.withheld) or translation,
        where=" · ".join(part for part in where if part),
        quote=cited.quote,
        quote_translation=translated(cited, found.translation) or redacted(found.unquoted),
        left=kept,
        age=words,
        lapsed=lapsed,
        damage=problem_briefly(found.damage.what) if found.damage else "",
    )


def redacted(redactions: Redactions) -> str:
    """*Redacted by Wei Li, 29 Nov 2026*, by the clock of this place."""
    return sharing.redacted((one.by, days.day(moment(one.time).date())) for one in redactions)


def translated(cited: Citation, translation: Translation | None) -> str:
    """The translation of a quotation, with who or what made it where that is recorded."""
    if translation is None:
        return cited.translation
    by = tr(TRANSLATED[way(translation)], name=translation.translator or tr("a person"))
    return tr("{text} ({by})", text=translation.text, by=by)


def origins(count: int, confidence: float, cards: int) -> str:
    """*Confidence 0.76 from 2 independent origins*, or what having none means."""
    if not cards:
        return ""
    if not count:
        return tr("Confidence 0: nothing here counts at the cut-off")
    return trn(
        "Confidence {value} from {count} origin",
        "Confidence {value} from {count} independent origins",
        count,
        value=f"{confidence:.2f}",
    )


def effect(moved: Moved | None) -> str:
    """The words over what the last answer moved, and by how many questions the denominator did."""
    if moved is None:
        return ""
    said = [_narrowed(moved)]
    if moved.more:
        said.append(trn("asks {count} more", "asks {count} more", len(moved.more)))
    if moved.fewer:
        said.append(trn("asks {count} fewer", "asks {count} fewer", len(moved.fewer)))
    return " · ".join(said)


def turned(moved: Moved | None) -> str:
    """Why the denominator grew or shrank, in a line; empty where it did not."""
    if moved is None or not (moved.more or moved.fewer):
        return ""
    ids = moved.more or moved.fewer
    named = ", ".join(ids[:4]) + (" …" if len(ids) > 4 else "")
    if moved.more:
        return trn(
            "Because of {question}, {count} more question is asked: {named}",
            "Because of {question}, {count} more questions are asked: {named}",
            len(ids),
            question=moved.question,
            named=named,
        )
    return trn(
        "Because of {question}, {count} question is not asked: {named}",
        "Because of {question}, {count} questions are not asked: {named}",
        len(ids),
        question=moved.question,
        named=named,
    )


def _narrowed(moved: Moved) -> str:
    before = moved.overall_before.high - moved.overall_before.low
    after = moved.overall_after.high - moved.overall_after.low
    if round(before, 1) > round(after, 1):
        return tr("{question} narrowed", question=moved.question)
    if round(before, 1) < round(after, 1):
        return tr("{question} widened", question=moved.question)
    return tr("{question} moved", question=moved.question)
