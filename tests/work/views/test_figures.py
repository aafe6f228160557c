"""Figures and their tables: the same numbers, once drawn and once written."""

from __future__ import annotations

from pathlib import Path

from assay.core.memo_drawing import Label
from assay.work.jobs import Silent
from assay.work.views import figures
from assay.work.views.dashboard import dashboard_view
from assay.work.views.path import path_basis, rating_path
from assay.work.views.sensitivity import basis_of, sensitivity
from factories_dashboard import a_rated


def words(figure: figures.Figure) -> set[str]:
    return {item.text for item in figure.drawing.items if isinstance(item, Label)}


def test_every_figure_has_a_table_of_its_heads(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    view = dashboard_view(session, here)
    found = sensitivity(basis_of(session, here), Silent())
    moments = rating_path(path_basis(session, here), Silent())
    made = [
        figures.heat_map(view.verdict, view.domains),
        figures.gaps(view.gaps),
        figures.swings(view.swings, view.verdict.interval.point),
        figures.named_ranges("x", "X", [("One", view.verdict.interval)]),
        figures.chances(found),
        figures.path(moments, "2026-11-23"),
    ]
    for figure in made:
        assert figure.rows, figure.name
        assert all(len(row) == len(figure.heads) for row in figure.rows), figure.name
        assert figure.drawing.items, figure.name
        assert figure.title
    assert len({figure.name for figure in made}) == len(made)
    session.close()


def test_the_heat_map_s_table_has_each_question_at_full_precision(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    view = dashboard_view(session, here)
    figure = figures.heat_map(view.verdict, view.domains)
    rating = session.scorecard(here).rating
    rows = {row[0]: row for row in figure.rows}
    assert rows["Overall"][4:7] == (
        rating.interval.low,
        rating.interval.point,
        rating.interval.high,
    )
    for id, score in rating.questions.items():
        assert score.interval is not None
        assert rows[id][4:7] == (score.interval.low, score.interval.point, score.interval.high)
    assert {"AAA", "BBB", "L", "S"} & words(figure) >= {"AAA", "BBB", "S"}
    session.close()
