"""The viewer's view: the item, its pages with quotations marked, and everything that was noticed."""

import pytest

from assay.core.errors import NotFound
from assay.words.reading import notice
from assay.work import citing
from assay.work.views.viewer import page_view, viewer_view
from factories import a_session
from factories_documents import edited_pdf, pdf, scanned_pdf
from factories_vault import attached, cited


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("viewer"))
    yield opened
    opened.close()


def cite(session, id, quote, question="AAA-01", **how):
    session.do(citing.cite(session, session.assessment().id, question, id, quote=quote, **how))


def test_quotations_are_marked_on_their_pages(session, tmp_path):
    id = attached(
        session, tmp_path, "r.pdf", pdf(["First the board"], ["then the Party", "decides."])
    )
    cite(session, id, "the board")
    cite(session, id, "Party", "BBB-02", stance="contradicts")
    cite(session, id, "the board then the Party")
    first, second = page_view(session, id, 1), page_view(session, id, 2)
    assert {first.text[a:b].strip() for a, b, _, _ in first.marks} == {"the board"}
    assert {second.text[a:b].strip() for a, b, _, _ in second.marks} == {"then the Party", "Party"}
    assert {stance for _, _, _, stance in second.marks} == {"supports", "contradicts"}
    states = [(q.question, q.state) for q in viewer_view(session, id).quotations]
    assert sorted(states) == [
        ("AAA-01", "across_pages"),
        ("AAA-01", "verbatim"),
        ("BBB-02", "verbatim"),
    ]


def test_marks_count_code_points(session, tmp_path):
    id = attached(session, tmp_path, "astral.txt", "𠮷𠮷 the 𠮷 quote")
    cite(session, id, "𠮷 quote")
    ((start, end, _, _),) = page_view(session, id, 1).marks
    assert page_view(session, id, 1).text[start:end] == "𠮷 quote"


def test_who_cites_it_is_said_in_words(session, tmp_path):
    id = attached(
        session, tmp_path, "n.txt", "words", cited=cited(session, "BBB-01", locator="art. 5")
    )
    (where,) = viewer_view(session, id, "zh-Hans").cited
    assert (where.question, where.question_text, where.locator) == ("BBB-01", "自何时？", "art. 5")


def test_a_scan_says_so(session, tmp_path):
    view = viewer_view(session, attached(session, tmp_path, "s.pdf", scanned_pdf()))
    assert (view.text_state, view.scanned, view.pages) == ("scanned", (1,), 1)
    assert "No text layer" in " ".join(map(notice, view.warnings))


def test_what_a_document_hides_is_said(session, tmp_path):
    import pikepdf

    def with_script(opened):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        names = pikepdf.Dictionary(Names=[pikepdf.String("a"), script])
        opened.Root.Names = pikepdf.Dictionary(JavaScript=names)

    data = edited_pdf(pdf(["text"]), with_script)
    view = viewer_view(session, attached(session, tmp_path, "js.pdf", data))
    assert "contains_scripts" in {warning.message for warning in view.warnings}


def test_what_cannot_be_read_says_why_and_what_is_unknown_is_refused(session, tmp_path):
    id = attached(session, tmp_path, "x.bin", bytes(range(256)) * 10)
    view = viewer_view(session, id)
    assert (view.text_state, view.reason.message, view.held) == (
        "unreadable",
        "unreadable_format",
        "held",
    )
    with pytest.raises(NotFound):
        page_view(session, id, 1)
    with pytest.raises(NotFound):
        viewer_view(session, "nothing")
