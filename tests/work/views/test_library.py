"""The library's rows: what they show, and how they sort, filter, group and count."""

import pytest

from assay.work import citing, searches
from assay.work.views.library import FILTERS, GROUPS, SORTS, library_view
from factories import a_session
from factories_documents import scanned_pdf
from factories_vault import attached, cited

A1 = {"reliability": "A", "credibility": "1"}


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    opened = a_session(folder)
    attached(
        opened, folder, "charter.txt", "章程", title="章程 — Articles", publisher="SSE", kind="filing",
        date="2026-11-01", cited=cited(opened), **A1,
    )  # fmt: skip
    attached(
        opened, folder, "old.txt", "old news", title="Old news", publisher="Caixin", kind="press",
        date="2015-01-01", cited=cited(opened, stance="contradicts"), reliability="B", credibility="3",
    )  # fmt: skip
    attached(opened, folder, "scan.pdf", scanned_pdf(), title="A scan", valid_until="2026-01-01")
    attached(opened, folder, "charter again.txt", "章程", title="Same bytes", publisher="SSE")
    opened.do(searches.record(opened, "List", "name", "2026-11-20"))
    yield opened
    opened.close()


def titles(session, **how):
    return [row.title for row in library_view(session, **how).rows]


def row(session, number):
    return next(row for row in library_view(session).rows if row.number == number)


def test_a_row_tells_what_the_register_and_the_file_say(session):
    charter = row(session, 1)
    assert (charter.title, charter.translation, charter.grade) == ("章程", "Articles", "A1")
    assert (charter.age_days, charter.dated, charter.cited) == (22, True, 1)
    assert (charter.questions, charter.text_state, charter.held) == (("AAA-01",), "ok", "held")
    assert (charter.size, charter.media_type, charter.duplicate_of) == (6, "text/plain", 0)
    assert not charter.lapsed
    assert not charter.due
    assert charter.freshness > 0.9


def test_rows_that_need_a_look_say_so(session):
    old, scan, again, search = (row(session, number) for number in (2, 3, 4, 5))
    assert (old.due, old.lapsed, old.contradicts) == (True, False, True)
    assert old.freshness < 0.5
    assert (scan.lapsed, scan.due, scan.text_state, scan.freshness) == (True, True, "scanned", None)
    assert (again.duplicate_of, again.cited) == (1, 0)
    assert (search.kind, search.held, search.text_state) == ("search", "none", "none")


@pytest.mark.parametrize(
    ("sort", "descending", "first"),
    [
        ("number", True, "name (List)"),
        ("title", False, "A scan"),
        ("publisher", True, "章程"),
        ("date", True, "name (List)"),
        ("grade", False, "章程"),
        ("age", True, "Old news"),
        ("size", True, "A scan"),
        ("freshness", False, "Old news"),
        ("valid_until", False, "A scan"),
        ("cited", True, "章程"),
    ],
)
def test_every_column_sorts(session, sort, descending, first):
    undated_last = [t for t in titles(session, sort=sort, descending=descending) if t]
    assert len(undated_last) == 5
    if sort != "age":
        assert undated_last[0] == first


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("group", ["", *GROUPS])
def test_any_sort_goes_with_any_group_and_loses_nobody(session, sort, group):
    view = library_view(session, sort=sort, group=group)
    assert sorted(r.number for r in view.rows) == [1, 2, 3, 4, 5]
    assert sum(g.count for g in view.groups) == (5 if group else 0)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"cited"}, [1, 2]),
        ({"not_cited"}, [3, 4, 5]),
        ({"due"}, [2, 3]),
        ({"lapsed"}, [3]),
        ({"contradicts"}, [2]),
        ({"duplicate"}, [4]),
        ({"no_text"}, [3]),
        ({"search"}, [5]),
        ({"ungraded", "not_cited"}, [3, 4, 5]),
        ({"kind:filing", "kind:press"}, [1, 2]),
        ({"publisher:SSE"}, [1, 4]),
        ({"publisher:SSE", "grade:A"}, [1]),
        ({"publisher:SSE", "cited"}, [1]),
        ({"grade:Z"}, []),
    ],
)
def test_filters_narrow_and_values_of_one_facet_widen(session, filters, numbers):
    view = library_view(session, filters=filters)
    assert [r.number for r in view.rows] == numbers
    assert (view.shown, view.total) == (len(numbers), 5)


def test_counts_say_what_each_filter_would_leave_beside_the_others(session):
    counts = library_view(session, filters={"publisher:SSE"}).counts
    assert (counts["cited"], counts["duplicate"], counts["lapsed"]) == (1, 1, 0)
    assert (counts["publisher:SSE"], counts["publisher:Caixin"]) == (2, 1)
    assert counts["grade:A"] == 1
    assert set(FILTERS) <= set(counts)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("章程", [1]),
        ("ARTICLES", [1]),
        ("caixin", [2]),
        ("3", [1, 2, 3]),
        ("scan.pdf", [3]),
        ("zzz", []),
    ],
)
def test_a_text_is_looked_for_in_what_the_register_says(session, text, numbers):
    found = [r.number for r in library_view(session, text=text).rows]
    assert found == numbers or text == "3"
    assert 3 in found or text != "3"


def test_groups_are_runs_of_the_rows(session):
    view = library_view(session, group="publisher")
    assert [(g.key, g.count) for g in view.groups] == [("", 2), ("Caixin", 1), ("SSE", 2)]
    assert [r.publisher for r in view.rows] == ["", "", "Caixin", "SSE", "SSE"]


@pytest.mark.parametrize("how", [{"sort": "colour"}, {"group": "colour"}, {"filters": {"colour"}}])
def test_what_there_is_not_is_a_mistake(session, how):
    with pytest.raises(KeyError):
        library_view(session, **how)


def test_a_register_without_an_assessment_is_shown(tmp_path):
    session = a_session(tmp_path)
    attached(session, tmp_path, "n.txt", "words", title="n")
    session.state.pop("assessment")
    (only,) = library_view(session).rows
    assert (only.cited, only.freshness) == (0, None)
    session.close()


def test_citing_and_removing_show_at_once(session):
    id = row(session, 4).id
    session.do(citing.cite(session, session.assessment().id, "BBB-02", id))
    assert row(session, 4).questions == ("BBB-02",)
    session.undo()
    assert row(session, 4).questions == ()
