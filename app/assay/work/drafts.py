"""A memo's matter, taken from a session at one moment: it can be written while the person goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from assay import __version__
from assay.core.assessment import MemoIssue
from assay.core.change import State
from assay.core.checklist import Checklist
from assay.core.errors import UserError
from assay.core.memo import Memo
from assay.core.memo_profile import INTERNAL, Profile
from assay.core.revision import state_id
from assay.core.scorecard import Scorecard
from assay.work import looking_back, memo_changes, memo_writing, quoting, touching
from assay.work.chronicle import chronicle
from assay.work.jobs import Heeding, Progress
from assay.work.looking_back import Basis, Past
from assay.work.memo_changes import Earlier
from assay.work.session import Session


def _nothing() -> None:
    """There is nothing to compare it with."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a memo is written from; nothing in it changes any more."""

    state: State
    checklist: Checklist
    assessment: str
    state_id: str
    project: str = ""
    """Id of the project."""
    compared_with: Callable[[], Earlier | None] = _nothing
    """Finds `earlier`, which may mean to read the whole history: not before a memo is written."""

    @property
    def earlier(self) -> Earlier | None:
        """What the change log compares it with: the memo of this assessment that was issued last, as its
        project was then; else the assessment before this one; None where there is neither."""
        return self.compared_with()

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
            earlier=self.earlier,
        )


def take(session: Session, assessment: str, *, final: bool = False) -> Draft:
    """The matter as it is now. Rows are never changed in place, so copying the tables is enough.

    For a `final` memo every quotation is first held against its document, which may have to be read;
    raises `NeedsDecision` when one is not there, or when what is cited is damaged.
    """
    if final:
        _require(session, assessment, None)
    state = looking_back.copied(session.state)
    return Draft(
        state=state,
        checklist=session.checklist(assessment),
        assessment=assessment,
        state_id=session.state_id(),
        project=session.store.project_id,
        compared_with=_comparison(session, state, assessment),
    )


def gate(session: Session, assessment: str) -> Callable[[Progress], None]:
    """What `take` asks before a memo is final, to be asked elsewhere while the project is worked on.

    It is about the project as it is now, and raises what `take` raises.
    """
    still = session if isinstance(session, Past) else looking_back.basis(session)

    def ask(progress: Progress) -> None:
        here = looking_back.present(still) if isinstance(still, Basis) else still
        _require(here, assessment, progress)

    return ask


def _require(session: Session, assessment: str, progress: Progress | None) -> None:
    touching.require_whole(session, assessment)
    quoting.require_found(session, assessment, progress)


_known: WeakKeyDictionary[Session, dict[str, Earlier]] = WeakKeyDictionary()
"""What was found of issued memos: a preview is taken after every pause of typing."""


def _comparison(session: Session, state: State, assessment: str) -> Callable[[], Earlier | None]:
    before = _before(session, state, assessment)
    issue = memo_changes.last_issue(state, assessment, session.state_id())
    if issue is None:
        return lambda: before
    known = _known.setdefault(session, {})
    if issue.id in known:
        return partial(known.get, issue.id)
    return partial(_since, issue, looking_back.basis(session), known, before)


def _since(
    issue: MemoIssue, base: Basis, known: dict[str, Earlier], before: Earlier | None
) -> Earlier | None:
    found = known.get(issue.id) or _at_issue(base, issue)
    if found is None:
        return before
    known[issue.id] = found
    return found


def _at_issue(base: Basis, issue: MemoIssue) -> Earlier | None:
    """The project as it was when a memo was issued; None where its history does not reach there."""
    entries = chronicle(base.session, Heeding()).entries
    entry = next((e for e in entries if state_id((e.id,)) == issue.state), None)
    if entry is None:
        return None
    try:
        past = looking_back.look_back(base, entry, Heeding())
        checklist = past.checklist(issue.assessment)
    except UserError:
        return None
    return Earlier(issue.time[:10], issue.state, issue.assessment, checklist, past.state)


def _before(session: Session, state: State, assessment: str) -> Earlier | None:
    found = memo_changes.before(state, assessment)
    if found is None:
        return None
    return Earlier(found.cut_off, "", found.id, session.checklist(found.id), state)
