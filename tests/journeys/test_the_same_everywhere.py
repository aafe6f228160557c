"""One answer in the window and on the command line: the same record, the same score to the last digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

import factories_window as by
from assay.cli.application import run
from assay.core.revision import Revision
from assay.readers.memo_pdf import proof
from assay.ui.window import Window
from assay.words import label
from assay.work import answering, history, reassessing
from assay.work.views.score import score_json
from factories_copies import apart
from factories_dashboard import cited
from factories_memo import page_texts
from factories_window import at, press, published, type_text

QUESTION = "AAA-01"


@pytest.fixture
def twins(tmp_path: Path) -> tuple[Path, Path]:
    """The same project twice: one for the window, one for the command line."""
    mine = by.a_project(tmp_path, "window.assay")
    theirs = tmp_path / "command.assay"
    theirs.write_bytes(mine.read_bytes())
    return mine, theirs


def last(path: Path) -> Revision:
    """The last step recorded in a project."""
    session = by.reopened(path)
    (found,) = session.store.revisions(limit=1, newest_first=True)
    session.close()
    return found


def printed(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """What `assay score --json` prints, without the hash of the history."""
    capsys.readouterr()
    assert run(["score", str(path), "--json", *more]) == 0
    score: dict[str, Any] = json.loads(capsys.readouterr().out)
    score.pop("state_id")
    return score


def shown(window: Window) -> dict[str, Any]:
    """The numbers behind what the window shows, as they would be printed."""
    session, here = window.bridge.open_session, window.bridge.assessment
    card = session.scorecard(here)
    score: dict[str, Any] = json.loads(
        json.dumps(score_json(session, here, card.rating, card.gaps()))
    )
    score.pop("state_id")
    return score


ANSWERS = {
    "an option": (QUESTION, ["some"], lambda: press("2")),
    "several options": ("AAA-02", ["red", "blue"], lambda: (press("1"), press("3"))),
    "a share": ("AAA-03", ["33.333"], lambda: (type_text("33.333"), press("Tab"))),
    "a day": ("BBB-01", ["2026-05-23"], lambda: (type_text("2026-05-23"), press("Tab"))),
    "a number": ("BBB-03", ["7"], lambda: (type_text("7"), press("Tab"))),
    "words": ("BBB-04", ["Nobody looked."], lambda: (type_text("Nobody looked."), press("Tab"))),
    "a reason": ("BBB-02", ["--status", "not_disclosed"], lambda: press("D")),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_recorded_and_scored_alike(qtbot, twins, capsys, kind):
    in_window, by_command = twins
    question, arguments, keys = ANSWERS[kind]
    window = by.a_window_on(qtbot, in_window)
    at(window, question).question.editor.take_focus()
    keys()
    assert run(["answer", str(by_command), question, *arguments]) == 0
    seen = shown(window)
    press("Ctrl+S")
    published(qtbot, window)
    window.close()

    one, other = last(in_window), last(by_command)
    if kind == "several options":  # two presses are two thoughts, and end in the same row
        assert one.step().changes[0].after == {"value": '["red", "blue"]'}
        assert one.step().label == other.step().label
    else:
        assert one.body == other.body
        assert one.label == other.label
    assert label(history.named(one)) == label(history.named(other))
    assert printed(in_window, capsys) == printed(by_command, capsys) == seen


def test_the_strip_the_home_page_and_json_say_the_same_of_the_example(
    qtbot, tmp_path, example, capsys
):
    path = tmp_path / "cnre.assay"
    path.write_bytes(example)
    window = by.a_window_on(qtbot, path)
    said = shown(window)
    strip = at(window, "PTY-04").strip
    assert strip.number.text() == f"{said['point']:.0f}"
    assert strip.bounds.text() == f"{said['low']:.0f}–{said['high']:.0f}"
    assert strip.headline.text() == "Not ratable yet"
    home = window.page("home")
    window.go("home")
    range_ = f"{said['point']:.0f}, range {said['low']:.0f} to {said['high']:.0f}"
    assert home.rating.range.text() == f"Provisional: {range_}"
    assert f"{said['coverage'] * 100:.0f}% of 60%" in home.rating.coverage.accessibleName()
    assert [row.code.text() for row in home.gaps._rows] == [
        gap["question"] for gap in said["gaps"][:3]
    ]
    window.close()
    assert printed(path, capsys) == said


def seen(window: Window, assessment: str) -> dict[str, Any]:
    """The numbers of one assessment; strip, home and dashboard show them as they are printed."""
    window.bridge.choose(assessment)
    said = shown(window)
    low, point, high = (f"{said[name]:.0f}" for name in ("low", "point", "high"))
    strip = at(window, QUESTION).strip
    assert (strip.number.text(), strip.bounds.text()) == (point, f"{low}–{high}")
    window.go("home")
    home = window.page("home")
    assert f"{point}, range {low} to {high}" in home.rating.range.text()
    window.go("dashboard")
    words = {label.text() for label in window.page("dashboard").verdict.findChildren(QLabel)}
    assert any(f"{low}" in text and f"{high}" in text for text in words)
    return said


def written(path: Path, assessment: str) -> tuple[str, dict[str, str]]:
    """The text of the first page of the memo, written by command, and the rating in the data it carries."""
    memo = path.with_name(f"{assessment}.pdf")
    assert run(["memo", str(path), "--out", str(memo), "--assessment", assessment]) == 0
    content = memo.read_bytes()
    return " ".join(page_texts(content)[0].split()), json.loads(proof(content).data)["rating"]


def test_after_a_merge_and_for_each_of_two_assessments_the_numbers_agree(
    qtbot, tmp_path, capsys, monkeypatch
):
    mine, theirs = apart(tmp_path)
    window = by.a_window_on(qtbot, mine)
    by.choosing(monkeypatch, theirs)
    by.answering(monkeypatch, lambda dialog: (by.click(dialog.theirs), dialog.accept()))
    window.menu_actions()["merge_file"].trigger()
    qtbot.waitUntil(lambda: "Merged" in window.toast.accessibleName(), timeout=by.PATIENCE)
    session, first = window.bridge.open_session, window.bridge.assessment
    cited(session, QUESTION)
    session.do(reassessing.begin(session, first, as_of="2027-11-23"))
    second = session.assessments()[-1].id
    session.do(answering.answer(session, second, QUESTION, "some"))
    both = {assessment: seen(window, assessment) for assessment in (first, second)}
    assert both[first]["point"] != both[second]["point"]
    press("Ctrl+S")
    published(qtbot, window)
    window.close()

    for assessment, said in both.items():
        assert printed(mine, capsys, "--assessment", assessment) == said
        low, point, high = (f"{said[name]:.0f}" for name in ("low", "point", "high"))
        page, carried = written(mine, assessment)
        for name in ("low", "point", "high", "coverage", "evidence_index"):
            assert float(carried[name]) == pytest.approx(said[name], abs=1e-6)
        assert f"{low} lower bound {point} point {high} upper bound" in page
        assert f"Coverage {said['coverage'] * 100:.0f}%" in page
