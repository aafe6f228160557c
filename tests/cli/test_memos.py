"""Memos as a person orders them: forms, readers, templates, what leaves; and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay import prefs
from assay.cli.application import run
from factories import a_checklist_file
from factories_signing import PASSPHRASE, key_file, time_authority


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "mine.assay"
    words = ["new", str(path), "--checklist", str(a_checklist_file(tmp_path))]
    assert run([*words, "--issuer", "Example Mining", "--as-of", "2026-11-23"]) == 0
    return path


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.pdf", b"%PDF"), ("a.docx", b"PK"), ("a.html", b"<!DOC"), ("a.md", b"# ")],
)
def test_the_name_of_the_file_chooses_the_form(project: Path, name: str, start: bytes) -> None:
    out = project.with_name(name)
    assert run(["memo", str(project), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(start)


def test_what_leaves_is_said_before_it_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project.with_name("a.pdf")
    assert run(["memo", str(project), "-o", str(out), "--external"]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "Goes out:" in told.err
    assert "The rows as data" in told.err


def test_the_plan_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project.with_name("a.pdf")
    capsys.readouterr()
    words = ["memo", str(project), "-o", str(out), "--plan", "--json", "--external", "--no-names"]
    assert run(words) == 0
    assert not out.exists()
    found = json.loads(capsys.readouterr().out)
    assert len(found["goes"]) == 3
    assert any("Names inside sentences" in what for what, _ in found["stays"])
    assert run(["memo", str(project), "--plan"]) == 0
    assert "JSON inside the PDF" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["-o", "{folder}/a.txt"], 2, "does not say which kind"),
        (["-o", "{folder}/a.pdf", "--internal", "--external"], 2, "one of --internal"),
        (["-o", "{folder}/a.docx", "--template", "{folder}/none.docx"], 3, "no file"),
        (["-o", "{folder}/a.docx", "--template", "{folder}/mine.assay"], 2, "no Word document"),
        (["-o", "{folder}/a.pdf", "--template", "{folder}/mine.assay"], 2, "Only a Word memo"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_sentence(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    given = [word.format(folder=project.parent) for word in words]
    assert run(["memo", str(project), *given]) == code
    assert says in capsys.readouterr().err
    assert not list(project.parent.glob("a.*"))


def test_the_house_look_comes_from_the_preferences(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = prefs.load()
    own.house_accent, own.house_disclaimer = "#7A1F1F", "For the Quixotic Fund."
    prefs.save(own)
    out = project.with_name("a.html")
    assert run(["memo", str(project), "-o", str(out)]) == 0
    page = out.read_text("utf-8")
    assert "#7A1F1F" in page
    assert "For the Quixotic Fund." in page
    own.house_accent = "#EEEEEE"
    prefs.save(own)
    assert run(["memo", str(project), "-o", str(out)]) == 2
    assert "darker colour" in capsys.readouterr().err


# -- signing --------------------------------------------------------------------------------------


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "ada.p12"
    path.write_bytes(key_file())
    return path


def words_in(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_memo_is_signed_and_verify_says_by_whom(
    project: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project.with_name("a.pdf")
    opens = words_in(project.with_name("words"), f"{PASSPHRASE}\n")
    signing = ["--sign", str(key), "--passphrase-file", str(opens)]
    assert run(["memo", str(project), "-o", str(out), *signing]) == 0
    capsys.readouterr()
    assert run(["verify", str(project), "--memo", str(out)]) == 0
    told = capsys.readouterr().out
    assert "a.pdf matches" in told
    assert "Signed by Ada Reviewer on" in told
    assert "was not checked" in told
    out.write_bytes(out.read_bytes().replace(b"/ETSI", b"/ETSX", 1))
    assert run(["verify", str(project), "--memo", str(out), "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert {p["what"] for p in found["problems"]} >= {"memo_changed_after_signing"}
    assert found["memo"]["holds"] is False


@pytest.mark.parametrize("typed", ["wrong", ""])
def test_a_wrong_passphrase_writes_nothing(
    project: Path, key: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project.with_name("a.pdf")
    opens = words_in(project.with_name("words"), typed)
    signing = ["--sign", str(key), "--passphrase-file", str(opens)]
    assert run(["memo", str(project), "-o", str(out), *signing]) == 2
    assert "passphrase" in capsys.readouterr().err
    assert not out.exists()


def test_without_a_terminal_nobody_is_asked(
    project: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(["memo", str(project), "-o", str(project.with_name("a.pdf")), "--sign", str(key)]) == 2
    )
    assert "--passphrase-file" in capsys.readouterr().err


def test_a_time_is_asked_for_only_where_somebody_said_so(project: Path) -> None:
    out = project.with_name("a.pdf")
    with time_authority() as (address, asked):
        assert run(["memo", str(project), "-o", str(out)]) == 0
        assert asked == []
        assert run(["memo", str(project), "-o", str(out), "--timestamp", address]) == 0
        assert len(asked) >= 1
    assert run(["verify", str(project), "--memo", str(out)]) == 0


def test_only_a_pdf_is_signed(project: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project.with_name("a.md")
    opens = words_in(project.with_name("words"), PASSPHRASE)
    signing = ["--sign", str(key), "--passphrase-file", str(opens)]
    assert run(["memo", str(project), "-o", str(out), *signing]) == 2
    assert "Only a PDF" in capsys.readouterr().err
    assert not out.exists()


def test_the_memo_of_an_earlier_state_is_the_memo_that_was_written_then(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now, then = (project.with_name(name) for name in ("b.pdf", "n.pdf", "t.pdf"))
    assert run(["memo", str(project), "-o", str(before)]) == 0
    capsys.readouterr()
    assert run(["history", str(project), "--json"]) == 0
    revision = json.loads(capsys.readouterr().out)[0]["id"]
    assert run(["answer", str(project), "AAA-01", "--status", "not_disclosed"]) == 0
    assert run(["memo", str(project), "-o", str(now)]) == 0
    assert run(["memo", str(project), "-o", str(then), "--at", revision]) == 0
    assert then.read_bytes() == before.read_bytes() != now.read_bytes()
    assert run(["memo", str(project), "-o", str(then), "--at", revision, "--final"]) == 2
    assert then.read_bytes() == before.read_bytes()


def test_verify_names_what_changed_since(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = project.with_name("a.pdf")
    assert run(["memo", str(project), "-o", str(out), "--external"]) == 0
    assert run(["answer", str(project), "AAA-01", "--status", "not_disclosed"]) == 0
    capsys.readouterr()
    assert run(["verify", str(project), "--memo", str(out)]) == 4
    told = capsys.readouterr().out
    assert "Answer AAA-01 added since: Not disclosed" in told
    assert run(["verify", str(project), "--memo", str(out), "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert found["memo"]["changes"][0]["place"] == "AAA-01"


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7 cut"], ids=["empty", "text", "cut"])
def test_verify_refuses_what_is_no_pdf_with_a_sentence(
    project: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    memo = project.with_name("x.pdf")
    memo.write_bytes(content)
    assert run(["verify", str(project), "--memo", str(memo)]) == 3
    assert "x.pdf" in capsys.readouterr().err
    assert run(["verify", str(project), "--memo", str(memo.with_name("none.pdf"))]) == 3
