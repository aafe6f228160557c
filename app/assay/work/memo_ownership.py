"""Who owns and who directs the issuer: what is recorded of related parties, as a figure and its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assay.core.assessment import Statement
from assay.core.memo import Block, Cite, Column, Figure, Row, Section, Table, Text, Words, plain
from assay.core.memo_marks import Ownership, Party, TieKind
from assay.core.memo_text import width
from assay.work.memo_matter import Matter

Place = Literal["top", "holder", "sister", "below", "committee", "other"]

_PLACES: tuple[tuple[Place, re.Pattern[str]], ...] = (
    ("committee", re.compile(r"party committee|party organi[sz]ation|party branch|党委|党组织|党支部", re.I)),
    ("top", re.compile(r"\bfinal|ultimate|actual controller|实际控制|最终控制", re.I)),
    ("below", re.compile(r"subsidiar|joint venture|investee|associate|finance company|子公司|参股", re.I)),
    ("sister", re.compile(r"sister|supplier|seller|customer|buyer|兄弟|供应|客户|同一控制", re.I)),
    ("holder", re.compile(r"holder|controll|parent|owner|shareholder|股东|控股|母公司|出资人", re.I)),
)  # fmt: skip
"""What the words of a role say of where a party stands, the surest first."""
_STATE = re.compile(
    r"\bsasac\b|government|ministry|treasury|state-owned assets|国资委|政府|财政|监督管理委员会",
    re.I,
)
_CONTRACT = re.compile(r"supplier|seller|customer|buyer|contract|供应|客户|合同|采购", re.I)
_SHARE = re.compile(r"\d+(?:\.\d+)?\s?%")
_JOINED = re.compile(r"sister|兄弟|同一控制", re.I)
_CONTROLS = re.compile(r"controll|控股|控制", re.I)
_NAME_LINE = 44
"""Letters of a name in two scripts that stand on one line of the table."""
FIGURE_MOST = 12
"""With more parties than this the figure shows the line of control alone; the table has them all."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related party with everything recorded of it."""

    name: str
    other_name: str
    role: str
    holding: str
    as_of: str
    numbers: tuple[int, ...]
    """Evidence of the party and its role."""
    shares: tuple[int, ...]
    """Evidence of the holding."""
    place: Place
    state: bool

    @property
    def tie(self) -> TieKind:
        """The kind of its line: shares where a share is recorded, else what its role says."""
        if self.place == "committee":
            return "party"
        if _SHARE.search(self.holding):
            return "equity"
        if self.place == "sister":
            return "contract" if _CONTRACT.search(self.role) else "control"
        return "control" if _CONTROLS.search(self.role) else "open"


def related(matter: Matter) -> list[Related]:
    """The related parties in their order."""
    return [_related(matter, party) for party in matter.of("related")]


def _related(matter: Matter, party: Statement) -> Related:
    holdings = matter.of("holding", party.id)
    own = (said.evidence for said in matter.statements if party.id in (said.id, said.subject))
    role = matter.voice.joined(said.value for said in matter.of("role", party.id))
    holding = matter.voice.joined(said.value for said in holdings)
    return Related(
        name=matter.bounded(party.value),
        other_name=next((said.value for said in matter.of("name", party.id)), ""),
        role=matter.bounded(role),
        holding=matter.bounded(holding),
        as_of=next((said.as_of for said in holdings if said.as_of), ""),
        numbers=matter.numbers_of(own),
        shares=matter.numbers_of(said.evidence for said in holdings),
        place=_place(role, holding),
        state=bool(_STATE.search(f"{party.value} {role}")),
    )


def _place(role: str, holding: str) -> Place:
    if re.match(r"issuer holds", holding, re.I):
        return "below"
    return next((place for place, words in _PLACES if words.search(role)), "other")


# -- the section ----------------------------------------------------------------------------------


def ownership(matter: Matter) -> Section | None:
    """The figure, and the same data as a table; nothing where no related party is recorded."""
    parties = related(matter)
    if not parties:
        return None
    voice = matter.voice
    blocks: list[Block] = []
    drawn = _figure(matter, parties)
    if drawn is not None:
        blocks.append(drawn)
    blocks.append(_table(matter, parties))
    open_ones = sum(party.tie in {"open", "control"} for party in parties)
    committees = sum(party.place == "committee" for party in parties)
    intro = voice.count(
        "{count} related party is recorded; for {open} of them no share is recorded.",
        "{count} related parties are recorded; for {open} of them no share is recorded.",
        len(parties),
        open=voice.small(open_ones),
    )
    return Section(
        id="ownership",
        title=voice("Ownership and the Party line") if committees else voice("Ownership"),
        intro=plain(intro[:1].upper() + intro[1:]),
        blocks=tuple(blocks),
    )


