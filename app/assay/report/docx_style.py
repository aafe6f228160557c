"""Styles of the memo as a Word document: by name, so that a house's own template decides how they look."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE  # noqa: TID253 - loaded by report.docx when a memo is written
from docx.oxml import OxmlElement  # noqa: TID253
from docx.oxml.ns import qn  # noqa: TID253
from docx.shared import Mm, Pt, RGBColor  # noqa: TID253

from assay.core.memo_drawing import PALETTE

LATIN, HAN = "Calibri", "Microsoft YaHei"
"""Faces that Word has; a template's own are left alone."""
VERDICT, NOTE, TABLE_TEXT, TABLE_HEAD = (
    "Memo Verdict",
    "Memo Note",
    "Memo Table Text",
    "Memo Table Head",
)
BOX, ABSENT, CITATION, ANSWER = "Memo Box", "Memo Absent", "Memo Citation", "Memo Answer"
_PARAGRAPHS = (
    # name, based on, size, bold, colour, before, after
    (VERDICT, "Normal", 13.5, True, "ink", 2, 6),
    (NOTE, "Normal", 9, False, "grey", 0, 4),
    (TABLE_TEXT, "Normal", 9, False, "ink", 0, 1),
    (TABLE_HEAD, "Normal", 8.5, True, "grey", 0, 1),
    (BOX, "Normal", 10, False, "ink", 2, 4),
    (ANSWER, "Normal", 9, False, "ink", 0, 2),
)
_HEADINGS = (
    ("Title", 20, 0, 2),
    ("Heading 1", 16, 18, 4),
    ("Heading 2", 11.5, 10, 3),
    ("Heading 3", 10, 8, 2),
    ("Caption", 10, 8, 2),
)
PAPERS = {"a4": (210, 297), "letter": (215.9, 279.4)}


def prepare(document: Any, *, own: bool, ink: str) -> None:
    """Give the document the memo's styles: all of ours, or with a template only those it has not."""
    known = {style.name for style in document.styles}
    if own:
        _body(document)
        for name, size, before, after in _HEADINGS:
            _heading(document.styles[name], size, before, after)
    for name, parent, size, bold, colour, before, after in _PARAGRAPHS:
        if name not in known:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles[parent] if parent in known else None
            _paragraph(style, size, before, after)
            style.font.bold = bold
            style.font.color.rgb = rgb(colour)
    if BOX not in known:
        shade(document.styles[BOX].element.get_or_add_pPr(), PALETTE["tint"])
    if ABSENT not in known:
        style = document.styles.add_style(ABSENT, WD_STYLE_TYPE.CHARACTER)
        style.font.italic = True
    if CITATION not in known:
        style = document.styles.add_style(CITATION, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(ink.lstrip("#"))


class Names:
    """Style ids by name, asked for thousands of times: the library searches the whole list each time."""

    def __init__(self, document: Any) -> None:
        self._ids = {style.name: style.style_id for style in document.styles}

    def paragraph(self, paragraph: Any, name: str) -> None:
        """Set `paragraph` in the style `name`; a template that lacks it keeps its plain one."""
        id = self._ids.get(name)
        if id is not None:
            paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = id

    def run(self, run: Any, name: str) -> None:
        """Set `run` in the character style `name`."""
        run._r.get_or_add_rPr().style = self._ids.get(name)


def rgb(name: str) -> Any:
    """A colour of the memo as Word wants it."""
    return RGBColor.from_string(PALETTE[name].lstrip("#"))


def _body(document: Any) -> None:
    normal = document.styles["Normal"]
    _paragraph(normal, 10.5, 0, 6)
    normal.font.name = LATIN
    normal.font.color.rgb = rgb("ink")
    properties = normal.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:eastAsia"), HAN)
    properties.append(_language())


def _language() -> Any:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), "en-GB")
    mark.set(qn("w:eastAsia"), "zh-CN")
    return mark


def _paragraph(style: Any, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.widow_control = True


def _heading(style: Any, size: float, before: float, after: float) -> None:
    _paragraph(style, size, before, after)
    style.font.bold, style.font.italic = True, False
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), HAN)
    style.font.color.rgb = rgb("ink")
    style.paragraph_format.keep_with_next = True
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)


def shade(properties: Any, colour: str) -> None:
    """A ground behind a paragraph or a cell."""
    mark = OxmlElement("w:shd")
    mark.set(qn("w:val"), "clear")
    mark.set(qn("w:color"), "auto")
    mark.set(qn("w:fill"), colour.lstrip("#"))
    later = properties.find(qn("w:spacing"))
    if later is not None:
        later.addprevious(mark)
    else:
        properties.append(mark)


def lay_out(section: Any, paper: str) -> None:
    """Paper and margins of a document of our own."""
    width, height = PAPERS[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    side = Mm((width - 170) / 2)
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = Mm(24), Mm(24)
    section.header_distance = section.footer_distance = Mm(11)
