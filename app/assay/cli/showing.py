"""Verbs that look: show, score, verify."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from assay.cli.checking_memos import print_check
from assay.cli.chronicles import AT, as_it_was
from assay.cli.opening import opened, print_json, say
from assay.core.memo_numbers import percent, whole
from assay.core.rating import Interval
from assay.core.scorecard import Scorecard
from assay.words import tr
from assay.words.problems import problem as in_words
from assay.words.problems import remedy
from assay.words.terms import STATUS
from assay.work import exploring, verifying
from assay.work.session import Session
from assay.work.starting import chosen_profile
from assay.work.views.dashboard import fixed_form, reasons
from assay.work.views.home import HomeView, home_view
from assay.work.views.score import score_json


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command("show")(show)
    app.command("score")(score)
    app.command("verify")(verify)


FILE = typer.Argument(..., help="The project file.")
JSON = typer.Option(False, "--json", help="Print JSON.")
WHAT_IF = typer.Option(
    [],
    "--what-if",
    metavar="QUESTION=VALUE",
    help="Suppose an answer, proven; nothing is recorded. Again for more.",
)


def show(file: Path = FILE, at: str = AT, as_json: bool = JSON) -> None:
    """Show issuer, assessments, counts and state id."""
    with opened(file, read_only=True) as now:
        session = as_it_was(now, at)
        pages = [(a, home_view(session, a.id)) for a in session.assessments()]
        if as_json:
            print_json(
                {
                    "project": session.store.project_id,
                    "state_id": session.state_id(),
                    "issuer": asdict(pages[0][1].issuer) if pages else None,
                    "evidence": len(session.state.get("evidence", {})),
                    "assessments": [
                        {**asdict(a), "asked": page.asked, "counts": dict(page.totals)}
                        for a, page in pages
                    ],
                }
            )
            return
        for number, (assessment, page) in enumerate(pages, 1):
            _show(session, assessment.id, f"{number}. {assessment.title}", page)


def _show(session: Session, id: str, title: str, page: HomeView) -> None:
    issuer = page.issuer
    typer.echo(" · ".join(part for part in (issuer.latin, issuer.name) if part))
    for found in issuer.identifiers:
        typer.echo(f"  {found.scheme} {found.value or '–'} ({found.status})")
    typer.echo(title)
    typer.echo(f"  assessment {id}")
    typer.echo(f"  {page.checklist} {page.checklist_version}, cut-off {page.cut_off}")
    counts = " · ".join(f"{count} {_word(status)}" for status, count in page.totals.items())
    typer.echo(f"  {page.asked} questions asked: {counts}")
    typer.echo(f"  {headline(session.scorecard(id))}")
    typer.echo(tr("State {state}", state=session.state_id()))


def _word(status: str) -> str:
    return "not asked" if status == "skipped" else STATUS[status].lower()


def spread(interval: Interval) -> str:
    """`55; 29–94`: whole numbers only, the range always with the point."""
    return f"{whole(interval.point)}; {whole(interval.low)}–{whole(interval.high)}"


def headline(scorecard: Scorecard) -> str:
    """The fixed form of the headline (blueprint §4.6), as the dashboard has it, and the coverage."""
    rating = scorecard.rating
    return tr("{line}, coverage {part}", line=fixed_form(rating), part=percent(rating.coverage))


def score(
    file: Path = FILE,
    assessment: str = typer.Option("", "--assessment", help="Default: the last one."),
    as_of: str = typer.Option("", "--as-of", help="Move the cut-off to this date."),
    profile: str = typer.Option("", "--profile", help="Weigh by another profile."),
    what_if: list[str] = WHAT_IF,
    at: str = AT,
    as_json: bool = JSON,
) -> None:
    """Rate: overall, domains, questions, flags, gaps by value of information."""
    with opened(file, read_only=True) as now:
        session = as_it_was(now, at)
        id = session.assessment(assessment or None).id
        scorecard = session.scorecard(id)
        if as_of or profile or what_if:
            weights = chosen_profile(session.checklist(id), profile) if profile else ""
            trial = exploring.parsed(session, id, what_if, profile=weights, cut_off=as_of)
            scorecard = exploring.scored(session, id, trial)
        if as_json:
            print_json(score_json(session, id, scorecard.rating, scorecard.gaps()))
        else:
            _print_score(session, id, scorecard)


def _print_score(session: Session, id: str, scorecard: Scorecard) -> None:
    rating, checklist = scorecard.rating, session.checklist(id)
    typer.echo(headline(scorecard))
    typer.echo(f"As answered: {whole(rating.as_answered)}. Profile {rating.profile}.")
    for reason in reasons(rating):
        typer.echo(f"  {reason}")
    for domain in rating.domains:
        text = spread(domain.interval) if domain.interval else "no question applies"
        typer.echo(f"{domain.id:6} {text:14} coverage {domain.coverage:.0%}")
    for flag in rating.flags:
        if flag.state not in {"clear", "cleared"}:
            typer.echo(f"{flag.id:10} {flag.kind} {flag.state}")
    for gap in scorecard.gaps()[:10]:
        question = checklist.questions[gap.question]
        typer.echo(
            f"settling {gap.question} narrows by {gap.value_of_information:.1f}: "
            f"{next(iter(question.short.values()))}"
        )


def verify(
    file: Path = FILE,
    memo: Path | None = typer.Option(None, "--memo", help="A memo to hold against the project."),
    as_json: bool = JSON,
) -> int:
    """Replay the history and check every hash; or say whether a memo matches."""
    if memo is not None:
        return print_check(file, memo, as_json=as_json)
    with opened(file, read_only=True) as session:
        problems = verifying.problems(session)
        if as_json:
            print_json({"ok": not problems, "problems": [asdict(p) for p in problems]})
        else:
            for problem in problems:
                typer.echo(f"{in_words(problem.what, problem.where)} {remedy(problem.remedy)}")
            if not problems:
                say(tr("Everything recorded is there and unchanged since it was recorded."))
    return 4 if problems else 0
