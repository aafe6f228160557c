"""What the strip is told of the last answer: what it moved, and how many questions it let in or out."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.work import answering
from assay.work.session import Session
from assay.work.views.home import home_view
from assay.work.views.score import moved_by
from factories import a_session

VALUES = ("none", "some", "full", "")


def asked(session: Session) -> int:
    return home_view(session, session.assessment().id).asked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=6))
def test_no_denominator_moves_without_a_reason(tmp_path_factory, values: list[str]) -> None:
    folder: Path = tmp_path_factory.mktemp("project")
    session = a_session(folder)
    here = session.assessment().id
    for value in values:
        before = asked(session)
        if value:
            step = answering.answer(session, here, "AAA-01", value)
        else:
            step = answering.clear(session, here, "AAA-01")
        if not session.do(step):
            continue
        moved = moved_by(session, here)
        assert moved is not None
        assert asked(session) - before == len(moved.more) - len(moved.fewer)
    session.close()
