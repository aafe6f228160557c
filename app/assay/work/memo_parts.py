"""What each part of a memo takes: how many entries, labels, citations, fields, and room on page 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assay.core.assessment import RECOMMENDATIONS

FieldKind = Literal["line", "day", "number", "choice", "list", "questions", "yes_no"]
LABELS = ("", "fact", "inference", "allegation")
LIKELIHOODS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even",
    "likely",
    "very likely",
    "almost certain",
)
"""The words of ICD 203, as a memo records and prints them."""
CONFIDENCES = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a part, as it is kept under `details`."""

    name: str
    kind: FieldKind = "line"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What a part takes."""

    name: str
    many: bool = True
    labelled: bool = False
    cited: bool = False
    sections: bool = False
    """Its entries stand under headings of the analyst's."""
    fields: tuple[FieldSpec, ...] = ()
    room: int = 0
    """Latin letters that page 1 shows of one entry; 0: it is not on page 1."""
    count: int = 0
    """Entries that page 1 shows; 0: all."""

    def field(self, name: str) -> FieldSpec | None:
        """The field of this name, if the part has it."""
        return next((spec for spec in self.fields if spec.name == name), None)


_CLOSES = FieldSpec("closes", "questions")
_OWNED = (FieldSpec("owner"), FieldSpec("due", "day"))

_ALL = (
    Part("title", many=False),
    Part("asked", many=False, room=260),
    Part(
        "recommendation",
        many=False,
        fields=(FieldSpec("choice", "choice", RECOMMENDATIONS),),
        room=320,
    ),
    Part("verdict", many=False, room=190),
    Part("reason_for", labelled=True, cited=True, room=230, count=3),
    Part("reason_against", labelled=True, cited=True, room=230, count=3),
    Part("condition", cited=True, fields=(*_OWNED, _CLOSES), room=130, count=5),
    Part("change_less", many=False, room=200),
    Part("change_more", many=False, room=200),
    Part("scope", many=False, room=340),
    Part("highlight", labelled=True, cited=True),
    Part("review", labelled=True, cited=True, sections=True),
    Part("against", labelled=True, cited=True),
    Part("insight", labelled=True, cited=True),
    Part("engagement", cited=True),
    Part("voting", cited=True),
    Part("exit_trigger", cited=True, fields=(FieldSpec("decides"), FieldSpec("days", "number"))),
    Part(
        "scenario",
        cited=True,
        fields=(
            FieldSpec("name"),
            FieldSpec("due", "day"),
            FieldSpec("likelihood", "choice", LIKELIHOODS),
            FieldSpec("range_low", "number"),
            FieldSpec("range_high", "number"),
            FieldSpec("impact"),
            FieldSpec("confidence", "choice", CONFIDENCES),
            FieldSpec("confidence_why"),
            FieldSpec("indicators", "list"),
        ),
    ),
    Part("conclusion", labelled=True, cited=True),
    Part(
        "next_step",
        cited=True,
        fields=(
            *_OWNED,
            FieldSpec("method"),
            FieldSpec("cost_amount", "number"),
            FieldSpec("cost_currency"),
            _CLOSES,
        ),
    ),
    Part(
        "reply",
        fields=(
            FieldSpec("party"),
            FieldSpec("asked", "yes_no"),
            FieldSpec("date", "day"),
            FieldSpec("reply"),
        ),
    ),
    Part("disclosure"),
    Part(
        "claim",
        labelled=True,
        cited=True,
        fields=(
            FieldSpec("claim"),
            FieldSpec("treatment"),
            FieldSpec("questions", "questions"),
        ),
    ),
)
SPECS: dict[str, Part] = {part.name: part for part in _ALL}
"""By name, every part that there is."""
