"""Competing explanations: only what speaks against some and not others tells them apart."""

from __future__ import annotations

import pytest

from assay.core.explanations import against, telling


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (["inconsistent", "consistent"], "tells"),
        (["inconsistent", "neutral", None], "tells"),
        (["consistent", "consistent", "consistent"], "same"),
        (["consistent", "neutral"], "same"),
        (["inconsistent", "inconsistent"], "same"),
        (["inconsistent", None], "open"),
        ([None, None], "open"),
        ([], "open"),
    ],
)
def test_whether_evidence_tells_explanations_apart(marks, said) -> None:
    assert telling(marks) == said


def test_what_each_explanation_must_answer() -> None:
    marks = {("h1", "e1"): "inconsistent", ("h2", "e1"): "consistent", ("h1", "e2"): "inconsistent"}
    assert against(["h1", "h2"], marks) == {"h1": ("e1", "e2"), "h2": ()}
