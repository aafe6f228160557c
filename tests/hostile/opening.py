"""Opens each file it is named on stdin as a stranger's, works with it, and says how it went."""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from pathlib import Path

from assay.core.errors import UserError
from assay.store import verify, working
from assay.words import sentence
from factories_store import answer_step, do


def peak_mib() -> int:
    """The most memory this process has held since it was last asked."""
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text("5")
    return int(peak.split()[1]) >> 10


def attempt(path: Path) -> dict[str, object]:
    try:
        store = working.open_project(path)
    except UserError as error:
        return {"outcome": "refused", "message": error.message, "sentence": sentence(error)}
    try:
        found = {
            "outcome": "opened",
            "newer": store.newer,
            "state": store.state(),
            "problems": sorted({problem.what for problem in store.problems}),
            "notes": sorted({note.what for note in store.notes}),
            "verified": sorted({problem.what for problem in verify.verify(store)}),
        }
        if store.newer:  # for show only
            return found
        do(store, answer_step(99))
        store.save_copy(path.with_name(f"{path.stem}.copy"))
        return found
    finally:
        store.close()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        path = Path(line.rstrip("\n"))
        peak_mib()
        start = time.process_time()
        try:
            found = attempt(path)
        except BaseException:
            found = {"outcome": "raised", "message": traceback.format_exc()}
        found |= {"seconds": time.process_time() - start, "mib": peak_mib()}
        print(json.dumps({"name": path.stem, **found}), flush=True)


if __name__ == "__main__":
    main()
