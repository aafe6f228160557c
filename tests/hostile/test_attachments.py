"""Hostile attachments: kept exactly, shown within bounds or not at all; nothing of theirs is opened."""

import gzip
import hashlib
import io
import resource
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from assay.work import extract, finding, ingest, originals
from assay.work.views.library import library_view
from assay.work.views.viewer import viewer_view
from factories import a_session
from factories_documents import docx, edited_pdf, package, paragraph, pdf, png, raw_pdf
from factories_vault import attached

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


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("hostile"))
    yield opened
    opened.close()


def children():
    """The processes that this one has started and that still run."""
    found = Path("/proc/self/task").glob("*/children")
    return {int(pid) for path in found for pid in path.read_text().split()}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_kept_exactly_and_does_no_harm(session, tmp_path, name):
    data = HOSTILE[name]()
    before = children()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    id = attached(session, tmp_path, name, data)
    item = session.evidence(id)
    assert item.blob == hashlib.sha256(data).hexdigest()
    assert b"".join(session.store.read_blob(item.blob)) == data
    view = viewer_view(session, id)
    assert view.text_state in ("ok", "scanned", "unreadable")
    assert (view.text_state == "unreadable") == (view.reason is not None)
    assert view.pages <= 5_000
    assert sum(map(len, extract.texts(session, item.blob))) <= 40_000_000
    readers = {extract.reader(session).process_id, extract._shelf(session)._reading.process_id}
    assert children() - before <= readers
    # What it unpacks to is the reading process's affair; this one must not grow with it.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 400 * 1024


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("armed.pdf", "contains_scripts"),
        ("macros.docm", "contains_macros"),
        ("report.exe", "extension_lies"),
        ("page.pdf", "extension_lies"),
        ("million.pdf", "too_many_pages"),
    ],
)
def test_what_it_is_up_to_is_said(session, tmp_path, name, notice):
    view = viewer_view(session, attached(session, tmp_path, name, HOSTILE[name]()))
    assert notice in {warning.message for warning in view.warnings}


def test_the_honest_one_among_them_is_read_found_and_comes_out(session, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in ("bomb.zip", "armed.pdf", "circle.pdf", "program.pdf"):
        (folder / name).write_bytes(HOSTILE[name]())
    (folder / "honest.txt").write_text("控股股东 and an axolotl")
    session.do(ingest.attach(session, [folder]))
    (hit,) = [hit for hit in finding.search(session, "axolotl") if hit.page]
    assert [row.id for row in library_view(session, text="honest.txt").rows] == [hit.evidence]
    out = originals.export(session, tmp_path / "out")
    assert out.left_out == ()
    assert all(path.parent == out.folder and path.is_file() for path in out.folder.iterdir())


def test_a_picture_of_a_page_is_bounded_too(session, tmp_path):
    data = raw_pdf(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900000 900000] >>",
    )
    item = session.evidence(attached(session, tmp_path, "wide.pdf", data))
    picture = extract.reader(session).picture(extract.source(session, item), 1, 4.0)
    assert picture.width * picture.height <= 41_000_000
