"""Memos as a person orders them: forms, readers, templates, what leaves; and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay import prefs
from assay.cli.application import run
from factories import a_checklist_file


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
