"""One sentence for every message id of a `UserError`, in English; places are the error's facts."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "row_moved": "{table} {key} changed in the meantime, so this step was not done; "
    "look at it again and repeat the step.",
}
