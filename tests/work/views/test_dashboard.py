"""The dashboard: the verdict in its fixed form, why, the cells, the flags, and words that alarm nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import assay
from assay.core.rating import Interval
from assay.work import answering, example, flagging
from assay.work.session import Session
from assay.work.views import dashboard
from assay.work.views.dashboard import dashboard_view, fixed_form, flag_counts, reasons
from factories import PERSON
from factories_dashboard import a_rated, cited


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = a_rated(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def here(session: Session) -> str:
    return session.assessment().id


@pytest.fixture(scope="module")
def cnre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    import os

    folder, kept = tmp_path_factory.mktemp("cnre"), os.environ.get("ASSAY_HOME")
    os.environ["ASSAY_HOME"] = str(folder / "home")
    built = example.build(folder / "cnre.assay", PERSON)
    yield built
    built.close()
    if kept is None:
        del os.environ["ASSAY_HOME"]
    else:
        os.environ["ASSAY_HOME"] = kept


def test_the_worked_example_tells_its_true_story(cnre: Session) -> None:
    view = dashboard_view(cnre, cnre.assessment().id)
    verdict = view.verdict
    assert verdict.word == "Not ratable yet"
    assert verdict.line == "Not ratable, provisional (55; 29–94), evidence index 0.18"
    assert not verdict.ratable
    assert verdict.reasons == (
        "Coverage is 25%; 60% is needed.",
        "The evidence index is 0.18; 0.35 is needed.",
        "Provisional: not settled are KO-SAN-1, KO-SAN-2, KO-SAN-3.",
    )
    assert f"{verdict.as_answered:.0f}" == "59"
    assert [gap.question for gap in view.gaps[:6]] == [
        "SUP-06", "SUP-05", "RPT-01", "PTY-02", "PTY-03", "PTY-05",
    ]  # fmt: skip
    assert flag_counts(view.flags) == "1 binding · 3 open · 4 gates"
    assert len(view.domains) == 12
    assert sum(len(row.cells) for row in view.domains) == 116


@pytest.mark.parametrize(
    ("interval", "rating", "provisional", "line"),
    [
        (Interval(59.6, 66.8, 73.7), "High", False, "High (67; 59–74), evidence index 0.85"),
        (
            Interval(20, 39.99, 60),
            "Moderate",
            True,
            "Moderate, provisional (39; 20–60), evidence index 0.85",
        ),
        (
            Interval(80, 80, 91.4),
            "Prohibited",
            False,
            "Prohibited (80; 80–91), evidence index 0.85",
        ),
    ],
)
def test_the_fixed_form_never_rounds_into_another_band(
    session, here, interval, rating, provisional, line
) -> None:
    given = session.scorecard(here).rating
    given = replace(
        given, interval=interval, rating=rating, provisional=provisional, evidence_index=0.85
    )
    assert fixed_form(given) == line


def test_a_knock_out_that_binds_is_the_first_reason(session, here) -> None:
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    cited(session, "BBB-02")
    assert reasons(session.scorecard(here).rating)[0] == "A knock-out binds: KO-BBB-1."


def test_a_rating_that_is_one_has_no_reason_against_it(session, here) -> None:
    for question, value in (
        ("AAA-01", "full"),
        ("AAA-02", "red"),
        ("AAA-03", "25"),
        ("BBB-01", "2026-01-01"),
    ):
        session.do(answering.answer(session, here, question, value))
        cited(session, question)
    cited(session, "BBB-02")
    assert reasons(session.scorecard(here).rating) == []


def cell(session: Session, question: str):
    view = dashboard_view(session, session.assessment().id)
    return next(c for row in view.domains for c in row.cells if c.question == question)


def test_cells_say_what_is_known(session, here) -> None:
    assert (cell(session, "AAA-01").status, cell(session, "AAA-01").band) == ("answered", 4)
    assert cell(session, "AAA-03").band == 2
    assert (cell(session, "BBB-01").status, cell(session, "BBB-01").band) == ("not_assessed", -1)
    session.do(answering.answer(session, here, "AAA-01", "none"))
    assert cell(session, "AAA-02").status == "not_asked"


def test_lapsed_and_aged_evidence_shows(session, here) -> None:
    cited(session, "AAA-03", "A1", valid_until="2026-11-10")
    assert cell(session, "AAA-03").lapsed
    assert (cell(session, "AAA-03").status, cell(session, "AAA-03").band) == ("unknown", -1)
    session.do(answering.answer(session, here, "AAA-02", "red"))
    cited(session, "AAA-02", "C3", date="2024-01-01")
    assert cell(session, "AAA-02").aged
    view = dashboard_view(session, here)
    assert [row.aged for row in view.domains] == [2, 0]


def test_a_flag_names_what_it_rests_on_and_who_looked_at_it(session, here) -> None:
    flag = next(f for f in dashboard_view(session, here).flags if f.id == "KO-BBB-1")
    assert (flag.state, flag.evidence, flag.review) == ("clear", (2,), "")
    assert not flag.blocks
    session.do(answering.answer(session, here, "BBB-02", "yes"))
    said = {"reviewer": "R. Reviewer", "reason": "Seen.", "date": "2026-11-20"}
    session.do(flagging.review(session, here, "KO-BBB-1", "confirmed", **said))
    flag = dashboard_view(session, here).flags[0]
    assert (flag.id, flag.review, flag.reviewer) == ("KO-BBB-1", "confirmed", "R. Reviewer")
    session.do(answering.clear(session, here, "BBB-02"))
    flags = {f.id: f for f in dashboard_view(session, here).flags}
    assert flags["KO-BBB-1"].state == "open"
    assert flags["KO-BBB-1"].blocks
    assert flags["GT-BBB-1"].state == "fired"
    assert flags["GT-BBB-1"].blocks


# -- wording --------------------------------------------------------------------------------------

ALARM = re.compile(
    r"\b(alarm|alarming|danger(ous)?|threat|catastroph\w*|toxic|crisis|severely|dire|shock\w*|scandal\w*"
    r"|puppet|weapon|sinister|hostile|explosive|ticking)\b",
    re.IGNORECASE,
)
LIKELY = re.compile(
    r"\b(almost no chance|unlikely|likely|roughly even|almost certain|probabl\w*)\b", re.IGNORECASE
)
CONFIDENCE = re.compile(r"\bconfiden\w+\b", re.IGNORECASE)
SPOKEN = re.compile(r"""tr[n]?\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)""")
MINE = ("dashboard*.py", "path.py", "compare.py", "agreement.py", "explanations.py", "sensitivity.py",
        "figures.py")  # fmt: skip


def sentences() -> Iterator[tuple[str, str]]:
    root = Path(assay.__file__).parent
    folders = (root / "work" / "views", root / "ui" / "pages")
    paths = [p for folder in folders for pattern in MINE for p in folder.glob(pattern)]
    paths += [root / "work" / f"{name}.py" for name in ("flagging", "exploring", "weighing")]
    assert len(paths) > 15
    for path in paths:
        for found in SPOKEN.finditer(path.read_text("utf-8")):
            text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found[1]))
            yield from ((path.name, part) for part in re.split(r"(?<=[.;])\s", text))


def test_no_word_of_alarm_is_spoken() -> None:
    assert [(name, said) for name, said in sentences() if ALARM.search(said)] == []


def test_confidence_never_stands_in_a_sentence_of_likelihood() -> None:
    both = [s for s in sentences() if LIKELY.search(s[1]) and CONFIDENCE.search(s[1])]
    assert both == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("This alarming result", ALARM),
        ("It is likely with high confidence", LIKELY),
        ("It is likely with high confidence", CONFIDENCE),
    ],
)
def test_the_lint_sees_what_it_looks_for(said, found) -> None:
    assert found.search(said)


def test_the_memo_s_bands_and_the_dashboard_s_are_the_same() -> None:
    edges = [dashboard.band_index(v) for v in (0, 19.99, 20, 39.999, 40, 59.9, 60, 79.9, 80, 100)]
    assert edges == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
