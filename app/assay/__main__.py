"""argv to the command line or the window; the only place that chooses."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

READ_DOCUMENTS = "--read-documents"
"""A frozen Assay starts itself with this word to read documents in a process of its own."""
REWRITE_MEMO = "--rewrite-memo"
"""The same to rewrite a long memo."""


def main() -> int:
    """The `assay` command. Without arguments it opens the window."""
    words = sys.argv[1:]
    if words == [READ_DOCUMENTS]:
        from assay.readers.worker import main as read_documents

        read_documents()
        return 0
    if words == [REWRITE_MEMO]:
        from assay.report.rewriting import main as rewrite_memo

        rewrite_memo()
        return 0
    if not words or words[0] == "open":
        return _open_window(words[1:])
    from assay.cli.application import run as run_command

    return run_command(words)


def window() -> int:
    """The window, where a desktop starts it with the files to open."""
    return _open_window(sys.argv[1:])


def _open_window(arguments: Sequence[str]) -> int:
    # What a start makes stays, so looking through it for garbage can wait for the first paint.
    gc.disable()
    from assay.ui.application import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
