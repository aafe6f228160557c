"""Records: every kind of row there and back, and nothing but text, integers and None on the way."""

from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.core.answers import Answer, Status
from assay.core.assessment import Project
from assay.core.change import Row
from assay.core.evidence import Citation, Evidence
from assay.core.records import TABLES, columns, from_row, records, to_row


@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
def test_a_record_comes_back_from_its_row(table: str, data: st.DataObject) -> None:
    cls = TABLES[table]
    record = data.draw(st.builds(cls, **{n: st.from_type(h) for n, h in _hints(cls).items()}))
    row = to_row(record)
    assert from_row(cls, row) == record
    assert tuple(row) == columns(table)
    assert {type(value) for value in row.values()} <= {str, int, type(None)}


def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


@pytest.mark.parametrize("cls", TABLES.values())
def test_every_table_has_a_text_key(cls: type) -> None:
    assert _hints(cls)["id"] is str
    assert fields(cls)[0].name == "id"


@pytest.mark.parametrize("cls", TABLES.values())
def test_every_column_has_a_kind_that_rows_can_hold(cls: type) -> None:
    plain = (str, int, bool, str | None, int | None)
    for name, hint in _hints(cls).items():
        assert hint in plain or issubclass(hint, str), f"{cls.__name__}.{name}: {hint}"


def test_booleans_and_statuses_get_their_types_back() -> None:
    row = to_row(Answer("A/Q", "A", "Q", Status.ANSWERED, "yes", second_look=True))
    assert row["second_look"] == 1
    assert type(row["second_look"]) is int
    assert type(row["status"]) is str
    again = from_row(Answer, row)
    assert again.status is Status.ANSWERED
    assert again.second_look is True


def test_a_row_of_before_a_column_existed_takes_its_default() -> None:
    row = dict(to_row(Project("project", "Example", illustrative=True)))
    del row["illustrative"]
    assert from_row(Project, row) == Project("project", "Example")


@pytest.mark.parametrize(
    ("cls", "row"),
    [
        (Answer, {"id": "A/Q", "assessment": "A", "question": "Q", "status": "perhaps"}),
        (Answer, {"id": "A/Q"}),
        (Evidence, {"id": "e", "number": 1, "key": "k", "title": "t", "colour": "red"}),
        (Citation, {}),
    ],
)
def test_a_row_of_another_kind_is_refused(cls: type, row: Row) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_row(cls, row)


def test_a_table_gives_all_its_records_and_a_missing_table_none() -> None:
    project = Project("project", "Example")
    state = {"project": {"project": to_row(project)}}
    assert list(records(state, "project")) == [project]
    assert list(records(state, "answer")) == []


@pytest.mark.parametrize("cls", TABLES.values())
def test_what_may_be_left_out_has_a_default_of_its_own_kind(cls: type) -> None:
    for field in fields(cls):
        if field.default is not MISSING:
            assert isinstance(field.default, _hints(cls)[field.name]), field.name


def test_records_that_are_being_read_are_those_of_the_moment() -> None:
    """A job reads them while the person goes on in the window."""
    rows = {id: to_row(Evidence(id, 1, id, "Report")) for id in "ab"}
    state = {"evidence": rows}
    reading = iter(records(state, "evidence"))
    found = [next(reading).id]
    rows["c"] = to_row(Evidence("c", 2, "c", "Report"))
    found += [record.id for record in reading]
    assert found == ["a", "b"]
