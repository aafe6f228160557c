"""A memo as a file, in the form and for the readers that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assay.core.change import canonical
from assay.core.errors import InvalidInput
from assay.core.house_style import PLAIN, HouseStyle
from assay.core.memo import Memo
from assay.core.memo_profile import INTERNAL, Profile
from assay.core.rating import SCORING
from assay.work.drafts import Draft
from assay.work.writing import read_bounded

PDF, WORD, PAGE, TEXT = "pdf", "docx", "html", "md"
TEMPLATE_LIMIT = 20 << 20
FORMATS = (PDF, WORD, PAGE, TEXT)
_SUFFIXES = {
    **{f".{name}": name for name in FORMATS},
    ".htm": PAGE,
    ".markdown": TEXT,
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for; the same order for the same state gives the same bytes."""

    format: str = PDF
    language: str = "en"
    paper: str = "a4"
    final: bool = False
    profile: Profile = INTERNAL
    style: HouseStyle = PLAIN
    template: bytes = b""

    def made(self, app_version: str, assessment: str) -> str:
        """The order in one line of JSON, as the file keeps it: who reads it can write it again."""
        look = (self.style.logo, self.style.accent.encode(), self.style.disclaimer.encode())
        told = {
            "app": app_version,
            "assessment": assessment,
            "final": int(self.final),
            "language": self.language,
            "paper": self.paper,
            "profile": self.profile.id,
            "scoring": SCORING,
            "style": sha256(b"\0".join(look)).hexdigest()[:16],
        }
        return canonical(told)


def template_of(path: Path | None) -> bytes:
    """The bytes of a template, empty for none; raises `NotFound` or `InvalidInput`."""
    return b"" if path is None else read_bounded(path, TEMPLATE_LIMIT)


def format_of(path: Path) -> str:
    """The form that a file's name asks for; raises `InvalidInput` for a name that asks for none."""
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = [f".{name}" for name in FORMATS]
        raise InvalidInput("unknown_memo_format", path=path.name, known=known)
    return found


def made(draft: Draft, order: Order) -> bytes:
    """The memo's file; a job that writes it can be stopped on the way.

    Raises `NeedsDecision` when a final memo is asked for and something blocks it, `InvalidInput` for
    what cannot be set.
    """
    memo = draft.memo(
        language=order.language,
        final=order.final,
        profile=order.profile,
        disclaimer=order.style.disclaimer,
    )
    if order.format == PDF:
        return _pdf(draft, memo, order)
    if order.format == WORD:
        from assay.report.docx import docx

        return docx(memo, paper=order.paper, style=order.style, template=order.template)
    if order.format == PAGE:
        from assay.report.html import html

        return html(memo, order.style).encode()
    from assay.report.markdown import markdown

    return markdown(memo)


def _pdf(draft: Draft, memo: Memo, order: Order) -> bytes:
    from assay import __version__
    from assay.core.scorecard import Scorecard
    from assay.report.pdf import pdf
    from assay.work import memo_data

    data = b""
    if order.profile.attaches_data:
        card = Scorecard(draft.checklist, draft.state, draft.assessment)
        data = memo_data.content(draft, card.rating)
    return pdf(
        memo,
        paper=order.paper,
        style=order.style,
        made=order.made(__version__, draft.assessment),
        data=data,
    )
