"""Preferences: what was saved comes back, and no damaged file keeps anyone from working."""

import json
import os
from pathlib import Path

import pytest

from assay import prefs
from assay.prefs import Prefs


def saved(home: Path, text: str) -> Path:
    path = home / "config" / prefs.NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_what_was_saved_comes_back() -> None:
    mine = Prefs(author="李 Analyst", theme="dark", zoom=150, paper="letter", recent=["/a.assay"])
    prefs.save(mine)
    assert prefs.load() == mine


def test_the_first_run_names_the_device_for_good() -> None:
    first = prefs.load()
    assert first.device
    assert prefs.load().device == first.device


def test_where_nothing_can_be_written_the_defaults_serve(home: Path) -> None:
    (home / "config").write_text("a file where the folder should be")
    assert prefs.load().zoom == 100


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_a_damaged_file_counts_as_none_and_is_kept_beside(home: Path, text: str) -> None:
    path = saved(home, text)
    found = prefs.load()
    assert (found.author, found.zoom) == ("", 100)
    assert path.with_suffix(".damaged.json").read_text("utf-8") == text


def test_a_file_that_is_not_utf_8_is_damaged_too(home: Path) -> None:
    saved(home, "").write_bytes(b'{"author": "\xff"}')
    assert prefs.load().author == ""


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("zoom", 5000, 200),
        ("zoom", 1, 80),
        ("zoom", "150", 100),
        ("zoom", True, 100),
        ("theme", "pink", "system"),
        ("paper", "a0", "a4"),
        ("author", None, ""),
        ("recent", ["/a", 1, None], ["/a"]),
        ("reduced_motion", 1, False),
    ],
)
def test_a_value_of_the_wrong_kind_gives_way(
    home: Path, name: str, value: object, taken: object
) -> None:
    saved(home, json.dumps({name: value}))
    assert getattr(prefs.load(), name) == taken


def test_what_a_newer_assay_saved_is_left_alone(home: Path) -> None:
    path = saved(home, '{"sound": "gong", "author": "Before"}')
    mine = prefs.load()
    mine.author = "After"
    prefs.save(mine)
    assert json.loads(path.read_text())["sound"] == "gong"
    assert prefs.load().author == "After"


def test_a_file_name_that_is_not_utf_8_can_be_remembered() -> None:
    mine = prefs.load()
    mine.remember(Path(os.fsdecode(b"/home/\xff.assay")))
    prefs.save(mine)
    assert prefs.load().recent == mine.recent


def test_recent_files_come_last_first_once_each_and_not_for_ever() -> None:
    mine = Prefs()
    for number in range(prefs.RECENT_LIMIT + 5):
        mine.remember(Path(f"/files/{number}.assay"))
    mine.remember(Path("/files/10.assay"))
    assert len(mine.recent) == prefs.RECENT_LIMIT
    assert mine.recent[:2] == [str(Path("/files/10.assay")), str(Path("/files/24.assay"))]
    assert len(set(mine.recent)) == prefs.RECENT_LIMIT


def test_recent_files_are_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = Prefs()
    mine.remember(Path("here.assay"))
    assert mine.recent == [str(tmp_path / "here.assay")]


def test_assay_home_moves_everything(home: Path) -> None:
    assert prefs.data_dir() == home / "data"
    assert prefs.config_dir() == home / "config"


def test_without_it_the_folders_of_the_platform_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSAY_HOME")
    assert prefs.data_dir().name == "assay"
    assert prefs.config_dir().is_absolute()
