"""The memo as PDF: the same blocks, the same bytes, every time."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from assay.core.errors import InvalidInput
from assay.core.house_style import PLAIN, HouseStyle
from assay.core.memo import Memo, Meta

if TYPE_CHECKING:
    from assay.report.pdf_tags import Tags

_ONE_AT_A_TIME = Lock()
"""The faces keep what they have written into a document: two set at once would mix it up."""


def pdf(
    memo: Memo,
    *,
    paper: str = "a4",
    style: HouseStyle = PLAIN,
    made: str = "",
    data: bytes = b"",
) -> bytes:
    """The memo on `paper` (`a4` or `letter`).

    `made` says in the file what was asked for, `data` is attached to it.

    Raises `InvalidInput` for characters that no face of the memo has, `NeedsDecision` when the
    decision cannot stand on one page.
    """
    from assay.report.pdf_style import HOUSE, PAPERS

    if paper not in PAPERS:
        raise InvalidInput("unknown_paper", value=paper, known=tuple(PAPERS))
    accent = HOUSE.set(style.accent)
    try:
        with _ONE_AT_A_TIME:
            raw, tags = _set(memo, paper, style)
        return _finished(raw, memo.meta, tags, made, data)
    finally:
        HOUSE.reset(accent)


def _set(memo: Memo, paper: str, style: HouseStyle) -> tuple[bytes, Tags]:
    """The pages as they are laid out, and what is said of their structure."""
    from assay.report.pdf_blocks import Blocks
    from assay.report.pdf_decision import DecisionPage
    from assay.report.pdf_page import Furniture, lay_out
    from assay.report.pdf_style import PAPERS, face
    from assay.report.pdf_tags import Tags
    from assay.report.pdf_text import Setter

    # The canvas starts every page in this face, before any text has asked for it.
    face("sans")
    face("sans-strong")
    setter = Setter(han=memo.meta.language.startswith("zh"))
    tags = Tags(han=setter.han)
    furniture = Furniture(setter, memo.meta, PAPERS[paper])
    page_one = DecisionPage(setter, memo.decision, memo.meta, PAPERS[paper], style.logo)
    furniture.decision = page_one.draw
    tags.document.kids.append(page_one.section)
    sections = memo.sections
    if page_one.decision.shortened:
        sections = (memo.whole, *sections)
    blocks = Blocks(setter, memo.notes, tags.document, memo.meta.spoken)
    story = list(blocks.story(sections, memo.meta.contents))
    setter.refuse_missing()
    return lay_out(story, furniture, tags), tags


def _finished(raw: bytes, meta: Meta, tags: Tags, made: str, data: bytes) -> bytes:
    """The file rewritten compactly, with the state it was made from and no invented dates."""
    from assay.report.pdf_tree import description, keys
    from assay.report.rewriting import Pages, rewritten

    return rewritten(Pages(raw, meta.state_id, made, description(meta), keys(tags), data))
