"""Who signs a memo: a row each with room for signature and day."""

from __future__ import annotations

from assay.core.memo import Column, Row, Table, plain
from assay.work.memo_matter import Matter


def sign_off(matter: Matter) -> Table:
    """Analyst, second analyst where there is one, and reviewer; an empty name is for the pen."""
    voice, given = matter.voice, matter.assessment
    people = [(voice("Analyst"), given.analyst), (voice("Reviewer"), given.reviewer)]
    if given.second_analyst:
        people.insert(1, (voice("Second analyst"), given.second_analyst))
    return Table(
        columns=(
            Column(voice("Role"), 32),
            Column(voice("Name"), 50),
            Column(voice("Signature"), 58),
            Column(voice("Day"), 30),
        ),
        rows=tuple(
            Row(((plain(role),), (plain(name),), (plain(" "),), (plain(" "),)), rule=n > 0)
            for n, (role, name) in enumerate(people)
        ),
        title=voice("Sign-off"),
    )
