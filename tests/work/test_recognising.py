"""Recognised text: offered, kept apart, quoted, found and marked as what it is; cancelled at any page."""

import pytest

from assay.core.errors import NotFound
from assay.core.evidence import from_recognised
from assay.readers import recognising as engines
from assay.work import citing, extract, finding, jobs, quoting, recognising
from assay.work.extract import TextState
from assay.work.views.library import library_view
from assay.work.views.viewer import page_view, viewer_view
from factories import a_session
from factories_documents import pdf, picture_of, scan_of
from factories_vault import attached

QUOTA = "The quota was raised to 135,000 tonnes."
PARTY = "党委会前置研究讨论重大经营管理事项。"


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def a_scan(session, tmp_path, *pages, **fields):
    data = scan_of(*(pages or ((QUOTA,), (PARTY,))))
    return session.evidence(attached(session, tmp_path, "scan.pdf", data, **fields))


def cite(session, item, quote, page):
    here = session.assessment().id
    step = citing.cite(session, here, "AAA-01", item.id, page=page, quote=quote)
    session.do(step)
    return step.changes[0].key


def quoted(session, item):
    (found,) = viewer_view(session, item.id).quotations
    return found


def test_a_scan_is_offered_and_nothing_is_done_by_itself(session, tmp_path):
    item = a_scan(session, tmp_path)
    offer = recognising.offer(session, item)
    assert (offer.waiting, offer.done) == ((1, 2), ())
    assert offer.packs == ("chi_sim", "eng")
    assert offer.engine.startswith("tesseract ")
    assert extract.known(session, item).state is TextState.SCANNED
    assert recognising.offer(session, _report(session, tmp_path)) is None


def _report(session, tmp_path):
    return session.evidence(attached(session, tmp_path, "report.pdf", pdf([QUOTA])))


def test_the_document_keeps_its_language_for_the_packs(session, tmp_path):
    item = a_scan(session, tmp_path, language="en")
    assert recognising.offer(session, item).packs == ("eng",)


def test_recognised_text_is_there_page_by_page_and_says_what_it_is(session, tmp_path):
    item = a_scan(session, tmp_path)
    outcome = recognising.recognise(session, item)
    assert (outcome.pages, outcome.failed) == (2, ())
    known = extract.known(session, item)
    assert (known.state, known.recognised, known.scanned) == ("recognised", (1, 2), (1, 2))
    page = page_view(session, item.id, 1)
    assert page.text == QUOTA
    assert page.recognised
    assert not page.has_text_layer
    offer = recognising.offer(session, item)
    assert (offer.waiting, offer.done) == ((), (1, 2))
    assert offer.confidence > 60


def test_a_quotation_of_it_says_that_the_text_was_recognised(session, tmp_path):
    item = a_scan(session, tmp_path)
    recognising.recognise(session, item)
    key = cite(session, item, QUOTA, 1)
    found = quoted(session, item)
    assert (found.state, found.anchor, found.recognised) == ("verbatim", "kept", True)
    cited = found.citation
    assert cited.id == key
    assert from_recognised(cited)
    assert quoting.recorded(cited).extractor.startswith("tesseract ")
    assert found.rects or quoting.rectangles(session, item, 1, 0, len(QUOTA))


def test_a_documents_own_text_is_not_called_recognised(session, tmp_path):
    item = _report(session, tmp_path)
    cite(session, item, QUOTA, 1)
    found = quoted(session, item)
    assert not found.recognised
    assert not from_recognised(found.citation)


def test_on_a_computer_that_has_not_recognised_it_the_quotation_is_unchecked_not_lost(
    session, tmp_path
):
    item = a_scan(session, tmp_path)
    recognising.recognise(session, item)
    cite(session, item, QUOTA, 1)
    extract.recognised_cache(session).forget(item.blob)
    extract.renew(session, item.blob)
    found = quoted(session, item)
    assert (found.state, found.recognised) == ("unchecked", True)
    # Before a final memo it is recognised and checked, where that is possible.
    quoting.require_found(session, session.assessment().id)
    assert quoted(session, item).state == "verbatim"


