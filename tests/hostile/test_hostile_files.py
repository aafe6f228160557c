"""Hostile files: refused or made harmless, in bounded time and memory, and nothing of theirs runs."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assay.store import schema
from factories_hostile import BUILDERS, CANARY
from factories_store import project

TESTS = Path(__file__).parents[1]
GOING_ON = [name for name, (_, end) in BUILDERS.items() if end not in ("refused", "shown")]
SECONDS = 5
"""Of processor time, so that a busy machine decides nothing."""
MIB = 300


def memory_disk() -> Path | None:
    """A disk in memory where there is one: these files are large and short-lived."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else None


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """name -> how opening went; all in one child, which must live to the end."""
    import tempfile

    with tempfile.TemporaryDirectory(dir=memory_disk()) as base:
        folder = Path(base)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ASSAY_HOME", str(folder / "sender"))
            store = project(folder / "sound.assay", answers=4, blob=b"annual report" * 1000)
            state = store.state()
            store.close()
        for name, (build, _) in BUILDERS.items():
            shutil.copyfile(folder / "sound.assay", folder / f"{name}.assay")
            build(folder / f"{name}.assay")
        yield state, _open_all(folder), folder


def _open_all(folder: Path) -> dict[str, dict[str, Any]]:
    names = "".join(f"{folder / name}.assay\n" for name in BUILDERS)
    search = os.pathsep.join([str(TESTS), str(TESTS.parent / "app")])
    child = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("opening.py"))],
        input=names,
        capture_output=True,
        text=True,
        env={**os.environ, "ASSAY_HOME": str(folder / "home"), "PYTHONPATH": search},
    )
    assert child.returncode == 0, child.stderr
    return {each["name"]: each for each in map(json.loads, child.stdout.splitlines())}


def test_there_are_enough_of_them() -> None:
    assert len(BUILDERS) >= 40


@pytest.mark.parametrize("name", BUILDERS)
def test_it_is_refused_or_harmless(found: Any, name: str) -> None:
    state, results, _ = found
    result, expected = results[name], BUILDERS[name][1]
    assert result["outcome"] == ("refused" if expected == "refused" else "opened"), result
    if expected == "refused":
        assert result["sentence"].endswith(".")
        return
    assert result["newer"] is (expected == "shown")
    if expected not in ("opened", "shown"):
        assert expected in result["problems"]
    assert set(result["verified"]) <= {*result["problems"], "heads_differ"}
    assert len(result["problems"]) < 10
    named = {"row_differs", "clock_of_the_year_8998"}
    if not named & {name, *result["problems"]}:
        assert result["state"] == state


@pytest.mark.parametrize("name", BUILDERS)
def test_it_is_bounded(found: Any, name: str) -> None:
    result = found[1][name]
    assert result["seconds"] < SECONDS
    assert result["mib"] < MIB


@pytest.mark.parametrize("name", GOING_ON)
def test_nothing_of_it_goes_on(found: Any, name: str) -> None:
    """What Assay writes after opening it is Assay's own schema, without a trace of theirs."""
    copy = found[2] / f"{name}.copy"
    assert CANARY.encode() not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as db:
        assert schema.parts(db) == schema.expected_parts(schema.FORMATS[schema.CURRENT])
        ran = db.execute("SELECT count(*) FROM project WHERE title = ?", (CANARY,)).fetchone()
        assert ran == (0,)
        keys = {row[0] for row in db.execute("SELECT key FROM meta")}
    assert keys == {"heads", "min_reader", "min_writer", "project_id"}


def test_the_canary_sings_when_their_sql_runs(found: Any, tmp_path: Path) -> None:
    """The same file in the hands of a program that opens it as its own."""
    copy = tmp_path / "victim.assay"
    shutil.copyfile(found[2] / "trigger_on_update.assay", copy)
    with closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE project SET note = 'harmless'")
        assert db.execute("SELECT title FROM project").fetchone() == (CANARY,)


def test_what_lies_beside_is_named(found: Any) -> None:
    assert found[1]["stale_log_beside"]["notes"] == ["side_file_ignored"]
    assert found[1]["clock_of_the_year_8998"]["notes"] == ["clock_ahead"]
