"""A language that nobody speaks: it shows which texts cannot be translated and which do not fit."""

from __future__ import annotations

import gettext
import re

LANGUAGE = "qps"
LONGER = 0.35
"""By how much a text may grow when it is translated out of English."""
_ACCENTS = str.maketrans("aceinosuyAEINOSUY", "áçéíñóšúýÁÉÍÑÓŠÚÝ")
_PLACE = re.compile(r"(\{[^{}]*\})")


def pseudo(english: str) -> str:
    """`english` in brackets, accented and longer, its `{places}` as they are."""
    parts = _PLACE.split(english.replace("{{", "\0").replace("}}", "\1"))
    said = "".join(p if n % 2 else p.translate(_ACCENTS) for n, p in enumerate(parts))
    said = said.replace("\0", "{{").replace("\1", "}}")
    letters = sum(len(part) for part in parts[::2])
    if not any(part.strip() and any(map(str.isalpha, part)) for part in parts[::2]):
        return english  # a pattern for figures, which grows in no language
    return f"⟦{said}{'·' * round(letters * LONGER)}⟧"


class Pseudo(gettext.NullTranslations):
    """Answers every text with its `pseudo`."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)
