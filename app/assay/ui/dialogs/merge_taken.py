"""What a merge brought, in lines and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from assay.words import tr, trn
from assay.words.amounts import counted
from assay.work.merging import Merged, MergePlan
from assay.work.views.merging import MergeView


def taken_lines(plan: MergePlan, view: MergeView) -> tuple[str, ...]:
    """What comes without a conflict, kind by kind, then who made it."""
    return (*_kinds(plan.taken), *view.lines)


def _kinds(taken: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(words for table, count in taken.items() if (words := counted([(table, count)])))


def merged_words(done: Merged) -> str:
    """*Merged: 12 answers, 4 pieces of evidence. 2 conflicts decided, 1 left.*"""
    what = counted(done.taken.items()) or tr("nothing new in the rows")
    said = [tr("Merged: {what}", what=what)]
    if done.settled:
        said.append(trn("{count} conflict decided", "{count} conflicts decided", done.settled))
    if done.open:
        said.append(trn("{count} left to decide", "{count} left to decide", done.open))
    if done.missing:
        said.append(
            trn(
                "the bytes of {count} file are in neither copy",
                "the bytes of {count} files are in neither copy",
                len(done.missing),
            )
        )
    return tr("; ").join(said)
