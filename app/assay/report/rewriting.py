"""A memo's file written anew, compactly, with what readers look for; a long one in a process of its own.

The library that rewrites keeps the interpreter to itself meanwhile: at a thousand questions that held up the
window for more than half a second.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

REWRITER_FLAG = "--rewrite-memo"
"""With this alone on its command line a frozen Assay is the rewriting process (see `__main__`)."""
LONG = 500_000
"""Bytes from which a process of its own is worth its start."""


class Pages(msgspec.Struct, frozen=True):
    """A memo's pages as they were laid out, and what is said of them."""

    raw: bytes
    state: str
    made: str
    """What was asked for."""
    description: str
    """Title, author and language, as XMP."""
    keys: dict[int, int]
    """Page, from 0 → where the way back from its marks begins."""
    data: bytes
    """What is attached; empty for nothing."""


def rewritten(pages: Pages) -> bytes:
    """The file; the same bytes wherever it is made."""
    if len(pages.raw) >= LONG:
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            return _apart(pages)
    return rewrite(pages)


def rewrite(pages: Pages) -> bytes:
    """The file made here, tagged, with the state it was made from and no invented dates."""
    import pikepdf

    from assay.report.pdf_extras import MADE, STATE, attach

    out = BytesIO()
    with pikepdf.open(BytesIO(pages.raw)) as document:
        document.docinfo[STATE] = pages.state
        if pages.made:
            document.docinfo[MADE] = pages.made
        for name in ("/CreationDate", "/ModDate"):
            if name in document.docinfo:
                del document.docinfo[name]
        _tell_readers(document, pages)
        if pages.data:
            attach(document, pages.data)
        document.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _tell_readers(document: Any, pages: Pages) -> None:
    """That the file is tagged, in which order, and in which language."""
    import pikepdf

    root = document.Root
    root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
    root["/PageLabels"] = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    for number, page in enumerate(document.pages):
        page.obj["/Tabs"] = pikepdf.Name.S
        if number in pages.keys:
            page.obj["/StructParents"] = pages.keys[number]
    stream = pikepdf.Stream(document, pages.description.encode())
    stream["/Type"], stream["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
    root["/Metadata"] = document.make_indirect(stream)


def command() -> list[str]:
    """How the rewriting process is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, REWRITER_FLAG]
    # -P: nothing that lies in the current folder may be taken for a module.
    return [sys.executable, "-P", "-B", "-m", "assay.report.rewriting"]


def _apart(pages: Pages) -> bytes:
    package = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    done = subprocess.run(
        command(),
        input=msgspec.msgpack.encode(pages),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        check=True,
    )
    return done.stdout


def main() -> None:
    """Rewrite what comes in and send it out."""
    pages = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Pages)
    sys.stdout.buffer.write(rewrite(pages))


if __name__ == "__main__":
    main()
