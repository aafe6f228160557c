"""Settings: who the person is and how the window looks; everything is kept as soon as it is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from assay import prefs
from assay.core.errors import CannotWrite
from assay.ui.bridge import Bridge
from assay.ui.dialogs.device_keys import DeviceKeys
from assay.ui.dialogs.dialog import Dialog
from assay.ui.dialogs.house_fields import HouseFields
from assay.ui.dialogs.known_devices import KnownDevices
from assay.ui.dialogs.picks import Pick
from assay.ui.dialogs.segments import Segment, Segments
from assay.ui.dialogs.ticks import Tick
from assay.ui.theme import ZOOM_STEPS, choice_of, theme
from assay.ui.widgets.fields import LineBox
from assay.ui.widgets.labels import Column, Words
from assay.words import tr

LANGUAGES = (("en", "English"), ("zh_Hans", "简体中文"))
"""Each in its own words: whoever lost their way finds back."""


class Settings(Dialog):
    """`Settings(bridge, parent=None)`: writes the preferences, theme and zoom at once."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        effect = tr("Each choice is kept at once, on this computer.")
        super().__init__(tr("Settings"), effect, parent, 560)
        self._bridge = bridge
        own = bridge.prefs
        self.author = LineBox(tr("Your name"), tr("As the history and the memo say it"))
        self.language = Segments(tr("Language of the window"), _languages())
        self.theme = Segments(tr("Theme"), _themes())
        self.zoom = Pick(tr("Size of text and controls"), _zooms(theme().zoom))
        self.motion = Tick(tr("Without motion"))
        self.reopen = Tick(tr("Open the last project at the start"))
        self.paper = Segments(
            tr("Paper of the memo"), (Segment("a4", "A4"), Segment("letter", "Letter"))
        )
        self.keys = DeviceKeys(bridge)
        self.devices = KnownDevices(bridge)
        self.house = HouseFields(own)
        self.author.set_text(own.author)
        self.language.set_chosen(own.language)
        self.theme.set_chosen(own.theme)
        self.zoom.set_chosen(str(theme().zoom))
        self.motion.setChecked(own.reduced_motion)
        self.reopen.setChecked(own.reopen)
        self.paper.set_chosen(own.paper)
        self._arrange()
        self._listen()
        self.close_only()

    def _arrange(self) -> None:
        self.body.addWidget(self.author)
        said = Column(3)
        said.addWidget(self.language)
        said.addWidget(Words(tr("Takes effect at the next start."), "caption", "text2"))
        self.body.addLayout(said)
        shown: list[QWidget] = [self.theme, self.zoom, self.motion, self.reopen, self.paper]
        for widget in (*shown, self.house, self.keys, self.devices):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _listen(self) -> None:
        self.author.committed.connect(self._on_author)
        self.language.chosen.connect(self._on_language)
        self.theme.chosen.connect(self._on_theme)
        self.zoom.chosen.connect(self._on_zoom)
        self.motion.toggled.connect(self._on_motion)
        self.reopen.toggled.connect(self._on_reopen)
        self.paper.chosen.connect(self._on_paper)
        self.house.kept.connect(self._keep)
        self.finished.connect(self.author.commit)
        self.finished.connect(self.house.commit)

    def _keep(self) -> None:
        try:
            prefs.save(self._bridge.prefs)
        except OSError as error:
            path, why = prefs.config_dir() / prefs.NAME, error.strerror or str(error)
            self._bridge.troubled.emit(CannotWrite("cannot_write", path=str(path), why=why))

    def _on_author(self, name: str) -> None:
        self._bridge.prefs.author = " ".join(name.split())
        session = self._bridge.session
        if session is not None and self._bridge.prefs.author:
            session.person = replace(session.person, author=self._bridge.prefs.author)
        self._keep()

    def _on_language(self, language: str) -> None:
        self._bridge.prefs.language = language
        self._keep()

    def _on_theme(self, name: str) -> None:
        theme().choose(choice_of(name))
        self._bridge.prefs.theme = name
        self._keep()

    def _on_zoom(self, percent: str) -> None:
        theme().set_zoom(int(percent))
        self._bridge.prefs.zoom = theme().zoom
        self._keep()

    def _on_motion(self, without: bool) -> None:
        theme().reduced_motion = without
        self._bridge.prefs.reduced_motion = without
        self._keep()

    def _on_reopen(self, wanted: bool) -> None:
        self._bridge.prefs.reopen = wanted
        self._keep()

    def _on_paper(self, paper: str) -> None:
        self._bridge.prefs.paper = paper
        self._keep()


def _languages() -> list[Segment]:
    return [
        Segment("", tr("As the system")),
        *(Segment(id, name) for id, name in LANGUAGES),
    ]


def _themes() -> list[Segment]:
    return [
        Segment("system", tr("As the system")),
        Segment("light", tr("Light")),
        Segment("dark", tr("Dark")),
        Segment("high-contrast", tr("High contrast")),
    ]


def _zooms(now: int) -> list[tuple[str, str]]:
    return [(str(step), f"{step} %") for step in sorted({*ZOOM_STEPS, now})]
