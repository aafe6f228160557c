import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.ui.dialogs.file_names import path_of, problem, suggested


def test_the_issuer_becomes_the_file_name(tmp_path):
    assert suggested("China Northern Rare Earth", tmp_path) == "China Northern Rare Earth.assay"
    assert suggested("北方稀土", tmp_path) == "北方稀土.assay"


def test_what_no_disk_takes_is_left_out(tmp_path):
    assert suggested('A/S: "North" <2>.', tmp_path) == "A S North 2.assay"
    assert suggested("CON", tmp_path) == "CON review.assay"
    assert suggested(" ... ", tmp_path) == ""


def test_a_taken_name_gets_a_number(tmp_path):
    (tmp_path / "Acme.assay").touch()
    (tmp_path / "Acme 2.assay").touch()
    assert suggested("Acme", tmp_path) == "Acme 3.assay"


def test_a_taken_name_is_refused_with_its_reason(tmp_path):
    (tmp_path / "Acme.assay").touch()
    assert "already a file Acme.assay" in problem(tmp_path, "Acme")
    assert "already a file Acme.assay" in problem(tmp_path, " Acme.assay ")
    assert problem(tmp_path, "Acme 2") == ""


def test_a_link_that_leads_nowhere_is_taken_too(tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "Acme.assay")
    assert problem(tmp_path, "Acme")


@pytest.mark.parametrize(
    "name", ["", "  ", ".assay", "a/b", "a\\b", "a:b", "a\nb", ".hidden", "x."]
)
def test_names_that_are_none_are_refused(tmp_path, name):
    assert problem(tmp_path, name)


def test_a_folder_that_is_gone_is_named(tmp_path):
    gone = tmp_path / "gone"
    assert str(gone) in problem(gone, "Acme")


def test_a_name_too_long_for_the_disk_is_refused(tmp_path):
    assert "too long" in problem(tmp_path, "a" * 5000)


def test_the_suffix_is_added_once(tmp_path):
    assert path_of(tmp_path, "Acme") == path_of(tmp_path, "Acme.assay") == tmp_path / "Acme.assay"
    assert path_of(tmp_path, "Acme 1.5").name == "Acme 1.5.assay"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(issuer=st.text(max_size=200))
def test_every_suggestion_can_be_made(tmp_path, issuer):
    name = suggested(issuer, tmp_path)
    assert name == "" or problem(tmp_path, name) == ""
