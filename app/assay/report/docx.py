"""The memo as a Word document: the same blocks in named styles, to be edited and signed off."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from assay.core.errors import InvalidInput
from assay.core.house_style import PLAIN, HouseStyle
from assay.core.memo import Memo, Meta

SIGNING = 9.0
"""Millimetres of height that a signature takes."""
_UNPACKED_LIMIT = 200 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(
    memo: Memo, *, paper: str = "a4", style: HouseStyle = PLAIN, template: bytes = b""
) -> bytes:
    """The memo as .docx, in the styles of `template` where one is given.

    Raises `InvalidInput` for a template that is none, or characters that no face of the drawings has.
    """
    from docx import Document

    from assay.report import docx_style
    from assay.report.anchors import anchors
    from assay.report.docx_blocks import Blocks
    from assay.report.docx_text import Scribe

    if paper not in docx_style.PAPERS:
        raise InvalidInput("unknown_paper", value=paper, known=tuple(docx_style.PAPERS))
    document = _template(template) if template else Document()
    own = not template
    docx_style.prepare(document, own=own, ink=style.ink)
    if own:
        docx_style.lay_out(document.sections[0], paper)
    _name(document, memo.meta)
    _furniture(document, memo.meta, style, own=own)
    blocks = Blocks(document, memo, Scribe(anchors(memo), docx_style.Names(document)))
    blocks.decision(memo.decision)
    if memo.sign_off is not None:
        blocks.table(memo.sign_off, SIGNING)
    sections = (memo.whole, *memo.sections) if memo.decision.shortened else memo.sections
    for n, section in enumerate(sections):
        blocks.section(section, new_page=n == 0 or section.new_page)
    return _packed(document)


def _template(content: bytes) -> Any:
    """The house's document, emptied of its text; its styles, head and foot stay."""
    from docx import Document

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED_LIMIT:
                raise ValueError("unpacks to too much")
        document = Document(BytesIO(content))
        body = document.element.body
        for child in list(body):
            if not child.tag.endswith("}sectPr"):
                body.remove(child)
        assert document.sections[0] is not None
    except Exception as error:
        raise InvalidInput("template_unreadable") from error
    return document


def _name(document: Any, meta: Meta) -> None:
    """Title and language, and the state it was made from; no invented dates."""
    from datetime import datetime

    from assay.report.docx_text import legible

    about = document.core_properties
    about.title, about.author = legible(meta.title)[:255], legible(meta.author)[:255]
    about.subject, about.language = legible(meta.subject)[:255], meta.language
    about.identifier = meta.state_id
    about.comments, about.keywords, about.last_modified_by = "", "", ""
    about.revision = 1
    about.created = about.modified = datetime(1980, 1, 1)


def _furniture(document: Any, meta: Meta, style: HouseStyle, *, own: bool) -> None:
    """Head and foot of our own documents; a template keeps what it has there."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    from assay.report.docx_style import NOTE
    from assay.report.docx_text import field, legible

    section = document.sections[0]
    head, foot = section.header, section.footer
    if own or not any(paragraph.text.strip() for paragraph in head.paragraphs):
        paragraph = head.paragraphs[0]
        paragraph.style = NOTE
        if style.logo:
            paragraph.add_run().add_picture(BytesIO(style.logo), height=Mm(8))
            paragraph.add_run("\t")
        paragraph.add_run(legible(meta.running))
    if own or not any(paragraph.text.strip() for paragraph in foot.paragraphs):
        paragraph = foot.paragraphs[0]
        paragraph.style = NOTE
        stops = paragraph.paragraph_format.tab_stops
        stops.clear_all()
        room = section.page_width - section.left_margin - section.right_margin
        stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{legible(meta.footer)}\t")
        before, _, rest = meta.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        paragraph.add_run(before)
        field(paragraph, "PAGE", "1")
        paragraph.add_run(between)
        field(paragraph, "NUMPAGES", "1")
        paragraph.add_run(after)
        foot.add_paragraph(legible(meta.proof), style=paragraph.style)


def _packed(document: Any) -> bytes:
    """The package with one date for all its parts: the same memo gives the same bytes."""
    raw, out = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w") as packed:
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, made.read(part.filename))
    return out.getvalue()
