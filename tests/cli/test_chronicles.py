"""The verbs on what was: history filtered, the project as it was, what changed between two states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.cli.application import run
from factories import a_checklist_file


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = str(tmp_path / "mine.assay")
    assert run(["new", path, "--checklist", str(a_checklist_file(tmp_path))]) == 0
    assert run(["answer", path, "AAA-01", "none"]) == 0
    assert run(["answer", path, "AAA-01", "full", "--note", "Article 18."]) == 0
    assert run(["answer", path, "BBB-02", "no"]) == 0
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_history_by_question_domain_kind_and_words(project, capsys) -> None:
    for options, count in (
        ([], 4),
        (["--question", "aaa-01"], 2),
        (["--question", "AAA"], 2),
        (["--kind", "answers"], 3),
        (["--text", "BBB-02"], 1),
        (["--author", "Nobody"], 0),
        (["--until", "1999-01-01"], 0),
        (["--since", "1999-01-01", "--limit", "2"], 2),
    ):
        assert len(printed(capsys, "history", project, *options)) == count, options


def test_history_says_how_many_more_there_are(project, capsys) -> None:
    assert run(["history", project, "--limit", "1"]) == 0
    assert "3 more" in capsys.readouterr().err


def test_the_project_as_it_was(project, capsys) -> None:
    entries = printed(capsys, "history", project)
    first = entries[2]["id"][:10]
    then = printed(capsys, "show", project, "--at", first)
    now = printed(capsys, "show", project)
    assert then["assessments"][0]["counts"].get("answered") == 1
    assert now["assessments"][0]["counts"]["answered"] == 2
    assert then["state_id"] != now["state_id"]
    points = {
        q["id"]: q["points"] for q in printed(capsys, "score", project, "--at", first)["questions"]
    }
    assert points["AAA-01"] == 0


def test_a_revision_that_is_none_is_said(project, capsys) -> None:
    assert run(["show", project, "--at", "zzzz"]) == 3
    assert "no revision zzzz" in capsys.readouterr().err
    assert run(["show", project, "--at", "1999-01-01"]) == 3


def test_what_changed_since(project, capsys) -> None:
    entries = printed(capsys, "history", project)
    found = printed(capsys, "changes", project, entries[2]["id"])
    moved = {answer["question"]: answer for answer in found["answers"]}
    assert moved["AAA-01"]["before"] == "None"
    assert moved["AAA-01"]["after"] == "Full"
    assert moved["AAA-01"]["texts"] == ["Rationale"]
    assert moved["BBB-02"]["after"] == "No"
    assert run(["changes", project, "1999-01-01"]) == 0
    assert "AAA-01 Not assessed -> Full (Rationale)" in capsys.readouterr().out


def test_nothing_changed_is_said(project, capsys) -> None:
    last = printed(capsys, "history", project)[0]["id"]
    assert run(["changes", project, last]) == 0
    assert "Nothing changed." in capsys.readouterr().err
