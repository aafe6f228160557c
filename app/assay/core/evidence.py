"""Evidence and citations: what was captured, how far it is trusted, and which answer it speaks to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

RECOGNISER = "tesseract"
"""The program that recognises text in pictures: what it gave is said to come from it, by name and version."""
RELIABILITY = "ABCDEF"
CREDIBILITY = "123456"


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Kind(StrEnum):
    """What kind of source a piece of evidence is (blueprint §4.2, default grades)."""

    FILING = "filing"
    STATUTE = "statute"
    NOTICE = "notice"
    REGISTRY = "registry"
    PRESS = "press"
    TRADE_PRESS = "trade press"
    PRESS_RELEASE = "press release"
    BROKER = "broker"
    DATA_VENDOR = "data vendor"
    ACADEMIC = "academic"
    NGO = "ngo"
    WEB = "web"
    INTERVIEW = "interview"
    SEARCH = "search"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of the register: a row of table `evidence`. Its bytes lie under `blob`, kept exact.

    Grade: `reliability` A–F of the source, `credibility` 1–6 of the claim (Admiralty / NATO 6×6).
    Dates are ISO dates; `retrieved` is an ISO date or date-time with zone. `origin` is the
    independence group: items of one origin count once. Empty text means *not given*.
    """

    id: str
    number: int
    """Permanent register number in this project."""
    key: str
    """Short readable name, unique in the project."""
    title: str
    publisher: str = ""
    short_name: str = ""
    """Publisher as the memo's margin prints it; empty: derived from `publisher`."""
    kind: str = Kind.OTHER
    language: str = ""
    date: str = ""
    date_precision: str = ""
    retrieved: str = ""
    url: str = ""
    reliability: str = "F"
    credibility: str = "6"
    grade_reason: str = ""
    origin: str = ""
    valid_until: str = ""
    no_decay: bool = False
    note: str = ""
    blob: str = ""
    """SHA-256 of the bytes, empty where nothing is held."""
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    link: str = ""
    """Path of a file that is linked, not held."""
    details: str = "{}"
    """Canonical JSON of what its kind needs: of a search where, for what, by whom and its result."""

    @property
    def grade(self) -> str:
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence ↔ answer, with stance and place: a row of table `citation`."""

    id: str
    assessment: str
    question: str
    evidence: str
    """Id of the evidence row."""
    stance: Stance
    locator: str = ""
    page: int | None = None
    """1-based page."""
    quote: str = ""
    translation: str = ""
    note: str = ""
    anchor: str = ""
    """Canonical JSON of where the quotation was found (page rectangles, offsets, text hash)."""


def is_recognised(extractor: str) -> bool:
    """True when what gave a text was the recogniser, not the document itself."""
    return extractor.startswith(f"{RECOGNISER} ")


def from_recognised(citation: Citation) -> bool:
    """True when its quotation was found in recognised text, by what its anchor records."""
    if RECOGNISER not in citation.anchor:
        return False
    try:
        found = json.loads(citation.anchor)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and is_recognised(str(found.get("extractor", "")))
