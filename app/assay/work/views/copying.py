"""Copying from another project as a window shows it: what each choice brings, and why the rest is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assay.core.checklist import Checklist, say
from assay.words import tr
from assay.words.copying import brought, left_lines, reasons
from assay.work import copying
from assay.work.citing import evidence_by_number
from assay.work.copying import CopyPlan
from assay.work.session import Session

Choice = tuple[bool, bool]
"""Whether answers are wanted, and whether evidence is."""
CHOICES: tuple[Choice, ...] = ((True, True), (True, False), (False, True))


@dataclass(frozen=True, slots=True)
class PartView:
    """What one choice brings."""

    plan: CopyPlan
    sentence: str
    answers: tuple[str, ...]
    """`AAA-01  Who appoints the general manager?`"""
    evidence: tuple[str, ...]
    """`[3]  Annual report 2025`, with the number in the other register."""
    left: tuple[str, ...]
    """What is not taken, a line for each reason."""

    @property
    def is_news(self) -> bool:
        """False where nothing of it fits."""
        return bool(self.plan.changes)


@dataclass(frozen=True, slots=True)
class CopyView:
    """Another project with the eyes of this one."""

    name: str
    """Of its file."""
    parts: Mapping[Choice, PartView]


def copy_view(session: Session, other: Session, assessment: str, language: str = "en") -> CopyView:
    """What copying would bring, for each choice; raises `InvalidInput` for a copy of this project."""
    asked = session.checklist(assessment)
    titles = {item.number: item.title for item in evidence_by_number(other)}
    parts = {}
    for answers, evidence in CHOICES:
        found = copying.look(session, other, assessment, answers=answers, evidence=evidence)
        parts[answers, evidence] = PartView(
            found,
            _sentence(found),
            tuple(_answers(found, asked, language)),
            tuple(f"[{number}]  {titles[number]}" for number in found.evidence),
            tuple(left_lines([(e.table, e.name, e.why, e.here) for e in found.left])),
        )
    return CopyView(other.path.name, parts)


def _sentence(found: CopyPlan) -> str:
    if found.changes:
        return brought(found.answers, found.evidence, found.citations)
    return tr("Nothing of it fits: {why}.", why=reasons(found.whys()))


def _answers(found: CopyPlan, asked: Checklist, language: str) -> Iterator[str]:
    for id in found.answers:
        line = f"{id}  {say(asked.questions[id].text, language)}"
        yield tr("{line} (asked in other words there)", line=line) if id in found.reworded else line
