"""Planning a next step: the memo lists it with what it would settle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.core.records import records
from assay.work import drafts, planning
from assay.work.memo_matter import detail, detail_list
from assay.work.session import Session
from factories_dashboard import a_rated


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


def test_a_step_becomes_one_of_the_memo_s_next_steps(session) -> None:
    here = session.assessment().id
    step = planning.plan_step(
        session, here, "Read the  notice", ["bbb-01", "AAA-03", "BBB-01"],
        method="Public register", owner="Bo", due="2026-12-04", cost="1,500", currency="usd",
    )  # fmt: skip
    session.do(step)
    (item,) = (i for i in records(session.state, "memo_item") if i.part == "next_step")
    assert item.text == "Read the notice"
    assert detail_list(item, "closes") == ["BBB-01", "AAA-03"]
    assert (detail(item, "cost_amount"), detail(item, "cost_currency")) == ("1500", "USD")
    memo = drafts.take(session, here).memo()
    assert "Read the notice" in str(memo)


@pytest.mark.parametrize(
    ("text", "closes", "fields", "error", "message"),
    [
        (" ", ["AAA-01"], {}, InvalidInput, "step_without_text"),
        ("Read", [], {}, InvalidInput, "step_without_questions"),
        ("Read", ["ZZZ-01"], {}, NotFound, "unknown_question"),
        ("Read", ["AAA-01"], {"due": "soon"}, InvalidInput, "bad_date"),
        ("Read", ["AAA-01"], {"cost": "much"}, InvalidInput, "bad_cost"),
        ("Read", ["AAA-01"], {"cost": "-5"}, InvalidInput, "bad_cost"),
    ],
)
def test_a_step_says_what_it_lacks(session, text, closes, fields, error, message) -> None:
    with pytest.raises(error, match=message):
        planning.plan_step(session, session.assessment().id, text, closes, **fields)
