"""The first assessment once more, on a real X display instead of Qt's own offscreen one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STEPS = "answer_is_given_by_keyboard or dropped_graded or next_day"


def on_an_x_display(tmp_path: Path) -> None:
    """Run the steps in a process of their own under Xvfb."""
    display = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    pytest_ = [sys.executable, "-m", "pytest", "-q", "--basetemp", str(tmp_path / "run")]
    done = subprocess.run(
        [*display, *pytest_, str(HERE / "test_first_assessment.py"), "-k", STEPS],
        cwd=HERE.parents[1],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


if sys.platform.startswith("linux"):  # elsewhere there are no X displays

    def test_the_first_assessment_works_on_an_x_display(tmp_path):
        on_an_x_display(tmp_path)
