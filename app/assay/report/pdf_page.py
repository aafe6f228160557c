"""Pages of the memo: frame, running head, footer and the late work that needs to know every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config  # noqa: TID253
from reportlab.pdfgen.canvas import Canvas  # noqa: TID253 - loaded by report.pdf when a memo is written
from reportlab.platypus import (  # noqa: TID253
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from assay.core.memo import Meta
from assay.core.memo_text import clean
from assay.report.line_breaking import atoms
from assay.report.pdf_contents import Late
from assay.report.pdf_pen import draw_line
from assay.report.pdf_style import FULL, MM, RUNNING, Paper, colour
from assay.report.pdf_tags import Tags, marked
from assay.report.pdf_text import Prose, Setter
from assay.report.pdf_tree import write
from assay.work.jobs import checkpoint

Paint = Callable[[Any], None]


class Furniture:
    """What stands on every page: head, footer, and page 1 itself, drawn when all pages are known."""

    def __init__(self, setter: Setter, meta: Meta, paper: Paper) -> None:
        self.setter, self.meta, self.paper = setter, meta, paper
        self.decision: Callable[[Any, dict[str, int]], None] | None = None
        for text in (meta.running, meta.footer, meta.proof, meta.page):
            setter.words(text, RUNNING)

    def draw(
        self, canvas: Any, page: int, pages: int, running: str, places: dict[str, int]
    ) -> None:
        """Draw head and footer of `page`, and page 1's content on page 1."""
        paper = self.paper
        if page == 1 and self.decision is not None:
            self.decision(canvas, places)
        bottom = 13.1 * MM
        self._rule(canvas, 16.2 * MM)
        self._text(canvas, self.meta.footer, paper.left, bottom)
        self._text(canvas, self.meta.proof, paper.left, bottom - 9.8)
        count = self.meta.page.format(page=page, pages=pages)
        self._text(canvas, count, paper.left + FULL, bottom, right=True)
        if page > 1:
            head = paper.height - 14 * MM
            self._rule(canvas, paper.height - 16.2 * MM)
            self._text(canvas, self.meta.running, paper.left, head)
            self._text(canvas, running, paper.left + FULL, head, right=True)

    def _rule(self, canvas: Any, y: float) -> None:
        with marked(canvas):
            canvas.setStrokeColor(colour("hairline"))
            canvas.setDash([])
            canvas.setLineWidth(0.4)
            canvas.line(self.paper.left, y, self.paper.left + FULL, y)

    def _text(self, canvas: Any, text: str, x: float, y: float, *, right: bool = False) -> None:
        line = Prose(atoms(self.setter.words(text, RUNNING)), RUNNING)
        line.wrap(FULL * (0.34 if right else 0.66), 0)
        first = line.lines()[:1]
        if first:
            width = sum(atom.width for atom in first[0])
            draw_line(canvas, first[0], x - width if right else x, y)


class MemoCanvas(Canvas):
    """Keeps every page until the last is laid out, so that one pass prints *page x of y*."""

    def __init__(
        self,
        *args: Any,
        furniture: Furniture,
        tags: Tags,
        **kwargs: Any,
    ) -> None:
        self.furniture, self.tags = furniture, tags
        super().__init__(*args, **kwargs)
        self.kept: list[dict[str, Any]] = []
        self.places: dict[str, int] = {}
        self.late: list[Late] = []
        """Page numbers that wait until every page is known."""
        self.running = ""
        """Section that runs on at the end of the page so far."""
        self.page_running = ""

    def begin_section(self, anchor: str, running: str, y: float) -> None:
        """A section begins at height `y` of this page."""
        self.places[anchor] = self.getPageNumber()
        top = y > self.furniture.paper.height - self.furniture.paper.top - 40
        if top or not self.page_running:
            self.page_running = running
        self.running = running

    def showPage(self) -> None:
        """Keep the page and begin the next one."""
        state = dict(self.__dict__)
        state["page_running"] = self.page_running or self.running
        self.kept.append(state)
        # Bookmarks name the page they stand on by this counter, which else moves with the output.
        self._doc.pageCounter += 1
        self._startPage()
        self.page_running = ""
        if self.running:
            self.page_running = self.running

    def save(self) -> None:
        """Write the kept pages with their furniture."""
        kept, places, late = self.kept, self.places, self.late
        self._doc.pageCounter = 1
        for number, state in enumerate(kept, 1):
            checkpoint()
            self.__dict__.update(state)
            for waiting in late:
                if waiting.page == number:
                    waiting.draw(self, places)
            self.furniture.draw(self, number, len(kept), state["page_running"], places)
            super().showPage()
        write(self.tags, self._doc)
        super().save()
        # Each kept page holds the list of them: left alone, a long memo waits to be found as garbage.
        kept.clear()


class _Document(BaseDocTemplate):
    """Can be stopped behind whatever it has laid out last."""

    def afterFlowable(self, flowable: Flowable) -> None:
        checkpoint()


def lay_out(story: list[Flowable], furniture: Furniture, tags: Tags) -> bytes:
    """The story on pages behind page 1, as the bytes of a PDF."""
    # Seven-bit streams are slow to write, and the file is rewritten afterwards in any case.
    rl_config.useA85 = 0
    paper, meta, buffer = furniture.paper, furniture.meta, BytesIO()
    document = _Document(
        buffer,
        pagesize=(paper.width, paper.height),
        title=clean(meta.title),
        author=clean(meta.author),
        subject=clean(meta.subject),
        creator="Assay",
        invariant=1,
        pageCompression=1,
        initialFontName="sans",
        displayDocTitle=1,
        lang=meta.language,
    )
    frame = _frame(paper)
    document.addPageTemplates([PageTemplate("first", [frame]), PageTemplate("body", [frame])])

    document.build(
        [_First(meta.first_running), NextPageTemplate("body"), PageBreak(), *story],
        canvasmaker=partial(MemoCanvas, furniture=furniture, tags=tags),
    )
    del document.canv  # a document holds itself, and with this every page
    return buffer.getvalue()


def _frame(paper: Paper) -> Any:
    """The frame between head and footer, without padding of its own."""
    height = paper.height - paper.top - paper.bottom
    pads = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    return Frame(paper.left, paper.bottom, FULL, height, **pads)


class _First(Flowable):
    """Holds the place of page 1 in the story and in the outline."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, 1.0
        return width, 1.0

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas.bookmarkPage("page1", fit="Fit")
        canvas.addOutlineEntry(self.name, "page1", 0)
