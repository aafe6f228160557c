"""The ownership figure: boxes in layers, equity in solid lines, the Party line dashed beside it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from assay.core.memo_drawing import Box, Drawing, Item, Label, Shape, Strokes, hatched
from assay.core.memo_marks import Ownership, Party, TieKind
from assay.core.memo_text import fitted, has_han, width

COMMITTEE, MAIN, BELOW, OTHER = 92.0, 158.0, 110.0, 118.0
"""Widths of boxes by the column or row they stand in."""
GAP = 30.0
"""Room between two layers, for the line and what stands beside it."""
LINE = 10.6
"""Height of a line in a box."""
MOST_BELOW, MOST_ASIDE = 4, 3
"""Boxes of one row, and beside the line of control; all of them are in the table."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A party with its place and its lines as they fit into its box."""

    party: Party
    lines: tuple[tuple[str, bool], ...]
    """Each with whether it belongs to the name."""
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def half(self) -> float:
        return self.y + self.height / 2

    @property
    def foot(self) -> float:
        return self.y + self.height


def ownership(mark: Ownership, full: float) -> Drawing:
    """The figure, `full` wide and as high as it needs."""
    left = COMMITTEE + 26 if mark.committees else 0.0
    chain, y = _column(mark, left, 0.0)
    aside = _aside(mark, full, chain)
    y = max(y, max((p.foot + 14 for p in aside), default=0.0))
    committees = _committees(mark, [*(placed.y for placed in chain), y])
    issuer = _place(mark, mark.issuer, left, max([y, *(c.y for c in committees[-1:])]), MAIN)
    sisters = _sisters(mark, full, issuer)
    notes = [p.foot + 10 * len(_noted(p)) + 30 for p in committees[-1:]]
    under = max([issuer.foot + 34, *notes, *(p.foot + 14 for p in sisters)])
    below = _below(mark, left, full, under)
    items: list[Item] = []
    items += _chain_lines([*chain, issuer], crowded=bool(aside))
    items += _aside_lines(aside, issuer)
    items += _sister_lines(sisters, chain, issuer, full)
    items += _below_lines(below, issuer)
    items += _committee_lines(committees, issuer)
    for placed in (*chain, *aside, issuer, *sisters, *below, *committees):
        items += _box(placed)
    end = max(p.foot for p in (issuer, *sisters, *below, *committees))
    items += _legend(mark, end + 12)
    return Drawing(full, end + (26 if mark.legend else 4), tuple(items))


# -- places ---------------------------------------------------------------------------------------


def _place(mark: Ownership, party: Party, x: float, y: float, wide: float) -> _Placed:
    room = int((wide - 6) / mark.letter)
    lines = [(text, True) for text in _wrapped(party.name, room, 2)]
    for text in party.about:
        lines += [(one, False) for one in _wrapped(text, room, 2)]
    return _Placed(party, tuple(lines), x, y, wide, 8 + LINE * len(lines))


def _wrapped(text: str, room: int, most: int) -> list[str]:
    """`text` in at most `most` lines of about `room` letters, cut between words where it has any."""
    lines, rest = list[str](), [part for word in text.split() for part in _parts(word, room)]
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}") <= room:
            line += f" {rest.pop(0)}"
        lines.append(line)
    if rest:
        lines[-1] += f" {' '.join(rest)}"
    return [fitted(line, room) for line in lines]


