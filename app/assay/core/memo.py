"""The memo as blocks: what each writer (PDF, HTML, DOCX) sets in its way, nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assay.core.memo_marks import Mark, Strip
from assay.core.memo_spoken import Spoken

Look = Literal["", "strong", "soft", "absent", "quote"]
"""Plain, bold, grey, italic for an answer that is absent, or an original that keeps its spelling."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. `to` names an anchor of this memo, or is an http(s) address."""

    text: str
    look: Look = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """Register numbers in the text: `[17, 23; inference]`, each number a link to its entry."""

    numbers: tuple[int, ...]
    label: str = ""
    bare: bool = False
    """Without brackets, for table columns that hold nothing else."""


Text = tuple[Words | Cite, ...]
"""One paragraph's text."""


def plain(text: str, look: Look = "", to: str = "") -> Text:
    """`text` as a paragraph of one run."""
    return (Words(text, look, to),) if text else ()


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of one register number: publisher, year and grade."""

    number: int
    text: str


# -- blocks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; there is no third level."""

    text: str
    anchor: str = ""


ParagraphStyle = Literal["body", "note", "small"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Reading text in the measure, its sources in the margin."""

    text: Text
    style: ParagraphStyle = "body"
    head: str = ""
    """Label above its margin notes: Fact, Inference, Allegation."""
    notes: bool = True


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The one box of the memo: what stands against our view."""

    title: str
    paragraphs: tuple[Text, ...]
    settle: Text = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its finding as title; `alt` says the same numbers in words."""

    mark: Mark
    alt: str
    title: str = ""
    subtitle: str = ""
    beside: tuple[Text, ...] = ()
    """Lines in the margin beside a drawing of the measure's width."""


Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in millimetres; the columns of a table add up to the full width of 170.

    A table all of whose heads are empty is set without a head.
    """

    head: str | Mark
    width: float
    align: Align = "left"


Line = Text | Mark
Cell = tuple[Line, ...]
"""Lines of a cell, each a paragraph or a small drawing."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    anchor: str = ""
    rule: bool = False
    """A hairline above: the group changes here."""
    heavy: bool = False
    """A full rule above: what follows is a total."""
    span: bool = False
    """Its one cell runs across the table and changes the meaning of the rows below."""


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    subtitle: str = ""
    legend: tuple[tuple[Mark, str], ...] = ()
    note: str = ""
    tight: bool = False
    """Rows of one line, set closer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer of the appendix: everything that was entered, with its marks in the margin."""

    code: str
    title: str
    question: str
    anchor: str
    lines: tuple[Text, ...]
    """Answer, rationale, evidence against, what would change it, citations."""
    marks: tuple[tuple[Mark, str], ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay on one page where they fit on one."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Numbered | Box | Figure | Table | Entry | Group


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `running` names it in the head of the page; `appendix` comes behind the body."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    intro: Text = ()
    running: str = ""
    new_page: bool = False
    appendix: bool = False


# -- page 1 ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meter:
    """A measure against its floor: coverage, evidence index."""

    label: str
    shown: str
    value: float
    floor: float
    floor_label: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rating block of page 1: the word, its two floors and the range."""

    word: str
    marker: str
    """`provisional`, or empty."""
    meters: tuple[Meter, ...]
    bands: tuple[str, ...]
    strip: Strip
    low: tuple[str, str]
    """Number and label, as the point and the upper bound below."""
    point: tuple[str, str]
    high: tuple[str, str]
    as_answered: str
    because: str
    """Why it is hatched, or what the range stands on."""
    alt: str


@dataclass(frozen=True, slots=True)
class Condition:
    text: Text
    who: str
    """Owner and date."""


@dataclass(frozen=True, slots=True)
class Count:
    """Questions in one state; `pattern` is how its bar is filled."""

    count: int
    label: str
    pattern: Literal["solid", "hatched", "pale"]


@dataclass(frozen=True, slots=True)
class RailFact:
    label: str
    lines: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Page 1, which stands alone. Titles are worded here, so that no writer words anything."""

    shortened: bool
    """Texts were cut or left out already."""
    kind: str
    status: str
    issuer: str
    other_name: str
    verdict: str
    rating: Verdict
    asked: tuple[str, Text]
    choices: tuple[str, ...]
    chosen: int | None
    """Position in `choices`."""
    recommendation: tuple[str, Text]
    reasons_for: tuple[str, tuple[Text, ...]]
    reasons_against: tuple[str, tuple[Text, ...]]
    conditions: tuple[str, tuple[Condition, ...]]
    change_title: str
    change_less: tuple[str, Text]
    change_more: tuple[str, Text]
    scope: Text
    facts: tuple[RailFact, ...]
    counts: tuple[str, tuple[Count, ...]]
    gaps: tuple[str, tuple[tuple[str, str], ...]]
    """Title, then points and what would close them."""
    path: tuple[str, Text]
    """Path to a rating; its last run may link to the gaps."""


# -- the whole ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meta:
    title: str
    author: str
    subject: str
    language: str
    """Language tag: `en`, `zh-Hans`."""
    running: str
    """Issuer and ticker, in the head of every page but the first."""
    footer: str
    page: str
    """`Page {page} of {pages}`, places filled by the writer."""
    see_page: str
    """`See page {page}.`"""
    first_running: str
    """Name of page 1 in the outline."""
    contents: str
    """Title of the table of contents."""
    spoken: Spoken
    """How marks are said in words."""
    state_id: str
    final: bool
    proof: str = ""
    """What the numbers were made with: checklist hash, scoring and app version; second line of the foot."""
    profile: str = "internal"
    """Whom it is for (`core.memo_profile`)."""


@dataclass(frozen=True, slots=True)
class Memo:
    meta: Meta
    decision: Decision
    whole: Section
    """The texts of page 1 uncut: a writer that had to shorten one sets this behind page 1."""
    sections: tuple[Section, ...]
    notes: Mapping[int, Note] = field(default_factory=dict)
    """What the margin says of each register number."""
    sign_off: Table | None = None
    """Who signs, with room for name and day: for writers whose documents people finish by hand."""


def evidence_anchor(number: int) -> str:
    """The anchor of a register entry."""
    return f"e{number}"


def answer_anchor(question: str) -> str:
    """The anchor of an answer in the appendix."""
    return f"a:{question}"


def cited(text: Text) -> tuple[int, ...]:
    """The register numbers in `text`, sorted, each once."""
    return tuple(sorted({n for run in text if isinstance(run, Cite) for n in run.numbers}))
