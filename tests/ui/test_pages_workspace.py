"""The workspace: list, filters and folds, panes and keys, layouts for every width, the score strip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from shiboken6 import dump

import factories_window as by
from assay.core.records import records
from assay.ui.pages.workspace import first_stop
from assay.work import answering
from factories_window import PATIENCE, at, press


@pytest.fixture
def path(tmp_path):
    return by.a_project(tmp_path)


@pytest.fixture
def window(qtbot, path):
    return by.a_window_on(qtbot, path)


def listed(page):
    """The rows of the list, as they are spoken: domain, question or fold by its id."""
    return [row.id for row in page.list.list.rows.rows()]


def answer(window, question, value):
    session, here = window.bridge.open_session, window.bridge.assessment
    session.do(answering.answer(session, here, question, value))


# -- the list -----------------------------------------------------------------------------------


def test_the_list_unfolds_the_domain_of_the_question(window):
    page = at(window, "AAA-02")
    assert listed(page) == ["AAA", "AAA-01", "AAA-02", "AAA-03", "BBB"]
    assert page.list.list.current_id() == "AAA-02"
    at(window, "BBB-01")
    assert listed(page)[4:] == ["BBB", "BBB-01", "BBB-02", "BBB-03", "BBB-04"]


def test_a_domain_folds_and_unfolds_by_mouse_and_keyboard(window):
    page = at(window, "AAA-01")
    by.click_row(page.list.list, "BBB")
    assert "BBB-01" in listed(page)
    by.settled()
    by.click_row(page.list.list, "BBB")
    assert "BBB-01" not in listed(page)
    page.list.list.setFocus()
    assert page.list.list.current_id() == "BBB"
    press("Right")
    assert "BBB-01" in listed(page)
    press("Left")
    assert "BBB-01" not in listed(page)
    assert page.list.list.current_id() == "BBB"
    assert (page.question.question, page.list.list.shown) == ("AAA-01", "AAA-01")


def test_arrows_show_question_after_question(window):
    page = at(window, "AAA-01")
    page.list.list.setFocus()
    press("Down")
    assert page.question.question == "AAA-02"
    assert page.list.list.hasFocus()


def test_counts_of_filters_are_live(window):
    page = at(window, "AAA-01")
    chips = page.list.chips
    assert chips["open"].accessibleName() == "Open 7"
    answer(window, "AAA-01", "some")
    assert chips["open"].accessibleName() == "Open 6"
    assert page.list.heading.note.text() == "7"


def test_a_filter_leaves_what_it_names_and_comes_off(window):
    page = at(window, "AAA-01")
    answer(window, "AAA-01", "some")
    answer(window, "BBB-02", "no")
    by.click(page.list.chips["open"])
    assert listed(page) == ["AAA", "AAA-02", "AAA-03", "BBB", "BBB-01", "BBB-03", "BBB-04"]
    assert page.list.heading.note.text() == "5 of 7"
    by.click(page.list.chips["open"])
    assert page.list.heading.note.text() == "7"


def test_chips_that_count_nothing_come_and_go(window):
    page = at(window, "AAA-01")
    assert not page.list.chips["second_look"].isVisible()
    page.question.toggle_second_look()
    assert page.list.chips["second_look"].isVisible()
    by.click(page.list.chips["second_look"])
    assert listed(page) == ["AAA", "AAA-01"]


def test_questions_are_found_by_their_words(window):
    page = at(window, "AAA-01")
    by.click(page.list.find_button)
    assert page.list.search.editor.hasFocus()
    by.type_text("since")
    assert listed(page) == ["BBB", "BBB-01"]
    press("Escape")
    assert page.list.search.text() == ""
    assert page.list.heading.note.text() == "7"


def test_questions_that_are_not_asked_fold_into_one_row(window):
    page = at(window, "AAA-01")
    answer(window, "AAA-01", "none")
    assert listed(page) == ["AAA", "AAA-01", "AAA-03", "fold:AAA", "BBB"]
    by.click_row(page.list.list, "fold:AAA")
    assert listed(page) == ["AAA", "AAA-01", "AAA-03", "fold:AAA", "AAA-02", "BBB"]
    by.click_row(page.list.list, "AAA-02")
    assert page.question.question == "AAA-02"


def test_every_row_speaks(window):
    page = at(window, "AAA-01")
    answer(window, "AAA-01", "none")
    spoken = {row.id: row.spoken() for row in page.list.list.rows.rows()}
    assert spoken["AAA"] == "AAA, First domain, 1 of 2 answered, unfolded"
    assert spoken["AAA-01"] == "AAA-01, Is there a clause?, Answered, 0 sources"
    assert spoken["fold:AAA"] == "1 not asked"


def test_the_next_open_question_is_found_round_the_end(window):
    page = at(window, "BBB-04")
    answer(window, "AAA-01", "some")
    press("Ctrl+Shift+Down")
    assert page.question.question == "AAA-02"


def test_with_nothing_open_the_next_open_question_is_this_one(window):
    session, here = window.bridge.open_session, window.bridge.assessment
    for question in session.checklist(here).questions:
        session.do(answering.decline(session, here, question, "unknown"))
    page = at(window, "AAA-02")
    press("Ctrl+Shift+Down")
    assert page.question.question == "AAA-02"


# -- panes and widths ---------------------------------------------------------------------------


def pane_with_keyboard(page):
    for name in ("list", "question", "evidence", "strip"):
        if getattr(page, name).isAncestorOf(QApplication.focusWidget()):
            return name
    return ""


def test_f6_goes_through_the_panes_and_round(window):
    page = at(window, "AAA-01")
    by.settled()
    seen = [pane_with_keyboard(page)]
    for _ in range(4):
        press("F6")
        seen.append(pane_with_keyboard(page))
    assert seen == ["list", "question", "evidence", "strip", "list"]


def test_looking_for_where_tab_stops_makes_the_window_no_child_of_a_widget(qtbot, path):
    """The binding may take it for one, and lets its menus go with that widget."""
    window = by.a_window_on(qtbot, path, (1100, 800))
    page = at(window, "AAA-01")
    by.settled()
    assert not page.list.isVisible()
    assert first_stop(page.list) is None
    assert not [line for line in dump(window).splitlines() if line.startswith("parent")]


def test_f6_passes_by_the_list_where_it_is_folded(qtbot, path):
    window = by.a_window_on(qtbot, path, (1100, 800))
    page = at(window, "AAA-01")
    by.settled()
    assert not page.list.isVisible()
    for _ in range(6):
        press("F6")
        assert pane_with_keyboard(page) in {"question", "evidence", "strip"}


@pytest.mark.parametrize(
    ("width", "zoom", "list_shown", "beside"),
    [
        (1440, 100, True, True),
        (1366, 100, True, True),
        (1240, 100, True, True),
        (1239, 100, False, True),
        (1440, 150, False, True),
        (960, 100, False, True),
        (1440, 200, False, False),
    ],
)
def test_panes_give_way_where_there_is_no_room(
    qtbot, dressed, path, width, zoom, list_shown, beside
):
    dressed.set_zoom(zoom)
    window = by.a_window_on(qtbot, path, (width, 800))
    page = at(window, "AAA-01")
    by.settled()
    assert page.list.isVisible() == list_shown
    assert page.question.list_button.isVisible() != list_shown
    assert (page.split.indexOf(page.evidence) >= 0) == beside
    if not beside:
        assert page.question.isAncestorOf(page.evidence)
        above = page.question.change.mapTo(page, page.question.change.rect().bottomLeft()).y()
        assert page.evidence.mapTo(page, page.evidence.rect().topLeft()).y() >= above
    assert window.width() == max(width, window.minimumWidth())


def test_evidence_comes_back_beside_the_question_when_there_is_room(qtbot, path):
    window = by.a_window_on(qtbot, path, (1440, 800))
    page = at(window, "AAA-01")
    from assay.ui.theme import theme

    theme().set_zoom(200)
    by.settled()
    assert page.split.indexOf(page.evidence) < 0
    theme().set_zoom(100)
    by.settled()
    assert page.split.indexOf(page.evidence) == 2
    assert [page.split.widget(n) for n in range(3)] == [page.list, page.question, page.evidence]


def test_the_drawer_opens_chooses_and_closes(qtbot, path):
    window = by.a_window_on(qtbot, path, (1100, 800))
    page = at(window, "AAA-01")
    by.settled()
    by.click(page.question.list_button)
    assert page.list.isVisible()
    assert page.list.list.hasFocus()
    by.click_row(page.list.list, "AAA-03")
    assert page.question.question == "AAA-03"
    assert not page.list.isVisible()


def test_the_drop_zone_is_one_line_in_a_low_window(qtbot, path):
    window = by.a_window_on(qtbot, path, (1366, 660))
    page = at(window, "AAA-01")
    by.settled()
    assert page.evidence.drop.height() == 36


# -- the strip ----------------------------------------------------------------------------------


def test_the_strip_shows_what_an_answer_moved_and_only_there(window):
    page = at(window, "AAA-01")
    assert page.strip.moves.text() == ""
    page.question.editor.take_focus()
    press("D")
    assert "AAA" in page.strip.moves.text()
    assert "overall" in page.strip.moves.text()
    press("Alt+Down")
    assert page.strip.moves.text() == ""
    press("Alt+Up")
    assert "overall" in page.strip.moves.text()


def test_a_gap_of_the_strip_leads_to_its_question(window):
    page = at(window, "AAA-01")
    first = next(chip for chip in page.strip.chips if chip.isVisible())
    by.click(first)
    assert page.question.question == first.accessibleName().split(",")[0].split()[0]


# -- evidence -----------------------------------------------------------------------------------


def cited(window):
    return list(records(window.bridge.open_session.state, "citation"))


def test_a_pasted_passage_becomes_evidence_with_its_words(qtbot, window):
    page = at(window, "AAA-01")
    QApplication.clipboard().setText("Article 5. The Party committee studies first.")
    press("Ctrl+Shift+V")
    (found,) = cited(window)
    assert found.quote == "Article 5. The Party committee studies first."
    assert page.evidence.cards.isVisible()
    QApplication.clipboard().clear()


def test_an_empty_clipboard_is_no_evidence(window):
    at(window, "AAA-01")
    QApplication.clipboard().setMimeData(QMimeData())
    press("Ctrl+Shift+V")
    assert cited(window) == []


def test_files_from_the_system_are_taken_and_progress_goes_away(
    qtbot, window, tmp_path, monkeypatch
):
    page = at(window, "AAA-01")
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name)
    by.choosing(monkeypatch, tmp_path / "one.txt", tmp_path / "two.txt")
    press("Ctrl+E")
    assert page.evidence.progress.isVisible()
    qtbot.waitUntil(lambda: len(cited(window)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page.evidence.progress.isVisible(), timeout=PATIENCE)
    assert page.evidence.heading.note.text() == "2"


def test_the_stance_is_turned_and_the_citation_removed(qtbot, window):
    page = at(window, "AAA-01")
    QApplication.clipboard().setText("A passage.")
    press("Ctrl+Shift+V")
    (found,) = cited(window)
    page.evidence._act("turn", found.id, found.stance)
    assert [str(c.stance) for c in cited(window)] == ["contradicts"]
    page.evidence._act("remove", found.id, found.stance)
    assert cited(window) == []
    assert page.evidence.empty.isVisible()
    press("Ctrl+Z")
    assert len(cited(window)) == 1
    QApplication.clipboard().clear()


def test_what_was_taken_for_one_project_is_not_recorded_in_another(qtbot, window, tmp_path):
    page = at(window, "AAA-01")
    (tmp_path / "one.txt").write_text("one")
    page.evidence.take([tmp_path / "one.txt"])
    other = by.a_project(tmp_path, "other.assay")
    window.runner._pool.waitForDone(PATIENCE)
    from assay.work.session import open_session
    from factories import PERSON

    window.bridge.take(open_session(other, PERSON))
    by.settled()
    assert cited(window) == []
    assert list(records(window.bridge.open_session.state, "evidence")) == []


def test_a_line_says_why_more_or_fewer_questions_are_asked(window):
    at(window, "AAA-01").question.editor.choose_nth(1)
    assert window.toast.isVisible()
    assert window.toast.accessibleName() == ("Because of AAA-01, 1 question is not asked: AAA-02")
    strip = window.pages["workspace"].strip
    assert strip.effect.text().endswith("asks 1 fewer")
    window.toast.leave()
    window.pages["workspace"].question.editor.choose_nth(3)
    assert window.toast.accessibleName() == ("Because of AAA-01, 1 more question is asked: AAA-02")
    assert strip.effect.text().endswith("asks 1 more")
    window.toast.leave()
    answer(window, "AAA-03", "12")
    assert not window.toast.isVisible()
