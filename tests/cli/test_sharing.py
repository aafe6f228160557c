"""`share`, `unseal` and `key` as a person types them."""

import json
import subprocess
import zipfile

import pytest

from assay.cli.application import run
from assay.work import keys, sealing
from factories_sharing import SECRETS, a_project, readable


@pytest.fixture
def project(tmp_path):
    session = a_project(tmp_path)
    session.publish()
    session.close()
    return session.path


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "words"
    path.write_text("violet kettle under stairs\n")
    return path


def test_the_plan_names_people_and_counts_and_writes_nothing(project, tmp_path, capsys):
    before = sorted(tmp_path.iterdir())
    assert run(["share", str(project), "--plan", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    leaves = {each["kind"]: each for each in found["leaves"]}
    stays = {each["kind"]: each["count"] for each in found["stays"]}
    assert leaves["comments"]["count"] == 2
    assert leaves["files"]["names"] == [SECRETS["file"], "open.txt"]
    assert leaves["people"]["names"]
    assert stays == {"private": 2, "folders": 1}
    assert run(["share", str(project), "--plan", "--redact", "comments"]) == 0
    assert "2 comments" in capsys.readouterr().out.partition("stays here")[2]
    assert sorted(tmp_path.iterdir()) == before


def test_a_redacted_copy_says_what_was_taken_out(project, tmp_path, capsys):
    out = tmp_path / "out.assay"
    wish = ["--redact", "evidence:1", "--redact", "notes", "--redact", "authors"]
    assert run(["share", str(project), "-o", str(out), *wish]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(out)
    assert "Taken out" in said.err
    assert readable(out, SECRETS["title"], SECRETS["rationale"]) == []
    assert run(["verify", str(out)]) == 0
    assert run(["history", str(out)]) == 0
    assert "Redacted by [P2]" in capsys.readouterr().out


def test_a_pack_is_checked_with_standard_tools(project, tmp_path):
    out = tmp_path / "pack.zip"
    assert run(["share", str(project), "-o", str(out), "--pack"]) == 0
    subprocess.run(["unzip", "-q", out, "-d", tmp_path / "in"], check=True)
    check = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
    subprocess.run(check, cwd=tmp_path / "in", check=True, capture_output=True)
    assert zipfile.ZipFile(out).read("memo.pdf").startswith(b"%PDF")


def test_a_summary_is_a_memo_for_readers_outside(project, tmp_path):
    for name, start in (("s.pdf", b"%PDF"), ("s.html", b"<!DOCTYPE html>")):
        assert run(["share", str(project), "-o", str(tmp_path / name), "--summary"]) == 0
        assert (tmp_path / name).read_bytes().startswith(start)
        assert readable(tmp_path / name, SECRETS["private"], SECRETS["folder"]) == []


def test_a_sealed_copy_opens_again_with_its_words(project, tmp_path, words, capsys):
    out, plain = tmp_path / "out.assay.age", tmp_path / "back.assay"
    seal = ["--seal", "--passphrase-file", str(words)]
    assert run(["share", str(project), "-o", str(out), *seal]) == 0
    assert run(["unseal", str(out), "-o", str(plain), "--passphrase-file", str(words)]) == 0
    assert run(["verify", str(plain)]) == 0
    words.write_text("something else altogether\n")
    capsys.readouterr()
    again = ["unseal", str(out), "-o", str(tmp_path / "x"), "--passphrase-file", str(words)]
    assert run(again) == 2
    assert "does not open" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_weak_passphrase_is_named(project, tmp_path, words, capsys):
    words.write_text("Example Mining 1\n")
    out = ["-o", str(tmp_path / "o.age"), "--seal", "--passphrase-file", str(words)]
    assert run(["share", str(project), *out]) == 0
    assert "About the passphrase" in capsys.readouterr().err


def test_what_is_sealed_for_the_key_of_this_device_opens_by_itself(project, tmp_path, capsys):
    assert run(["key", "show"]) == 3
    assert run(["key", "make", "--json"]) == 0
    out = tmp_path / "o.age"
    recipient = ["--recipient", keys.own().recipient]
    assert run(["share", str(project), "-o", str(out), *recipient]) == 0
    assert run(["show", str(out)]) == 0
    assert sealing.sealed_by(out) == "key"
    keys.path().unlink()
    assert run(["show", str(out)]) == 2
    assert run(["unseal", str(out), "-o", str(tmp_path / "x")]) == 2
    assert run(["key", "make"]) == 0
    assert run(["show", str(out)]) == 2
    assert "another key" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ["--pack", "--summary"],
        ["--redact", "everything"],
        ["--redact", "evidence:99"],
        ["--seal", "--recipient", "age1x"],
        ["--recipient", "age1x"],
        ["--seal"],
        ["--pack", "--redact", "quotes"],
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(project, tmp_path, more):
    assert run(["share", str(project), "-o", str(tmp_path / "o"), *more]) in (2, 3)
    assert not (tmp_path / "o").exists()
