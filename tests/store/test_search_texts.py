"""Kept texts: by bytes and by what read them, bounded, and never a reason to fail."""

import threading

import pytest

from assay.store import search_texts
from assay.store.search_texts import KeptPage, TextCache

PAGES = [KeptPage("第一页 first", "i", True), KeptPage("", "", False)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "texts.db"


def test_what_was_kept_is_there_page_by_page(path):
    cache = TextCache(path, "1")
    cache.keep("aa", "ok", b"facts", PAGES)
    cache.close()
    again = TextCache(path, "1")
    assert again.facts("aa") == b"facts"
    assert again.page("aa", 1) == PAGES[0]
    assert again.page("aa", 2) == PAGES[1]
    assert again.page("aa", 3) is None
    assert again.pages("aa") == PAGES
    assert again.states(["aa", "bb"]) == {"aa": "ok"}
    assert (again.facts("bb"), again.pages("bb"), again.page("bb", 1)) == (None, [], None)
    again.close()


def test_another_reader_does_not_get_the_old_text_and_takes_its_place(path):
    old, new = TextCache(path, "1"), TextCache(path, "2")
    old.keep("aa", "ok", b"", PAGES)
    assert new.facts("aa") is None
    new.keep("aa", "scanned", b"", [])
    assert old.facts("aa") is None
    assert new.states(["aa"]) == {"aa": "scanned"}
    old.close(), new.close()


def test_only_its_owner_can_look_into_the_folder(path):
    cache = TextCache(path, "1")
    assert path.parent.stat().st_mode & 0o077 == 0
    cache.close()


def test_what_was_not_used_for_longest_goes_when_room_gets_short(path, monkeypatch):
    monkeypatch.setattr(search_texts, "ROOM", 60)
    days = iter(range(1, 100))
    monkeypatch.setattr(search_texts, "_today", lambda: next(days))
    cache = TextCache(path, "1")
    for name in ("aa", "bb", "cc"):
        cache.keep(name, "ok", b"", [KeptPage(f"{name} 稀土出口管制", "", True)])
    left = set(cache.states(["aa", "bb", "cc"]))
    assert "cc" in left
    assert "aa" not in left
    cache.close()


def test_damage_costs_the_texts_and_nothing_else(path):
    cache = TextCache(path, "1")
    cache.keep("aa", "ok", b"", PAGES)
    cache.close()
    path.write_bytes(b"\xff" * 5000)
    again = TextCache(path, "1")
    assert again.facts("aa") is None
    again.keep("aa", "ok", b"", PAGES)
    assert again.pages("aa") == PAGES
    again.close()


def test_threads_may_keep_and_read_at_once(path):
    cache = TextCache(path, "1")
    threads = [
        threading.Thread(target=lambda n=n: cache.keep(f"{n}", "ok", b"", PAGES * 20))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(cache.states(map(str, range(8)))) == 8
    cache.close()
