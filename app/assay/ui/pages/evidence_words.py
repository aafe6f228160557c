"""The words of the evidence page: rows of the library, the record of a source, states of quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from assay.core.confidence import Confidence, Part
from assay.core.evidence import Evidence
from assay.ui import text as phrases
from assay.ui.tokens import Ink
from assay.ui.widgets.evidence_rows import GroupRow, ItemRow, LateRow, Listed
from assay.ui.widgets.quoted_card import Quoted
from assay.words import language, tr, trn
from assay.words.reading import notice
from assay.words.terms import (
    AGE_GROUP,
    CREDIBILITY,
    EVIDENCE_SIGN,
    KIND,
    QUOTATION,
    RECOGNISED_QUOTATION,
    RELIABILITY,
)
from assay.work.finding import Hit
from assay.work.linked import content
from assay.work.views.library import LibraryRow, LibraryView
from assay.work.views.viewer import QuotedView, ViewerView

MIB = 1024 * 1024
BEFORE = 6
"""Letters of a snippet before the words that were looked for."""
SIGNS = {
    "damaged": "warning",
    "contradicts": "minus-circle",
    "no_text": "image",
    "recognised": "text-t",
    "unreadable": "warning-circle",
    "linked": "link",
    "duplicate": "copy",
    "guessed": "question",
    "search": "magnifying-glass",
}
STATES: dict[str, tuple[str, Ink]] = {
    "verbatim": ("check-circle", "support"),
    "normalised": ("check-circle", "support"),
    "across_pages": ("check-circle", "support"),
    "not_found": ("warning-circle", "danger"),
    "unchecked": ("circle-dashed", "text2"),
}


# -- the library ----------------------------------------------------------------------------------


def cited_words(row: LibraryRow) -> str:
    """*damaged*, *cited 3 times*, *expired 10 Nov 2026*, *not cited*."""
    if row.damage:
        return tr("damaged")
    if row.lapsed:
        return tr("expired {day}", day=phrases.day(row.valid_until))
    if not row.cited:
        return tr("cited elsewhere") if row.elsewhere else tr("not cited")
    return trn("cited once", "cited {count} times", row.cited)


def signs(row: LibraryRow) -> tuple[tuple[str, str], ...]:
    """What else is to be known of an item, as icons with their words."""
    holds = {
        "damaged": bool(row.damage),
        "contradicts": row.contradicts,
        "no_text": row.text_state == "scanned",
        "recognised": row.text_state == "recognised",
        "unreadable": row.text_state == "unreadable",
        "linked": row.held == "linked",
        "duplicate": row.duplicate_of > 0,
        "guessed": bool(row.guessed),
        "search": row.kind == "search",
    }
    return tuple(
        (icon, tr(EVIDENCE_SIGN[name], number=row.duplicate_of))
        for name, icon in SIGNS.items()
        if holds[name]
    )


def named(title: str, translation: str) -> tuple[str, str]:
    """Title and translation; registers also write them as one, whatever stands round the dash."""
    if translation:
        return title, translation
    first, _, second = title.partition(phrases.DASH)
    return first.strip(), second.strip()


def found_row(found: tuple[LibraryRow, Hit]) -> ItemRow:
    """An item with the place where a search found its words in the text."""
    row, hit = found
    made = item_row(row)
    if hit.page is None or not hit.snippet:
        return made
    # The line is short: the words that were looked for come early in it.
    cut = max(0, hit.ranges[0][0] - BEFORE) if hit.ranges else 0
    place = tr("p. {page}, recognised" if hit.recognised else "p. {page}", page=hit.page)
    lead = place + ("  …" if cut else "  ")
    shift = len(lead) - cut
    ranges = tuple((a + shift, b + shift) for a, b in hit.ranges)
    return replace(made, snippet=lead + hit.snippet[cut:], ranges=ranges)


def item_row(row: LibraryRow) -> ItemRow:
    """An item as the list shows it."""
    return _item_row(row, language())


@lru_cache(maxsize=512)
def _item_row(row: LibraryRow, spoken: str) -> ItemRow:
    title, translation = named(row.title, row.translation)
    publisher = row.publisher.partition(";")[0] if row.publisher != row.title else ""
    return ItemRow(
        id=row.id,
        number=row.number,
        grade=row.grade,
        title=title or row.file_name,
        translation=phrases.redacted(row.withheld) or translation,
        date=row.date or tr("undated"),
        cited=cited_words(row),
        lapsed=row.lapsed,
        damaged=bool(row.damage),
        signs=signs(row),
        pictured=row.pictured,
        where=" · ".join(part for part in (publisher, row.file_name) if part),
    )


def library_items(view: LibraryView, group: str, found: Mapping[str, Hit]) -> list[Listed]:
    """Rows and the headings between them; `found` says where a search found words in their texts."""
    rows = [
        LateRow(row.id, (row, found[row.id]), found_row)
        if row.id in found
        else LateRow(row.id, row, item_row)
        for row in view.rows
    ]
    if not view.groups:
        return list(rows)
    shown: list[Listed] = []
    start = 0
    for run in view.groups:
        shown.append(GroupRow(f"group:{run.key}", group_name(group, run.key), run.count))
        shown += rows[start : start + run.count]
        start += run.count
    return shown


def group_name(group: str, key: str) -> str:
    """The heading of a group."""
    if not key:
        return tr("not given")
    match group:
        case "grade":
            return f"{key}  {tr(RELIABILITY.get(key, ''))}"
        case "age":
            return tr(AGE_GROUP.get(key, key))
        case "kind":
            return tr(KIND.get(key, key))
        case "cited":
            return tr("Cited") if key == "cited" else tr("Not cited")
    return key


# -- quotations -----------------------------------------------------------------------------------


def state_words(view: QuotedView) -> tuple[str, str, Ink]:
    """Icon, words and ink for whether the quotation stands in the text it cites."""
    if view.anchor == "lost":
        return "warning-circle", tr("Anchor lost: its place in the text is gone"), "danger"
    if view.state not in STATES:
        return "", "", "text2"
    icon, ink = STATES[view.state]
    terms = RECOGNISED_QUOTATION if view.recognised else QUOTATION
    said = tr(terms.get(view.state, QUOTATION[view.state]))
    if view.anchor == "found_again":
        said = tr("{state}; found again at another place", state=said)
    return icon, said, ink


def quoted(view: QuotedView, number: int, text: str) -> Quoted:
    """A citation as its card shows it; `text` is the question's."""
    cited = view.citation
    icon, state, ink = state_words(view)
    page = view.page or cited.page
    where = tr("page {page}", page=page) if page else ""
    place = (where, tr("recognised text") if view.recognised else "", cited.locator, cited.note)
    return Quoted(
        id=cited.id,
        number=number,
        question=view.question,
        text=text,
        stance=view.stance,
        quote=cited.quote,
        translation=phrases.translated(cited, view.translation),
        place=" · ".join(part for part in place if part),
        state=state,
        icon=icon,
        ink=ink,
    )


