"""Proving a memo: what it says of itself held against the project, its pages against a fresh writing."""

from __future__ import annotations

from dataclasses import replace

from assay import __version__
from assay.core.errors import UserError
from assay.core.house_style import HouseStyle
from assay.core.memo_profile import profile_of
from assay.readers.memo_pdf import Proof
from assay.report.memo_files import Order, made
from assay.work import memo_checking
from assay.work.jobs import Progress
from assay.work.memo_checking import Held, MemoCheck, Now, Pages


def check(
    now: Now,
    content: bytes,
    name: str,
    style: HouseStyle,
    progress: Progress | None = None,
) -> MemoCheck:
    """Whether the PDF `content` matches the project; raises `Unreadable` for what is no PDF."""
    proof = memo_checking.read_proof(content, name)
    found = memo_checking.against(now, proof, progress)
    return replace(found.check, pages=_pages(found, content, style))


def _pages(found: Held, content: bytes, style: HouseStyle) -> Pages:
    """Whether the file is what the state gives: the same order for the same state is the same bytes.

    It is not compared where another version wrote it, or in another look of the house: it would be
    another file then although nobody touched it.
    """
    order = _order(found, style)
    if order is None or found.then is None:
        return "not_compared"
    if order.made(__version__, found.then.assessment) != found.proof.made:
        return "not_compared"
    try:
        again = made(found.then, order)
    except UserError:
        return "not_compared"
    return "same" if _is(found.proof, content, again) else "differ"


def _is(proof: Proof, content: bytes, again: bytes) -> bool:
    """A signature is added behind the file that it signs."""
    return content.startswith(again) if proof.signatures else content == again


def _order(found: Held, style: HouseStyle) -> Order | None:
    asked = found.asked
    profile = profile_of(str(asked.get("profile", "")))
    if profile is None or not asked.get("assessment"):
        return None
    return Order(
        language=str(asked.get("language", "")),
        paper=str(asked.get("paper", "")),
        final=bool(asked.get("final")),
        profile=profile,
        style=style,
    )
