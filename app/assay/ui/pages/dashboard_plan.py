"""The work plan: planned steps and documents, what each settles alone, what it adds to those before it."""

from __future__ import annotations

from assay.core.memo_numbers import hundredth, percent, tenth, whole
from assay.ui import text as phrases
from assay.ui.widgets.grid import GridCell, GridColumn, GridRow
from assay.words import tr
from assay.work.views.sensitivity import Sensitivity


def plan_words(found: Sensitivity, width: float) -> str:
    """What all of it together would come to."""
    if not found.best_next:
        return tr("No planned step and no document would settle an open question.")
    after = found.best_next[-1].after.total
    return tr(
        "Together they would narrow the range from {width} to {left} points and lift coverage to {part}.",
        width=whole(width),
        left=whole(after.interval.high - after.interval.low),
        part=percent(after.coverage),
    )


def plan_rows(found: Sensitivity) -> list[GridRow]:
    """The best next steps, the one that adds most first."""
    rows = []
    for number, joint in enumerate(found.best_next, 1):
        source = found.basis.sources[joint.candidate.id]
        title = source.title
        if source.kind == "document":
            title = tr("Bring up to date: {document}", document=title)
        about = " · ".join(
            part
            for part in (
                source.method,
                source.owner,
                phrases.day(source.due) if source.due else "",
                source.cost,
            )
            if part
        )
        closes = ", ".join(joint.candidate.closes)
        total = joint.after.total
        rows.append(
            GridRow(
                joint.candidate.id,
                (
                    GridCell(str(number), "strong"),
                    GridCell(title),
                    GridCell(about or "–", ink="text2"),
                    GridCell(closes, "caption", "text2"),
                    GridCell(tenth(joint.alone)),
                    GridCell(tenth(joint.adds), "strong"),
                    GridCell(f"{whole(total.interval.low)}–{whole(total.interval.high)}"),
                    GridCell(percent(total.coverage)),
                    GridCell(hundredth(total.evidence_index)),
                ),
            )
        )
    return rows


def plan_columns() -> list[GridColumn]:
    """What is told of each."""
    return [
        GridColumn("", 28),
        GridColumn(tr("Step or document"), share=3, lines=3),
        GridColumn(tr("Method, owner, due, cost"), share=3, lines=3),
        GridColumn(tr("Settles"), share=2, lines=3),
        GridColumn(tr("Alone"), 56, right=True),
        GridColumn(tr("Adds"), 52, right=True),
        GridColumn(tr("Leaves"), 66, right=True),
        GridColumn(tr("Cov."), 54, right=True),
        GridColumn(tr("Index"), 54, right=True),
    ]
