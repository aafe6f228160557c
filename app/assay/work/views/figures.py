"""Every figure of the dashboard as a drawing and as the table that says the same without a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assay.core import rating_figures as drawn
from assay.core.forecasts import Bucket
from assay.core.memo_drawing import Drawing
from assay.core.rating import Interval
from assay.words import tr
from assay.words.terms import BANDS, LIKELIHOOD, STATUS
from assay.work.views.agreement import AgreementView
from assay.work.views.dashboard import DomainRow, GapRow, Verdict
from assay.work.views.path import Moment
from assay.work.views.sensitivity import Sensitivity

GAPS_DRAWN = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its table: `rows` hold text and numbers at full precision."""

    name: str
    """Short name for files: `heat-map`."""
    title: str
    drawing: Drawing | None
    """None where the table is all there is."""
    heads: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


def heat_map(verdict: Verdict, domains: Sequence[DomainRow]) -> Figure:
    """The heat map; its table has a line for each domain and one for each question."""
    lines = [
        drawn.MapLine(
            row.id,
            row.title,
            f"{row.weight:g}",
            tuple((cell.status, cell.band) for cell in row.cells),
            *_bounds(row.interval),
            row.as_answered,
            row.hatched,
        )
        for row in domains
    ]
    rows: list[tuple[str | float | None, ...]] = [
        (tr("Overall"), "", "", None, *_bounds(verdict.interval), verdict.as_answered,
         verdict.coverage, verdict.evidence_index),
    ]  # fmt: skip
    for row in domains:
        rows.append(
            (row.id, row.title, "", row.weight, *_bounds(row.interval), row.as_answered, row.coverage,
             row.evidence_index)
        )  # fmt: skip
        rows += [
            (cell.question, cell.text, status_words(cell.status), None, *_bounds(cell.interval),
             None if cell.points is None else 25 * cell.points, None, cell.confidence)
            for cell in row.cells
        ]  # fmt: skip
    heads = (
        tr("Id"), tr("Name"), tr("State"), tr("Weight"), tr("Low"), tr("Point"), tr("High"),
        tr("As answered"), tr("Coverage"), tr("Confidence or evidence index"),
    )  # fmt: skip
    words = (tr("Domain"), tr("Weight"), tr("Questions, in checklist order"), tr("Point"))
    return Figure("heat-map", tr("Domains"), drawn.heat_map(lines, words), heads, tuple(rows))


def status_words(status: str) -> str:
    """The word of a state, *Not asked* included."""
    return tr("Not asked") if status == "not_asked" else tr(STATUS[status])


def gaps(rows: Sequence[GapRow]) -> Figure:
    """What would narrow the range most."""
    lines = [
        drawn.BarLine(r.question, r.text, r.worth, f"{r.worth:.1f}") for r in rows[:GAPS_DRAWN]
    ]
    heads = (tr("Question"), tr("Text"), tr("State"), tr("Narrows the range by"))
    table = tuple((r.question, r.text, status_words(r.status), r.worth) for r in rows)
    return Figure("gaps", tr("Would narrow the range most"), drawn.bars(lines), heads, table)


def swings(rows: Sequence[GapRow], point: float) -> Figure:
    """The tornado."""
    lines = [drawn.SwingLine(r.question, r.text, r.best, r.worst) for r in rows[:GAPS_DRAWN]]
    heads = (
        tr("Question"), tr("Text"), tr("Point at best"), tr("Point at worst"), tr("Changes the band"),
    )  # fmt: skip
    table = tuple(
        (r.question, r.text, r.best, r.worst, tr("yes") if r.changes_band else tr("no"))
        for r in rows
    )
    return Figure("swings", tr("What moves the point"), drawn.swings(lines, point), heads, table)


def named_ranges(name: str, title: str, lines: Sequence[tuple[str, Interval]]) -> Figure:
    """Ranges under one another."""
    drawing = drawn.ranges([drawn.RangeLine(n, i.low, i.point, i.high) for n, i in lines])
    heads = (tr("Name"), tr("Low"), tr("Point"), tr("High"))
    return Figure(name, title, drawing, heads, tuple((n, *_bounds(i)) for n, i in lines))


