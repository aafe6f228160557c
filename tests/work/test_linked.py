"""Linked files: read where they lie, hashed again first; changed, gone or moved along is said."""

import os

import pytest

from assay import prefs
from assay.core.errors import NotFound
from assay.work import citing, extract, finding, ingest
from assay.work.linked import content
from assay.work.session import open_session
from assay.work.views.viewer import viewer_view
from factories import PERSON, a_session
from factories_documents import pdf

WORDS = "The pledge covers 12.5 per cent of the shares."


@pytest.fixture
def session(tmp_path):
    (tmp_path / "project").mkdir()
    opened = a_session(tmp_path / "project")
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "far away" / "report.pdf"
    found.parent.mkdir()
    found.write_bytes(pdf([WORDS], title="A long report"))
    return found


def linked(session, path):
    step = ingest.attach(session, [path], link=True)
    session.do(step)
    return session.evidence(step.changes[0].key)


def test_a_linked_file_is_read_quoted_and_found(session, path):
    item = linked(session, path)
    assert (item.blob, item.title) == ("", "A long report")
    view = viewer_view(session, item.id)
    assert (view.held, view.text_state, view.pages) == ("linked", "ok", 1)
    here = session.assessment().id
    session.do(citing.cite(session, here, "AAA-01", item.id, page=1, quote=WORDS))
    (quoted,) = viewer_view(session, item.id).quotations
    assert (quoted.state, quoted.anchor) == ("verbatim", "kept")
    (hit,) = [hit for hit in finding.search(session, "pledge") if hit.page]
    assert hit.evidence == item.id
    assert extract.source(session, item).data == str(path)


def test_a_file_that_changed_since_it_was_linked_is_not_read(session, path):
    item = linked(session, path)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(NotFound, match="linked_changed"):
        extract.source(session, item)


def test_a_file_that_changed_before_it_was_ever_read_gives_no_text(session, path):
    item = linked(session, path)
    before = path.read_bytes()
    session.publish()
    session.close()
    for kept in (prefs.data_dir() / "cache").glob("texts.db*"):
        kept.unlink()
    path.write_bytes(pdf(["Another text altogether."]))
    reopened = open_session(session.path, PERSON)
    found = extract.read(reopened, reopened.evidence(item.id))
    assert (found.state, found.reason.message) == ("unreadable", "linked_changed")
    # It is no verdict for good: brought back, the file is read.
    path.write_bytes(before)
    assert extract.read(reopened, reopened.evidence(item.id)).state == "ok"
    reopened.close()


def test_the_text_stays_when_the_file_is_gone_and_the_file_is_said_to_be_gone(session, path):
    item = linked(session, path)
    path.unlink()
    assert extract.known(session, item).state == "ok"
    with pytest.raises(NotFound, match="linked_missing"):
        extract.source(session, item)


def test_it_is_found_beside_the_project_when_both_were_handed_on(session, path):
    item = linked(session, path)
    beside = session.path.parent / "report.pdf"
    path.rename(beside)
    assert extract.source(session, item).data == str(beside)


def test_another_file_of_that_name_beside_the_project_is_not_taken_for_it(session, path):
    item = linked(session, path)
    path.unlink()
    (session.path.parent / "report.pdf").write_bytes(b"%PDF-1.4 something else")
    with pytest.raises(NotFound, match="linked_changed"):
        extract.source(session, item)


def test_it_is_hashed_again_only_when_it_is_another_file(session, path):
    item = linked(session, path)
    extract.source(session, item)
    hashed = []

    class Counting:
        def step(self, done, total, what):
            hashed.append(what)

    extract.source(session, item, Counting())
    assert hashed == []
    os.utime(path, ns=(1, 1))
    extract.source(session, item, Counting())
    assert hashed == ["report.pdf"]


@pytest.mark.parametrize("place", ["\\\\server\\share\\report.pdf", "//server/share/report.pdf"])
def test_a_strangers_project_cannot_make_us_call_another_computer(session, path, place):
    from dataclasses import replace

    item = replace(linked(session, path), link=place)
    with pytest.raises(NotFound, match="linked_remote"):
        extract.source(session, item)


def test_a_pipe_of_that_name_is_never_waited_for(session, path):
    item = linked(session, path)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotFound, match="linked_missing"):
        extract.source(session, item)


def test_its_content_is_known_by_the_hash_it_was_linked_with(session, path):
    import hashlib

    item = linked(session, path)
    assert content(item) == hashlib.sha256(path.read_bytes()).hexdigest()
