"""Documents as a hostile sender attaches them: bombs, scripts, false names, trees that bite their tail."""

import gzip
import io
import zipfile
import zlib
from email.message import EmailMessage

from factories_documents import docx, edited_pdf, package, paragraph, pdf, png, raw_pdf

MIB = 1 << 20
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * (200 * MIB))
    return out.getvalue()


def office_bomb():
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * (200 * MIB)})


def million_pages():
    levels = [CATALOGUE]
    for level in range(6):
        kids = " ".join([f"{level + 3} 0 R"] * 10)
        levels.append(f"<< /Type /Pages /Kids [{kids}] /Count {10 ** (6 - level)} >>")
    return raw_pdf(*levels, PAGE)


def armed_pdf():
    import pikepdf

    def arm(opened):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while (true) {}")
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/usr/bin/touch", Next=script)
        opened.Root.OpenAction = launch
        opened.Root.AA = pikepdf.Dictionary(WC=launch)
        opened.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), script])
        )

    return edited_pdf(pdf(["harmless words"]), arm)


def stream_bomb():
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MIB) for _ in range(200)) + packer.flush()
    return raw_pdf(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\nBOMB\nendstream",
    ).replace(b"BOMB", packed)


def mail_in_mail():
    inner = EmailMessage()
    inner["Subject"] = inner["From"] = "x"
    inner.set_content("deep")
    for _ in range(60):
        outer = EmailMessage()
        outer["Subject"] = outer["From"] = "x"
        outer.add_attachment(inner)
        inner = outer
    return inner.as_bytes()


def document_with_macros():
    return docx(paragraph("words of a document"), **{"word/vbaProject.bin": b"Sub AutoOpen()"})


def carrying_pdf():

    def carry(opened):
        opened.attachments["payload.exe"] = b"MZ" + b"\0" * 1000

    return edited_pdf(pdf(["a page with a file inside"]), carry)


def numbered_pdf():
    """Nothing hostile: two pages of a preface, numbered i and ii, then page 1."""
    import pikepdf

    def number(opened):
        roman, plain = (pikepdf.Dictionary(S=pikepdf.Name(f"/{style}")) for style in "rD")
        opened.Root.PageLabels = pikepdf.Dictionary(Nums=[0, roman, 2, plain])

    return edited_pdf(pdf(["preface"], ["and its end"], ["beginning"]), number)


def workbook_with_macros():
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": sheet,
            "xl/vbaProject.bin": b"Sub Workbook_Open()",
        }
    )


def picture_bomb(kind):
    """A picture of 400 million white pixels that packs to next to nothing."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (20_000, 20_000), 1).save(out, kind)
    return out.getvalue()


def crowded_pdf():
    """One page of more letters than anybody reads."""
    line = "the same words over and over again " * 6
    return pdf([line] * 1_000)


HOSTILE = {
    "bomb.zip": zip_bomb,
    "bomb.docx": office_bomb,
    "bomb.gz": lambda: gzip.compress(b"\0" * (100 * MIB)),
    "bomb.png": lambda: png(65_535, 65_535),
    "bomb.pdf": stream_bomb,
    "million.pdf": million_pages,
    "circle.pdf": lambda: raw_pdf(
        CATALOGUE, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", PAGE
    ),
    "armed.pdf": armed_pdf,
    "carrying.pdf": carrying_pdf,
    "crowded.pdf": crowded_pdf,
    "bomb.tiff": lambda: picture_bomb("TIFF"),
    "bomb.gif": lambda: picture_bomb("GIF"),
    "book.xlsm": workbook_with_macros,
    "long.txt": lambda: b"word " * 4_000_000,
    "line.txt": lambda: "无".encode() * 3_000_000,
    "half.pdf": lambda: pdf(["one"], ["two"])[:600],
    "program.pdf": lambda: b"MZ\x90\x00" + bytes(range(256)) * 20,
    "page.pdf": lambda: (
        b"<html><script>fetch('http://x')</script><img src='file:///etc/passwd'>words"
    ),
    "report.exe": lambda: pdf(["a report under another name"]),
    "macros.docm": document_with_macros,
    "deep.eml": mail_in_mail,
    "deep.html": lambda: b"<div>" * 200_000,
    "laughs.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa">'
        + b"".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
        )
        + b"]><l>&j;</l>"
    ),
    "nothing.pdf": lambda: b"",
    "nulls.txt": lambda: b"\0" * 100_000,
    "\u202egpj.exe": lambda: b"MZ not a picture",
}
