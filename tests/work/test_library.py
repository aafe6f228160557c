"""The library: shipped and own checklists, broken files beside good ones, and the cache that may vanish."""

import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from assay import assets, words
from assay.core import checklist_format
from assay.core.errors import ChecklistError, NotAProject, NotFound
from assay.work import library
from factories_checklist import SMALL, edited


@pytest.fixture
def own() -> Path:
    """The person's folder of checklists, empty."""
    folder = library.own_folder()
    folder.mkdir(parents=True)
    return folder


def cached() -> list[Path]:
    """The files of the cache."""
    folder = library.own_folder().parent / "cache" / "checklists"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_shipped_checklists_are_listed_without_a_folder_of_ones_own() -> None:
    found = library.available()
    assert {info.path for info in found} == set(assets.checklists().glob("*.yaml"))
    assert all(info.shipped and info.error is None for info in found)
    (main,) = [info for info in found if info.id == "state-control"]
    assert (main.questions, main.domains, main.languages) == (116, 12, ("en", "zh-Hans"))
    assert main.title["zh-Hans"] == "国有及党组织控制的发行人"


def test_ones_own_checklist_is_listed_after_the_shipped_ones(own: Path) -> None:
    (own / "mine.yaml").write_text(SMALL, "utf-8")
    (own / "notes.txt").write_text("no checklist", "utf-8")
    last = library.available()[-1]
    assert (last.id, last.shipped, last.questions, last.path) == (
        "small",
        False,
        4,
        own / "mine.yaml",
    )
    assert [info.path for info in library.available() if not info.shipped] == [own / "mine.yaml"]


def test_a_broken_file_is_shown_with_its_error_and_hides_no_other(own: Path) -> None:
    (own / "a.yaml").write_bytes(edited("weight: 3\n", "weight: 9\n"))
    (own / "b.yaml").write_bytes(b"\xff\xfe")
    (own / "c.yaml").mkdir()
    (own / "d.yaml").write_text(SMALL, "utf-8")
    (own / "e.yml").symlink_to(own / "nowhere")
    a, b, c, d, e = library.available()[-5:]
    assert isinstance(a.error, ChecklistError)
    assert words.sentence(a.error).startswith("a.yaml, line 44, domains[AAA]")
    assert (a.id, a.questions) == ("a", 0)
    assert (b.error.message, c.error.message) == ("checklist_not_utf8", "checklist_unreadable")
    assert (d.id, d.error) == ("small", None)
    assert e.error.message == "checklist_unreadable"
    assert all(words.sentence(info.error) for info in (a, b, c, e))


def test_a_pipe_is_not_waited_for(own: Path) -> None:
    os.mkfifo(own / "pipe.yaml")
    assert library.available()[-1].error.message == "checklist_unreadable"


def test_a_huge_file_is_not_read_whole(own: Path) -> None:
    with (own / "huge.yaml").open("wb") as file:
        file.truncate(2**40)
    assert library.available()[-1].error.message == "checklist_too_large"
    with pytest.raises(ChecklistError) as caught:
        library.find(str(own / "huge.yaml"))
    assert "1048576.0 MiB" in words.sentence(caught.value)


def test_a_checklist_is_found_by_id_or_path(own: Path, tmp_path: Path) -> None:
    (own / "mine.yaml").write_text(SMALL, "utf-8")
    by_id, body = library.find("small")
    assert body == SMALL.encode()
    elsewhere = shutil.copy(own / "mine.yaml", tmp_path / "other name.yml")
    assert library.find(str(elsewhere)) == (by_id, body)


def test_an_id_means_the_shipped_checklist_even_beside_a_copy(own: Path) -> None:
    copy = (assets.checklists() / "quick-screen.yaml").read_bytes() + b"# mine\n"
    (own / "quick-screen.yaml").write_bytes(copy)
    shipped, _ = library.find("quick-screen")
    mine, _ = library.find(str(own / "quick-screen.yaml"))
    assert shipped.hash != mine.hash == checklist_format.content_hash(copy)


def test_an_unknown_id_names_those_there_are(own: Path) -> None:
    (own / "mine.yaml").write_text(SMALL, "utf-8")
    (own / "bad.yaml").write_text("no", "utf-8")
    with pytest.raises(NotFound) as caught:
        library.find("smal")
    said = words.sentence(caught.value)
    assert "no checklist smal;" in said
    assert "state-control" in said
    assert said.endswith("soe-governance, state-control, small.")


def test_a_broken_file_that_is_asked_for_says_what_is_wrong(own: Path) -> None:
    (own / "bad.yaml").write_bytes(edited("weight: 3\n", "weight: 9\n"))
    with pytest.raises(ChecklistError) as caught:
        library.find("bad")
    assert caught.value.facts["line"] == 44


@pytest.mark.parametrize("path", ["no/such.yaml", "nothing.yaml", "a\0b.yaml", "."])
def test_a_path_that_cannot_be_read_is_said(path: str) -> None:
    with pytest.raises(NotFound):
        library.find(path)


def test_a_file_is_kept_as_records_keep_text(tmp_path: Path) -> None:
    split = unicodedata.normalize("NFD", SMALL.replace("Nobody", "Société"))
    (tmp_path / "mine.yaml").write_bytes(b"\xef\xbb\xbf" + split.encode())
    checklist, body = library.find(str(tmp_path / "mine.yaml"))
    assert body.decode() == unicodedata.normalize("NFC", body.decode())
    assert library.thaw(body.decode(), checklist.hash) == checklist


def test_a_frozen_checklist_is_thawed_whole() -> None:
    checklist, body = library.find("state-control")
    assert library.thaw(body.decode(), checklist.hash) == checklist


def test_a_body_that_is_not_what_its_hash_says_is_refused_and_not_cached() -> None:
    checklist, body = library.find("quick-screen")
    before = cached()
    with pytest.raises(NotAProject) as caught:
        library.thaw(body.decode() + "# changed\n", checklist.hash)
    assert "damaged" in words.sentence(caught.value)
    assert cached() == before


def test_reading_again_comes_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    checklist, body = library.find("quick-screen")
    monkeypatch.setattr(checklist_format, "read", None)
    assert library.thaw(body.decode(), checklist.hash) == checklist


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "folder", "swap"])
def test_a_damaged_cache_is_rebuilt(damage: str) -> None:
    checklist, body = library.find("quick-screen")
    path = next(p for p in cached() if p.name.startswith(checklist.hash))
    whole = path.read_bytes()
    if damage == "flip":
        path.write_bytes(whole.replace(b"Quick screen", b"Quack screen", 1))
    elif damage == "cut":
        path.write_bytes(whole[:-9])
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:  # a whole entry of another checklist under this one's name
        library.find("dual-class")
        other = next(p for p in cached() if not p.name.startswith(checklist.hash))
        shutil.copy(other, path)
    assert library.thaw(body.decode(), checklist.hash) == checklist
    if damage != "folder":
        assert path.read_bytes() == whole


def test_a_home_that_cannot_be_written_is_no_reason_to_stop() -> None:
    folder = library.own_folder().parent / "cache"
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the cache should be", "utf-8")
    assert library.find("quick-screen")[0].id == "quick-screen"


def test_the_cache_keeps_the_latest_only(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "CACHE_LIMIT", 3)
    for number in range(5):
        (own / "mine.yaml").write_text(f"{SMALL}# {number}\n", "utf-8")
        library.find(str(own / "mine.yaml"))
    assert len(cached()) == 3
    assert not [path for path in cached() if path.suffix == ".tmp"]
