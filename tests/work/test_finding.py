"""Finding: hits of every kind with their words marked, kept up with every step, in any language."""

import pytest

from assay.core.change import step, updated
from assay.work import answering, citing, extract, finding, ingest, searches
from assay.work.finding import snippet
from assay.work.session import open_session
from factories import PERSON, a_session
from factories_documents import pdf
from factories_vault import attached


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A project in which something of every kind was written down."""
    folder = tmp_path_factory.mktemp("finding")
    opened = a_session(folder)
    here = opened.assessment().id
    filler = "其他内容。" * 30
    pages = [[f"第{n}页 公司治理报告"] for n in range(1, 6)]
    report = pdf(*pages, ["控股股東持股比例"], title="Annual report")
    id = attached(opened, folder, "report.pdf", report, note="From the exchange's mirror")
    attached(
        opened,
        folder,
        "long.txt",
        f"{filler}红土镍矿{filler} Café gover-\nnance ends",
        title="Long",
    )
    opened.do(answering.answer(opened, here, "AAA-01", "some", rationale="Platypus in the charter"))
    opened.do(citing.cite(opened, here, "AAA-01", id, quote="持股比例", translation="stake ratio"))
    opened.do(searches.record(opened, "OFAC SDN list", "quixotic mining", result="No entry"))
    yield opened
    opened.close()


@pytest.fixture
def fresh(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def first(session, asked):
    return finding.search(session, asked)[0]


def marked(hit):
    return [hit.snippet[a:b] for a, b in hit.ranges] + [hit.title[a:b] for a, b in hit.title_ranges]


def test_a_page_of_a_document_is_found_with_its_number(session):
    hit = first(session, "控股股东持股")
    assert (hit.kind, hit.page, hit.title, hit.number) == ("evidence", 6, "Annual report", 1)
    assert hit.evidence == hit.id
    assert marked(hit) == ["控股股東持股"]


@pytest.mark.parametrize(
    ("asked", "kind", "word"),
    [
        ("platypus", "answer", "Platypus"),
        ("stake ratio", "translation", "stake"),
        ("mirror", "evidence", "mirror"),
        ("quixotic", "evidence", "quixotic"),
        ("Kinds differ", "question", "Kinds"),
        ("种类不同", "question", "种类不同"),
        ("Example Mining", "statement", "Example"),
    ],
)
def test_what_was_written_anywhere_is_found(session, asked, kind, word):
    hit = first(session, asked)
    assert hit.kind == kind
    assert word in marked(hit)


def test_a_hit_says_where_to_go(session):
    here = session.assessment().id
    answer, quoted = first(session, "platypus"), first(session, "stake ratio")
    assert (answer.question, answer.assessment) == ("AAA-01", here)
    assert (quoted.question, quoted.number) == ("AAA-01", 1)
    assert (first(session, "种类不同").question, first(session, "种类不同").title) == (
        "AAA-02",
        "哪些种类？",
    )


def test_the_snippet_is_cut_around_the_words_and_shows_them(session):
    hit = first(session, "红土镍矿")
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) <= finding.SNIPPET + 2
    assert marked(hit) == ["红土镍矿"]


def test_a_word_cut_by_a_line_is_marked_with_its_cut(session):
    assert marked(first(session, "governance")) == ["gover- nance"]


def test_one_long_document_does_not_hide_the_others(session):
    pages = [hit.page for hit in finding.search(session, "公司治理报告") if hit.page]
    assert len(pages) == 3
    every = finding.search(session, "公司治理报告", per_item=100)
    assert len([hit for hit in every if hit.page]) == 5


@pytest.mark.parametrize("asked", ["", " ", "zzzz", "、", '"'])
def test_what_is_not_there_is_not_found(session, asked):
    assert finding.search(session, asked) == []


# -- keeping up -----------------------------------------------------------------------------------


def kinds(session, asked):
    return [hit.kind for hit in finding.search(session, asked)]


def test_every_step_is_found_at_once_and_gone_when_undone(fresh, tmp_path):
    here = fresh.assessment().id
    assert kinds(fresh, "wombat") == []
    fresh.do(answering.answer(fresh, here, "AAA-01", "some", rationale="A wombat"))
    assert kinds(fresh, "wombat") == ["answer"]
    fresh.do(answering.write(fresh, here, "AAA-01", rationale="An echidna"))
    assert (kinds(fresh, "wombat"), kinds(fresh, "echidna")) == ([], ["answer"])
    fresh.undo()
    assert kinds(fresh, "wombat") == ["answer"]
    id = attached(fresh, tmp_path, "n.txt", "numbat", title="Notes")
    assert kinds(fresh, "numbat") == ["evidence"]
    fresh.do(citing.remove(fresh, id))
    assert kinds(fresh, "numbat") == []
    fresh.undo()
    assert kinds(fresh, "numbat") == ["evidence"]


def test_what_was_done_while_the_index_was_closed_is_found(fresh, tmp_path):
    here = fresh.assessment().id
    fresh.do(answering.answer(fresh, here, "AAA-01", "some", rationale="A wombat"))
    assert kinds(fresh, "wombat") == ["answer"]
    path = fresh.path
    fresh.close()
    again = open_session(path, PERSON)
    again.do(answering.write(again, here, "AAA-01", rationale="An echidna"))
    again.publish()
    again.close()
    third = open_session(path, PERSON)
    assert (kinds(third, "wombat"), kinds(third, "echidna")) == ([], ["answer"])
    third.close()


def test_reopening_indexes_nothing_anew(fresh, tmp_path):
    attached(fresh, tmp_path, "n.txt", "numbat", title="Notes")
    assert kinds(fresh, "numbat") == ["evidence"]
    before = list(finding._finder(fresh).index._db.execute("SELECT number FROM entry"))
    path = fresh.path
    fresh.publish()
    fresh.close()
    again = open_session(path, PERSON)
    assert kinds(again, "numbat") == ["evidence"]
    assert list(finding._finder(again).index._db.execute("SELECT number FROM entry")) == before
    again.close()


def test_what_another_reader_read_is_indexed_anew(fresh, tmp_path, monkeypatch):
    attached(fresh, tmp_path, "n.txt", "numbat", title="Notes")
    assert kinds(fresh, "numbat") == ["evidence"]
    path = fresh.path
    fresh.publish()
    fresh.close()
    monkeypatch.setattr(extract, "EXTRACTION", 999)
    extract.version.cache_clear()
    again = open_session(path, PERSON)
    assert (kinds(again, "numbat"), finding.waiting(again)) == ([], 1)
    assert finding.update(again) == 1
    assert (kinds(again, "numbat"), finding.waiting(again)) == (["evidence"], 0)
    again.close()
    monkeypatch.undo()
    extract.version.cache_clear()


def test_documents_with_the_same_bytes_are_one_hit_for_the_first_of_them(fresh, tmp_path):
    first_id = attached(fresh, tmp_path, "a.txt", "numbat", title="A")
    attached(fresh, tmp_path, "b.txt", "numbat", title="B")
    found = [hit for hit in finding.search(fresh, "numbat") if hit.page]
    assert [hit.id for hit in found] == [first_id]


def test_the_index_is_no_part_of_the_project_file(fresh, tmp_path):
    attached(fresh, tmp_path, "n.pdf", pdf(["numbats everywhere"]), title="Notes")
    finding.update(fresh)
    fresh.publish()
    names = {row[0] for row in fresh.store.file.db.execute("SELECT name FROM sqlite_schema")}
    assert not {"words", "entry", "page", "document"} & names
    assert b"numbats everywhere" not in fresh.path.read_bytes()


def test_a_bulk_step_is_found_too(fresh, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(30):
        (folder / f"paper {n}.txt").write_text(f"kakapo {n}")
    fresh.do(ingest.attach(fresh, [folder], note="bulk"))
    assert len([h for h in finding.search(fresh, "kakapo", 100) if h.page]) == 30
    rows = [updated("evidence", row, note="fossa") for row in fresh.state["evidence"].values()]
    fresh.do(step("edit_evidence", rows, number=1))
    assert len(finding.search(fresh, "fossa", 100)) == 30


@pytest.mark.parametrize(
    ("text", "spans", "shown", "ranges"),
    [
        ("short text", [(0, 5)], "short text", ((0, 5),)),
        ("", [], "", ()),
        ("a\nb\tc", [(2, 3)], "a b c", ((2, 3),)),
        ("𠮷" * 3 + "稀土", [(3, 5)], "𠮷𠮷𠮷稀土", ((3, 5),)),
    ],
)
def test_a_snippet_keeps_its_ranges(text, spans, shown, ranges):
    assert snippet(text, spans) == (shown, ranges)


def test_a_snippet_begins_with_a_whole_word_and_cuts_long_spans():
    text = "word " * 100 + "needle " + "x" * 500
    shown, ((a, b),) = snippet(text, [(500, 506)])
    assert shown.startswith("…word ")
    assert shown[a:b] == "needle"
    shown, ((a, b),) = snippet("x" * 1000, [(0, 1000)])
    assert (a, b, len(shown)) == (0, finding.SNIPPET, finding.SNIPPET + 1)
