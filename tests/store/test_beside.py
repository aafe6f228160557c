"""Copies beside a project are found by what is in them, and nothing is fetched or believed on the way."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assay.store import beside
from factories_copies import answer, apart
from factories_window import a_project, reopened

NAMES = (
    "CNRE review (Anna's conflicted copy 2026-11-29).assay",
    "CNRE review-LAPTOP.assay",
    "CNRE review.sync-conflict-20261129-101112-ABCDEFG.assay",
    "CNRE review (1).assay",
    "CNRE review.assay.bak",
    "whatever.dat",
)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """My file alone in its folder; Bo's copy waits elsewhere."""
    (tmp_path / "away").mkdir()
    path, theirs = apart(tmp_path)
    theirs.rename(tmp_path / "away" / "theirs")
    return path


def theirs(mine: Path) -> bytes:
    return (mine.parent / "away" / "theirs").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_with_news_is_found_whatever_its_name(mine, name):
    (mine.parent / name).write_bytes(theirs(mine))
    session = reopened(mine)
    assert beside.copies(session.store) == [mine.parent / name]
    session.close()


def test_what_brings_nothing_or_is_something_else_is_not_found(mine, tmp_path):
    (tmp_path / "same.assay").write_bytes(mine.read_bytes())
    (tmp_path / "else").mkdir()
    other = a_project(tmp_path / "else")
    (tmp_path / "other.assay").write_bytes(other.read_bytes())
    (tmp_path / "letter.assay").write_text("Dear all, " * 50)
    (tmp_path / "half.assay").write_bytes(theirs(mine)[:5000])
    (tmp_path / "link.assay").symlink_to(tmp_path / "away" / "theirs")
    session = reopened(mine)
    assert beside.copies(session.store) == []
    session.close()


def test_an_older_copy_of_ones_own_is_no_news(mine, tmp_path):
    old = mine.read_bytes()
    session = reopened(mine)
    answer(session, "BBB-02", "no")
    (tmp_path / "old.assay").write_bytes(old)
    assert beside.copies(session.store) == []
    session.close()


def test_a_file_that_is_only_a_name_is_never_read(mine, tmp_path):
    path = tmp_path / "cloud only.assay"
    with path.open("wb") as file:
        file.truncate(1 << 20)  # a length without a block, as a client's placeholder has
    assert beside.is_away(path.stat())
    os.chmod(path, 0)
    session = reopened(mine)
    assert beside.copies(session.store) == []
    assert not beside.is_away(mine.stat())
    session.close()


def test_a_file_with_parts_of_its_own_is_nobodys_copy(mine, tmp_path):
    path = tmp_path / "hostile.assay"
    path.write_bytes(theirs(mine))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE VIEW evil AS SELECT 1")
    assert beside.peek(path) is None


@pytest.mark.parametrize("heads", ["{", "7", '"x"', "[" * 50_000, "x" * 100_000])
def test_heads_that_are_no_list_are_nobodys(mine, tmp_path, heads):
    path = tmp_path / "odd.assay"
    path.write_bytes(theirs(mine))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'heads'", (heads,))
    assert beside.peek(path) is None