def _figure(matter: Matter, parties: Sequence[Related]) -> Figure | None:
    places: dict[Place, list[Related]] = {}
    for party in parties:
        places.setdefault(party.place, []).append(party)
    tops, holders = places.get("top", []), places.get("holder", [])
    if not (tops or holders or places.get("below") or places.get("committee")):
        return None
    many = len(parties) > FIGURE_MOST
    holders = sorted(holders, key=lambda party: -_share(party))
    chain = [*tops[:2], *holders[:1]]
    mark = Ownership(
        issuer=_issuer(matter),
        chain=tuple(_party(matter, party) for party in chain),
        holders=() if many else tuple(_party(matter, party) for party in holders[1:]),
        sisters=() if many else tuple(_party(matter, party) for party in places.get("sister", [])),
        below=() if many else tuple(_party(matter, party) for party in places.get("below", [])),
        committees=tuple(_party(matter, party) for party in places.get("committee", [])),
    )
    mark = replace(mark, legend=_legend(matter, mark))
    if matter.voice.chinese:
        mark = replace(mark, letter=4.7)
    lines = (_spoken(matter, party) for party in parties)
    return Figure(mark=mark, alt=matter.voice.joined(lines))


def _share(party: Related) -> float:
    found = _SHARE.search(party.holding)
    return float(found[0].rstrip(" %")) if found else 0.0


def _issuer(matter: Matter) -> Party:
    names = matter.of("name")
    name = names[0].value if names else matter.project.title
    ticker = next((said.value for said in matter.of("ticker")), "")
    mic, _, code = ticker.partition(":")
    about = (f"{code} {mic}".strip(),) if ticker else ()
    return Party(name.split(" (")[0], about, "issuer")


def _party(matter: Matter, party: Related) -> Party:
    """A box: name, role or the name in its own script, and what stands beside its line."""
    kind = "committee" if party.place == "committee" else "state" if party.state else "company"
    name = re.sub(r",? (?:Co\.|Company).*$", "", party.name)
    about = () if party.place in {"committee", "below"} else (party.role,)
    if party.other_name:
        about = (*about, party.other_name)
    return Party(
        name.partition(" (")[0],
        tuple(text for text in about if text),
        kind,  # type: ignore[arg-type]
        party.tie,
        _label(party),
        bool(_JOINED.search(party.role)),
    )


def _label(party: Related) -> tuple[str, ...]:
    """`36.84% direct [30]`, `third quarter 2024`."""
    text = party.holding.split(";")[0].strip()
    head, _, rest = text.partition("(")
    head = re.sub(r"^issuer holds ", "", head.strip(), flags=re.I)
    if party.place == "sister" and not head:
        return ()
    numbers = f" [{', '.join(map(str, party.shares))}]" if party.shares and head else ""
    if party.place == "committee":
        return tuple(part for part in (f"{head}{numbers}".strip(),) if part)
    return tuple(part for part in (f"{head}{numbers}".strip(), rest.rstrip(") ")) if part)


def _legend(matter: Matter, mark: Ownership) -> tuple[tuple[TieKind | Literal["state"], str], ...]:
    """Only the marks that the figure has."""
    voice = matter.voice
    every = (*mark.chain, *mark.holders, *mark.sisters, *mark.below, *mark.committees)
    kinds: set[str] = {party.tie for party in every}
    if any(party.joined for party in mark.sisters):
        kinds.add("control")
    words: tuple[tuple[TieKind | Literal["state"], str], ...] = (
        ("equity", voice("equity")),
        ("control", voice("control without recorded equity")),
        ("party", voice("Party line, no equity")),
        ("contract", voice("contract")),
        ("open", voice("stake not established")),
    )
    # Both dashed: one sample says them together.
    if {"control", "party"} <= kinds:
        words = tuple(
            (kind, voice("Party line or control, no equity") if kind == "party" else text)
            for kind, text in words
            if kind != "control"
        )
    shown = tuple(pair for pair in words if pair[0] in kinds)
    if any(party.kind == "state" for party in every):
        shown = (*shown, ("state", voice("state body")))
    return shown


def _spoken(matter: Matter, party: Related) -> str:
    voice = matter.voice
    holding = party.holding or voice("no share recorded")
    return voice("{name}, {role}: {holding}", name=party.name, role=party.role, holding=holding)


def line_words(matter: Matter, party: Related) -> str:
    """The kind of a party's line in words."""
    voice = matter.voice
    return {
        "equity": voice("equity"),
        "control": voice("control, no equity"),
        "party": voice("Party line"),
        "contract": voice("contract"),
        "open": voice("open"),
    }[party.tie]


def _table(matter: Matter, parties: Sequence[Related]) -> Table:
    voice = matter.voice
    rows = []
    for party in parties:
        names: tuple[Text, ...] = (plain(party.name),)
        other = matter.bounded(party.other_name)
        long = width(party.name) > _NAME_LINE
        if other and (long or width(f"{party.name} {other}") <= _NAME_LINE):
            names = ((*names[0], Words(f" {other}", "soft")),)
        elif other:
            names = (*names, plain(other, "soft"))
        cites: Text = (Cite(party.numbers, bare=True),) if party.numbers else plain("–")
        rows.append(
            Row(
                (
                    names,
                    (plain(party.role),),
                    (plain(line_words(matter, party)),),
                    (plain(party.holding or voice("not established")),),
                    (cites,),
                )
            )
        )
    return Table(
        columns=(
            Column(voice("Party"), 64),
            Column(voice("Role"), 35),
            Column(voice("Line"), 15),
            Column(voice("Holding"), 42),
            Column(voice("Evidence"), 14),
        ),
        rows=tuple(rows),
        tight=True,
    )
