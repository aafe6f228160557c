"""`attach` and `search` as a person types them: pages fetched, quotations checked, words found."""

import json

import pytest

from assay.cli.application import run
from factories import a_checklist_file
from factories_documents import pdf
from factories_vault import Page, site

HTML = "<title>公告</title><p>控股股东持有36.84%的股份。</p>"


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.assay"
    made = [
        "new",
        str(path),
        "--checklist",
        str(a_checklist_file(tmp_path)),
        "--as-of",
        "2026-11-23",
    ]
    assert run(made) == 0
    return path


@pytest.fixture
def said(capsys):
    capsys.readouterr()
    return capsys.readouterr


def test_a_fetched_page_and_a_file_are_cited_and_found(project, tmp_path, said):
    paper = tmp_path / "report.pdf"
    paper.write_bytes(pdf(["Nothing here"], ["控股股东的承诺"], title="Annual report"))
    with site(page=Page(HTML.encode())) as web:
        words = ["attach", str(project), str(paper), f"{web.address}/page", "--question", "AAA-01"]
        assert run([*words, "--kind", "web"]) == 0
    assert run(["search", str(project), "控股股東", "--json"]) == 0
    hits = json.loads(said().out)
    assert {(hit["kind"], hit["page"], hit["title"]) for hit in hits} == {
        ("evidence", 2, "Annual report"),
        ("evidence", 1, "公告"),
    }
    assert all(hit["snippet"][a:b] == "控股股东" for hit in hits for a, b in hit["ranges"])
    assert set(hits[0]) >= {"kind", "id", "title", "page", "snippet"}


def test_hits_are_printed_for_people_and_none_is_said(project, said):
    assert run(["answer", str(project), "AAA-01", "some", "--note", "An axolotl"]) == 0
    said()
    assert run(["search", str(project), "axolotl"]) == 0
    assert said().out == "answer: AAA-01\n    An axolotl\n"
    assert run(["search", str(project), "nothing of it"]) == 0
    assert "Nothing was found" in said().err


def test_a_quotation_that_is_not_there_is_a_problem(project, tmp_path, said):
    paper = tmp_path / "n.txt"
    paper.write_text("控股股东持有36.84%的股份")
    words = ["attach", str(project), str(paper), "--question", "AAA-01", "--quote"]
    assert run([*words, "持有36.84%"]) == 0
    assert run(["verify", str(project)]) == 0
    assert run([*words, "持有38.84%"]) == 0
    said()
    assert run(["verify", str(project), "--json"]) == 4
    (problem,) = json.loads(said().out)["problems"]
    assert (problem["what"], problem["where"]) == ("quotation_not_found", "AAA-01 [2]")
    out = str(tmp_path / "memo.pdf")
    assert run(["memo", str(project), "-o", out, "--final"]) == 7


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["http://127.0.0.1:9/x"], 3, "could not be fetched"),
        (["https://no host/"], 2, "no web address"),
        (["{paper}", "--kind", "press", "--grade", "A1"], 2, "say in the reason"),
        (["{paper}", "--kind", "press", "--grade", "A1", "--reason", "Certified copy"], 0, ""),
        (["{paper}", "--link"], 0, ""),
        (["{paper}", "--question", "AAA-01", "--stance", "both"], 2, "no stance"),
    ],
)
def test_what_attach_refuses_is_said_in_words(project, tmp_path, said, words, code, told):
    paper = tmp_path / "n.txt"
    paper.write_text("words")
    assert run(["attach", str(project), *(word.format(paper=paper) for word in words)]) == code
    assert told in said().err
