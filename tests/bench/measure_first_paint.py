"""Cold start: from starting the process to the first paint, ours and a bare window's."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import Figures, Ratio, alternating, measurement

FIRST_PAINT = "ASSAY_BENCH_FIRST_PAINT"
ROUNDS = 31
BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
OURS = [sys.executable, "-m", "assay", "open"]


@measurement(
    "cold start to first paint",
    against="Python, QtWidgets and an empty window",
    budget=Ratio(1.5),
)
def first_paint() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "painted")
        return alternating(lambda: _paint(OURS, note), lambda: _paint(BARE, note), ROUNDS)


def _paint(command: list[str], note: Path) -> float:
    """Seconds until the process, which notes the wall time of its first paint and quits, has painted."""
    note.unlink(missing_ok=True)
    # Both start from compiled modules, as installed programs do, whatever this shell says about them.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        FIRST_PAINT: str(note),
        "ASSAY_HOME": str(note.parent / "home"),
        "PYTHONPYCACHEPREFIX": str(note.parent / "compiled"),
    }
    start = time.time_ns()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    if not note.is_file():
        raise RuntimeError(f"it never painted (exit {ended.returncode}): {ended.stderr.strip()}")
    return (int(note.read_text("ascii")) - start) / 1e9
