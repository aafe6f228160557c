"""The frozen DDL holds exactly what the records need, and never changes unseen."""

import hashlib
import sqlite3
from dataclasses import fields
from typing import get_type_hints

import pytest

from assay.core.records import TABLES
from assay.store import schema

FROZEN = {
    1: "74a1aab6529690a8cf2df928437c46c7edc6da13a0d20e874d9690de96f6458b",
    2: "ea00bbe5f834574fe9745df488e981d6c005d5d8ef32e50b5a7123beaea415d1",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_fields_of_its_record(table: str) -> None:
    hints = get_type_hints(TABLES[table])
    expected = []
    for field in fields(TABLES[table]):
        hint = str(hints[field.name])
        kind = "INTEGER" if hints[field.name] in (int, bool) or "int" in hint else "TEXT"
        expected.append(schema.Column(field.name, kind, "None" not in hint))
    assert list(schema.tables(schema.FORMATS[schema.CURRENT])[table]) == expected


@pytest.mark.parametrize("form", schema.FORMATS.values(), ids=lambda form: str(form.number))
def test_every_table_is_strict(form: schema.Format) -> None:
    assert all(
        statement.rstrip().endswith(("STRICT", "STRICT, WITHOUT ROWID")) for statement in form.ddl
    )


def test_a_released_format_never_changes() -> None:
    found = {
        number: hashlib.sha256("\n".join(form.ddl).encode()).hexdigest()
        for number, form in schema.FORMATS.items()
    }
    assert found == FROZEN


def test_a_new_database_says_whose_it_is() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(db, schema.FORMATS[1])
    assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert schema.parts(db) == schema.expected_parts(schema.FORMATS[1])
    db.close()
