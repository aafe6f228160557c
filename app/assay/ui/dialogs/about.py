"""What Assay is, its version, where it keeps things, and the licences of all that it is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtWidgets import QWidget

from assay import __version__, assets, prefs
from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.labels import Column, FactLine, Rule, SectionHeading, Words
from assay.words import tr

LABEL = 230
SHIPPED = (
    ("Noto Sans SC", "SIL Open Font License 1.1"),
    ("Source Sans 3", "SIL Open Font License 1.1"),
    ("Source Serif 4", "SIL Open Font License 1.1"),
    ("Phosphor", "MIT"),
)
"""Fonts and icons under `resources/`, each with its licence beside it."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Library:
    """A library that Assay uses, as its own metadata describe it."""

    name: str
    version: str
    licence: str


def libraries() -> list[Library]:
    """The libraries that this installation is made of, by name."""
    try:
        asked = metadata.requires("assay") or []
    except metadata.PackageNotFoundError:  # run from the source, without being installed
        return []
    found = []
    for line in asked:
        name = _NAME.match(line)
        try:
            found.append(_library(metadata.metadata(name.group() if name else line)))
        except metadata.PackageNotFoundError:
            continue  # an optional one that is not here
    return sorted(found, key=lambda library: library.name.casefold())


def _library(about: metadata.PackageMetadata) -> Library:
    said = [about[name] for name in ("License-Expression", "License") if name in about]
    licence = said[0] if said else ""
    licence = licence.strip().partition("\n")[0].partition(",")[0].partition(" (")[0]
    kinds = [c for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    if kinds and (not licence or len(licence) > 60):
        licence = kinds[0].rpartition("::")[2].strip()
    return Library(about["Name"], about["Version"], licence or tr("see its own page"))


class About(Dialog):
    """`About(parent=None)`: everything in it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        said = tr(
            "Assay walks an investor through a governance checklist for one issuer, keeps the "
            "evidence, rates the risk with its uncertainty, and writes a memo that can be traced."
        )
        super().__init__(tr("About Assay"), said, parent, 660)
        body = self.body
        facts = Column(6)
        facts.addWidget(FactLine(tr("Version"), __version__, LABEL, "text"))
        facts.addWidget(FactLine(tr("Licence"), "Apache-2.0", LABEL, "text"))
        facts.addWidget(FactLine(tr("Your data"), str(prefs.data_dir()), LABEL, "text"))
        facts.addWidget(FactLine(tr("Your settings"), str(prefs.config_dir()), LABEL, "text"))
        body.addLayout(facts)
        body.addWidget(Words(tr("It works offline and sends nothing."), "strong", wrap=True))
        body.addWidget(Rule())
        body.addWidget(SectionHeading(tr("Fonts and icons"), pane=True))
        body.addLayout(_lines(SHIPPED))
        where = tr("Their licences lie in {folder}.", folder=assets.resource())
        body.addWidget(Words(where, "caption", "text2", wrap=True, selectable=True))
        body.addWidget(SectionHeading(tr("Libraries"), pane=True))
        body.addLayout(_lines([(f"{i.name} {i.version}", i.licence) for i in libraries()]))
        body.addStretch(1)
        self.close_only()


def _lines(pairs: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> Column:
    column = Column(4)
    for name, licence in pairs:
        column.addWidget(FactLine(name, licence, LABEL))
    return column
