"""Draws every page of the example's memo on each paper in each language, in grey too: `make memo-pages`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assay.report.pdf import pdf
from assay.report.pdf_style import PAPERS
from factories_memo import FIXTURES, cnre, fixture_memo

OUT = Path(__file__).resolve().parents[1] / "build" / "pages"
SCALE = 110 / 72
"""Pixels to the point: the smallest text is read without a glass."""
LANGUAGES = ("en", "zh-Hans")


@dataclass(frozen=True)
class Print:
    """One memo on one paper; its pictures carry `name`."""

    name: str
    content: bytes
    pages: int = 0
    """How many pages are drawn from the first on; none: all."""


def prints(wanted: list[str]) -> Iterator[Print]:
    """The example on each paper in each language, and page 1 of every other project of the tests."""
    for paper in PAPERS:
        for language in LANGUAGES:
            name = f"{paper}-{language}"
            if not wanted or name in wanted:
                yield Print(name, pdf(cnre(language), paper=paper))
            for project in FIXTURES:
                first = f"first-{project.replace(' ', '-')}-{name}"
                if not wanted or "first" in wanted:
                    content = pdf(fixture_memo(project, language), paper=paper)
                    yield Print(first, content, pages=1)


def draw(given: Print) -> None:
    """The pages as files, each once as on the screen and once as a printer without colour has it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(given.content)
    try:
        for number in range(given.pages or len(document)):
            page = document[number]
            picture = page.render(scale=SCALE).to_pil()
            page.close()
            name = given.name if given.pages else f"{given.name}-{number + 1:02}"
            picture.save(OUT / f"{name}.png")
            picture.convert("L").save(OUT / f"{name}-grey.png")
        print(f"{(OUT / given.name).relative_to(OUT.parents[1])}: {number + 1}")
    finally:
        document.close()


def main(wanted: list[str]) -> None:
    """All of them, or those named: `a4-en`, `letter-zh-Hans`, `first`."""
    OUT.mkdir(parents=True, exist_ok=True)
    for given in prints(wanted):
        draw(given)


if __name__ == "__main__":
    main(sys.argv[1:])
