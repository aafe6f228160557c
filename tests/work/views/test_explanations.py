"""Explanations in rows, evidence in columns, forecasts with what became of them."""

from __future__ import annotations

from pathlib import Path

from assay.work import explaining, forecasting
from assay.work.views.explanations import explanations_view, forecasts_view
from factories_dashboard import a_rated, memo_item


def test_evidence_is_a_column_as_soon_as_it_is_marked(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    for text in ("One.", "Two."):
        session.do(explaining.add(session, here, text))
    one, two = (h.id for h in explaining.explanations(session, here))
    first, second = sorted(session.state["evidence"], key=lambda e: session.evidence(e).number)
    assert explanations_view(session, here).columns == ()
    session.do(explaining.mark(session, one, first, "inconsistent"))
    session.do(explaining.mark(session, two, first, "consistent"))
    view = explanations_view(session, here)
    assert [(c.number, c.telling) for c in view.columns] == [(1, "tells")]
    assert [c.number for c in view.offered] == [2]
    assert [row.against for row in view.rows] == [(1,), ()]
    wanted = explanations_view(session, here, (second,))
    assert [(c.number, c.telling) for c in wanted.columns] == [(1, "tells"), (2, "open")]
    session.close()


def test_forecasts_stand_with_their_outcome(tmp_path: Path) -> None:
    session = a_rated(tmp_path)
    here = session.assessment().id
    id = memo_item(session, "scenario", "Prices rise.", likelihood="likely", name="Prices")
    memo_item(session, "scenario", "Rules change.", likelihood="unlikely")
    session.do(forecasting.resolve(session, id, "cannot_be_told", by="R"))
    view = forecasts_view(session, here)
    by_name = {row.name: row for row in view.rows}
    assert by_name["Prices"].outcome == "cannot_be_told"
    assert by_name["Rules change."].outcome == ""
    assert (view.untold, view.records) == (1, ())
    session.close()