def _parts(word: str, room: int) -> list[str]:
    """A word, or a name in ideographs in parts that fit."""
    if width(word) <= room or not has_han(word):
        return [word]
    count = max(1, room // 2)
    return [word[n : n + count] for n in range(0, len(word), count)]


def _column(mark: Ownership, x: float, y: float) -> tuple[list[_Placed], float]:
    """The line of control, one under the other, and where the next one would begin."""
    found = []
    for party in mark.chain:
        found.append(_place(mark, party, x, y, MAIN))
        y = found[-1].foot + GAP
    return found, y


def _aside(mark: Ownership, full: float, chain: Sequence[_Placed]) -> list[_Placed]:
    """Other holders, right of the line of control."""
    x = full - OTHER - 62
    y = chain[-1].foot + 6 if chain else 0.0
    found = []
    for party in mark.holders[:MOST_ASIDE]:
        found.append(_place(mark, party, x, y, OTHER))
        y = found[-1].foot + 8
    return found


def _sisters(mark: Ownership, full: float, issuer: _Placed) -> list[_Placed]:
    y, found = issuer.y, []
    for party in mark.sisters[:MOST_ASIDE]:
        found.append(_place(mark, party, full - 148, y, 148))
        y = found[-1].foot + 12
    return found


def _committees(mark: Ownership, rows: Sequence[float]) -> list[_Placed]:
    """Committees beside what they stand beside: the last one beside the issuer, the others above."""
    shown = mark.committees[-len(rows) :]
    found: list[_Placed] = []
    for party, row in zip(shown, rows[len(rows) - len(shown) :], strict=True):
        y = max(row, found[-1].foot + GAP) if found else row
        found.append(_place(mark, party, 0.0, y, COMMITTEE))
    return found


def _below(mark: Ownership, left: float, full: float, y: float) -> list[_Placed]:
    shown = mark.below[:MOST_BELOW]
    if not shown:
        return []
    room = len(shown) * BELOW + (len(shown) - 1) * 12
    x = min(max(0.0, left + MAIN / 2 - room / 2), full - room)
    return [_place(mark, party, x + n * (BELOW + 12), y, BELOW) for n, party in enumerate(shown)]


# -- lines ----------------------------------------------------------------------------------------

_DASHES: dict[TieKind, tuple[float, ...]] = {
    "equity": (),
    "open": (),
    "control": (3.0, 2.0),
    "party": (3.0, 2.0),
    "contract": (1.0, 2.0),
}


def _route(
    points: Sequence[tuple[float, float]], kind: TieKind, *, head: bool = True
) -> list[Item]:
    """A line through corners, with its arrow at the end."""
    pairs = tuple(itertools.pairwise(points))
    pen = 1.4 if kind == "contract" else 0.9
    items: list[Item] = [Strokes(pairs, "ink", pen, _DASHES[kind])]
    if head:
        (ax, ay), (x, y) = points[-2], points[-1]
        along = (
            (0.0 if x == ax else (1.0 if x > ax else -1.0)),
            (0.0 if y == ay else (1.0 if y > ay else -1.0)),
        )
        back_x, back_y = x - 6 * along[0], y - 6 * along[1]
        side_x, side_y = 2.4 * along[1], 2.4 * along[0]
        corners = ((x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y))
        items.append(Shape(corners, fill="ink"))
    return items


def _beside(lines: Sequence[str], x: float, y: float, *, end: bool = False) -> list[Item]:
    """What stands beside a line: the first line bold, the others under it, on white."""
    items: list[Item] = []
    for n, text in enumerate(lines):
        wide = 4.3 * width(text)
        patch = x - wide if end else x
        items.append(Box(patch - 1, y + n * 10 - 7.5, wide + 2, 10, fill="white"))
        anchor: str = "end" if end else "start"
        items.append(
            Label(x, y + n * 10, text, 8, n == 0, "ink" if n == 0 else "grey", anchor)  # type: ignore[arg-type]
        )
    return items


def _chain_lines(column: Sequence[_Placed], *, crowded: bool) -> list[Item]:
    """The line of control; its last label stands at the left where other holders come from the right."""
    items: list[Item] = []
    for upper, lower in itertools.pairwise(column):
        x, party = upper.middle, upper.party
        items += _route([(x, upper.foot), (x, lower.y)], party.tie)
        left = crowded and lower is column[-1]
        y = (upper.foot + lower.y) / 2 - 2
        items += _beside(_said(party), x - 6 if left else x + 6, y, end=left)
    return items


def _said(party: Party) -> tuple[str, ...]:
    return party.label or (("?",) if party.tie == "open" else ())


def _aside_lines(aside: Sequence[_Placed], issuer: _Placed) -> list[Item]:
    """Other holders join the issuer from the right; the topmost stands furthest in, so none cross."""
    items: list[Item] = []
    for n, placed in enumerate(aside):
        x = issuer.x + issuer.width - 12 - 10 * (len(aside) - 1 - n)
        items += _route(
            [(placed.x, placed.half), (x, placed.half), (x, issuer.y)], placed.party.tie
        )
        items += _beside(_said(placed.party)[:1], placed.x - 5, placed.half - 4, end=True)
    return items


def _sister_lines(
    sisters: Sequence[_Placed], chain: Sequence[_Placed], issuer: _Placed, full: float
) -> list[Item]:
    """Under the same control: from the main holder round the right; a contract: straight across."""
    items: list[Item] = []
    for n, placed in enumerate(sisters):
        party = placed.party
        if chain and n == 0 and party.joined:
            holder, x = chain[-1], full - 22
            corners = [(holder.x + MAIN, holder.y + 8), (x, holder.y + 8), (x, placed.y)]
            items += _route(corners, "control")
        if party.tie == "contract":
            y = min(placed.half, issuer.foot - 6)
            items += _route([(placed.x, y), (issuer.x + issuer.width, y)], "contract")
            middle = (placed.x + issuer.x + issuer.width) / 2
            for text in party.label[:1]:
                items.append(Label(middle, y - 5, fitted(text, 15), 8, True, anchor="middle"))
    return items


def _below_lines(below: Sequence[_Placed], issuer: _Placed) -> list[Item]:
    if not below:
        return []
    trunk = below[0].y - 20
    items = _route([(issuer.middle, issuer.foot), (issuer.middle, trunk)], "equity", head=False)
    for placed in below:
        x = placed.middle
        start = [(issuer.middle, trunk)] if x != issuer.middle else []
        items += _route([*start, (x, trunk), (x, placed.y)], placed.party.tie)
        items += _beside(_said(placed.party)[:1], x + 5, placed.y - 8)
    return items


def _committee_lines(committees: Sequence[_Placed], issuer: _Placed) -> list[Item]:
    """The Party line: down from committee to committee, then across to the issuer."""
    items: list[Item] = []
    for upper, lower in itertools.pairwise(committees):
        items += _route([(upper.middle, upper.foot), (upper.middle, lower.y)], "party")
        items += _across(upper, lower)
    if committees:
        last = committees[-1]
        y = last.half
        items += _route([(last.x + last.width, y), (issuer.x, y)], "party")
        items += _under(last)
    return items


def _across(upper: _Placed, lower: _Placed) -> list[Item]:
    """What is recorded of a committee, on its line; a question mark where nothing is."""
    lines = _wrapped(" ".join(upper.party.label) or "?", 25, 3)
    items: list[Item] = []
    base = (upper.foot + lower.y - 8) / 2 - 5 * len(lines) + 8
    for n, text in enumerate(lines):
        half = 2.05 * width(text)
        items.append(Box(upper.middle - half, base + n * 10 - 8, 2 * half, 10.4, fill="white"))
        items.append(Label(upper.middle, base + n * 10, text, 8, colour="grey", anchor="middle"))
    return items


def _under(placed: _Placed) -> list[Item]:
    """What is recorded of the issuer's own committee, in small letters under it."""
    return [
        Label(placed.middle, placed.foot + 10 + n * 10, text, 8, colour="grey", anchor="middle")
        for n, text in enumerate(_noted(placed))
    ]


def _noted(placed: _Placed) -> list[str]:
    return _wrapped(" ".join(placed.party.label), 25, 3)


# -- boxes ----------------------------------------------------------------------------------------


def _box(placed: _Placed) -> list[Item]:
    party = placed.party
    x, y, wide, tall = placed.x, placed.y, placed.width, placed.height
    ink = "white" if party.kind == "issuer" else "ink"
    dash = (3.0, 2.0) if party.kind == "committee" else ()
    fill = "ink" if party.kind == "issuer" else "white"
    items: list[Item] = [Box(x, y, wide, tall, fill=fill, stroke="ink", line=0.8, dash=dash)]
    if party.kind == "state":
        items.append(Box(x + 2.4, y + 2.4, wide - 4.8, tall - 4.8, stroke="ink", line=0.6))
    if party.tie == "open":
        items.append(hatched(x, y, wide, tall, 3.4))
    for n, (text, named) in enumerate(placed.lines):
        base = y + 12.0 + n * LINE
        if party.tie == "open":
            half = min(wide - 6, 4.6 * width(text)) / 2
            items.append(Box(x + wide / 2 - half, base - 8.2, 2 * half, LINE, fill="white"))
        colour = ink if named or party.kind == "issuer" else "grey"
        size = 8.4 if named else 8.0
        items.append(Label(x + wide / 2, base, text, size, named, colour, "middle"))
    return items


def _legend(mark: Ownership, y: float) -> list[Item]:
    items: list[Item] = []
    x = 0.0
    for kind, text in mark.legend:
        if kind == "state":
            items.append(Box(x, y, 18, 9, fill="white", stroke="ink", line=0.7))
            items.append(Box(x + 2, y + 2, 14, 5, stroke="ink", line=0.5))
        elif kind == "open":
            items.append(Box(x, y, 18, 9, fill="white", stroke="ink", line=0.7))
            items.append(hatched(x, y, 18, 9))
        else:
            items += _route([(x, y + 4.5), (x + 18, y + 4.5)], kind, head=False)
        items.append(Label(x + 22, y + 7.6, text, 8, colour="grey"))
        x += 22 + 4.0 * width(text) + 14
    return items
