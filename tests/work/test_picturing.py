"""Small pictures of items: of a size, within limits, and never in the project."""

import pytest

from assay.readers.document import Unreadable
from assay.work import picturing
from assay.work.picturing import ROOM, is_pictured, pictures
from factories import a_session
from factories_documents import pdf
from factories_vault import attached


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def test_the_first_page_fits_the_room_whatever_its_form(session, tmp_path):
    shelf = pictures(session)
    for size in ((595, 842), (842, 595), (20, 4000)):
        data = pdf(["first"], ["second"], pagesize=size)
        item = session.evidence(attached(session, tmp_path, f"{size[0]}.pdf", data))
        page = shelf.first_page(shelf.source(session, item))
        assert 0 < page.width <= ROOM[0] + 1
        assert 0 < page.height <= ROOM[1] + 1


def test_a_document_that_is_too_large_is_not_read_for_a_picture(session, tmp_path, monkeypatch):
    monkeypatch.setattr(picturing, "LARGEST", 100)
    item = session.evidence(attached(session, tmp_path, "large.pdf", pdf(["words"])))
    with pytest.raises(Unreadable):
        pictures(session).source(session, item)


def test_pictures_are_kept_beside_the_project_and_not_in_it(session, tmp_path):
    item = session.evidence(attached(session, tmp_path, "a.pdf", pdf(["words"])))
    pictures(session).keep(item, b"CANARY-PICTURE" * 10)
    assert pictures(session).kept(item) == b"CANARY-PICTURE" * 10
    session.publish()
    assert b"CANARY-PICTURE" not in session.path.read_bytes()


def test_only_what_has_pages_or_is_a_picture_looks_like_something():
    assert is_pictured("application/pdf")
    assert is_pictured("image/png")
    assert not is_pictured("text/html")
    assert not is_pictured("image/svg+xml")
