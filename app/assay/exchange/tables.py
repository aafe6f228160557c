"""Tables out: a workbook, CSV files or JSON, complete in their place or not written at all."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from assay.core.errors import InvalidInput
from assay.exchange.frames import frames
from assay.work.session import Session

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("xlsx", "csv", "json")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def exported(session: Session, assessment: str, format: str, language: str = "en") -> bytes:
    """The tables of an assessment as one file: `xlsx`, `csv` (a zip of CSV files) or `json`.

    Raises `InvalidInput` for another format.
    """
    if format not in FORMATS:
        raise InvalidInput("unknown_format", value=format, known=FORMATS)
    sheets = frames(session, assessment, language)
    if format == "xlsx":
        return workbook(sheets)
    if format == "csv":
        return csv_files(sheets)
    return json_text(sheets)


def workbook(sheets: dict[str, pd.DataFrame]) -> bytes:
    """An Excel workbook. Text stays text: nothing a person wrote is run as a formula or a link."""
    import pandas as pd

    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        for name, sheet in sheets.items():
            sheet.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 1))
            shown = writer.sheets[name]
            for place, column in enumerate(sheet.columns):
                shown.set_column(place, place, 40 if sheet[column].dtype == object else 12)
    return buffer.getvalue()


def csv_files(sheets: dict[str, pd.DataFrame]) -> bytes:
    """A zip of CSV files in UTF-8. Text that a spreadsheet would run as a formula gets an apostrophe."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in sheets.items():
            safe = sheet.map(_inert)
            archive.writestr(f"{name}.csv", "\ufeff" + safe.to_csv(index=False))
    return buffer.getvalue()


def _inert(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def json_text(sheets: dict[str, pd.DataFrame]) -> bytes:
    """One JSON object, a list of records for each table."""
    tables = {
        name: json.loads(sheet.to_json(orient="records", force_ascii=False, double_precision=15))
        for name, sheet in sheets.items()
    }
    return json.dumps(tables, ensure_ascii=False, indent=1).encode()
