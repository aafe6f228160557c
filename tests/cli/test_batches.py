"""Memos of a whole folder, with real processes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assay.cli import batches
from assay.cli.application import run
from assay.report.memo_files import Order
from assay.work.session import Person
from factories import a_checklist_file


@pytest.fixture(scope="module")
def one_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    path = folder / "one.assay"
    words = [
        "new",
        str(path),
        "--checklist",
        str(a_checklist_file(folder)),
        "--as-of",
        "2026-11-23",
    ]
    assert run(words) == 0
    return path


@pytest.fixture
def folder(tmp_path: Path, one_project: Path) -> Path:
    """Twelve projects in two folders."""
    for n in range(12):
        place = tmp_path / "projects" / ("a" if n % 2 else "b/c") / f"p{n:02}.assay"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(one_project, place)
    return tmp_path / "projects"


def batch(folder: Path, out: Path, *more: str) -> int:
    return run(["memo", str(folder), "-o", str(out), "--jobs", "2", *more])


def told(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


def test_every_project_gets_its_memo_and_a_second_run_writes_none(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, report = tmp_path / "memos", tmp_path / "run.json"
    assert batch(folder, out, "--report", str(report)) == 0
    memos = sorted(p.relative_to(out).as_posix() for p in out.rglob("*.pdf"))
    assert len(memos) == 12
    assert memos[0] == "a/p01.pdf"
    assert told(report)["counts"] == {"written": 12, "unchanged": 0, "failed": 0}
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.pdf")}
    (out / "a/p01.pdf").unlink()
    (out / "b/c/p00.pdf").write_bytes(b"cut off")
    assert batch(folder, out, "--report", str(report)) == 0
    assert told(report)["counts"] == {"written": 2, "unchanged": 10, "failed": 0}
    assert sum(p.stat().st_mtime_ns == before[p] for p in before) == 10
    assert "12" in capsys.readouterr().err


def test_another_order_or_state_is_written_anew(folder: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "memos", tmp_path / "run.json"
    assert batch(folder / "a", out) == 0
    assert batch(folder / "a", out, "--external", "--report", str(report)) == 0
    assert told(report)["counts"]["written"] == 6  # type: ignore[index]
    first = folder / "a/p01.assay"
    assert run(["answer", str(first), "AAA-01", "--status", "not_disclosed"]) == 0
    assert batch(folder / "a", out, "--external", "--report", str(report)) == 0
    assert told(report)["counts"] == {"written": 1, "unchanged": 5, "failed": 0}


def test_one_bad_file_does_not_stop_the_others(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a/bad.assay").write_bytes(b"no project")
    out, report = tmp_path / "memos", tmp_path / "run.json"
    assert batch(folder, out, "--report", str(report)) == 6
    found = told(report)
    assert found["counts"] == {"written": 12, "unchanged": 0, "failed": 1}
    (bad,) = (memo for memo in found["memos"] if memo["status"] == "failed")  # type: ignore[attr-defined]
    assert bad["file"].endswith("bad.assay")
    assert bad["error"]
    assert "bad.assay" in capsys.readouterr().err


def test_a_process_that_dies_takes_only_its_own_project_with_it(
    folder: Path, tmp_path: Path
) -> None:
    jobs = batches.planned(folder / "a", tmp_path / "memos", Order(), Person("Ada", "a"))
    deadly = jobs[2]
    outcomes = batches.run(jobs, 2, lambda _: None, _dies(deadly.project))
    # What a process was through with when the other died is there already when it is looked at again.
    assert {o.status for n, o in enumerate(outcomes) if n != 2} <= {"written", "unchanged"}
    assert [job.memo.is_file() for job in jobs] == [True, True, False, True, True, True]
    assert outcomes[2].status == "failed"
    assert "ended before" in outcomes[2].error


class _dies:
    """Writes memos, and ends its process at one of them."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def __call__(self, job: batches.Job) -> batches.Outcome:
        import os

        if job.project == self.project:
            os._exit(9)
        return batches.write_one(job)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--final"], 2, "one project at a time"),
        (["--check"], 2, "one project at a time"),
        (["--timestamp", "http://127.0.0.1/"], 2, "one project at a time"),
        (["--jobs", "0"], 2, ""),
    ],
)
def test_what_is_for_one_project_is_refused_for_a_folder(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    says: str,
) -> None:
    assert run(["memo", str(folder), "-o", str(tmp_path / "memos"), *words]) == code
    assert says in capsys.readouterr().err
    assert not (tmp_path / "memos").exists()


def test_an_empty_folder_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()
    assert run(["memo", str(tmp_path / "none"), "-o", str(tmp_path / "memos")]) == 3
    assert "no project" in capsys.readouterr().err