def chances(found: Sensitivity) -> Figure:
    """The draws over the hard bounds."""
    spread, bounds = found.chances, found.basis.rating.interval
    shares = [(tr(name), spread.share_by_band[name]) for name in BANDS]
    drawing = drawn.chances(shares, (spread.p05, spread.p50, spread.p95), (bounds.low, bounds.high))
    rows: list[tuple[str | float | None, ...]] = [
        (tr("Hard bound, low"), bounds.low),
        (tr("5% of draws lie under"), spread.p05),
        (tr("Median of the draws"), spread.p50),
        (tr("5% of draws lie over"), spread.p95),
        (tr("Hard bound, high"), bounds.high),
    ]
    rows += [(tr("Share of draws: {band}", band=name), share) for name, share in shares]
    title = tr("If errors are independent")
    return Figure("chances", title, drawing, (tr("Name"), tr("Value")), tuple(rows))


def plan(found: Sensitivity) -> Figure:
    """The best next steps, with what each settles, alone and after those before it."""
    heads = (
        tr("Step or document"), tr("Owner"), tr("Due"), tr("Method"), tr("Cost"), tr("Settles"),
        tr("Alone"), tr("Adds"), tr("Low"), tr("Point"), tr("High"), tr("Coverage"), tr("Evidence index"),
    )  # fmt: skip
    rows = []
    for joint in found.best_next:
        source, total = found.basis.sources[joint.candidate.id], joint.after.total
        rows.append(
            (source.title, source.owner, source.due, source.method, source.cost,
             ", ".join(joint.candidate.closes), joint.alone, joint.adds, *_bounds(total.interval),
             total.coverage, total.evidence_index)
        )  # fmt: skip
    return Figure("plan", tr("Best next steps"), None, heads, tuple(rows))


def measures(view: AgreementView) -> Figure:
    """How far two analysts agree, and where they are two points or more apart."""
    heads = (
        tr("Measure"),
        tr("Value"),
        tr("What it says"),
        view.first,
        view.second,
        tr("Decision"),
    )
    rows = [(m.name, m.value, m.meaning, "", "", "") for m in view.measures]
    rows += [(d.question, "", d.text, d.first, d.second, d.decision) for d in view.differing]
    return Figure("agreement", tr("How far they agree"), None, heads, tuple(rows))


def calibrated(buckets: Sequence[Bucket]) -> Figure:
    """How often what was given a word did happen."""
    heads = (tr("Word"), tr("From, %"), tr("To, %"), tr("Resolved"), tr("Happened"))
    rows = tuple(
        (tr(LIKELIHOOD[b.word]), str(b.low), str(b.high), str(b.resolved), str(b.happened))
        for b in buckets
    )
    return Figure("calibration", tr("Calibration"), None, heads, rows)


def path(moments: Sequence[Moment], cut_off: str) -> Figure:
    """The rating over time."""
    first, last = _day(moments[0].day), _day(moments[-1].day)
    length = max(1, last - first)
    points = [
        drawn.PathPoint(
            (_day(m.day) - first) / length,
            m.interval.low,
            m.interval.point,
            m.interval.high,
            len(m.events),
        )
        for m in moments
    ]
    drawing = drawn.path(points, _quarters(first, last), (_day(cut_off) - first) / length)
    heads = (
        tr("Day"), tr("Low"), tr("Point"), tr("High"), tr("Rating"), tr("Coverage"), tr("Events"),
    )  # fmt: skip
    rows = tuple(
        (m.day, *_bounds(m.interval), tr(m.rating), m.coverage, "; ".join(event_words(m)))
        for m in moments
    )
    return Figure("path", tr("The rating over time"), drawing, heads, rows)


def event_words(moment: Moment) -> list[str]:
    """*No. 12 is dated this day: title*, *No. 58 is no longer valid: title*."""
    patterns = {
        "dated": "No. {number} is dated this day: {title}",
        "lapsed": "No. {number} is no longer valid: {title}",
    }
    return [tr(patterns[e.kind], number=e.number, title=e.title) for e in moment.events]


def _quarters(first: int, last: int) -> list[tuple[float, str]]:
    """The first of every third month, as places between the first day and the last."""
    found = []
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        for month in (1, 4, 7, 10):
            day = date(year, month, 1).toordinal()
            if first <= day <= last:
                name = f"{year}" if month == 1 else f"{year}-{month:02}"
                found.append(((day - first) / max(1, last - first), name))
    return found


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _bounds(interval: Interval | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if interval is None else (interval.low, interval.point, interval.high)
