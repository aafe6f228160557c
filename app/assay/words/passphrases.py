"""Passphrases: what makes one easy to guess, as far as that can be told from looking at it.

No strength is reckoned: a program cannot know how a person chose. It names what guessers try first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from assay.words import tr

SHORTEST = 12
"""Characters below which every combination can be tried; Chinese ones count twice."""
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
_TRIED_FIRST = (
    "password passphrase passwort motdepasse contrasena senha letmein welcome admin "
    "administrator login master secret changeme default guest iloveyou monkey dragon "
    "princess sunshine football baseball superman batman starwars trustno abcabc woaini "
    "woaini1314 mima wangyibo aini correcthorsebatterystaple thequickbrownfox "
    "thequickbrownfoxjumpsoverthelazydog tobeornottobe maytheforcebewithyou lorem ipsum "
    "loremipsum openthedoor opensesame confidential assay memo project duediligence company "
    "investor investment summer winter spring autumn monday "
)
_EVERYBODYS = frozenset(_TRIED_FIRST.split())
_LEET = str.maketrans("013457@$!€", "oieastasie")
_ALIKE = 0.8
REMARKS = {
    "passphrase_short": "It is short: with fewer than 12 characters, all combinations can be tried.",
    "passphrase_common": "It is a word that is tried first, whatever digits or signs stand around it.",
    "passphrase_pattern": "It repeats itself or follows a keyboard, which is tried early.",
    "passphrase_known": "It is little more than a name that everybody connects with this project.",
}
"""What was noticed, in words."""


def remarks(passphrase: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Message ids of what makes it easy to guess, empty when nothing was noticed.

    `known`: words that whoever has the file knows, like the issuer's name.
    """
    text = unicodedata.normalize("NFKC", passphrase).casefold()
    letters = re.sub(r"[\W_]+", "", text)
    found = []
    if _length(passphrase) < SHORTEST:
        found.append("passphrase_short")
    if _is_tried_first(text):
        found.append("passphrase_common")
    if _is_pattern(letters):
        found.append("passphrase_pattern")
    if any(_holds(letters, word) for word in known):
        found.append("passphrase_known")
    return tuple(found)


def remark(message: str) -> str:
    """What was noticed, as a sentence."""
    return tr(REMARKS[message])


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text.strip())


def _is_tried_first(text: str) -> bool:
    """Nothing but a word that everybody tries, with digits or signs around it or for its letters."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    forms = {re.sub(r"[\W_]+", "", each) for each in (text, bare, bare.translate(_LEET))}
    return any(form in _EVERYBODYS or _halves(form) in _EVERYBODYS for form in forms if form)


def _halves(text: str) -> str:
    """The word that a text says several times, else the text."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text


def _is_pattern(letters: str) -> bool:
    """A few characters over and over, or the way along a keyboard or an alphabet."""
    if len(letters) < 4:
        return False
    if len(set(letters)) <= max(2, len(letters) // 5) or len(_halves(letters)) <= 4:
        return True
    steps = sum(_is_neighbour(a, b) for a, b in pairwise(letters))
    return steps >= _ALIKE * (len(letters) - 1)


def _is_neighbour(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in _ROWS)


def _holds(letters: str, word: str) -> bool:
    """Little more than a word that is known."""
    folded = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", word).casefold())
    if len(folded) < 2 or not letters:
        return False
    rest = letters.replace(folded, "")
    if rest != letters:
        return _length(rest) < SHORTEST
    return SequenceMatcher(None, letters, folded, autojunk=False).ratio() > _ALIKE
