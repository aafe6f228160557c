"""Page 1: built from flowables, measured, and set in the largest size at which it stands on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable  # noqa: TID253 - loaded by report.pdf when a memo is written

from assay.core.errors import NeedsDecision
from assay.core.memo import Condition, Decision, Meta, Text, Words
from assay.core.memo_marks import CountBar
from assay.core.memo_text import bind_last, fitted, width
from assay.report.line_breaking import atoms
from assay.report.pdf_columns import Stack
from assay.report.pdf_extras import logo_flowable
from assay.report.pdf_marks import Picture, Rule
from assay.report.pdf_rating import Choices, RatingBlock
from assay.report.pdf_style import (
    FULL,
    MARGIN,
    MEASURE,
    MM,
    NOTES,
    SMALLEST,
    Paper,
    Style,
    colour,
)
from assay.report.pdf_tags import Element, Here, marked
from assay.report.pdf_text import Prose, Setter
from assay.words.voice import space

LADDER = tuple((1.0 - 0.05 * n, 9.6 - 0.1 * n) for n in range(13))
"""Spacing factor and text size, from the roomiest to the closest."""
SHORTER = (0.85, 0.7, 0.55, 0.4, 0.3, 0.2)
"""Shares to which texts are shortened where even the closest setting does not fit."""
HALF = 58 * MM
ISSUER = Style("sans", 17, 21, strong=True)
OTHER_NAME = Style("sans", 9.4, 13, colour="grey")
VERDICT = Style("serif", 13.4, 17, strong=True, before=8)
KIND = Style("sans", 8.6, 11, strong=True)
STATUS = Style("sans", 8.6, 11, colour="grey", align="right")
LABEL = Style("sans", 8.6, 11.4, strong=True)
FACT = Style("sans", 8.4, 10.6)
FACT_LABEL = Style("sans", 8, 10, colour="grey")
LIMITS = Style("sans", 8, 10.4, colour="grey")


class Side(Flowable):
    """Columns of one row, each at its own place."""

    def __init__(self, columns: Sequence[tuple[float, float, Sequence[Flowable]]]) -> None:
        super().__init__()
        self.stacks = [(x, Stack(content, width)) for x, width, content in columns]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = max((stack.height for _, stack in self.stacks), default=0.0)
        return width, self.height

    def draw(self) -> None:
        for x, stack in self.stacks:
            stack.draw(self.canv, x, self.height)


class DecisionPage:
    """Page 1 of a memo, set once it is known to fit."""

    def __init__(
        self, setter: Setter, decision: Decision, meta: Meta, paper: Paper, logo: bytes = b""
    ) -> None:
        self.setter, self.decision, self.meta, self.paper = setter, decision, meta, paper
        self.logo = logo_flowable(logo) if logo else None
        self.section = Element("Sect")
        self.here = Here(self.section)
        setter.words(meta.see_page, FACT)
        for share in (1.0, *SHORTER):
            if share < 1.0:
                self.decision = shorter(decision, share)
            if self._fits(len(LADDER) - 1):
                self._fits(self._first_that_fits())
                return
        raise NeedsDecision("memo_page_one_full")

    def _first_that_fits(self) -> int:
        """The roomiest rung; what fits on one fits on all below it, so halving finds it."""
        first, last = 0, len(LADDER) - 1
        while first < last:
            middle = (first + last) // 2
            if self._fits(middle):
                last = middle
            else:
                first = middle + 1
        return first

    def _fits(self, rung: int) -> bool:
        """Set the page at one rung of the ladder; whether it stands on one page."""
        self.factor, self.size = LADDER[rung]
        self.section.kids.clear()
        self.head = Stack(self._head(), FULL)
        self.left = Stack(self._left(), MEASURE)
        with self.here.inside("Sect") as self.facts:
            self.rail = Stack(self._rail(), MARGIN)
        return self.bottom() >= self.paper.bottom - 4

    def bottom(self) -> float:
        """Where the lower of the two columns ends, from the lower edge of the paper."""
        top = self.paper.height - self.paper.first_top
        return top - self.head.height - 8 * self.factor - max(self.left.height, self.rail.height)

    def draw(self, canvas: Any, places: dict[str, int]) -> None:
        """Draw the page; `places` says on which pages the sections begin."""
        paper = self.paper
        top = paper.height - paper.first_top
        with marked(canvas):
            canvas.setFillColor(colour("ink"))
            canvas.setStrokeColor(colour("ink"))
            canvas.setDash([])
            canvas.setLineWidth(0.5)
            canvas.line(paper.left, top, paper.left + FULL, top)
            canvas.rect(paper.left, top - 0.5 * MM, 18 * MM, 1.2 * MM, fill=1, stroke=0)
        self.head.draw(canvas, paper.left, top)
        below = top - self.head.height - 8 * self.factor
        self.left.draw(canvas, paper.left, below)
        self.facts.kids.clear()
        self.here.at = self.facts
        rail = Stack(self._rail(places), MARGIN)
        rail.draw(canvas, paper.left + NOTES, below)

    # -- parts ------------------------------------------------------------------------------------

    def _text(self, text: Text, style: Style, kind: str = "P") -> Prose:
        return Prose(atoms(self.setter.runs(text, style)), style, tag=self.here.child(kind))

    def _words(
        self, text: str, style: Style, before: float = 0.0, after: float = 0.0, kind: str = "P"
    ) -> Prose:
        spaced = replace(style, before=before * self.factor, after=after * self.factor)
        return Prose(atoms(self.setter.words(text, spaced)), spaced, tag=self.here.child(kind))

    def _label(self, text: str, after: float) -> Prose:
        return self._words(text, LABEL, after=after, kind="H2")

    @property
    def _body(self) -> Style:
        if self.setter.han:
            size = max(SMALLEST, self.size - 0.5)
            return Style("sans", size, size * 1.62)
        return Style("serif", self.size, self.size * 1.36)

    @property
    def _small(self) -> Style:
        size = max(SMALLEST, self.size - 0.9)
        return Style("sans", size, size * (1.6 if self.setter.han else 1.33))

    def _head(self) -> list[Flowable]:
        given, f = self.decision, self.factor
        top = Side(
            [
                (0, FULL / 2, [self._words(given.kind, KIND)]),
                (FULL / 2, FULL / 2, [self._words(given.status, STATUS)]),
            ]
        )
        top.spaceBefore, top.spaceAfter = 0, 9 * f
        logo = [_gap(6), self.logo] if self.logo else []
        content: list[Flowable] = [
            *logo,
            _gap(6),
            top,
            self._words(given.issuer, ISSUER, kind="H1"),
        ]
        if given.other_name:
            content.append(self._words(given.other_name, OTHER_NAME))
        if given.verdict:
            content.append(self._text((Words(given.verdict),), replace(VERDICT, before=8 * f)))
        content.append(Rule(0.8, "ink", before=8 * f, after=3 * f))
        content.append(RatingBlock(self.setter, given.rating, self.here))
        content.append(Rule(0.8, "ink", before=4 * f, after=0))
        return content

    def _left(self) -> list[Flowable]:
        given = self.decision
        parts: list[list[Flowable]] = [
            self._titled(given.asked[0], [given.asked[1]]),
            [
                self._label(given.recommendation[0], 3),
                self._choices(),
                *self._paragraphs([given.recommendation[1]]),
            ],
            [self._pair(given.reasons_for, given.reasons_against)],
            self._conditions(),
            self._changes(),
            [self._text(given.scope, LIMITS)] if given.scope else [],
        ]
        shown = [part for part in parts if part]
        content = list(shown[0])
        for part in shown[1:]:
            content.append(Rule(0.4, "hairline", before=8 * self.factor, after=7 * self.factor))
            content += part
        return content

    def _choices(self) -> Flowable:
        given = self.decision
        shown = Choices(self.setter, given.choices, given.chosen, after=4 * self.factor)
        shown.tag = self.here.child("Figure", alt=self._chosen())
        return shown

    def _chosen(self) -> str:
        """The choices in words: which one was taken, and what else there was."""
        given, say = self.decision, self.meta.spoken
        taken = "–" if given.chosen is None else given.choices[given.chosen]
        others = [c for n, c in enumerate(given.choices) if n != given.chosen]
        return say.chosen.format(chosen=taken, others=", ".join(others))

    def _paragraphs(self, texts: Sequence[Text], style: Style | None = None) -> list[Flowable]:
        spaced = replace(style or self._body, after=4.5 * self.factor)
        return [self._text(text, spaced) for text in texts if text]

    def _titled(self, title: str, texts: Sequence[Text]) -> list[Flowable]:
        if not any(texts):
            return []
        return [self._label(title, 1.5), *self._paragraphs(texts)]

    def _pair(
        self, left: tuple[str, tuple[Text, ...]], right: tuple[str, tuple[Text, ...]]
    ) -> Flowable:
        return Side(
            [
                (0, HALF, [self._label(left[0], 1.5), *self._paragraphs(left[1])]),
                (
                    MEASURE - HALF,
                    HALF,
                    [self._label(right[0], 1.5), *self._paragraphs(right[1])],
                ),
            ]
        )

    def _conditions(self) -> list[Flowable]:
        title, conditions = self.decision.conditions
        if not conditions:
            return []
        content: list[Flowable] = [self._label(title, 2.5)]
        with self.here.inside("L", attributes="<</O/List/ListNumbering/Decimal>>"):
            for n, condition in enumerate(conditions, 1):
                with self.here.inside("LI"):
                    content.append(self._condition(n, condition))
        return content

    def _condition(self, number: int, condition: Condition) -> Flowable:
        grey = replace(self._small, colour="grey")
        label = self._words(str(number), grey, kind="Lbl")
        with self.here.inside("LBody"):
            text = self._text(condition.text, self._small)
            who = self._words(condition.who, replace(grey, align="right"))
        row = Side([(0, 14, [label]), (5 * MM, 80 * MM, [text]), (87 * MM, 35 * MM, [who])])
        row.spaceAfter = 3 * self.factor
        return row

    def _changes(self) -> list[Flowable]:
        given = self.decision
        if not given.change_less[1] and not given.change_more[1]:
            return []
        sides = []
        above = self._label(given.change_title, 2)
        for mark, (title, text), x in (
            ("▼", given.change_less, 0.0),
            ("▲", given.change_more, MEASURE - HALF),
        ):
            head = self._words(f"{mark} {title}", LABEL, after=0.5, kind="H3")
            sides.append((x, HALF, [head, *self._paragraphs([text], self._small)]))
        return [above, Side(sides)]

    # -- rail -------------------------------------------------------------------------------------

    def _rail(self, places: dict[str, int] | None = None) -> list[Flowable]:
        given = self.decision
        content: list[Flowable] = []
        for fact in given.facts:
            content.append(self._words(fact.label, FACT_LABEL, before=6))
            style = replace(FACT, strong=fact.strong)
            content += [self._words(bind_last(line), style) for line in fact.lines]
        content += self._counts()
        title, gaps = given.gaps
        if gaps:
            content.append(self._words(title, FACT_LABEL, before=7))
            for points, text in gaps:
                content.append(self._row(points, 12, text, strong=True))
        title, path = given.path
        if path:
            content.append(Rule(0.6, "ink", before=8 * self.factor, after=5 * self.factor))
            content.append(self._label(title, 2))
            content.append(self._text(self._with_page(path, places), FACT))
        return content

    def _with_page(self, path: Text, places: dict[str, int] | None) -> Text:
        """The path with *See page n.*; while measuring, any two-digit page stands for it."""
        last = path[-1]
        if not isinstance(last, Words) or not last.to:
            return path
        page = 88 if places is None else places.get(last.to)
        if page is None:
            return path[:-1]
        see = self.meta.see_page.format(page=page)
        before = "".join(run.text for run in path if isinstance(run, Words))
        return (*path[:-1], Words(f"{space(before, see)}{see}", last.look, last.to))

    def _counts(self) -> list[Flowable]:
        title, counts = self.decision.counts
        if not counts:
            return []
        largest = max(count.count for count in counts)
        content: list[Flowable] = [self._words(title, FACT_LABEL, before=7, after=2)]
        for count in counts:
            bar = Picture(self.setter, CountBar(count.count, largest, count.pattern), 12.5 * MM)
            row = self._row(str(count.count), 16, count.label, extra=(29.5 * MM, 12.5 * MM, [bar]))
            content.append(row)
        return content

    def _row(
        self,
        number: str,
        width: float,
        text: str,
        *,
        strong: bool = False,
        extra: tuple[float, float, list[Flowable]] | None = None,
    ) -> Flowable:
        figure = replace(FACT, strong=strong, align="right")
        room = (extra[0] if extra else MARGIN) - width - 6
        columns = [
            (0.0, width, [self._words(number, figure)]),
            (width + 6, room, [self._words(text, FACT)]),
        ]
        row = Side([*columns, extra] if extra else columns)
        row.spaceAfter = 1.8 * self.factor
        return row


def shorter(given: Decision, share: float) -> Decision:
    """The decision with every text cut to a share of its length."""

    def text(whole: Text) -> Text:
        return tuple(
            replace(run, text=_cut(run.text, share))
            if isinstance(run, Words) and not run.to
            else run
            for run in whole
        )

    def titled(pair: tuple[str, Text]) -> tuple[str, Text]:
        return pair[0], text(pair[1])

    def several(pair: tuple[str, tuple[Text, ...]]) -> tuple[str, tuple[Text, ...]]:
        return pair[0], tuple(text(one) for one in pair[1])

    title, conditions = given.conditions
    facts = (replace(f, lines=tuple(_cut(line, share) for line in f.lines)) for f in given.facts)
    return replace(
        given,
        shortened=True,
        issuer=_cut(given.issuer, max(share, 0.6)),
        other_name=_cut(given.other_name, share),
        verdict=_cut(given.verdict, share),
        asked=titled(given.asked),
        recommendation=titled(given.recommendation),
        reasons_for=several(given.reasons_for),
        reasons_against=several(given.reasons_against),
        conditions=(title, tuple(replace(c, text=text(c.text)) for c in conditions)),
        change_less=titled(given.change_less),
        change_more=titled(given.change_more),
        scope=text(given.scope),
        facts=tuple(facts),
    )


def _cut(text: str, share: float) -> str:
    """Short texts stay: cutting them saves no line."""
    return fitted(text, max(36, int(width(text) * share)))


def _gap(height: float) -> Flowable:
    from reportlab.platypus import Spacer

    return Spacer(1, height)
