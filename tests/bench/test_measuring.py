"""The frame of the measurements: medians, quartiles, budgets, and a run that tells what failed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measuring import Figures, Milliseconds, Ratio, alternating, repeated, timed

RUN = Path(__file__).with_name("run.py")


def test_the_ratio_is_of_the_medians() -> None:
    assert Figures([1.0, 3.0, 100.0], [1.0, 2.0, 3.0]).ratio == 1.5
    assert Figures([1.0]).ratio is None


def test_the_spread_is_of_the_pairs() -> None:
    assert Figures([1.0, 2.0, 6.0], [1.0, 1.0, 2.0]).spread == (1.5, 2.5)
    assert Figures([1.0], [1.0]).spread is None
    assert Figures([1.0, 2.0], [1.0]).spread is None


@pytest.mark.parametrize(
    ("figures", "budget", "kept"),
    [
        (Figures([3.0], [2.0]), Ratio(1.5), True),
        (Figures([3.1], [2.0]), Ratio(1.5), False),
        (Figures([0.016]), Milliseconds(16), True),
        (Figures([0.017]), Milliseconds(16), False),
    ],
)
def test_a_budget_is_kept_or_broken(
    figures: Figures, budget: Ratio | Milliseconds, kept: bool
) -> None:
    assert figures.kept(budget) is kept


def test_a_ratio_without_a_reference_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a reference"):
        Figures([1.0]).kept(Ratio(2))


def test_both_take_turns_and_the_first_round_does_not_count() -> None:
    calls: list[str] = []

    def run(name: str, seconds: float) -> float:
        calls.append(name)
        return seconds * len(calls)

    figures = alternating(lambda: run("ours", 2.0), lambda: run("reference", 1.0), rounds=2)
    assert calls == ["reference", "ours"] * 3
    assert figures == Figures([8.0, 12.0], [3.0, 5.0])


def test_what_is_timed_is_done_each_time() -> None:
    done: list[int] = []
    figures = repeated(timed(lambda: done.append(1)), rounds=3)
    assert len(done) == 4
    assert len(figures.ours) == 3
    assert all(seconds >= 0 for seconds in figures.ours)


def test_a_run_of_nothing_is_no_success(tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    command = [sys.executable, str(RUN), "no measurement is called this", "--json", str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert json.loads(out.read_text()) == []
