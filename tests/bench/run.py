"""Takes every measurement and prints one table: `make bench`, or `run.py WORD...` for some of them.

Ends with 1 when a measurement could not be taken, and with `--strict` also when a budget is broken.
"""

import argparse
import compileall
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # the measurements, and the tests' factories

import measuring  # noqa: E402 -- found by the line above
from measuring import Figures, Measurement  # noqa: E402


def main() -> int:
    options = _options()
    # Installed programs start from compiled modules, whatever this shell says about keeping them.
    compileall.compile_dir(HERE.parents[1] / "app", quiet=2)
    for path in sorted(HERE.glob("measure_*.py")):
        importlib.import_module(path.stem)
    chosen = [m for m in measuring.ALL if _wanted(m, options.words)]
    taken = [(m, _take(m)) for m in chosen]
    console = Console(width=options.width)
    console.print(_table(taken))
    console.print(_machine())
    if options.json:
        options.json.write_text(json.dumps([_plain(*each) for each in taken], indent=1), "utf-8")
    failed = any(isinstance(figures, str) for _, figures in taken)
    broken = any(isinstance(f, Figures) and not f.kept(m.budget) for m, f in taken)
    return int(failed or not taken or (options.strict and broken))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures what is promised about speed.")
    parser.add_argument("words", nargs="*", help="only measurements with one of these words")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    parser.add_argument("--strict", action="store_true", help="end with 1 when a budget is broken")
    parser.add_argument("--width", type=int, help="columns of the table; default: the terminal's")
    return parser.parse_args()


def _wanted(measurement: Measurement, words: list[str]) -> bool:
    return not words or any(word.lower() in measurement.what.lower() for word in words)


def _take(measurement: Measurement) -> Figures | str:
    """The figures, or in one line why there are none: the others are still worth taking."""
    print(f"measuring: {measurement.what} ...", file=sys.stderr, flush=True)
    try:
        return measurement.take()
    except Exception as error:
        last = str(error).strip().splitlines() or [""]
        return f"{type(error).__name__}: {last[-1]}"


def _machine() -> str:
    """How busy it is: times in milliseconds mean little where others work on the same disk."""
    with tempfile.TemporaryFile() as file:
        taken = []
        for _ in range(25):
            start = perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            taken.append(perf_counter() - start)
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {load}4 KB take {_time(taken)} to be safe on the disk"


def _table(taken: list[tuple[Measurement, Figures | str]]) -> Table:
    table = Table("what", "ours", "against", "reference", "ratio (quartiles)", "budget", "")
    for measurement, figures in taken:
        against, budget = measurement.against, str(measurement.budget)
        if isinstance(figures, str):
            table.add_row(measurement.what, "", against, "", Text(figures), budget, "NOT MEASURED")
            continue
        verdict = "kept" if figures.kept(measurement.budget) else "BROKEN"
        row = [_time(figures.ours), against, _time(figures.reference), _ratio(figures), budget]
        table.add_row(measurement.what, *row, verdict)
        if figures.note:
            table.add_row(Text(f"  {figures.note}"))
    return table


def _time(seconds: measuring.Sequence[float]) -> str:
    return f"{median(seconds) * 1000:.4g} ms" if seconds else ""


def _ratio(figures: Figures) -> str:
    if figures.ratio is None:
        return ""
    spread = f" ({figures.spread[0]:.2f} to {figures.spread[1]:.2f})" if figures.spread else ""
    return f"{figures.ratio:.2f}{spread}"


def _plain(measurement: Measurement, figures: Figures | str) -> dict[str, object]:
    found: dict[str, object] = {"what": measurement.what, "against": measurement.against}
    found["budget"] = str(measurement.budget)
    if isinstance(figures, str):
        return found | {"error": figures}
    kept = figures.kept(measurement.budget)
    return (
        found
        | {"ours": list(figures.ours), "reference": list(figures.reference)}
        | {
            "ratio": figures.ratio,
            "kept": kept,
            "note": figures.note,
        }
    )


if __name__ == "__main__":
    sys.exit(main())
