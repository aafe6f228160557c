"""assay merge: what it prints, what it writes, how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from assay.cli.application import run
from assay.work.session import Person, open_session
from factories_store import computer


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a project: both answered SYS-01, one SYS-02, the other SYS-03."""
    mine, theirs = tmp_path / "mine.assay", tmp_path / "theirs.assay"
    assert run(["new", str(mine), "--checklist", "critical-minerals"]) == 0
    shutil.copy(mine, theirs)
    with computer("theirs", tmp_path):
        run(["answer", str(theirs), "SYS-01", "--status", "not_disclosed"])
        run(["answer", str(theirs), "SYS-03", "--status", "unknown"])
    run(["answer", str(mine), "SYS-01", "--status", "unknown"])
    run(["answer", str(mine), "SYS-02", "--status", "unknown"])
    return mine, theirs


def statuses(path: Path) -> dict[str, str]:
    session = open_session(path, Person("Eve", "eve"), read_only=True)
    try:
        rows = session.state["answer"].values()
        return {str(row["question"]): str(row["status"]) for row in rows}
    finally:
        session.close()


def test_a_plan_is_printed_and_nothing_written(copies, capsys):
    mine, theirs = copies
    before = [path.read_bytes() for path in copies]
    capsys.readouterr()
    assert run(["merge", str(mine), str(theirs), "--plan", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["taken"] == 1
    (conflict,) = found["conflicts"]
    assert {name: conflict[name] for name in ("key", "field", "base", "mine", "theirs")} == {
        "key": "SYS-01",
        "field": "status",
        "base": None,
        "mine": "unknown",
        "theirs": "not_disclosed",
    }
    assert [path.read_bytes() for path in copies] == before


def test_what_is_not_decided_is_kept_and_said(copies, tmp_path, capsys):
    out = tmp_path / "out.assay"
    assert run(["merge", *map(str, copies), "-o", str(out)]) == 7
    assert "1 conflict" in capsys.readouterr().err
    assert statuses(out) == {"SYS-01": "conflicted", "SYS-02": "unknown", "SYS-03": "unknown"}
    assert run(["verify", str(out)]) == 0


@pytest.mark.parametrize(
    ("take", "status"),
    [
        (["--take", "mine"], "unknown"),
        (["--take", "theirs"], "not_disclosed"),
        (["--take", "mine", "--take", "theirs", "SYS-01"], "not_disclosed"),
        (["--take", "theirs", "SYS-01"], "not_disclosed"),
    ],
)
def test_what_is_decided_is_written(copies, tmp_path, take, status):
    out = tmp_path / "out.assay"
    assert run(["merge", *map(str, copies), "-o", str(out), *take]) == 0
    assert statuses(out)["SYS-01"] == status


def test_the_files_may_follow_a_decision_for_all(copies, tmp_path):
    out = tmp_path / "out.assay"
    assert run(["merge", "--take", "mine", *map(str, copies), "-o", str(out)]) == 0


def test_our_own_copy_may_take_the_other_in(copies):
    mine, theirs = copies
    before = theirs.read_bytes()
    assert run(["merge", str(mine), str(theirs), "-o", str(mine), "--take", "theirs"]) == 0
    assert statuses(mine)["SYS-03"] == "unknown"
    assert theirs.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--take", "mine", "SYS-99"], 3),
        (["--take", "ours"], 2),
    ],
)
def test_a_decision_on_nothing_is_refused(copies, tmp_path, arguments, code):
    out = tmp_path / "out.assay"
    assert run(["merge", *map(str, copies), "-o", str(out), *arguments]) == code
    assert not out.exists()


def test_without_a_place_to_write_to_nothing_is_done(copies):
    assert run(["merge", *map(str, copies)]) == 2


def test_another_project_is_refused(copies, tmp_path):
    other = tmp_path / "other.assay"
    run(["new", str(other), "--checklist", "critical-minerals"])
    assert run(["merge", str(copies[0]), str(other), "--plan"]) == 2


def test_a_sealed_copy_is_merged_with_its_passphrase_and_stays_sealed(copies, tmp_path, capsys):
    mine, theirs = copies
    words, sealed = tmp_path / "words", tmp_path / "theirs.assay.age"
    words.write_text("violet kettle under stairs\n", "utf-8")
    opens = ["--passphrase-file", str(words)]
    with computer("theirs", tmp_path):
        assert run(["share", str(theirs), "-o", str(sealed), "--seal", *opens]) == 0
    before = sealed.read_bytes()
    merge = ["merge", str(mine), str(sealed), "--take", "theirs"]
    out = tmp_path / "out.assay"
    assert run([*merge, "-o", str(out), *opens]) == 0
    found = {"SYS-01": "not_disclosed", "SYS-02": "unknown", "SYS-03": "unknown"}
    assert statuses(out) == found
    assert run(["verify", str(out)]) == 0
    assert sealed.read_bytes() == before
    assert not (tmp_path / "theirs (2).assay").exists()
    words.write_text("another\n", "utf-8")
    capsys.readouterr()
    assert run([*merge, "-o", str(tmp_path / "no.assay"), *opens]) == 2
    assert "passphrase" in capsys.readouterr().err
    assert not (tmp_path / "no.assay").exists()
