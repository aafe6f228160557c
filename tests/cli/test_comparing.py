"""Suppose and compare on the command line: neither writes anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.cli.application import run
from factories_dashboard import a_rated


@pytest.fixture
def project(tmp_path: Path) -> Path:
    session = a_rated(tmp_path)
    session.publish()
    path = session.path
    session.close()
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_if_shows_a_rating_and_records_nothing(project, capsys) -> None:
    before = project.read_bytes()
    recorded = printed(capsys, "score", str(project))
    supposed = printed(
        capsys, "score", str(project), "--what-if", "BBB-02=yes", "--what-if", "aaa-03=50"
    )
    assert supposed["rating"] == "Prohibited"
    assert {q["id"]: q["points"] for q in supposed["questions"]}["AAA-03"] == 4
    assert printed(capsys, "score", str(project)) == recorded
    assert project.read_bytes() == before


@pytest.mark.parametrize("text", ["BBB-02", "BBB-02=maybe", "ZZZ-1=yes"])
def test_what_cannot_be_supposed_is_refused(project, capsys, text) -> None:
    assert run(["score", str(project), "--what-if", text]) in {2, 3}
    assert capsys.readouterr().out == ""


def test_compare_says_how_far_two_files_overlap(project, capsys) -> None:
    before = project.read_bytes()
    found = printed(capsys, "compare", str(project), str(project))
    assert (found["overlap"], found["too_close"]) == (1.0, True)
    assert [row["id"] for row in found["domains"]] == ["AAA", "BBB"]
    assert run(["compare", str(project), str(project)]) == 0
    assert "no order of the two is claimed" in capsys.readouterr().out
    assert project.read_bytes() == before


def test_compare_without_the_other_file_says_so(project, capsys) -> None:
    assert run(["compare", str(project), str(project.parent / "none.assay")]) == 3
    assert "none.assay" in capsys.readouterr().err
