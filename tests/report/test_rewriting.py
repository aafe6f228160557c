"""A memo's file is the same wherever it is rewritten: here, or in a process of its own."""

from __future__ import annotations

import gc
import sys

import pytest

from assay import __main__
from assay.report import rewriting
from assay.report.pdf import pdf
from factories_memo import cnre


@pytest.fixture(scope="module")
def here():
    return pdf(cnre(), data=b'{"a": 1}', made="{}")


@pytest.fixture
def apart(monkeypatch):
    """Every memo is long enough; returns what the processes gave back."""
    given = []
    alone = rewriting._apart

    def counted(pages):
        given.append(alone(pages))
        return given[-1]

    monkeypatch.setattr(rewriting, "LONG", 0)
    monkeypatch.setattr(rewriting, "_apart", counted)
    return given


def test_a_process_of_its_own_gives_the_same_bytes(here, apart):
    assert pdf(cnre(), data=b'{"a": 1}', made="{}") == here
    assert apart == [here]


def test_without_that_process_the_memo_is_made_all_the_same(here, apart, monkeypatch, tmp_path):
    for command in ([str(tmp_path / "gone")], [sys.executable, "-c", "raise SystemExit(3)"]):
        monkeypatch.setattr(rewriting, "command", lambda command=command: command)
        assert pdf(cnre(), data=b'{"a": 1}', made="{}") == here
    assert apart == []


def test_a_frozen_program_starts_itself_by_the_word_it_listens_to(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert rewriting.command() == [sys.executable, __main__.REWRITE_MEMO]


def test_a_written_memo_leaves_nothing_to_be_found_as_garbage(here):
    gc.collect()
    gc.disable()
    try:
        pdf(cnre())
        assert gc.collect() < 500
    finally:
        gc.enable()
