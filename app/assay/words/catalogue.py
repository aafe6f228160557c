"""The texts of one language, read from its catalogue and kept compiled so that the next start is fast."""

from __future__ import annotations

import gettext
import os
import struct
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from assay import assets, prefs
from assay.words.pseudo import LANGUAGE, Pseudo

NAME = "assay"


@lru_cache(maxsize=8)
def of(language: str) -> gettext.NullTranslations:
    """What `language` says for an English text; one without a catalogue says it in English."""
    if language == LANGUAGE:
        return Pseudo()
    path = assets.resource("locale", language, "LC_MESSAGES", f"{NAME}.po")
    if language == "en" or not path.is_file():
        return gettext.NullTranslations()
    import hashlib

    source = path.read_bytes()
    kept = _folder() / f"{language}-{hashlib.sha256(source).hexdigest()[:24]}.mo"
    with suppress(OSError, ValueError, struct.error):
        return gettext.GNUTranslations(BytesIO(kept.read_bytes()))
    compiled = _compiled(source)
    _keep(kept, compiled)
    return gettext.GNUTranslations(BytesIO(compiled))


def _folder() -> Path:
    return prefs.data_dir() / "cache" / "locale"


def _compiled(source: bytes) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out = BytesIO()
    write_mo(out, read_po(BytesIO(source)))
    return out.getvalue()


def _keep(path: Path, compiled: bytes) -> None:
    """Keep it for the next start, in place of what an older catalogue left; without a disk, do without."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        for older in path.parent.glob(f"{path.name.partition('-')[0]}-*.mo"):
            older.unlink(missing_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(compiled)
        draft.replace(path)
