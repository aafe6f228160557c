"""The checkable pack: standard tools agree with it, and it says what it could not take along."""

import csv
import io
import json
import subprocess
import zipfile

import pytest

from assay.work import capture, citing, ingest
from assay.work.jobs import Cancelled
from assay.work.packing import pack
from factories import a_session
from factories_vault import attached

MEMOS = {"memo.pdf": b"%PDF-1.7 a memo"}


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def packed(session, path):
    with path.open("wb") as out:
        return pack(session, out, MEMOS)


def unpacked(path):
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_standard_tools_find_every_file_whole(session, tmp_path):
    attached(session, tmp_path, "报告 2025.pdf", b"%PDF-1.4 x", title='=HYPERLINK("x")')
    attached(session, tmp_path, "b.bin", b"\x00" * 3_000_000)
    made = packed(session, tmp_path / "pack.zip")
    assert (made.originals, made.left_out) == (2, ())
    subprocess.run(["unzip", "-tq", tmp_path / "pack.zip"], check=True, capture_output=True)
    folder = tmp_path / "out"
    subprocess.run(["unzip", "-q", tmp_path / "pack.zip", "-d", folder], check=True)
    check = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
    subprocess.run(check, cwd=folder, check=True, capture_output=True)
    (folder / "originals" / "002 b.bin").write_bytes(b"changed")
    failed = subprocess.run(check, cwd=folder, check=False, capture_output=True)
    assert failed.returncode == 1
    assert b"002 b.bin" in failed.stdout


def test_every_file_but_the_sums_is_summed_and_listed(session, tmp_path):
    attached(session, tmp_path, "a.txt", "alpha")
    packed(session, tmp_path / "pack.zip")
    found = unpacked(tmp_path / "pack.zip")
    summed = {line.split("  ", 1)[1] for line in found["SHA256SUMS"].decode().splitlines()}
    assert summed == set(found) - {"SHA256SUMS"}
    manifest = json.loads(found["manifest.json"])
    assert {f["name"] for f in manifest["files"]} == summed - {"manifest.json"}
    assert manifest["state"] == session.store.state_id()
    numbered = {f["number"]: f["name"] for f in manifest["files"] if "number" in f}
    assert numbered == {1: "originals/001 a.txt"}


def test_the_same_state_makes_the_same_bytes(session, tmp_path):
    attached(session, tmp_path, "a.txt", "alpha")
    packed(session, tmp_path / "one.zip")
    packed(session, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_the_register_says_what_each_item_is_cited_for_and_no_cell_is_a_formula(session, tmp_path):
    item = attached(session, tmp_path, "a.txt", "alpha", title="=1+1")
    session.do(citing.cite(session, session.assessment().id, "AAA-01", item))
    packed(session, tmp_path / "pack.zip")
    found = unpacked(tmp_path / "pack.zip")
    rows = json.loads(found["register.json"])
    assert (rows[0]["title"], rows[0]["cited_for"]) == ("=1+1", ["AAA-01"])
    table = list(csv.DictReader(io.StringIO(found["register.csv"].decode("utf-8-sig"))))
    assert (table[0]["title"], table[0]["file"]) == ("'=1+1", "originals/001 a.txt")


def test_what_cannot_be_packed_is_named_and_no_local_path_leaves(session, tmp_path):
    (tmp_path / "far.txt").write_text("far")
    session.do(ingest.attach(session, [tmp_path / "far.txt"], link=True))
    session.do(capture.address(session, "https://example.org/"))
    attached(session, tmp_path, "damaged.txt", "damaged bytes")
    session.store.file.db.execute("UPDATE blob_chunk SET bytes = X'00'")
    made = packed(session, tmp_path / "pack.zip")
    assert made.left_out == ((1, "linked"), (2, "no_bytes"), (3, "blob_damaged"))
    found = unpacked(tmp_path / "pack.zip")
    left_out = json.loads(found["manifest.json"])["left_out"]
    assert [one["why"] for one in left_out] == ["linked", "no_bytes", "blob_damaged"]
    assert str(tmp_path).encode() not in (tmp_path / "pack.zip").read_bytes()


def test_the_notes_say_how_to_check_in_two_languages(session, tmp_path):
    packed(session, tmp_path / "pack.zip")
    found = unpacked(tmp_path / "pack.zip")
    assert "sha256sum -c SHA256SUMS" in found["CHECK-en.txt"].decode()
    assert "sha256sum -c SHA256SUMS" in found["CHECK-zh.txt"].decode()
    assert "核对" in found["CHECK-zh.txt"].decode()
    assert session.store.state_id() in found["CHECK-zh.txt"].decode()


def test_it_can_be_stopped(session, tmp_path):
    attached(session, tmp_path, "a.txt", "alpha")

    class Stop:
        def step(self, done, total, what):
            raise Cancelled

    with (tmp_path / "pack.zip").open("wb") as out, pytest.raises(Cancelled):
        pack(session, out, MEMOS, Stop())
