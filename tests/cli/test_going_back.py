"""restore and salvage on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.cli.application import run
from factories import a_checklist_file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "mine.assay"
    assert run(["new", str(path), "--checklist", str(a_checklist_file(tmp_path))]) == 0
    assert run(["answer", str(path), "AAA-01", "none"]) == 0
    return path


def test_versions_are_listed_and_one_is_restored(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["restore", str(project), "--json"]) == 0
    (version,) = json.loads(capsys.readouterr().out)
    assert version["reason"] == "publish"
    out = tmp_path / "back.assay"
    assert run(["restore", str(project), "--to", "1", "-o", str(out)]) == 0
    capsys.readouterr()
    assert run(["show", str(out), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["assessments"][0]["counts"] == {"not_assessed": 5}


def test_restoring_needs_to_know_where(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["restore", str(project), "--to", "1"]) == 2
    assert "-o" in capsys.readouterr().err


def test_salvage_saves_what_is_sound_and_says_what_is_lost(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.assay"
    broken.write_bytes(project.read_bytes()[: project.stat().st_size * 2 // 3])
    assert run(["show", str(broken)]) == 4
    assert "salvage" in capsys.readouterr().err
    assert run(["salvage", str(broken), "-o", str(tmp_path / "saved.assay")]) == 6
    assert run(["show", str(tmp_path / "saved.assay")]) in (0, 3)
