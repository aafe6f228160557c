"""Excel files (XLSX): each sheet a page, each row a line, cells apart by tabs, dates as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from assay.readers import guessing, office
from assay.readers.document import Document, PageText
from assay.readers.limits import Budget
from assay.readers.markup import xml_elements, xml_tree
from assay.readers.media import SHEET
from assay.readers.package import Package

_WORKBOOK = "xl/workbook.xml"
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_FORMATS = frozenset({9, 10})
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COLUMN = re.compile(r"[A-Z]{1,3}")


def read(data: bytes, budget: Budget) -> Document:
    """The cells of every sheet that is shown, as text."""
    package = Package(data, budget)
    workbook = xml_tree(package.part(_WORKBOOK))
    book = _Book(package, workbook)
    pages = tuple(_sheets(package, workbook, book, budget))
    return Document(
        media_type=SHEET,
        pages=pages,
        guesses=tuple(
            chain(office.guesses(package), guessing.from_text(page.text for page in pages))
        ),
        warnings=budget.warnings,
        page_count=len(pages),
        extractor="xlsx/1",
    )


def _sheets(package: Package, workbook: Any, book: _Book, budget: Budget) -> Iterator[PageText]:
    targets = office.relations(package, _WORKBOOK)
    sheets = [element for element in workbook.iter() if office.local(element.tag) == "sheet"]
    if len(sheets) > budget.limits.parts:
        budget.warn("too_many_pages", pages=len(sheets), limit=budget.limits.parts)
    left = budget.limits.cells
    for sheet in sheets[: budget.limits.parts]:
        part = package.part(targets.get(office.attribute(sheet, "id"), ""))
        if office.attribute(sheet, "state").lower().endswith("hidden"):
            budget.warn("hidden_sheets_read")
        lines: list[str] = []
        for row in xml_elements(part, "row") if part else ():
            cells = _row(row, book)
            left -= len(cells)
            lines.append("\t".join(cells).rstrip("\t"))
            if left <= 0 or budget.spent:
                budget.warn("cells_cut", cells=budget.limits.cells)
                break
        label = office.attribute(sheet, "name")[:80]
        yield PageText(budget.text("\n".join(lines).strip("\n")), label=label)


def _row(row: Any, book: _Book) -> list[str]:
    cells: list[str] = []
    for cell in row:
        match = _COLUMN.match(office.attribute(cell, "r"))
        wanted = _column(match.group()) if match else len(cells)
        if len(cells) < wanted < len(cells) + 256:
            cells += [""] * (wanted - len(cells))
        cells.append(" ".join(book.shown(cell).split()))
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Book:
    """What cells refer to: shared strings, number formats, the day that dates count from."""

    def __init__(self, package: Package, workbook: Any) -> None:
        strings = package.part("xl/sharedStrings.xml")
        items = xml_elements(strings, "si") if strings else ()
        self._strings = [_inner(item) for item in items]
        styles = package.part("xl/styles.xml")
        self._formats = list(_formats(xml_tree(styles))) if styles else []
        since_1904 = any(
            office.attribute(element, "date1904").lower() in ("1", "true") for element in workbook
        )
        self._epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)

    def shown(self, cell: Any) -> str:
        kind = office.attribute(cell, "t")
        value = next((e.text or "" for e in cell if office.local(e.tag) == "v"), "")
        if kind == "inlineStr":
            return _inner(cell)
        if kind == "s":
            index = int(value) if value.isdecimal() and len(value) < 10 else -1
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return value if kind in ("str", "e", "d") else self._number(value, cell)

    def _number(self, value: str, cell: Any) -> str:
        style = office.attribute(cell, "s")
        index = int(style) if style.isdecimal() and len(style) < 8 else 0
        form = self._formats[index] if index < len(self._formats) else ""
        try:
            number = float(value) if form else 0.0
            if form == "date":
                moment = self._epoch + timedelta(seconds=round(number * 86_400))
                return moment.date().isoformat() if number == int(number) else moment.isoformat(" ")
            return f"{number * 100:.10g}%" if form == "percent" else value
        except (ValueError, OverflowError):
            return value


def _formats(styles: Any) -> Iterator[str]:
    """`date`, `percent` or nothing for every cell style, in order."""
    codes: dict[str, str] = {}
    cells: Any = ()
    for element in styles:
        if office.local(element.tag) == "numFmts":
            codes = {
                office.attribute(f, "numFmtId"): office.attribute(f, "formatCode") for f in element
            }
        elif office.local(element.tag) == "cellXfs":
            cells = element
    for form in cells:
        number = office.attribute(form, "numFmtId")
        code = _NOT_A_CODE.sub("", codes.get(number, "")).lower()
        known = int(number) if number.isdecimal() and len(number) < 8 else 0
        if known in _DATE_FORMATS or re.search(r"[yd]|h+:?m|m+:s", code):
            yield "date"
        else:
            yield "percent" if known in _PERCENT_FORMATS or "%" in code else ""


def _inner(item: Any) -> str:
    """The text runs of a string without its phonetic guide."""
    runs = (
        element.text or ""
        for element in item.iter()
        if office.local(element.tag) == "t" and office.local(element.getparent().tag) != "rPh"
    )
    return "".join(runs)
