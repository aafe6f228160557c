"""Documents nobody here wrote, and the worked example: attached, read, quoted, found and handed out."""

from importlib.metadata import files
from pathlib import Path

import pytest

from assay.work import citing, example, extract, finding, originals, quoting
from assay.work.views.viewer import viewer_view
from factories import PERSON, a_session
from factories_vault import attached

KEPT = sorted((Path(__file__).parents[1] / "data" / "documents").iterdir())
SHIPPED = (
    ("python-docx", "docx/templates/default.docx"),
    ("coverage", "coverage/htmlfiles/index.html"),
    ("coverage", "coverage/htmlfiles/pyfile.html"),
)
"""What packages bring that Assay, or its tests, stand on anyway."""
REQUIRED = frozenset(
    {
        *("congress.pdf", "multilang.pdf", "cyclic-toc.pdf", "cjk-gb18030.txt", "cjk-big5.txt"),
        *("libreoffice-writer-password.pdf", "message.eml", "default.docx", "index.html"),
    }
)
"""Pages of many columns and scripts, a tree that bites its tail, a locked file, Chinese encodings."""


def shipped(package, name):
    """A file of an installed package; it is missing loudly."""
    (found,) = (file for file in files(package) or () if str(file) == name)
    return Path(str(found.locate()))


DOCUMENTS = [*KEPT, *(shipped(package, name) for package, name in SHIPPED)]


def test_none_of_the_kinds_is_missing_unnoticed():
    assert {path.name for path in DOCUMENTS} >= REQUIRED
    assert all(path.stat().st_size for path in DOCUMENTS)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("real"))
    yield opened
    opened.close()


def passage(text):
    """Some words of a page, as a person would select them."""
    lines = [line.strip() for line in text.splitlines() if len(line.strip()) >= 8]
    line = lines[len(lines) // 2] if lines else ""
    # A selection ends with a word.
    return line if len(line) <= 60 or " " not in line[:60] else line[:60].rpartition(" ")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_strangers_document_goes_the_whole_way(session, tmp_path, path):
    id = attached(session, tmp_path, path.name, path.read_bytes())
    view = viewer_view(session, id)
    assert view.text_state in ("ok", "scanned", "unreadable")
    if view.text_state == "ok":
        pages = extract.texts(session, view.evidence.blob)
        number = next((n for n, text in enumerate(pages, 1) if passage(text)), 0)
        quote = passage(pages[number - 1]) if number else ""
        if quote:
            here = session.assessment().id
            session.do(citing.cite(session, here, "AAA-01", id, page=number, quote=quote))
            (quoted,) = viewer_view(session, id).quotations
            assert quoted.state in quoting.FOUND
            assert quoted.anchor == "kept"
            found = finding.search(session, f'"{quote}"', 500, per_item=500)
            # Two of the files have the same bytes: the hit names the first of them.
            held = {session.evidence(hit.evidence).blob for hit in found if hit.page}
            assert view.evidence.blob in held
    out = originals.export(session, tmp_path / "out", [id])
    assert out.files[0].read_bytes() == path.read_bytes()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("name", ["congress.pdf", "form_dd0293.pdf", "default.docx", "message.eml"])
def test_a_document_that_broke_off_on_its_way_is_kept_and_said(session, tmp_path, name, share):
    (whole,) = (path.read_bytes() for path in DOCUMENTS if path.name == name)
    part = whole[: int(len(whole) * share)]
    id = attached(session, tmp_path, name, part)
    view = viewer_view(session, id)
    assert view.text_state in ("ok", "scanned", "unreadable")
    assert (view.reason is not None) == (view.text_state == "unreadable")
    out = originals.export(session, tmp_path / "out", [id])
    assert out.files[0].read_bytes() == part


def test_a_chinese_page_of_the_web_in_gb18030_is_read_and_quoted(session, tmp_path):
    (text,) = (path.read_bytes() for path in KEPT if path.name == "cjk-gb18030.txt")
    page = b'<html><head><meta charset="gb2312"></head><body><p>' + text + b"</p></body></html>"
    id = attached(session, tmp_path, "notice.html", page)
    (read,) = extract.texts(session, viewer_view(session, id).evidence.blob)
    meant = text.decode("gb18030")
    quote = passage(meant)
    assert quote in read
    here = session.assessment().id
    session.do(citing.cite(session, here, "AAA-01", id, page=1, quote=quote))
    assert viewer_view(session, id).quotations[0].state in quoting.FOUND
    assert originals.export(session, tmp_path / "out", [id]).files[0].read_bytes() == page


def test_every_quotation_of_the_worked_example_stands_in_its_document(tmp_path):
    opened = example.build(tmp_path / "cnre.assay", PERSON)
    checked = quoting.check(opened)
    assert len(checked) > 15
    assert {found.standing.state for found in checked} <= {"verbatim", "normalised"}
    opened.close()
