"""What the merge window says of a conflict's sides, and the field for a text of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from assay.core.wording import new_in
from assay.ui import text as phrases
from assay.ui.dialogs.dialog import Dialog
from assay.ui.widgets.fields import TextBox
from assay.ui.widgets.side_card import Said
from assay.words import days, tr
from assay.work.deciding import LATER, side_of
from assay.work.merging import Choice
from assay.work.views.merging import ConflictView, SideView

WHOSE = {"base": "Base", "mine": "Mine", "theirs": "Theirs", "both": "Earlier merge"}
KEYS = {"base": "B", "mine": "M", "theirs": "T"}
OWN = "own"


def whose_words(whose: str) -> str:
    """*Mine*, *Theirs*, *Base*."""
    return tr(WHOSE[whose])


def said_of(found: ConflictView, own: str) -> list[Said]:
    """The cards of a conflict: what both began with, each side, and a text of one's own."""
    before = found.base.text if found.base is not None and found.long else ""
    cards = []
    if found.base is not None:
        cards.append(_said(found.base, "", KEYS["base"], long=False))
    each = len({side.whose for side in found.sides}) == len(found.sides)
    for number, side in enumerate(found.sides, 1):
        key = KEYS.get(side.whose, "") if each else ""
        said = _said(side, before, key or str(number), long=found.long)
        if not each and side.who:  # two strangers, or one's own two devices: names tell them apart
            said = replace(said, title=side.who, who=_when(side.when))
        cards.append(said)
    if own:
        new = new_in(own, before)
        cards.append(Said(OWN, tr("My own words"), tr("written here"), "", own, new))
    return cards


def _said(side: SideView, before: str, key: str, *, long: bool) -> Said:
    who = tr("what both began with") if side.whose == "base" else _who(side)
    effect = ""
    if side.effect is not None:
        effect = tr("Rating {range}", range=phrases.spread(side.effect))
    return Said(
        choice=str(side.choice),
        title=whose_words(side.whose),
        who=who,
        key=key,
        text=side.text,
        new=new_in(side.text, before) if long else (),
        ink="against" if side.whose == "theirs" else "accent",
        cited=side.evidence,
        effect=effect,
    )


def _who(side: SideView) -> str:
    return ", ".join(part for part in (side.who or tr("unnamed"), _when(side.when)) if part)


def _when(stamp: str) -> str:
    """The clock of a side, here; that device's own, so it may be wrong."""
    try:
        moment = datetime.fromisoformat(f"{stamp}+00:00").astimezone()
    except ValueError:
        return stamp
    return f"{days.day_of_year(moment)} {moment:%H:%M}"


def chosen_words(found: ConflictView, choice: Choice | None) -> str:
    """*mine*, *later*, *own words*; empty while nothing was chosen."""
    if choice is None:
        return ""
    if choice == LATER:
        return tr("later")
    if isinstance(choice, Mapping):
        return tr("own words")
    if choice == "base":
        return tr("base")
    side = next((side for side in found.sides if side.choice == choice), None)
    return {"mine": tr("mine"), "theirs": tr("theirs")}.get(
        side.whose if side else "", tr("decided")
    )


def effect_words(found: ConflictView) -> str:
    """What the rating would be with each side, or that only words differ."""
    spread = [
        f"{whose_words(side.whose)} {phrases.spread(side.effect)}"
        for side in found.sides
        if side.effect is not None
    ]
    if not spread:
        return tr("none: only words differ") if found.long else tr("none")
    return tr("until decided it counts as conflicted; {sides}", sides=" · ".join(spread))


class CombinedText(Dialog):
    """`CombinedText(conflict, begun, parent=None)`: after it was accepted, `written`."""

    def __init__(self, found: ConflictView, begun: str, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("In your own words"),
            tr("Both versions stay in the history, whatever you write."),
            parent,
            680,
        )
        self.written = ""
        mine, theirs = side_of(found, "mine"), side_of(found, "theirs")
        self.field = TextBox(found.field, lines=8)
        self.field.set_text(begun or (mine.text if mine else ""))
        self.other = TextBox(tr("Theirs, to copy from"), lines=5)
        self.other.set_text(theirs.text if theirs else "")
        self.other.editor.setReadOnly(True)
        self.body.addWidget(self.field)
        self.body.addWidget(self.other)
        self.other.setVisible(theirs is not None)
        self.offer(tr("Take this text"))

    def accept(self) -> None:
        """Take the text as it was written."""
        self.written = self.field.text().strip()
        super().accept()