def test_words_typed_from_a_scan_are_settled_once_it_is_recognised(session, tmp_path):
    item = a_scan(session, tmp_path)
    cite(session, item, QUOTA, 1)
    assert quoted(session, item).state == "not_found"
    recognising.recognise(session, item)
    session.do(quoting.settle(session, item))
    found = quoted(session, item)
    assert (found.state, found.anchor, found.recognised) == ("verbatim", "kept", True)
    assert from_recognised(found.citation)
    assert quoting.settle(session, item) is None
    session.undo()
    assert not from_recognised(quoted(session, item).citation)


def test_recognised_words_are_found_and_marked(session, tmp_path):
    item = a_scan(session, tmp_path)
    assert finding.search(session, "党委") == []
    recognising.recognise(session, item)
    (hit,) = finding.search(session, "党委")
    assert (hit.evidence, hit.page, hit.recognised) == (item.id, 2, True)
    first, last = hit.ranges[0]
    assert hit.snippet[first:last] == "党委"
    report = _report(session, tmp_path)
    hits = {hit.evidence: hit.recognised for hit in finding.search(session, "quota")}
    assert hits == {item.id: True, report.id: False}


def test_what_is_forgotten_is_not_found(session, tmp_path):
    item = a_scan(session, tmp_path)
    recognising.recognise(session, item)
    assert finding.search(session, "党委")
    extract.recognised_cache(session).forget(item.blob)
    extract.renew(session, item.blob)
    assert finding.search(session, "党委") == []


def test_a_scan_among_pages_of_text_is_recognised_alone(session, tmp_path):
    data = _joined(pdf([PARTY]), scan_of((QUOTA,)))
    item = session.evidence(attached(session, tmp_path, "mixed.pdf", data))
    finding.update(session)
    assert recognising.recognise(session, item).pages == 1
    known = extract.known(session, item)
    assert (known.state, known.recognised) == ("ok", (2,))
    assert extract.texts(session, item.blob)[1] == QUOTA
    assert pages_with(session, "quota") == {(2, True)}
    assert pages_with(session, "党委") == {(1, False)}


def pages_with(session, query):
    hits = finding.search(session, query)
    return {(hit.page, hit.recognised) for hit in hits if hit.page is not None}


def _joined(*documents):
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.new() as whole:
        for data in documents:
            with pikepdf.open(io.BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        whole.save(out)
    return out.getvalue()


class StopsAfter:
    """Progress of a person who stops waiting once so many pages are done."""

    def __init__(self, pages):
        self.pages = pages

    def step(self, done, total, what):
        if done >= self.pages:
            raise jobs.Cancelled


def test_when_it_is_cancelled_the_pages_that_were_done_stay(session, tmp_path):
    item = a_scan(session, tmp_path, (QUOTA,), (PARTY,), (QUOTA,))
    with pytest.raises(jobs.Cancelled):
        recognising.recognise(session, item, StopsAfter(1))
    assert extract.known(session, item).recognised == (1,)
    assert recognising.offer(session, item).waiting == (2, 3)
    assert recognising.recognise(session, item).pages == 2
    assert extract.known(session, item).recognised == (1, 2, 3)


def test_it_is_recognised_anew_when_asked(session, tmp_path):
    item = a_scan(session, tmp_path)
    assert recognising.recognise(session, item).pages == 2
    assert recognising.recognise(session, item).pages == 0
    assert recognising.recognise(session, item, anew=True).pages == 2


def test_a_picture_is_recognised_like_a_page(session, tmp_path):
    path = tmp_path / "photo.png"
    picture_of(QUOTA).save(path)
    item = session.evidence(attached(session, tmp_path, "photo.png", path.read_bytes()))
    assert recognising.recognise(session, item).pages == 1
    assert extract.page(session, item, 1).text == QUOTA


def test_without_the_program_it_says_how_to_get_it(session, tmp_path, monkeypatch):
    item = a_scan(session, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(engines, "_USUAL_PLACES", ())
    offer = recognising.offer(session, item)
    assert (offer.engine, offer.packs) == ("", ())
    with pytest.raises(NotFound, match="recogniser_missing"):
        recognising.recognise(session, item)


def test_the_library_tells_recognised_from_scanned(session, tmp_path):
    item = a_scan(session, tmp_path)
    assert library_view(session).counts["no_text"] == 1
    recognising.recognise(session, item)
    view = library_view(session)
    assert (view.counts["no_text"], view.counts["recognised"]) == (0, 1)
    assert view.rows[0].text_state == "recognised"