# -- grade and record -----------------------------------------------------------------------------


def grade_lines(item: Evidence) -> tuple[str, str]:
    """*A completely reliable* and *3 possibly true*."""
    letter, figure = item.reliability, item.credibility
    return (
        f"{letter}  {tr(RELIABILITY.get(letter, ''))}",
        f"{figure}  {tr(CREDIBILITY.get(figure, ''))}",
    )


def sum_line(part: Part, found: Confidence) -> str:
    """*1.00 × 0.65 × 0.37 = 0.24; confidence 0.76*, or why it does not count."""
    total = tr(
        "{r} × {c} × {f} = {strength}",
        r=f"{part.reliability:.2f}",
        c=f"{part.credibility:.2f}",
        f=f"{part.freshness:.2f}",
        strength=f"{part.strength:.2f}",
    )
    why = {
        "counted": tr("counts; confidence {value}", value=f"{found.value:.2f}"),
        "same_origin": tr("not counted: its group has a stronger item"),
        "lapsed": tr("not counted: no longer valid"),
        "worthless": tr("not counted: nothing is left of it"),
        "undated": tr("not counted: it has no date"),
    }
    return f"{total}  {why[part.outcome]}"


def notices(view: ViewerView) -> list[str]:
    """What its reader noticed. That a picture holds no text surprises nobody."""
    picture = view.media_type.startswith("image/")
    offered = picture or view.offer is not None  # it is said with what can be done about it
    shown = (told for told in view.warnings if not (offered and told.message == "no_text_layer"))
    return [notice(told) for told in shown]


class Line(NamedTuple):
    """One line of the record."""

    label: str
    value: str
    ink: Ink = "text"


