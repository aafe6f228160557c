"""The home page: the counts of the views, the rating and why it is none, the ways on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

import factories_window as by
from assay.ui.widgets.buttons import Button
from assay.work import answering
from assay.work.views.home import home_view
from factories_damage import with_flipped_bytes
from factories_window import press


@pytest.fixture
def window(qtbot, tmp_path):
    return by.a_window_on(qtbot, by.a_project(tmp_path))


@pytest.fixture
def home(window):
    return window.pages["home"]


def do(window, step):
    window.bridge.open_session.do(step)


def answer(window, question, value):
    session, here = window.bridge.open_session, window.bridge.assessment
    do(window, answering.answer(session, here, question, value))


def decline(window, question, status, reason=""):
    session, here = window.bridge.open_session, window.bridge.assessment
    do(window, answering.decline(session, here, question, status, reason))


def test_counts_are_those_of_the_view(window, home):
    answer(window, "AAA-01", "none")
    decline(window, "AAA-03", "unknown")
    decline(window, "BBB-01", "not_disclosed")
    view = home_view(window.bridge.open_session, window.bridge.assessment)
    rows = {row.code: row for row in home.tasks.rows.rows()}
    assert set(rows) == {"AAA", "BBB"}
    for task in view.tasks:
        counts = rows[task.id].counts
        assert counts.answered == task.counts.get("answered", 0)
        assert counts.unknown == task.counts.get("unknown", 0)
        assert counts.not_disclosed == task.counts.get("not_disclosed", 0)
        assert counts.open == task.counts.get("not_assessed", 0)
        assert counts.not_asked == task.counts.get("skipped", 0)
    first = rows["AAA"].counts
    assert (first.answered, first.unknown, first.open, first.not_asked) == (1, 1, 0, 1)
    assert home.heading.note.text() == "1 of 6 asked questions answered · 1 unknown · 3 open"


def test_a_domain_is_untouched_in_progress_asked_or_complete_in_words(window, home):
    said = {row.code: row.state for row in home.tasks.rows.rows()}
    assert said == {"AAA": "not_started", "BBB": "not_started"}
    answer(window, "AAA-01", "some")
    assert home.tasks.rows.rows()[0].state == "in_progress"
    decline(window, "AAA-02", "unknown")
    decline(window, "AAA-03", "unknown")
    assert home.tasks.rows.rows()[0].state == "all_asked"
    spoken = [row.spoken() for row in home.tasks.rows.rows()]
    assert "All asked" in spoken[0]
    assert "Not started" in spoken[1]


def test_the_rating_says_that_it_is_none_and_what_is_missing(window, home):
    assert home.rating.headline.text() == "Not ratable yet"
    assert home.rating.coverage.accessibleName().startswith("Coverage")
    assert home.rating.range.text().startswith("Provisional: ")


def test_the_worst_gaps_lead_to_their_questions(window, home):
    shown = [row for row in home.gaps._rows if row.isVisible()]
    assert len(shown) == 3
    wanted = shown[0].code.text()
    by.click(shown[0].code)
    assert window.pages["workspace"].question.question == wanted


def test_what_blocks_the_memo_is_told_and_leads_to_its_question(window, home):
    texts = " ".join(label.text() for label in home.blockers.findChildren(QLabel))
    assert "Blocks the final memo" in texts
    link = next(b for b in home.blockers.findChildren(Button) if b.isVisible())
    by.click(link)
    assert window.pages["workspace"].question.question == "BBB-02"


def test_a_domain_opens_at_its_first_open_question(window, home):
    answer(window, "AAA-01", "some")
    home.tasks.setFocus()
    press("Home")
    press("Return")
    assert window.current == "workspace"
    assert window.pages["workspace"].question.question == "AAA-02"


def test_dates_and_checklist_are_told(home):
    assert home.cut_off.value.text() == "23 Nov 2026"
    assert home.expires.value.text() == "21 Feb 2027"
    assert home.expires.note.text() == "90 days"
    assert home.checklist.value.text() == "small"


def test_it_is_painted_anew_when_it_is_come_back_to(window, home):
    window.go("workspace", "AAA-01")
    answer(window, "AAA-01", "some")
    window.go("home")
    assert home.heading.note.text().startswith("1 of 7")


@pytest.mark.parametrize(("zoom", "width", "beside"), [(100, 1366, True), (200, 1440, False)])
def test_the_rating_goes_under_the_domains_where_there_is_no_room(
    qtbot, dressed, tmp_path, zoom, width, beside
):
    dressed.set_zoom(zoom)
    window = by.a_window_on(qtbot, by.a_project(tmp_path), (width, 768))
    home = window.pages["home"]
    by.settled()
    tasks = home.tasks.mapTo(home, home.tasks.rect().bottomRight())
    rating = home.rating.mapTo(home, home.rating.rect().topLeft())
    assert (rating.x() > tasks.x()) == beside
    assert (rating.y() > tasks.y()) != beside


def test_damaged_bytes_are_named_by_their_evidence_not_by_their_hash(qtbot, tmp_path):
    window = by.a_window_on(qtbot, with_flipped_bytes(tmp_path))
    window.go("home")
    said = window.pages["home"].damage.text.text()
    (row,) = window.bridge.open_session.state["evidence"].values()
    assert said.startswith(
        f"The bytes of evidence 1 ({row['title']}) are no longer what was attached."
    )
    assert str(row["blob"]) not in said
