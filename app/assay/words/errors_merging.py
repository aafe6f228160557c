"""The sentences for what goes wrong while two copies are merged, in English."""

from __future__ import annotations

MERGING_ERRORS: dict[str, str] = {
    "other_project": "{path} is another project than {other}, so the two cannot be merged; "
    "copy answers or evidence from it instead: assay copy.",
    "histories_unrelated": "{path} says it is the same project as {other}, but they have no step in "
    "common; nothing was merged. Copy answers or evidence from it instead.",
    "copy_same_project": "{path} is a copy of this very project, so nothing was copied; merge it instead.",
    "nothing_to_copy": "Nothing of {path} fits this project, so nothing was copied: {why}.",
    "merge_source_damaged": "{path} is damaged at {where}, so nothing was merged; salvage what is "
    "sound in it into a new file first.",
    "merge_ids_differ": "{path} uses the id of a step of ours for something else, so nothing was "
    "merged; ask where the file comes from.",
    "merge_does_not_fit": "The steps of {path} do not fit the rows that they change, so nothing was "
    "merged; ask where the file comes from.",
    "merge_too_large": "Merged with {path} the project would take more than {limit} MiB in memory, so "
    "nothing was merged.",
    "merge_too_tangled": "The history of {path} branches more often than Assay can follow, so nothing "
    "was merged; ask where the file comes from.",
    "redacted_without_stand_in": "{path} lacks steps that were redacted without saying what stands in "
    "for them, so nothing was merged; ask for a newer redacted copy.",
    "unknown_conflict": "There is no conflict {conflict}; there are: {known}.",
    "choice_misshapen": "A decision on {conflict} names other fields than it has: {known}.",
    "no_such_side": "{conflict} has no side {side}; choose one of its values, or write another.",
    "conflicts_open": "{count} conflicts are left to decide in {path}; both values of each are kept, "
    "and answers among them count as conflicted. Decide them with --take, or in the window.",
    "merge_without_out": "Say with -o where the merged project goes, or ask with --plan what would be "
    "done; {path} was left alone.",
}
