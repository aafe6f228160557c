"""What copying from another project brought and what it left, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assay.words import tr
from assay.words.amounts import counted

NAMED = 12
"""So many are named one by one; then it is said how many more there are."""
WHYS: dict[str, str] = {
    "question_not_here": "Answers left, as no question has their id here: {names}.",
    "answer_differs": "Answers left, as the question takes other answers here: {names}.",
    "answered_here": "Answers left, as the question has another answer here: {names}.",
    "same_here": "The same here already: {names}.",
    "held_here": "Evidence held here already: {names}.",
    "linked_file": "Evidence left, as it is only a link to a file: {names}.",
    "bytes_missing": "Evidence left, as its bytes are missing there: {names}.",
    "answer_not_taken": "Citations left, as their answer was not taken: {names}.",
    "evidence_not_taken": "Citations left, as their evidence is not here: {names}.",
}
REASONS: dict[str, str] = {
    "question_not_here": "its questions have other ids",
    "answer_differs": "its questions take other answers",
    "answered_here": "what it answers has other answers here",
    "same_here": "its answers are the same here",
    "held_here": "its files are held here already",
    "linked_file": "its evidence is linked, not held",
    "bytes_missing": "the bytes of its files are missing",
}


def brought(answers: Sequence[str], evidence: Sequence[int], citations: int) -> str:
    """*3 answers, 2 pieces of evidence, 4 citations from the other project.*"""
    counts = [("answer", len(answers)), ("evidence", len(evidence)), ("citation", citations)]
    return tr("{what} from the other project.", what=counted(counts))


def left_lines(left: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """What was not taken, by reason; a line for each. Given as table, name, reason, what is here."""
    by_why: dict[str, dict[str, None]] = {}
    for _, name, why, here in left:
        by_why.setdefault(why, {})[_named(name, why, here)] = None
    return [tr(WHYS[why], names=_listed(list(names))) for why, names in by_why.items()]


def _named(name: str, why: str, here: str) -> str:
    if not here:
        return name
    if why == "question_not_here":
        return tr("{question} (perhaps {near})", question=name, near=here)
    return tr("{number} (here {here})", number=name, here=here)


def _listed(names: list[str]) -> str:
    shown = tr(", ").join(names[:NAMED])
    if len(names) <= NAMED:
        return shown
    return tr("{names} and {count} more", names=shown, count=len(names) - NAMED)


def reasons(whys: Iterable[str]) -> str:
    """Why nothing of a project could be copied."""
    said = [tr(REASONS[why]) for why in whys if why in REASONS]
    return tr("; ").join(said) or tr("it has neither answers nor evidence")
