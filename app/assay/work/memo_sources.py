"""The evidence of a memo: margin notes, the extract in the body and the whole register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assay.core.checklist import Ageing
from assay.core.confidence import day_of, freshness, graded
from assay.core.evidence import Evidence, Kind, Stance
from assay.core.memo import (
    Cell,
    Column,
    Line,
    Note,
    Row,
    Section,
    Table,
    Text,
    Words,
    evidence_anchor,
    plain,
)
from assay.core.memo_marks import Badge, StateMark
from assay.core.memo_numbers import percent
from assay.core.memo_text import NBSP, cut
from assay.core.records import to_row
from assay.words.voice import capital, space
from assay.work.jobs import checkpoint
from assay.work.linked import content
from assay.work.memo_matter import Matter, read_details

REGISTER = "register"
_SHORT = 30
_TAIL = re.compile(r"\s*(?:[;(\[（【]|, law-firm|，律师).*$", re.DOTALL)


def notes(matter: Matter) -> dict[int, Note]:
    """What the margin says of each register number."""
    aliases = _issuer_short(matter)
    return {
        item.number: Note(
            item.number, f"{short_name(item, aliases)}, {_year(item)}{NBSP}·{NBSP}{item.grade}"
        )
        for item in matter.evidence.values()
    }


def short_name(item: Evidence, aliases: Mapping[str, str]) -> str:
    """The publisher as a margin prints it."""
    if item.short_name:
        return item.short_name
    name = _TAIL.sub("", item.publisher).strip() or item.key
    for full, short in aliases.items():
        if full.startswith(name) and len(name) > len(short):
            return short
    return name if len(name) <= _SHORT else name[: _SHORT - 1].rstrip() + "…"


def _issuer_short(matter: Matter) -> dict[str, str]:
    """The issuer's names and the abbreviation that stands for them."""
    short = next((said.value for said in matter.of("alias") if said.value.isupper()), "")
    return {said.value: short for said in matter.of("name")} if short else {}


def _year(item: Evidence) -> str:
    return (item.date or item.retrieved)[:4] or "n.d."


def hexed(digest: str, groups: int) -> str:
    """The first `groups` groups of four hex digits."""
    return " ".join(digest[at : at + 4] for at in range(0, 4 * groups, 4))


# -- tables ---------------------------------------------------------------------------------------


def extract(matter: Matter, carrying: Iterable[int]) -> Section:
    """The body's section: how good the register is, and the items that carry this memo."""
    voice = matter.voice
    everything = list(matter.evidence.values())
    lapsed = [e for e in everything if _lapsed(matter, e)]
    wanted = set(carrying)
    shown = [e for e in everything if e.number in wanted]
    return Section(
        id="evidence",
        title=voice("Evidence"),
        intro=_quality(matter, everything, lapsed, len(shown)),
        blocks=(_table(matter, shown, full=False),) if shown else (),
    )


def _quality(matter: Matter, items: list[Evidence], lapsed: list[Evidence], shown: int) -> Text:
    """How good the register is, in a sentence or two."""
    voice = matter.voice
    if not items:
        return plain(voice("The register is empty: nothing in this memo rests on evidence yet."))
    facts = {
        "origins": len({e.origin.casefold() or e.id for e in items}),
        "strong": sum(1 for e in items if e.reliability in "AB"),
        "held": sum(1 for e in items if e.blob),
    }
    text = capital(voice.count("{count} item", "{count} items", len(items))) + voice(
        " of {origins} origins: {strong} graded A or B, {held} kept as bytes.", **facts
    )
    found: Text = plain(text)
    if lapsed:
        late = voice.count(
            " {count} had lapsed at the cut-off.",
            " {count} had lapsed at the cut-off.",
            len(lapsed),
        )
        words = capital(late.strip())
        sentence = matter.sentence(words, tuple(e.number for e in lapsed))
        found = (*found, Words(space(text, words)), *sentence)
    if 0 < shown < len(items):
        text = voice(" Below are those that carry page 1; the appendix has all.")
        found = (*found, Words(text))
    return found


def register(matter: Matter) -> Section:
    """The appendix: every item, with its whole hash."""
    voice = matter.voice
    items = list(matter.evidence.values())
    intro = voice(
        "Numbers are permanent in the project, so [17] is the same document in every memo and every"
        " language. The manifest hash over all numbers and hashes is {manifest}.",
        manifest=hexed(matter.manifest, 16),
    )
    blocks = (_table(matter, items, full=True),) if items else ()
    return Section(
        id=REGISTER,
        title=voice("Evidence register"),
        intro=plain(intro),
        blocks=blocks,
        new_page=True,
        appendix=True,
    )


def _table(matter: Matter, items: Iterable[Evidence], *, full: bool) -> Table:
    voice = matter.voice
    uses = _uses(matter)
    legend = (
        (Badge("A2"), voice("A: completely reliable")),
        (Badge("B2"), voice("B: usually")),
        (Badge("C3"), voice("C: fairly")),
        (Badge("E5"), voice("D to F: weak or unknown")),
    )
    figure = voice(
        "The figure of a grade runs from 1, confirmed by others, to 6, cannot be judged."
    )
    columns = (
        Column(voice("No."), 8, "right"),
        Column(voice("Grade"), 10),
        Column(voice("Document"), 78 if voice.chinese else 86),
        Column(voice("Locator, main use"), 30),
        Column(voice("Dated; captured"), 26 if voice.chinese else 19),
        Column(voice("Validity at cut-off"), 18 if voice.chinese else 17),
    )
    return Table(
        columns=columns,
        rows=tuple(_row(matter, item, uses.get(item.id, []), full=full) for item in items),
        legend=legend if full else (),
        note=figure if full else "",
    )


