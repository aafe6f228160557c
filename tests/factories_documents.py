"""Documents for the readers' tests: made on the spot, honest ones and hostile ones."""

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

from assay import assets

DOCUMENTS = Path(__file__).parent / "data" / "documents"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages, title="", **options):
    """A PDF with these lines on these pages, in a font that writes Chinese too."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, **options)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica" if line.isascii() else "STSong-Light", 12)
            canvas.drawString(72, 750 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_pdf(stamp=""):
    """A page that is one big picture, with a stamp of real text where asked."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600), invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 10, 10, 380, 580)
    if stamp:
        canvas.drawString(20, 20, stamp)
    canvas.save()
    return out.getvalue()


def raw_pdf(*objects):
    """A PDF of hand-written objects, numbered from 1; object 1 is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010d} 00000 n \n".encode())
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def edited_pdf(data, edit):
    """`data` after `edit` changed it through pikepdf."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        edit(opened)
        opened.save(out)
    return out.getvalue()


def locked_pdf(data, password="secret"):
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def package(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def docx(body, **parts):
    """A Word file around the XML of a body; `parts` adds files, `__` standing for a slash."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    more = {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": xml, **more})


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def xlsx(fill, **options):
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def letter(text, html="", subject="Quota", files=()):
    message = EmailMessage()
    message["From"] = "Li Wei <li@example.org>"
    message["To"] = "analyst@example.org"
    message["Date"] = "Fri, 26 Apr 2024 09:30:00 +0800"
    message["Subject"] = subject
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(
            html, subtype="html"
        )
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def warc(*answers, gzip=True):
    """A web archive of (address, content type, body, status)."""
    import gzip as packing

    out = b""
    for address, kind, body, status in answers:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(out)}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-04-26T01:30:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        out += packing.compress(record) if gzip else record
    return out


def png(width, height):
    """The head of a PNG that claims this size; what follows is nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"IHDR" + head))


def messages(document):
    """The ids of a document's warnings."""
    return {warning.message for warning in document.warnings}


def docx_like(*paragraphs):
    """A Word file of plain paragraphs."""
    return docx("".join(paragraph(text) for text in paragraphs))


def picture_of(*lines, size=(1240, 520), ink=30, paper=246):
    """Lines of print as a scanner at 150 dots an inch would see them, a little uneven."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    image = Image.new("L", size, paper)
    draw = ImageDraw.Draw(image)
    face = ImageFont.truetype(str(assets.resource("fonts", "NotoSansSC-Regular.ttf")), 30)
    for number, line in enumerate(lines):
        draw.text((130, 150 + 64 * number), line, fill=ink, font=face)
    return image.rotate(0.3, fillcolor=paper).filter(ImageFilter.GaussianBlur(0.6))


def scan_of(*pages):
    """A PDF of scanned slips of paper: nothing but a picture on each."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    paper = 1240 * 72 / 150, 520 * 72 / 150
    canvas = Canvas(out, pagesize=paper, invariant=1)
    for lines in pages:
        canvas.drawImage(ImageReader(picture_of(*lines)), 0, 0, *paper)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
