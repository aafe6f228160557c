"""Extraction: read once, kept, page by page; a bad document costs a reason and nothing else."""

import os

import pytest

from assay.core.errors import NotFound
from assay.readers.document import Field
from assay.work import extract, jobs
from assay.work.extract import TextState
from assay.work.session import open_session
from factories import PERSON, a_session
from factories_documents import pdf, scanned_pdf
from factories_vault import attached


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def item(session, id):
    return session.evidence(id)


def test_a_documents_pages_are_there_after_it_was_attached(session, tmp_path):
    id = attached(
        session, tmp_path, "report.pdf", pdf(["First page"], ["第二页"], title="A report")
    )
    known = extract.known(session, item(session, id))
    assert (known.state, known.media_type, known.page_count) == ("ok", "application/pdf", 2)
    assert extract.page(session, item(session, id), 2).text.strip() == "第二页"
    assert [text.strip() for text in extract.texts(session, item(session, id).blob)] == [
        "First page",
        "第二页",
    ]
    assert {guess.field for guess in known.guesses} >= {Field.TITLE}


def test_a_document_is_read_once_for_all_projects(session, tmp_path):
    attached(session, tmp_path, "notes.txt", "稀土")
    reader = extract._shelf(session)._reading
    before = reader.process_id
    attached(session, tmp_path, "the same.txt", "稀土")
    other = a_session(tmp_path, "other.assay")
    attached(other, tmp_path, "again.txt", "稀土")
    assert extract._shelf(other)._reading.process_id is None
    assert before is not None
    other.close()


def test_a_text_survives_closing_and_opening(session, tmp_path):
    id = attached(session, tmp_path, "notes.txt", "稀土")
    path = session.path
    session.publish()
    session.close()
    again = open_session(path, PERSON)
    assert extract.known(again, again.evidence(id)).state is TextState.OK
    assert extract._shelf(again)._reading.process_id is None
    again.close()


def test_pages_without_a_text_layer_are_said(session, tmp_path):
    id = attached(session, tmp_path, "scan.pdf", scanned_pdf())
    known = extract.known(session, item(session, id))
    assert (known.state, known.scanned) == (TextState.SCANNED, (1,))
    assert "no_text_layer" in {warning.message for warning in known.warnings}


def test_a_bad_document_gives_a_reason_and_the_next_one_is_read(session, tmp_path):
    bad = attached(session, tmp_path, "bad.pdf", b"%PDF-1.7 nothing of the kind")
    good = attached(session, tmp_path, "good.txt", "words")
    known = extract.known(session, item(session, bad))
    assert (known.state, known.reason.message) == (TextState.UNREADABLE, "unreadable_broken")
    assert extract.known(session, item(session, good)).state is TextState.OK


def test_a_damaged_document_is_read_again_once_it_is_mended(session, tmp_path):
    id = attached(session, tmp_path, "notes.txt", "稀土")
    blob = item(session, id).blob
    extract._shelf(session).texts._drop("sha256 = ?", blob)
    extract._shelf(session)._laid_out.clear()
    db = session.store.file.db
    db.execute("UPDATE blob_chunk SET bytes = X'00'")
    found = extract.read(session, item(session, id))
    assert (found.state, found.reason.message) == (TextState.UNREADABLE, "blob_damaged")
    attached(session, tmp_path, "again.txt", "稀土")
    assert extract.read(session, item(session, id)).state is TextState.OK


def test_what_is_not_held_has_no_text(session, tmp_path):
    from assay.work import capture

    session.do(capture.address(session, "https://example.org/report"))
    (row,) = session.state["evidence"].values()
    assert extract.read(session, item(session, str(row["id"]))) == extract.NOT_READ
    with pytest.raises(NotFound):
        extract.page(session, item(session, str(row["id"])), 1)


def test_reading_is_left_at_once_when_somebody_cancels(session, tmp_path):
    id = attached(session, tmp_path, "notes.txt", "word " * 10_000)
    extract._shelf(session).texts._drop("1")

    class Impatient:
        def step(self, done, total, what):
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        extract.read_all(session, Impatient())
    assert extract.unread(session) == [item(session, id)]
    assert extract.read_all(session) == 1
    assert extract.unread(session) == []


class Once:
    """Does something the first time that somebody is told how far a reading is."""

    def __init__(self, act):
        self._act = act

    def step(self, done, total, what):
        act, self._act = self._act, None
        if act is not None:
            act()


def a_slow_one(session, tmp_path):
    id = attached(session, tmp_path, "slow.txt", "稀土出口管制。\n" * 400_000)
    shelf = extract._shelf(session)
    shelf.texts._drop("1")
    shelf._reading.close()  # the next reading waits for a process to start
    return item(session, id), shelf


def test_what_was_stopped_in_the_place_of_another_is_read_all_the_same(session, tmp_path):
    slow, shelf = a_slow_one(session, tmp_path)
    found = extract.read(session, slow, Once(shelf._reading.cancel))
    assert found.state is TextState.OK


def test_a_reading_that_closing_ends_is_cancelled(session, tmp_path):
    slow, shelf = a_slow_one(session, tmp_path)
    with pytest.raises(jobs.Cancelled):
        extract.read(session, slow, Once(shelf.close))


def test_a_large_document_is_laid_out_in_a_file_that_goes_with_the_project(session, tmp_path):
    id = attached(session, tmp_path, "large.txt", "稀土出口管制。\n" * 400_000)
    laid = extract.source(session, item(session, id)).data
    assert isinstance(laid, str)
    assert os.stat(os.path.dirname(laid)).st_mode & 0o077 == 0
    session.close()
    assert not os.path.exists(laid)


def test_closing_ends_the_reading_processes(session, tmp_path):
    attached(session, tmp_path, "notes.txt", "words")
    reader = extract._shelf(session)._reading
    assert reader.process_id is not None
    session.close()
    assert reader.process_id is None