def record_lines(view: ViewerView, weight: str) -> Iterator[Line]:
    """What the register says of a source; a guess says that it is one."""
    item = view.evidence
    guessed = view.guesses
    yield Line(tr("Left out"), phrases.redacted(view.withheld))
    yield Line(tr("Publisher"), _said(item.publisher, guessed, "publisher"))
    yield Line(tr("Kind"), tr(KIND.get(item.kind, item.kind)))
    yield Line(tr("Language"), _said(item.language, guessed, "language"))
    yield Line(tr("Dated"), _said(phrases.day(item.date), guessed, "date") or tr("undated"))
    yield Line(tr("Captured"), _captured(view))
    yield Line(tr("Answer"), _answer(view))
    origin = item.origin
    yield Line(tr("Origin group"), tr("{group}, counts once", group=origin) if origin else "")
    yield Line(tr("Weight now"), weight)
    yield Line(tr("Valid until"), *_validity(item, weight))
    yield Line(tr("File"), _file(item))
    yield Line(tr("Text"), *_text(view))
    yield Line(tr("SHA-256"), _short(content(item)))
    yield Line(tr("Address"), _address(view))
    others = ", ".join(str(number) for number in view.duplicates)
    yield Line(tr("Same bytes"), tr("evidence {numbers}", numbers=others) if others else "")
    yield Line(tr("Note"), item.note)
    for name, label in _details().items():
        value = view.details.get(name)
        if isinstance(value, str) and value:
            yield Line(label, value)


def _said(value: str, guessed: object, field: str) -> str:
    where = guessed.get(field) if isinstance(guessed, dict) else None
    return tr("{value} (guess: {where})", value=value, where=where) if where and value else value


def _captured(view: ViewerView) -> str:
    how = {
        "file": tr("from a file"),
        "clipboard": tr("from the clipboard"),
        "link": tr("linked, not held"),
        "address": tr("an address alone"),
    }.get(str(view.details.get("capture", "")), "")
    return ", ".join(part for part in (phrases.day(view.evidence.retrieved), how) if part)


def _answer(view: ViewerView) -> str:
    """Of a fetched page: what the server answered, and how often it led on."""
    told = view.details.get("fetched")
    if not isinstance(told, dict):
        return ""
    status, redirects = told.get("status"), told.get("redirects")
    led = len(redirects) if isinstance(redirects, list) else 0
    if not led:
        return tr("status {status}", status=status)
    return trn(
        "status {status}, led on once", "status {status}, led on {count} times", led, status=status
    )


def _validity(item: Evidence, weight: str) -> tuple[str, Ink]:
    if item.no_decay and not item.valid_until:
        return tr("open; does not age"), "text"
    if not item.valid_until:
        return tr("open"), "text"
    return phrases.day(item.valid_until), "text"


def _file(item: Evidence) -> str:
    name = item.link or item.file_name
    return f"{name}, {size(item.size)}" if name and item.size else name


def size(count: int) -> str:
    """*840 bytes*, *12 KiB*, *3.4 MiB*."""
    if count < 1024:
        return trn("{count} byte", "{count} bytes", count)
    if count < MIB:
        return tr("{size} KiB", size=f"{count / 1024:.0f}")
    return tr("{size} MiB", size=f"{count / MIB:.1f}")


def _text(view: ViewerView) -> tuple[str, Ink]:
    if view.text_state == "none" or not view.pages:
        return "", "text"
    pages = trn("{count} page", "{count} pages", view.pages)
    if view.text_state == "scanned":
        return tr("{pages}, no text layer", pages=pages), "warn"
    if view.recognised:
        found = trn("{count} recognised", "{count} recognised", len(view.recognised))
        return f"{pages}, {found}", "text"
    if view.scanned:
        without = trn("{count} without text layer", "{count} without text layer", len(view.scanned))
        return f"{pages}, {without}", "text"
    return pages, "text"


def _short(digest: str) -> str:
    return f"{digest[:4]} {digest[4:8]} … {digest[-4:]}" if digest else ""


def _address(view: ViewerView) -> str:
    url = view.evidence.url
    said = {
        "given": tr("given by the user, not verified"),
        "seen": tr("stands in the file"),
        "fetched": tr("fetched by Assay"),
    }.get(view.address, "")
    return f"{url} ({said})" if url and said else url


def _details() -> dict[str, str]:
    """What is shown of what a kind of evidence needs besides: of a search what was searched."""
    return {
        "where": tr("Searched"),
        "terms": tr("For"),
        "when": tr("On"),
        "by": tr("By"),
        "result": tr("Result"),
    }
