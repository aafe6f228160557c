"""The assessment after the last one, from the command line."""

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


def test_a_year_later_from_the_last_one(project, capsys) -> None:
    assert run(["assess", str(project), "--from", "1", "--as-of", "2027-11-23"]) == 0
    made = capsys.readouterr().out.strip()
    shown = printed(capsys, "show", str(project))
    assert [a["cut_off"] for a in shown["assessments"]] == ["2026-11-23", "2027-11-23"]
    assert shown["assessments"][1]["id"] == made
    plan = printed(capsys, "accept", str(project), "--plan")
    assert plan == {"accepted": ["AAA-01", "AAA-03", "BBB-02"], "left": {}}
    assert run(["accept", str(project), "aaa-03"]) == 0
    assert run(["accept", str(project), "--domain", "BBB"]) == 0
    points = {q["id"]: q["points"] for q in printed(capsys, "score", str(project))["questions"]}
    assert (points["AAA-03"], points["BBB-02"], points["AAA-01"]) == (2.0, 0.0, None)
    first = printed(capsys, "score", str(project), "--assessment", "1")
    assert {q["id"]: q["points"] for q in first["questions"]}["AAA-01"] == 4.0


def test_the_plan_changes_nothing_and_a_day_that_is_not_later_is_refused(project, capsys) -> None:
    before = project.read_bytes()
    assert run(["assess", str(project), "--as-of", "2026-11-23"]) == 2
    assert "give a later day" in capsys.readouterr().err
    assert run(["accept", str(project), "--plan"]) == 0
    assert "0 answers" in capsys.readouterr().out
    assert run(["accept", str(project), "AAA-01"]) == 2
    assert project.read_bytes() == before
