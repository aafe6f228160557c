"""The dashboard in the window: cells that arrows reach, views that act, figures that leave as files."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

import factories_window as by
from assay.core.records import records
from assay.ui import theme
from assay.ui.pages.dashboard import VIEWS, DashboardPage
from assay.ui.pages.dashboard_figures import FigureButton
from assay.ui.widgets.grid import Grid
from assay.ui.widgets.heat_map import paint_map_cell
from assay.work import answering, explaining, exploring, second_opinion
from assay.work.views.figures import Figure
from factories_dashboard import a_rated, memo_item
from factories_window import PATIENCE, press


@pytest.fixture
def path(tmp_path):
    """A project with answers, evidence, a scenario and a planned step."""
    session = a_rated(tmp_path)
    memo_item(session, "scenario", "Prices rise.", likelihood="likely", name="Prices")
    memo_item(session, "next_step", "Read the notice", closes=["BBB-01", "AAA-03"], owner="Bo")
    session.publish()
    session.close()
    return tmp_path / "project.assay"


@pytest.fixture
def page(qtbot, path) -> DashboardPage:
    return shown(by.a_window_on(qtbot, path))


def shown(window, view: str = "overview") -> DashboardPage:
    window.go("dashboard", view)
    by.settled()
    found = window.pages["dashboard"]
    assert isinstance(found, DashboardPage)
    return found


def panel(page: DashboardPage, view: str):
    page.turn(view)
    by.settled()
    return page.panel(view)


FIGURES = (
    *(
        "heat-map",
        "gaps",
        "swings",
        "plan",
        "swings",
        "chances",
        "choices",
        "without-domain",
        "gaps",
    ),
    *("profiles", "path", "agreement", "compare", "calibration"),
)
"""Every figure of every view."""


def row_of(grid: Grid, id: str) -> int:
    return next(n for n, row in enumerate(grid.grid.rows) if row.id == id)


def pick(grid: Grid, id: str, column: int) -> None:
    """Click a cell."""
    index = grid.grid.index(row_of(grid, id), column)
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center()
    )


# -- overview -------------------------------------------------------------------------------------


def test_the_verdict_stands_in_its_fixed_form(page):
    session = page.bridge.open_session
    rating = session.scorecard(page.bridge.assessment).rating
    assert page.verdict.word.text() == "Not ratable yet"
    assert page.verdict.line.text().startswith("Not ratable (")
    assert f"evidence index {rating.evidence_index:.2f}" in page.verdict.line.text()
    assert "60% is needed" in page.verdict.reasons.text()


def test_the_share_of_weight_draws_comes_when_it_is_worked_out(qtbot, page):
    qtbot.waitUntil(lambda: page.verdict.same.value.text() == "100%", timeout=PATIENCE)


def test_arrows_move_from_cell_to_cell_and_enter_opens_the_question(qtbot, page):
    window = page.window()
    heat = page.panel("overview").map
    heat.setFocus(Qt.FocusReason.TabFocusReason)
    assert heat.heat.question_at(heat.currentIndex()) == "AAA-01"
    press("Right")
    press("Right")
    assert heat.heat.question_at(heat.currentIndex()) == "AAA-03"
    press("Down")
    assert heat.heat.question_at(heat.currentIndex()) == "BBB-02", (
        "a shorter row: its last question"
    )
    press("Left")
    went = heat.heat.question_at(heat.currentIndex())
    assert went == "BBB-01"
    press("Return")
    assert window.current == "workspace"
    assert window.pages["workspace"].question.view.id == went


def test_every_cell_speaks(page):
    model = page.panel("overview").map.heat
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                assert model.data(index, Qt.ItemDataRole.AccessibleTextRole), (row, column)
    first = model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole)
    assert "AAA-01" in first
    assert "4 of 4 risk points" in first
    assert "confidence 0." in first


def test_cells_look_like_their_question_whatever_was_drawn_before(qapp, page):
    heat = page.panel("overview").map
    seen = set()
    for look in ("light", "dark"):
        theme.dress(qapp, look, reduced_motion=True)
        by.settled()
        shown = heat.viewport().grab().toImage()
        for column, cell in enumerate(heat.heat.rows[0].cells, 3):
            box = heat.visualRect(heat.heat.index(0, column))
            bare = QImage(box.size(), QImage.Format.Format_ARGB32_Premultiplied)
            bare.fill(shown.pixelColor(box.topLeft()))
            painter = QPainter(bare)
            paint_map_cell(painter, QRectF(bare.rect()), cell, False)
            painter.end()
            middle = QRect(0, 0, 16, 16)
            middle.moveCenter(bare.rect().center())
            drawn = shown.copy(middle.translated(box.topLeft())).convertToFormat(bare.format())
            assert drawn == bare.copy(middle), (look, cell.question)
            seen.add(bytes(drawn.constBits()))
    assert len(seen) > 2


def test_an_answer_given_elsewhere_repaints_the_cells(page):
    session, here = page.bridge.open_session, page.bridge.assessment
    heat = page.panel("overview").map.heat
    assert heat.rows[0].cells[2].cell.band == 2
    session.do(answering.answer(session, here, "AAA-03", "50"))
    assert heat.rows[0].cells[2].cell.band == 4
    assert page.verdict.line.text()


def test_a_gap_leads_to_its_question_and_more_lead_to_their_views(page):
    window, overview = page.window(), page.panel("overview")
    first = overview.gaps.rows.rows()[0].id
    overview.gaps.opened.emit(first)
    assert window.current == "workspace"
    shown(window)
    overview.more_flags.click()
    assert page.current == "flags"


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_nothing_is_wider_than_its_page(qtbot, page, zoom):
    theme.theme().set_zoom(zoom)
    for view in VIEWS:
        panel(page, view)
        ground = page.area.widget()
        assert ground.width() <= page.area.viewport().width(), f"{view} at {zoom} %"
    theme.theme().set_zoom(100)


# -- flags ----------------------------------------------------------------------------------------


def fires(page) -> None:
    session, here = page.bridge.open_session, page.bridge.assessment
    session.do(answering.answer(session, here, "BBB-02", "yes"))


def test_a_fired_flag_is_cleared_with_a_reason(page, monkeypatch):
    from assay.ui.dialogs.flag_review import FlagReviewDialog

    fires(page)
    flags = panel(page, "flags")
    flags.choose("KO-BBB-1")
    assert flags.card.clear.isEnabled()

    def fill(dialog: FlagReviewDialog) -> None:
        dialog.reviewer.set_text("R. Reviewer")
        dialog.check()
        assert not dialog.primary.isEnabled(), "a reason is missing"
        dialog.reason.editor.setPlainText("Another company of this name.")
        assert dialog.primary.isEnabled()
        dialog.primary.click()

    came = by.answering(monkeypatch, fill)
    flags.card.clear.click()
    assert came == [FlagReviewDialog]
    assert flags.list.rows.rows()[0].id != "KO-BBB-1" or "Cleared" in flags.card.review.value.text()
    flags.choose("KO-BBB-1")
    assert "Cleared by R. Reviewer" in flags.card.review.value.text()
    flags.card.withdraw.click()
    assert flags.card.review.value.text() == "not reviewed yet"


def test_what_is_open_cannot_be_cleared(page):
    session, here = page.bridge.open_session, page.bridge.assessment
    session.do(answering.clear(session, here, "BBB-02"))
    flags = panel(page, "flags")
    flags.choose("KO-BBB-1")
    assert not flags.card.clear.isEnabled()
    assert "answer its questions" in flags.card.clear.toolTip()
    assert "KO‑BBB‑1" in flags.blocked.text()


def test_the_flags_of_another_project_begin_with_their_first(qtbot, page, tmp_path):
    flags = panel(page, "flags")
    flags.choose(flags.list.rows.rows()[-1].id)
    other = tmp_path / "other"
    other.mkdir()
    session = a_rated(other)
    session.close()
    by.open_in(qtbot, page.window(), other / "project.assay")
    shown(page.window(), "flags")
    assert flags.chosen == flags.list.rows.rows()[0].id


@pytest.mark.parametrize("width", [900, 1500])
def test_a_list_is_as_high_as_its_rows_whatever_its_width(page, width):
    flags = panel(page, "flags")
    page.window().resize(width, 900)
    by.settled()
    assert flags.list.height() == flags.list.heightForWidth(flags.list.width())
    assert flags.list.y() == 0


# -- sensitivity ----------------------------------------------------------------------------------


def test_sensitivity_is_worked_out_and_kept_by_state(qtbot, page):
    found = panel(page, "sensitivity")
    qtbot.waitUntil(lambda: found.found is not None, timeout=PATIENCE)
    first = found.found
    assert [row.cells[1].text for row in found.plan.grid.rows] == ["Read the notice"]
    session, here = page.bridge.open_session, page.bridge.assessment
    session.do(answering.answer(session, here, "AAA-03", "50"))
    qtbot.waitUntil(lambda: found.found is not first, timeout=PATIENCE)
    second = found.found
    found.paint_view()
    assert found.found is second, "the same state is not worked out again"


def test_sensitivity_shows_the_tornado_and_leads_to_its_questions(page):
    found = panel(page, "sensitivity")
    view = page.panel("overview").view
    assert [row.id for row in found.swings.rows.rows()] == [s.question for s in view.swings][:12]
    found.swings.opened.emit("AAA-03")
    assert page.window().current == "workspace"


def test_what_is_being_worked_out_is_not_begun_again(page):
    found = panel(page, "sensitivity")
    found.cancel()
    found._known.clear()  # it may be over already
    found.paint_view()
    running = found._running
    found.paint_view()
    assert found._running is running
    assert running is not None


def test_sensitivity_can_be_stopped(qtbot, page):
    found = panel(page, "sensitivity")
    found.cancel()
    qtbot.waitUntil(lambda: not found.stop.isVisible(), timeout=PATIENCE)


def test_a_step_is_planned_from_the_list(qtbot, page, monkeypatch):
    from assay.ui.dialogs.plan_step import PlanStep

    found = panel(page, "sensitivity")
    qtbot.waitUntil(lambda: found.found is not None, timeout=PATIENCE)

    def fill(dialog: PlanStep) -> None:
        assert not dialog.primary.isEnabled()
        dialog.what.editor.setPlainText("Ask the registry")
        assert dialog.primary.isEnabled(), dialog.note.text()
        dialog.primary.click()

    by.answering(monkeypatch, fill)
    found.planned.click()
    items = [
        i for i in records(page.bridge.open_session.state, "memo_item") if i.part == "next_step"
    ]
    assert sorted(i.text for i in items) == ["Ask the registry", "Read the notice"]


# -- what if --------------------------------------------------------------------------------------


def test_what_if_touches_nothing_until_it_is_taken_over(page, monkeypatch):
    from assay.ui.dialogs.take_over import TakeOver

    session, here = page.bridge.open_session, page.bridge.assessment
    trial = panel(page, "what_if")
    state_id = session.store.state_id()
    trial.question.set_chosen("AAA-01")
    trial.question.chosen.emit("AAA-01")
    trial.answer.set_chosen("none")
    trial.add.click()
    assert trial.trial.answers.keys() == {"AAA-01"}
    assert session.store.state_id() == state_id
    assert trial.outcome.now.text() != trial.outcome.then.text()
    trial.name.set_text("Better clause")
    trial.keep.click()
    assert [one.title for one in exploring.kept(session, here)] == ["Better clause"]
    assert answering.answer_of(session, here, "AAA-01").value == "full"
    came = by.answering(monkeypatch, lambda dialog: dialog.primary.click())
    trial.take.click()
    assert came == [TakeOver]
    assert answering.answer_of(session, here, "AAA-01").value == "none"
    assert not trial.trial


def test_a_supposed_answer_is_taken_out_again_and_a_kept_one_comes_back(page):
    trial = panel(page, "what_if")
    for question, value in (("AAA-01", "none"), ("BBB-02", "yes")):
        trial.question.set_chosen(question)
        trial.question.chosen.emit(question)
        trial.answer.set_chosen(value)
        trial.add.click()
    trial.name.set_text("Two")
    trial.keep.click()
    pick(trial.supposed, "BBB-02", 3)
    assert trial.trial.answers.keys() == {"AAA-01"}
    trial.drop.click()
    assert not trial.trial
    kept = trial.kept.grid.rows[0].id
    pick(trial.kept, kept, 0)
    assert trial.trial.answers.keys() == {"AAA-01", "BBB-02"}
    pick(trial.kept, kept, 3)
    assert not trial.kept.isVisible()


def test_a_value_that_the_question_does_not_take_is_told(page, told):
    trial = panel(page, "what_if")
    trial.question.set_chosen("AAA-03")
    trial.question.chosen.emit("AAA-03")
    assert trial.value.isVisible()
    trial.value.set_text("a lot")
    trial.add.click()
    assert [error.message for error in told.errors] == ["not_a_number"]
    assert not trial.trial


# -- weights --------------------------------------------------------------------------------------


def test_own_weights_need_a_sum_of_100_a_name_and_a_reason(page):
    weights = panel(page, "weights")
    boxes = {box.domain: box for box in weights._boxes}
    boxes["AAA"].editor.setText("90")
    assert weights.total.text() == "Sum 130 of 100"
    assert not weights.save.isEnabled()
    weights.whole.click()
    assert weights.total.text() == "Sum 100 of 100"
    weights.name.editor.setText("Mine")
    assert weights.save.toolTip() == "Give a reason."
    weights.reason.editor.setPlainText("A bond holder.")
    assert weights.save.isEnabled()
    weights.save.click()
    assert weights.editing
    assert [row.id for row in weights.grid.grid.rows][-1] == weights.editing
    pick(weights.grid, weights.editing, 5)
    session, here = page.bridge.open_session, page.bridge.assessment
    assert session.assessment(here).profile == weights.editing


# -- over time, second opinion, compare -------------------------------------------------------------


def test_another_day_is_looked_at_and_not_recorded(qtbot, page):
    path = panel(page, "path")
    state_id = page.bridge.open_session.store.state_id()
    qtbot.waitUntil(lambda: bool(path.moments), timeout=PATIENCE)
    now = path.line.text()
    path.day.editor.setText("2028-11-23")
    path.day.commit()
    assert path.line.text() != now
    path.day.editor.setText("one day")
    path.day.commit()
    assert "write it like 2026-11-23" in path.line.text()
    assert page.bridge.open_session.store.state_id() == state_id


def test_a_second_opinion_is_started_measured_and_decided(page, monkeypatch):
    from assay.ui.dialogs.adjudicate import Adjudicate

    session, here = page.bridge.open_session, page.bridge.assessment
    second = panel(page, "second")
    assert not second.measures.isVisible()
    second.analyst.set_text("Bo Second")
    second.start.click()
    (other,) = second_opinion.partners(session, here)
    session.do(answering.answer(session, other, "AAA-01", "none"))
    assert [row.id for row in second.differing.grid.rows] == ["AAA-01"]

    def decide(dialog: Adjudicate) -> None:
        dialog.answer.set_chosen("some")
        dialog.by.set_text("R. Reviewer")
        dialog.reason.editor.setPlainText("Narrow clause.")
        dialog.check()
        dialog.primary.click()

    by.answering(monkeypatch, decide)
    pick(second.differing, "AAA-01", 4)
    assert "Some, by R. Reviewer" in second.differing.grid.rows[0].cells[4].text


def test_the_same_analyst_is_no_second_opinion(page, told):
    second = panel(page, "second")
    second.analyst.set_text("Ada Analyst")
    second.start.click()
    assert [error.message for error in told.errors] == ["second_is_first"]


def test_another_file_is_compared_with(qtbot, page, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    session = a_rated(other)
    session.do(answering.answer(session, session.assessment().id, "AAA-01", "none"))
    session.publish()
    session.close()
    compare = panel(page, "compare")
    by.choosing(monkeypatch, other / "project.assay")
    compare.file.click()
    qtbot.waitUntil(lambda: compare.view is not None, timeout=by.PATIENCE)
    assert [row.id for row in compare.domains.grid.rows] == ["all", "AAA", "BBB"]
    rows = {row.id: [cell.text for cell in row.cells[2:]] for row in compare.questions.grid.rows}
    assert rows["AAA-01"] == [
        "0 of 4, confidence 0.98",
        "4 of 4, confidence 0.98",
        rows["AAA-01"][2],
    ]
    assert rows["AAA-02"][0] == "Not asked"


def test_a_file_that_is_none_is_told(qtbot, page, tmp_path, monkeypatch, told):
    compare = panel(page, "compare")
    stranger = tmp_path / "stranger.assay"
    stranger.write_bytes(b"not a project")
    by.choosing(monkeypatch, stranger)
    compare.file.click()
    qtbot.waitUntil(lambda: len(told.errors) == 1, timeout=by.PATIENCE)
    assert compare.view is None


def test_a_file_that_comes_after_the_assessment_was_left_is_not_compared(
    qtbot, page, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    other.mkdir()
    a_rated(other).close()
    compare = panel(page, "compare")
    by.choosing(monkeypatch, other / "project.assay")
    compare.file.click()
    running = compare._reading
    compare.forget()
    with qtbot.waitSignal(running.ended, timeout=by.PATIENCE):
        pass
    assert (compare.other, compare.view) == (None, None)


# -- explanations and forecasts ---------------------------------------------------------------------


def test_a_mark_turns_with_each_click(page):
    session, here = page.bridge.open_session, page.bridge.assessment
    found = panel(page, "explanations")
    for text in ("The parent decides.", "The market decides."):
        found.text.set_text(text)
        found.add.click()
    first = explaining.explanations(session, here)[0].id
    found.put.click()
    marks = []
    for _ in range(4):
        pick(found.grid, first, 1)
        marks.append(next((r["mark"] for r in session.state.get("consistency", {}).values()), ""))
    assert marks == ["consistent", "inconsistent", "neutral", ""]
    pick(found.grid, first, 3)
    assert [h.text for h in explaining.explanations(session, here)] == ["The market decides."]


def test_a_forecast_is_resolved_and_scored(page, monkeypatch):
    from assay.ui.dialogs.resolve import Resolve

    found = panel(page, "forecasts")
    (row,) = found.grid.grid.rows

    def resolve(dialog: Resolve) -> None:
        assert not dialog.primary.isEnabled()
        dialog.by.set_text("R. Reviewer")
        dialog.outcome.choose(0)
        dialog.primary.click()

    by.answering(monkeypatch, resolve)
    pick(found.grid, row.id, 4)
    assert found.records.grid.rows[0].cells[2].text == f"{(1 - 0.675) ** 2:.3f}"
    pick(found.grid, row.id, 5)
    assert found.records.grid.rows == []


# -- figures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["svg", "png", "csv"])
def test_a_figure_leaves_as_a_file(page, tmp_path, kind):
    button = page.panel("overview").map_heading.findChild(FigureButton)
    out = tmp_path / f"map.{kind}"
    button.save_to(kind, out)
    data = out.read_bytes()
    if kind == "png":
        image = QImage.fromData(data)
        assert image.width() > 1800
        assert image.pixelColor(2, 2).lightness() == 255
    else:
        assert b"AAA" in data


def test_a_figure_s_table_can_be_copied_and_shown(page, monkeypatch):
    from assay.ui.dialogs.figure_table import FigureTable

    button = page.panel("overview").gap_heading.findChild(FigureButton)
    button.copy_table()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[0] == "Question"
    assert len(lines) == 1 + len(page.panel("overview").view.gaps)

    def look(dialog: FigureTable) -> None:
        assert dialog.grid.grid.rowCount() == len(lines) - 1
        dialog.primary.click()

    assert by.answering(monkeypatch, look) == []
    button.show_table()


def test_the_menu_of_a_figure_names_five_ways(page):
    button = page.panel("overview").swing_heading.findChild(FigureButton)
    assert [act.text() for act in button.menu_of().actions()] == [
        "Show as table…",
        "Copy the table",
        "Save as SVG…",
        "Save as PNG…",
        "Save the table as CSV…",
    ]


def test_every_figure_of_every_view_leaves_in_four_ways_and_has_its_table(qtbot, page, tmp_path):
    session, here = page.bridge.open_session, page.bridge.assessment
    session.do(second_opinion.start(session, here, "Bo Second"))
    (other,) = second_opinion.partners(session, here)
    session.do(answering.answer(session, other, "AAA-01", "none"))
    panel(page, "compare").pick.set_chosen(other)
    page.panel("compare").paint_view()
    found = panel(page, "sensitivity")
    qtbot.waitUntil(lambda: found.found is not None, timeout=PATIENCE)
    path = panel(page, "path")
    qtbot.waitUntil(lambda: bool(path.moments), timeout=PATIENCE)
    names = []
    for view in VIEWS:
        for button in panel(page, view).findChildren(FigureButton):
            figure = button.figure()
            assert figure is not None, (view, "shows no figure")
            assert figure.rows, (view, "has no table")
            assert {len(row) for row in figure.rows} == {len(figure.heads)}
            button.copy_table()
            lines = QGuiApplication.clipboard().text().split("\n")
            assert lines[0].split("\t") == [" ".join(head.split()) for head in figure.heads]
            assert len(lines) == 1 + len(figure.rows)
            for kind in ("csv", "svg", "png") if figure.drawing is not None else ("csv",):
                button.save_to(kind, tmp_path / f"{view}.{kind}")
            with (tmp_path / f"{view}.csv").open(encoding="utf-8-sig", newline="") as source:
                written = list(csv.reader(source))
            assert written[0] == list(figure.heads)
            assert len(written) == 1 + len(figure.rows)
            if figure.drawing is not None:
                ElementTree.parse(tmp_path / f"{view}.svg")
                assert QImage(str(tmp_path / f"{view}.png")).width() > 1000
            names.append(figure.name)
    assert sorted(names) == sorted(FIGURES)


def test_where_there_is_no_figure_yet_it_is_said(page):
    button = panel(page, "compare").findChild(FigureButton)
    said = []
    button.told.connect(said.append)
    button.click()
    assert said == ["There is nothing to save here yet"]


def test_no_cell_on_the_clipboard_is_run_as_a_formula(page, monkeypatch):
    figure = Figure("x", "X", None, ("=A",), (("=HYPERLINK(1)",), ("a\tb",), (-1.5,)))
    button = FigureButton(page.bridge, lambda: figure)
    button.copy_table()
    assert QGuiApplication.clipboard().text() == "'=A\n'=HYPERLINK(1)\na b\n-1.5"
    assert len(button.menu_of().actions()) == 3, "a table alone has no picture"


def test_a_place_that_cannot_be_written_is_told(page, tmp_path, told):
    button = page.panel("overview").map_heading.findChild(FigureButton)
    button.save_to("csv", tmp_path / "nowhere" / "map.csv")
    assert len(told.errors) == 1


def test_a_cancelled_file_dialog_writes_nothing(page, tmp_path, monkeypatch):
    before = sorted(tmp_path.iterdir())
    by.choosing(monkeypatch)
    page.panel("overview").map_heading.findChild(FigureButton).save("svg")
    assert sorted(tmp_path.iterdir()) == before
    assert QFileDialog.getSaveFileName() == ("", "")


# -- other projects -------------------------------------------------------------------------------


def test_another_project_starts_with_nothing_supposed(qtbot, page, tmp_path):
    trial = panel(page, "what_if")
    trial.question.set_chosen("AAA-01")
    trial.question.chosen.emit("AAA-01")
    trial.add.click()
    assert trial.trial
    other = tmp_path / "other"
    other.mkdir()
    session = a_rated(other)
    session.close()
    by.open_in(qtbot, page.window(), other / "project.assay")
    assert not trial.trial
    shown(page.window(), "what_if")
    assert not trial.take.isEnabled()


def test_every_view_opens_from_the_menu(page):
    window = page.window()
    for action, view in (
        ("go_flags", "flags"),
        ("go_forecasts", "forecasts"),
        ("go_dashboard", "overview"),
    ):
        window.handlers()[action]()
        assert (window.current, page.current) == ("dashboard", view)
