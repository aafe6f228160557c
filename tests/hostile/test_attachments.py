"""Hostile attachments: kept exactly, shown within bounds or not at all; nothing of theirs is opened."""

import hashlib
import resource
from pathlib import Path

import pytest

from assay.work import extract, finding, ingest, originals
from assay.work.views.library import library_view
from assay.work.views.viewer import viewer_view
from factories import a_session
from factories_attachments import CATALOGUE, HOSTILE
from factories_documents import raw_pdf
from factories_vault import attached


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
        ("carrying.pdf", "contains_files"),
        ("macros.docm", "contains_macros"),
        ("book.xlsm", "contains_macros"),
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
