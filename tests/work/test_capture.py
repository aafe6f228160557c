"""Capture: what comes is kept as it came, what is guessed is marked, what is given up leaves nothing."""

import hashlib
import json

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.work import capture, citing, guesses, ingest, jobs
from assay.work.views.library import library_view
from assay.work.views.viewer import viewer_view
from factories import a_session
from factories_documents import letter, pdf, png, warc
from factories_vault import attached, cited

PAGE = (
    "<html><head><title>关于控股股东的公告</title><meta name='date' content='2025-04-18'>"
    "<meta name='publisher' content='上海证券交易所'></head>"
    "<body><p>控股股东持股36.84%，实际控制人没有发生变化。</p></body></html>"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("capture"))
    yield opened
    opened.close()


@pytest.fixture
def fresh(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def only(session, step):
    session.do(step)
    return session.evidence(step.changes[0].key)


# -- what is guessed ------------------------------------------------------------------------------


def test_title_date_publisher_and_language_are_guessed_and_marked(session, tmp_path):
    item = session.evidence(attached(session, tmp_path, "page.html", PAGE.encode("gb18030")))
    assert (item.title, item.date, item.publisher, item.language) == (
        "关于控股股东的公告",
        "2025-04-18",
        "上海证券交易所",
        "zh-Hans",
    )
    assert guesses.guesses(item.details) == {
        "title": "<title>",
        "date": "meta date",
        "publisher": "meta publisher",
        "language": "its words",
    }
    assert viewer_view(session, item.id).guesses["title"] == "<title>"


def test_what_the_person_says_is_no_guess_and_wins(session, tmp_path):
    id = attached(session, tmp_path, "page.html", PAGE, title="My title", date="2020-01-01")
    item = session.evidence(id)
    assert (item.title, item.date) == ("My title", "2020-01-01")
    assert {"title", "date"}.isdisjoint(guesses.guesses(item.details))


def test_setting_a_field_confirms_it_and_leaves_the_other_guesses(session, tmp_path):
    id = attached(session, tmp_path, "page.html", PAGE)
    session.do(citing.edit(session, id, title="关于控股股东的公告", publisher="SSE"))
    left = guesses.guesses(session.evidence(id).details)
    assert set(left) == {"date", "language"}
    session.undo()
    assert "title" in guesses.guesses(session.evidence(id).details)


def test_mail_and_archives_say_where_they_come_from(session, tmp_path):
    mail = session.evidence(attached(session, tmp_path, "m.eml", letter("About the quota.")))
    assert (mail.title, mail.date) == ("Quota", "2024-04-26")
    answer = ("https://example.org/a", "text/html", PAGE.encode(), "200 OK")
    archive = session.evidence(attached(session, tmp_path, "a.warc.gz", warc(answer)))
    assert archive.url == "https://example.org/a"
    assert guesses.address_state(archive.url, archive.details) == "seen"


def test_an_address_is_the_persons_word_until_something_else_is_known(session, tmp_path):
    id = attached(session, tmp_path, "n.txt", "words", url="https://example.org/")
    assert viewer_view(session, id).address == "given"
    other = attached(session, tmp_path, "o.txt", "words")
    assert viewer_view(session, other).address == "none"


@pytest.mark.parametrize("details", ["", "nonsense", "[]", '{"guesses": 3}', "[" * 100_000, "null"])
def test_details_of_a_stranger_may_be_anything(details):
    assert guesses.guesses(details) == {}
    assert guesses.address_state("https://example.org", details) == "given"


# -- how it comes ---------------------------------------------------------------------------------


def test_bytes_are_kept_exactly_and_once(session, tmp_path):
    data = b"\xff\x00" + b"\r\nsome bytes"
    first = session.evidence(attached(session, tmp_path, "a.bin", data))
    second = session.evidence(attached(session, tmp_path, "b.bin", data))
    assert first.blob == second.blob == hashlib.sha256(data).hexdigest()
    assert session.store.blob_bytes(first.blob, 100) == data
    (held,) = session.store.file.db.execute(
        "SELECT count(*) FROM blob WHERE sha256 = ?", (first.blob,)
    ).fetchone()
    assert held == 1
    rows = {row.id: row for row in library_view(session).rows}
    assert rows[second.id].duplicate_of == first.number
    assert viewer_view(session, first.id).duplicates == (second.number,)


def test_a_picture_from_the_clipboard(session):
    item = only(session, capture.image(session, png(3, 2), "A screenshot"))
    assert (item.title, item.media_type, item.file_name) == (
        "A screenshot",
        "image/png",
        "picture.png",
    )
    assert json.loads(item.details)["capture"] == "clipboard"


def test_a_piece_of_a_page_from_the_clipboard_names_its_source(session):
    header = b"Version:0.9\r\nStartHTML:00000097\r\nSourceURL:https://example.org/n?a=1\r\n<html>"
    address = capture.source_of_clipping(header)
    item = only(session, capture.html(session, PAGE, address))
    assert item.url == "https://example.org/n?a=1"
    assert item.title == "关于控股股东的公告"
    assert viewer_view(session, item.id).address == "seen"
    assert capture.source_of_clipping(b"nothing of the kind") == ""


def test_a_pasted_passage_is_cited_and_found_in_itself(session):
    step = capture.text(session, "控股股东持股36.84%", cited=cited(session, quote="持股36.84%"))
    session.do(step)
    (quoted,) = viewer_view(session, step.changes[0].key).quotations
    assert (quoted.state, quoted.anchor) == ("verbatim", "kept")


def test_an_address_alone_holds_nothing(session):
    item = only(session, capture.address(session, " https://example.org/x "))
    assert (item.url, item.blob, item.size) == ("https://example.org/x", "", 0)
    assert viewer_view(session, item.id).held == "none"


@pytest.mark.parametrize(
    ("paste", "message"),
    [
        (lambda s: capture.image(s, b""), "empty_text"),
        (lambda s: capture.html(s, ""), "empty_text"),
        (lambda s: capture.text(s, " \n"), "empty_text"),
        (lambda s: capture.text(s, "x" * 200_000), "text_too_long"),
    ],
)
def test_an_empty_or_endless_paste_is_refused(session, paste, message):
    with pytest.raises(InvalidInput, match=message):
        paste(session)


def test_a_picture_larger_than_the_limit_is_refused(session, monkeypatch):
    monkeypatch.setattr(capture, "PASTE_LIMIT", 10)
    with pytest.raises(InvalidInput, match="paste_too_large"):
        capture.image(session, png(3, 2))


# -- grades ---------------------------------------------------------------------------------------


def test_a_kind_has_a_grade_to_offer_and_what_only_a_person_can_tell_has_none():
    assert guesses.default_grade("filing").grade == "A2"
    assert guesses.default_grade("web").grade == "E5"
    assert guesses.default_grade("interview") is None
    assert guesses.default_grade("other") is None


@pytest.mark.parametrize(
    ("kind", "grade", "usual"),
    [
        ("filing", "A1", ""),
        ("filing", "A2", ""),
        ("filing", "B2", "A2"),
        ("filing", "A3", "A2"),
        ("ngo", "B3", ""),
        ("ngo", "A3", "C3"),
        ("web", "D4", ""),
        ("web", "B2", "E5"),
        ("other", "A1", ""),
    ],
)
def test_only_an_unusual_grade_needs_a_reason(kind, grade, usual):
    assert guesses.unreasoned(kind, grade, "") == usual
    assert guesses.unreasoned(kind, grade, "Signed original") == ""


def test_an_unusual_grade_without_a_reason_is_not_recorded(session, tmp_path):
    id = attached(session, tmp_path, "n.txt", "words", kind="press")
    assert session.evidence(id).grade == "F6"  # offered, never applied by itself
    with pytest.raises(InvalidInput, match="grade_needs_reason"):
        citing.grade(session, id, "A1")
    session.do(citing.grade(session, id, "A1", "The court's own copy"))
    session.do(citing.edit(session, id, title="Another title"))
    assert session.evidence(id).grade == "A1"


def test_attaching_with_an_unusual_grade_keeps_nothing_without_a_reason(fresh, tmp_path):
    said = {"kind": "press", "reliability": "A", "credibility": "1"}
    with pytest.raises(InvalidInput, match="grade_needs_reason"):
        attached(fresh, tmp_path, "n.txt", "words", **said)
    assert not fresh.state.get("evidence")
    assert not held(fresh)
    attached(fresh, tmp_path, "n.txt", "words", **said, grade_reason="Certified copy")


# -- what is given up -----------------------------------------------------------------------------


def held(session):
    return session.store.file.db.execute("SELECT count(*) FROM blob").fetchone()[0]


class StopsAt:
    """Progress of somebody who stops the job after so many calls."""

    def __init__(self, calls):
        self.left = calls

    def step(self, done, total, what):
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise jobs.Cancelled


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_what_is_cancelled_leaves_nothing(fresh, tmp_path, calls):
    kept = attached(fresh, tmp_path, "kept.txt", "kept")
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.bin").write_bytes(bytes([n]) * 3_000_000)
    (folder / "kept again.txt").write_text("kept")
    with pytest.raises(jobs.Cancelled):
        ingest.attach(fresh, [folder], progress=StopsAt(calls))
    assert held(fresh) == 1
    assert fresh.store.blob_bytes(fresh.evidence(kept).blob, 10) == b"kept"
    chunks = fresh.store.file.db.execute("SELECT count(*) FROM blob_chunk").fetchone()[0]
    assert chunks == 1


def test_bytes_that_an_undone_step_names_stay(fresh, tmp_path):
    attached(fresh, tmp_path, "a.txt", "words")
    fresh.undo()
    blob = hashlib.sha256(b"words").hexdigest()
    fresh.store.forget_blob(blob)
    assert fresh.store.has_blob(blob)
    fresh.redo()


# -- files and folders ----------------------------------------------------------------------------


def test_a_folder_gives_every_file_in_it_once_and_in_order(session, tmp_path):
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden"):
        (folder / name).write_text(name)
    step = ingest.attach(session, [folder], kind="filing")
    names = [change.after["file_name"] for change in step.changes]
    assert names == ["a.txt", "b.txt", "c.txt"]
    assert {change.after["kind"] for change in step.changes} == {"filing"}
    numbers = [change.after["number"] for change in step.changes]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert len({change.after["key"] for change in step.changes}) == 3
    session.do(step)


def test_a_linked_file_is_named_and_hashed_but_not_held(session, tmp_path):
    path = tmp_path / "large.bin"
    path.write_bytes(b"large" * 1000)
    item = only(session, ingest.attach(session, [path], link=True))
    assert (item.link, item.blob, item.size) == (str(path), "", 5000)
    assert json.loads(item.details)["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert viewer_view(session, item.id).held == "linked"
    assert not session.store.has_blob(json.loads(item.details)["sha256"])


@pytest.mark.parametrize(
    ("size", "link", "large", "message"),
    [
        (100 << 20, False, False, "file_is_large"),
        (600 << 20, False, True, "file_too_large"),
    ],
)
def test_large_files_are_asked_for_and_too_large_ones_refused(
    session, tmp_path, size, link, large, message
):
    path = tmp_path / "sparse.bin"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(InvalidInput, match=message):
        ingest.attach(session, [path], link=link, allow_large=large)


def test_what_is_no_file_is_refused_by_name(session, tmp_path):
    import os

    with pytest.raises(NotFound, match="file_not_found"):
        ingest.attach(session, [tmp_path / "not there"])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NotFound, match="nothing_to_attach"):
        ingest.attach(session, [empty])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInput, match="not_a_file"):
        ingest.attach(session, [tmp_path / "pipe"])