_Use = tuple[str, str, Stance]


def _uses(matter: Matter) -> dict[str, list[_Use]]:
    """Evidence id → questions that cite it, with locator and stance, heaviest question first."""
    found: dict[str, list[_Use]] = {}
    weight = {id: q.weight for id, q in matter.checklist.questions.items()}
    for question in sorted(matter.citations, key=lambda q: (-weight.get(q, 0), q)):
        for citation in matter.citations[question]:
            use = (question, citation.locator, citation.stance)
            found.setdefault(citation.evidence, []).append(use)
    return found


def _row(matter: Matter, item: Evidence, uses: list[_Use], *, full: bool) -> Row:
    """One item; the row of the whole register is where its number leads."""
    checkpoint()
    voice = matter.voice
    number = Words(str(item.number), "strong", "" if full else evidence_anchor(item.number))
    dates: Cell = (
        plain(voice.short_day(item.date, item.date_precision) if item.date else voice("undated")),
        plain(voice.short_day(item.retrieved), "soft"),
    )
    return Row(
        cells=(
            ((number,),),
            (Badge(item.grade),),
            tuple(_document(matter, item, full=full)),
            tuple(_used(matter, uses, full=full)),
            dates,
            tuple(_validity(matter, item, uses)),
        ),
        anchor=evidence_anchor(item.number) if full else "",
    )


def _document(matter: Matter, item: Evidence, *, full: bool) -> Iterable[Text]:
    voice = matter.voice
    if not full:
        publisher = short_name(item, _issuer_short(matter))
        yield (
            Words(cut(item.title, 120, "…"), "quote"),
            Words(f" · {publisher}, {voice(str(item.kind))}", "soft"),
        )
        return
    yield plain(matter.bounded(item.title), "quote")
    facts = [item.publisher, voice(str(item.kind)), item.language]
    if item.origin:
        facts.append(voice("group {origin}", origin=item.origin))
    yield plain(matter.bounded(" · ".join(fact for fact in facts if fact)), "soft")
    web = item.url if item.url.startswith(("http://", "https://")) else ""
    if item.url:
        yield (Words(matter.bounded(item.url), "quote", web),)
    for name, text in (
        (voice("Grade"), item.grade_reason),
        (voice("File"), item.link or (item.file_name if item.blob else "")),
        (voice("Note"), item.note),
    ):
        if text:
            yield plain(f"{name}: {matter.bounded(text)}", "soft")
    yield from _search(matter, item)
    digest = hexed(content(item), 16) if content(item) else voice("nothing is held of it")
    yield plain(f"SHA-256: {digest}", "soft")
    if item.link:
        yield plain(voice("linked, not held: the hash is the file's when it was linked"), "soft")


def _search(matter: Matter, item: Evidence) -> Iterable[Text]:
    """Of a search: where, for what, by whom, and what came of it."""
    told = read_details(item.details)
    if item.kind != Kind.SEARCH:
        return
    voice = matter.voice
    for name, text in (
        (voice("Searched"), told.get("where")),
        (voice("For"), told.get("terms")),
        (voice("By"), told.get("by")),
        (voice("Result"), told.get("result")),
    ):
        if text and isinstance(text, str):
            yield plain(f"{name}: {matter.bounded(text)}", "soft")


def _used(matter: Matter, uses: list[_Use], *, full: bool) -> Iterable[Text]:
    if not uses:
        yield plain(matter.voice("not cited"), "soft")
        return
    question, locator, _stance = uses[0]
    yield (
        matter.link(question),
        Words(f" {cut(locator, 200, '…')}" if locator else ""),
    )
    if full and len(uses) > 1:
        others: list[Words] = []
        for other, _locator, stance in uses[1:25]:
            against = matter.voice(" (against)") if stance is Stance.CONTRADICTS else ""
            others += [matter.link(other), Words(f"{against} ", "soft")]
        if len(uses) > 25:
            others.append(Words(matter.voice("and {count} more", count=len(uses) - 25), "soft"))
        yield tuple(others)


def _lapsed(matter: Matter, item: Evidence) -> bool:
    last, cut_off = day_of(item.valid_until), day_of(matter.assessment.cut_off)
    return last is not None and cut_off is not None and cut_off > last


def _validity(matter: Matter, item: Evidence, uses: list[_Use]) -> Iterable[Line]:
    """Lapsed, in force, or the share of its freshness that is left for its main use."""
    voice = matter.voice
    if _lapsed(matter, item):
        yield StateMark("lapsed", voice("lapsed"))
        yield plain(voice.short_day(item.valid_until), "soft")
        return
    cut_off = day_of(matter.assessment.cut_off)
    question = matter.checklist.questions.get(uses[0][0]) if uses else None
    ages = question.ages if question else Ageing("state", None)
    if item.no_decay or ages.half_life_days is None:
        yield plain(voice("in force") if item.no_decay else voice("does not age"))
    elif cut_off is not None:
        left = freshness(graded(to_row(item)), ages, cut_off)
        yield plain(voice("{share} left", share=percent(left)))
    if item.valid_until:
        yield plain(voice("until {day}", day=voice.short_day(item.valid_until)), "soft")
