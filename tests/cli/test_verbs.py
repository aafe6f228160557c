"""The verbs as a person types them: what they print, what they exit with, what they leave alone."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assay.cli.application import run
from factories import a_checklist_file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "mine.assay"
    checklist = str(a_checklist_file(tmp_path))
    words = ["new", str(path), "--checklist", checklist, "--issuer", "Example Mining"]
    assert run([*words, "--as-of", "2026-11-23"]) == 0
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shown(project: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert run([words[0], str(project), *words[1:], "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_new_makes_a_project_that_show_describes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = shown(project, capsys, "show")
    assert found["issuer"]["latin"] == "" or found["issuer"]["name"] == "Example Mining"  # type: ignore[index]
    (assessment,) = found["assessments"]  # type: ignore[misc]
    assert assessment["cut_off"] == "2026-11-23"
    assert assessment["counts"] == {"not_assessed": 5}


def test_an_answer_moves_the_score_and_undo_moves_it_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shown(project, capsys, "score")
    assert run(["answer", str(project), "AAA-01", "--status", "not_disclosed"]) == 0
    after = shown(project, capsys, "score")
    assert after["low"] > before["low"]  # type: ignore[operator]
    assert run(["undo", str(project)]) == 0
    again = shown(project, capsys, "score")
    assert again["low"] == before["low"]
    assert again["state_id"] != before["state_id"]


def test_attached_evidence_counts_for_the_answer_it_is_cited_for(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "notice.txt"
    paper.write_text("There is a clause.", "utf-8")
    assert run(["answer", str(project), "AAA-01", "full", "--note", "It says so."]) == 0
    words = ["attach", str(project), str(paper), "--grade", "A1", "--date", "2026-11-23"]
    assert run([*words, "--question", "AAA-01", "--quote", "a clause", "--page", "1"]) == 0
    score = shown(project, capsys, "score")
    (first, *_) = score["questions"]  # type: ignore[misc]
    assert (first["id"], first["confidence"], first["low"]) == ("AAA-01", 1.0, 100.0)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["answer", "{project}", "AAA-01", "most"], 2, "no option most; choose one of: none"),
        (["answer", "{project}", "ZZZ-01", "none"], 3, "no question ZZZ-01"),
        (["answer", "{project}", "BBB-01", "yesterday"], 2, "write it like 2026-11-23"),
        (["answer", "{project}", "AAA-01"], 2, "neither value, status nor text"),
        (["answer", "{project}", "AAA-01", "--status", "maybe"], 2, "choose one of"),
        (["answer", "{project}", "AAA-01", "--status", "restricted"], 2, "needs a reason"),
        (["attach", "{project}", "{folder}/nothing.pdf"], 3, "There is no file"),
        (["attach", "{project}", "{folder}/small.yaml", "--grade", "Z9"], 2, "no grade"),
        (["attach", "{project}", "{folder}/small.yaml", "--date", "soon"], 2, "takes a date"),
        (["score", "{project}", "--as-of", "next year"], 2, "takes a date"),
        (["score", "{project}", "--profile", "mine"], 2, "no weight profile mine"),
        (["score", "{project}", "--assessment", "mine"], 3, "no assessment mine"),
        (["memo", "{project}", "-o", "{folder}/nowhere/memo.pdf"], 3, "There is no folder"),
        (["memo", "{project}", "-o", "{folder}/memo.pdf", "--page", "a5"], 2, "no paper size"),
        (["show", "{folder}/missing.assay"], 3, "missing.assay"),
        (["show", "{folder}/small.yaml"], 4, "small.yaml"),
        (["new", "{project}", "--checklist", "quick-screen"], 3, "mine.assay"),
        (["new", "{folder}/b.assay", "--checklist", "nothing"], 3, "nothing"),
        (["new", "{folder}/b.assay"], 2, "--checklist"),
        (["dance"], 2, "dance"),
    ],
)
def test_bad_input_is_one_sentence_the_right_code_and_no_change(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    says: str,
) -> None:
    before = digest(project)
    capsys.readouterr()
    filled = [word.format(project=project, folder=tmp_path) for word in words]
    assert run(filled) == code
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert "Traceback" not in told.err
    assert digest(project) == before
    assert not (tmp_path / "b.assay").exists()


def test_a_checklist_that_goes_in_circles_is_refused_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_checklist_file(tmp_path)
    text = path.read_text("utf-8")
    circle = text.replace(
        "        sources: [LAW art. 1]\n",
        '        sources: [LAW art. 1]\n        skip_if: option("AAA-02") == "red"\n'
        "        skip_reason: {en: Red., zh-Hans: 红。}\n",
    )
    path.write_text(circle, "utf-8")
    assert run(["new", str(tmp_path / "c.assay"), "--checklist", str(path)]) == 2
    told = capsys.readouterr().err
    assert "small.yaml" in told
    assert "AAA-01" in told
    assert not (tmp_path / "c.assay").exists()


def test_a_final_memo_waits_for_the_gates(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "memo.pdf"
    assert run(["memo", str(project), "-o", str(out), "--final"]) == 7
    assert not out.exists()
    assert run(["memo", str(project), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_verify_finds_nothing_wrong_with_sound_work(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["answer", str(project), "AAA-01", "none"])
    assert shown(project, capsys, "verify") == {"ok": True, "problems": []}


def test_verify_says_that_a_memo_is_older_than_the_project(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memo = tmp_path / "memo.pdf"
    assert run(["memo", str(project), "-o", str(memo)]) == 0
    assert run(["verify", str(project), "--memo", str(memo)]) == 0
    assert run(["answer", str(project), "AAA-01", "none"]) == 0
    capsys.readouterr()
    assert run(["verify", str(project), "--memo", str(memo)]) == 4
    assert "memo.pdf" in capsys.readouterr().out


def test_history_names_every_step_newest_first(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["answer", str(project), "AAA-01", "none"])
    run(["undo", str(project)])
    capsys.readouterr()
    assert run(["history", str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[2] for line in lines] == [
        "Undo: Answer AAA-01",
        "Answer AAA-01",
        "Create the project",
    ]


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_tables_are_exported(project: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"tables.{format}"
    assert run(["export", str(project), "--to", format, "-o", str(out)]) == 0
    assert out.stat().st_size > 500


def test_every_shipped_checklist_is_listed_and_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["checklist", "list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == 9
    assert all(info["error"] is None for info in found)
    assert run(["checklist", "lint"]) == 0


def test_the_command_line_works_without_qt(project: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None;"
        "from assay.__main__ import main; sys.argv = ['assay', *sys.argv[1:]]; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "score", str(project), "--json"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rating"] == "Not ratable"


def test_the_memo_is_checked_without_being_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["memo", str(project), "--check", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["part"] for one in found if one["kind"] == "missing"][:2] == ["verdict", "asked"]
    assert run(["memo", str(project), "--check"]) == 1
    assert "blocks\tdecision\tPage 1 has nothing here yet." in capsys.readouterr().out
    assert run(["memo", str(project)]) == 2
    assert "-o" in capsys.readouterr().err
