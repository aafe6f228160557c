"""A memo's matter, taken from a session at one moment: it can be written while the person goes on."""

from __future__ import annotations

from dataclasses import dataclass

from assay import __version__
from assay.core.change import State
from assay.core.checklist import Checklist
from assay.core.memo import Memo
from assay.core.memo_profile import INTERNAL, Profile
from assay.core.scorecard import Scorecard
from assay.work import memo_writing, quoting, touching
from assay.work.session import Session


@dataclass(frozen=True, slots=True)
class Draft:
    """What a memo is written from; nothing in it changes any more."""

    state: State
    checklist: Checklist
    assessment: str
    state_id: str
    project: str = ""
    """Id of the project."""

    def memo(
        self,
        *,
        language: str = "en",
        final: bool = False,
        profile: Profile = INTERNAL,
        disclaimer: str = "",
    ) -> Memo:
        """The memo. Raises `NeedsDecision` when a final one is asked for and a gate is open."""
        return memo_writing.write(
            self.state,
            self.checklist,
            self.assessment,
            Scorecard(self.checklist, self.state, self.assessment),
            state_id=self.state_id,
            app_version=__version__,
            language=language,
            final=final,
            profile=profile,
            disclaimer=disclaimer,
        )


def take(session: Session, assessment: str, *, final: bool = False) -> Draft:
    """The matter as it is now. Rows are never changed in place, so copying the tables is enough.

    For a `final` memo every quotation is first held against its document, which may have to be read;
    raises `NeedsDecision` when one is not there, or when what is cited is damaged.
    """
    if final:
        touching.require_whole(session, assessment)
        quoting.require_found(session, assessment)
    return Draft(
        state={table: dict(rows) for table, rows in session.state.items()},
        checklist=session.checklist(assessment),
        assessment=assessment,
        state_id=session.state_id(),
        project=session.store.project_id,
    )
