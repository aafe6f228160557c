"""assay copy: what it prints, what it writes, and what it refuses."""

import json
from pathlib import Path

import pytest

from assay.cli.application import run
from factories import a_checklist_file


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two projects over one checklist; the first has an answer with a cited file."""
    paths = tmp_path / "from.assay", tmp_path / "into.assay"
    for path in paths:
        assert run(["new", str(path), "--checklist", str(a_checklist_file(tmp_path))]) == 0
    notice = tmp_path / "notice.txt"
    notice.write_text("Article six", "utf-8")
    run(["answer", str(paths[0]), "AAA-01", "some"])
    run(["attach", str(paths[0]), str(notice), "--question", "AAA-01"])
    return paths


def test_a_plan_is_printed_and_nothing_written(two, capsys):
    before = [path.read_bytes() for path in two]
    capsys.readouterr()
    assert run(["copy", *map(str, two), "--plan", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["answers"], found["evidence"], found["citations"]) == (["AAA-01"], [1], 1)
    assert [path.read_bytes() for path in two] == before


def test_what_fits_is_written_and_a_second_time_there_is_nothing(two, capsys):
    given = two[0].read_bytes()
    assert run(["copy", *map(str, two)]) == 0
    said = capsys.readouterr()
    assert "1 answer, 1 piece of evidence, 1 citation from the other project." in said.out
    assert run(["verify", str(two[1])]) == 0
    assert two[0].read_bytes() == given
    assert run(["copy", *map(str, two)]) == 2
    assert "its answers are the same here" in capsys.readouterr().err


def test_only_answers_leave_the_files_behind(two, capsys):
    assert run(["copy", *map(str, two), "--answers"]) == 0
    assert "Citations left, as their evidence is not here: AAA-01." in capsys.readouterr().out


def test_a_file_into_itself_is_refused(two, capsys):
    assert run(["copy", str(two[0]), str(two[0])]) == 2
    assert "merge it instead" in capsys.readouterr().err


def test_merging_two_projects_names_the_verb(two, capsys):
    assert run(["merge", *map(str, two), "--plan"]) == 2
    assert "assay copy" in capsys.readouterr().err
