"""Originals out: exact bytes into a new folder, whatever a stranger called them."""

import hashlib
import os
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.errors import CannotWrite, InvalidInput
from assay.core.evidence import Evidence
from assay.work import capture, ingest, jobs, originals
from assay.work.originals import Names, export, plain_name, safe_name
from factories import a_session
from factories_vault import attached


@pytest.fixture
def session(tmp_path):
    opened = a_session(tmp_path)
    yield opened
    opened.close()


def test_bytes_come_out_as_they_went_in_with_sums_that_hold(session, tmp_path):
    data = {"a.txt": b"alpha\r\n\xff", "报告.pdf": b"%PDF-1.4 not really", "b.bin": b""}
    for name, content in data.items():
        attached(session, tmp_path, name, content)
    out = export(session, tmp_path / "out")
    assert [path.name for path in out.files] == ["001 a.txt", "002 报告.pdf", "003 b.bin"]
    assert [path.read_bytes() for path in out.files] == list(data.values())
    assert out.left_out == ()
    check = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
    subprocess.run(check, cwd=out.folder, check=True, capture_output=True)


def test_only_what_is_asked_for_comes_out(session, tmp_path):
    ids = [attached(session, tmp_path, f"{n}.txt", f"{n}") for n in range(3)]
    out = export(session, tmp_path / "out", [ids[2], ids[0]])
    assert [path.name for path in out.files] == ["003 2.txt", "001 0.txt"]


def test_what_has_no_bytes_is_named_and_left_out(session, tmp_path):
    (tmp_path / "far.txt").write_text("far")
    session.do(ingest.attach(session, [tmp_path / "far.txt"], link=True))
    session.do(capture.address(session, "https://example.org/"))
    attached(session, tmp_path, "damaged.txt", "damaged bytes")
    attached(session, tmp_path, "whole.txt", "whole bytes")
    session.store.file.db.execute(
        "UPDATE blob_chunk SET bytes = X'00' WHERE bytes = ?", (b"damaged bytes",)
    )
    out = export(session, tmp_path / "out")
    assert out.left_out == ((1, "linked"), (2, "no_bytes"), (3, "blob_damaged"))
    assert sorted(os.listdir(out.folder)) == ["004 whole.txt", "LIST.txt", "SHA256SUMS"]


def test_nothing_that_is_there_is_written_to(session, tmp_path):
    attached(session, tmp_path, "a.txt", "new")
    for there in ("file", "folder", "link"):
        place = tmp_path / there
        if there == "file":
            place.write_text("old")
        elif there == "folder":
            place.mkdir()
        else:
            place.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(CannotWrite, match="folder_exists"):
            export(session, place)
    assert (tmp_path / "file").read_text() == "old"
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(CannotWrite, match="cannot_write"):
        export(session, tmp_path / "no such" / "out")
    with pytest.raises(InvalidInput, match="nothing_to_export"):
        export(session, tmp_path / "out", [])


def test_a_link_laid_where_a_file_is_to_go_is_not_followed(session, tmp_path, monkeypatch):
    attached(session, tmp_path, "a.txt", "new")
    victim = tmp_path / "victim"
    victim.write_text("old")
    made = originals._make

    def and_lays_a_link(folder):
        made(folder)
        (folder / "001 a.txt").symlink_to(victim)

    monkeypatch.setattr(originals, "_make", and_lays_a_link)
    with pytest.raises((CannotWrite, OSError)):
        export(session, tmp_path / "out")
    assert victim.read_text() == "old"


def test_cancelling_leaves_no_folder(session, tmp_path):
    for n in range(3):
        attached(session, tmp_path, f"{n}.txt", f"{n}")

    class Stops:
        calls = 0

        def step(self, done, total, what):
            self.calls += 1
            if self.calls == 3:
                raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        export(session, tmp_path / "out", progress=Stops())
    assert not (tmp_path / "out").exists()


# -- names ----------------------------------------------------------------------------------------


def named(file_name, media_type="", **fields):
    item = Evidence("id", 7, "key", "Title", file_name=file_name, media_type=media_type, **fields)
    return safe_name(item)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Annual report 2024.pdf", "007 Annual report 2024.pdf"),
        ("年度报告.PDF", "007 年度报告.PDF"),
        ("../../etc/passwd", "007 _.._etc_passwd"),
        ("/etc/passwd", "007 _etc_passwd"),
        ("C:\\Windows\\evil.exe", "007 C__Windows_evil.exe"),
        ("\\\\server\\share.pdf", "007 __server_share.pdf"),
        ("a:b.txt", "007 a_b.txt"),
        ("CON", "007 _CON"),
        ("con.pdf", "007 _con.pdf"),
        ("LPT1.tar.gz", "007 _LPT1.tar.gz"),
        ("nul", "007 _nul"),
        ("name. ", "007 name"),
        ("...", "007 key"),
        ("", "007 Title"),
        ("invoice\u202egpj.exe", "007 invoice gpj.exe"),
        ("a\x00b\x07\nc.txt", "007 a b c.txt"),
        ("zero\u200bwidth.txt", "007 zero width.txt"),
        ("page?x=1&y=*|<>.html", "007 page_x=1&y=____.html"),
        ("  spaced   out  .txt", "007 spaced out.txt"),
        ("~$hidden.docx", "007 ~$hidden.docx"),
        (".htaccess", "007 htaccess"),
        ("-rf", "007 -rf"),
    ],
)
def test_a_name_is_safe_anywhere_and_still_tells_what_it_was(given, name):
    assert named(given) == name


