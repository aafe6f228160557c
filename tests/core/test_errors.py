"""User errors: an id and facts, which stay whole wherever the error travels."""

import copy
import pickle

import pytest

from assay.core import errors
from assay.core.errors import ChecklistError, InvalidInput, NotFound, UserError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_keeps_kind_and_facts_between_processes(kind: type[UserError]) -> None:
    error = kind("row_moved", table="answer", key="A/PTY-01")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert (again.message, again.facts) == (error.message, error.facts)


def test_facts_may_have_any_name() -> None:
    assert NotFound("missing", message="x", self="y").facts == {"message": "x", "self": "y"}


def test_a_bug_report_shows_id_and_facts() -> None:
    assert str(NotFound("missing", path="a.assay")) == "missing {'path': 'a.assay'}"
    assert str(NotFound("missing")) == "missing"


def test_a_broken_checklist_is_invalid_input() -> None:
    assert issubclass(ChecklistError, InvalidInput)
    assert all(issubclass(kind, UserError) for kind in KINDS)