def test_an_endless_folder_is_refused(session, tmp_path, monkeypatch):
    monkeypatch.setattr(ingest, "FILES_AT_ONCE", 3)
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text("x")
    with pytest.raises(InvalidInput, match="too_many_files"):
        ingest.attach(session, [tmp_path])


def test_an_empty_file_is_kept_and_said_to_be_empty(session, tmp_path):
    id = attached(session, tmp_path, "empty.pdf", b"")
    view = viewer_view(session, id)
    assert (view.held, view.text_state, view.reason.message) == (
        "held",
        "unreadable",
        "unreadable_empty",
    )


def test_a_report_of_many_pages_is_attached_quoted_and_dated(session, tmp_path):
    report = pdf(
        *([f"Page {n} of the annual report."] for n in range(1, 30)), title="Annual report 2024"
    )
    said = cited(session, quote="Page 17 of the annual", page=17)
    id = attached(session, tmp_path, "ar.pdf", report, cited=said)
    view = viewer_view(session, id)
    assert (view.title, view.pages, view.quotations[0].page) == ("Annual report 2024", 29, 17)


# -- side by side ---------------------------------------------------------------------------------


def test_what_was_captured_side_by_side_gets_numbers_and_keys_of_its_own(fresh, tmp_path):
    files = [tmp_path / name / "notice.txt" for name in "ab"]
    for file in files:
        file.parent.mkdir()
        file.write_text(f"of {file.parent.name}")
    made = [ingest.attach(fresh, [file]) for file in files]
    for step in made:
        fresh.do(citing.fitted(fresh, step))
    items = citing.evidence_by_number(fresh)
    assert [item.number for item in items] == [1, 2]
    assert [item.key for item in items] == ["notice", "notice-2"]
    fresh.undo()
    assert [item.number for item in citing.evidence_by_number(fresh)] == [1]


def test_what_fits_is_left_as_it_was_made(fresh, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    step = ingest.attach(fresh, [tmp_path / "a.txt"])
    assert citing.fitted(fresh, step) is step