def test_an_ending_is_taken_from_the_bytes_where_the_name_has_none():
    assert named("report", "application/pdf") == "007 report.pdf"
    assert named("v1.2 final version", "application/pdf") == "007 v1.2 final version.pdf"


def test_long_names_are_cut_by_bytes_and_keep_their_ending():
    name = named("很" * 300 + ".pdf")
    assert len(name.encode()) <= 120
    assert name.endswith("很.pdf")


def test_twins_by_case_form_or_width_get_numbers():
    names = Names()
    given = [
        "Report.pdf",
        "REPORT.pdf",
        "Re\u0301sume\u0301.txt",
        "Résumé.txt",
        "Ｒeport.pdf",
        "straße",
        "STRASSE",
    ]
    assert [names.take(name) for name in given] == [
        "Report.pdf", "REPORT (2).pdf", "Re\u0301sume\u0301.txt", "Résumé (2).txt", "Ｒeport (3).pdf",
        "straße", "STRASSE (2)",
    ]  # fmt: skip


@given(st.text(max_size=300), st.integers(1, 10**6))
def test_no_name_leads_out_of_its_folder_or_is_refused_by_any_system(given, number):
    item = Evidence("id", number, "", "", file_name=given, blob="ab" * 32)
    name = safe_name(item)
    assert name == os.path.basename(name)
    assert name not in (".", "..")
    assert not set(name) & set('<>:"/\\|?*\0')
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") for c in name)
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= 130
    assert unicodedata.is_normalized("NFC", name)
    assert not originals._RESERVED.fullmatch(name)


@given(st.lists(st.text(max_size=20), max_size=20))
def test_names_in_one_folder_never_meet(wishes):
    names = Names()
    taken = [names.take(plain_name(wish) or "x") for wish in wishes]
    folded = {
        unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", n).casefold()) for n in taken
    }
    assert len(folded) == len(taken)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), min_size=1, max_size=4))
def test_any_names_are_written_and_summed(tmp_path_factory, wishes):
    folder = tmp_path_factory.mktemp("names")
    names = Names()
    for number, wish in enumerate(wishes, 1):
        item = Evidence("id", number, "", wish or "x", file_name=wish, blob="ab" * 32)
        (folder / names.take(safe_name(item))).touch(exist_ok=False)
    assert len(os.listdir(folder)) == len(wishes)


def test_the_list_says_what_was_what_on_one_line_each(session, tmp_path):
    id = attached(session, tmp_path, "a.txt", "x", title="Line one\nline\ttwo \u202eback")
    out = export(session, tmp_path / "out", [id])
    (line,) = (out.folder / "LIST.txt").read_text("utf-8").splitlines()
    assert line == "1\t001 a.txt\ta.txt\tLine one line two  back"
    assert hashlib.sha256(b"x").hexdigest() in (out.folder / "SHA256SUMS").read_text()


def test_what_is_lent_is_exact_safely_named_and_taken_back(session, tmp_path, home):
    id = attached(session, tmp_path, "../../报告?.pdf".replace("/", "_"), b"%PDF-1.4 bytes")
    lent = originals.lend(session, [id])
    (path,) = lent.files
    assert path.read_bytes() == b"%PDF-1.4 bytes"
    assert (home / "data" / "lent") in path.parents
    assert path.name == safe_name(session.evidence(id))
    originals.take_back()
    assert path.exists()
    originals.take_back(older_than=0)
    assert not path.exists()


def test_what_would_take_too_long_or_is_not_held_is_not_lent(session, tmp_path, monkeypatch):
    id = attached(session, tmp_path, "a.txt", b"alpha")
    monkeypatch.setattr(originals, "LENT_AT_ONCE", 4)
    with pytest.raises(InvalidInput, match="too_large_to_drag"):
        originals.lend(session, [id])
    linked = attached(session, tmp_path, "b.txt", b"beta", link=True)
    with pytest.raises(InvalidInput, match="nothing_held"):
        originals.lend(session, [linked])
