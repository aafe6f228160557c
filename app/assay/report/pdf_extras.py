"""What goes with a memo's pages: the logo on page 1, the state it was made from, and its data attached."""

from __future__ import annotations

from io import BytesIO
from typing import Any

DATA_NAME = "memo.json"
STATE, MADE = "/AssayState", "/AssayMade"


def attach(document: Any, data: bytes) -> None:
    """Attach the memo's data as an associated file (ISO 32000-2, 14.13), without a date."""
    from pikepdf import Array, Dictionary, Name, String

    held = document.make_stream(
        data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(Size=len(data)),
    )
    file = document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(DATA_NAME),
            UF=String(DATA_NAME),
            AFRelationship=Name.Data,
            EF=Dictionary(F=held, UF=held),
        )
    )
    root = document.Root
    root.AF = Array([file])
    if "/Names" not in root:
        root.Names = Dictionary()
    root.Names.EmbeddedFiles = Dictionary(Names=Array([String(DATA_NAME), file]))


def logo_flowable(logo: bytes) -> Any:
    """The logo, 8 mm tall and at most a third of the page wide; decoration to a screen reader."""
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Flowable

    from assay.report.pdf_style import FULL, MM
    from assay.report.pdf_tags import marked

    reader = ImageReader(BytesIO(logo))
    width, height = reader.getSize()

    class Logo(Flowable):
        """The picture at the left edge."""

        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            self.width = min(8 * MM * width / height, FULL / 3)
            self.height = self.width * height / width
            self.spaceAfter = 6
            return self.width, self.height

        def draw(self) -> None:
            canvas: Any = self.canv
            with marked(canvas):
                canvas.drawImage(reader, 0, 0, self.width, self.height, mask="auto")

    return Logo()
