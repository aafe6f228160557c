"""Progress of long verbs, for somebody who watches a terminal."""

from __future__ import annotations

import sys


class TextBar:
    """Progress on stderr, where somebody is watching."""

    def step(self, done: int, total: int, what: str) -> None:
        """Show how far the job is."""
        part = done / total if total else 1.0
        sys.stderr.write(f"\r{part:4.0%} {what[:60]:60}")
        sys.stderr.flush()
