"""The name of every step, in English; places are the step's facts."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "create_project": "Create the project",
    "answer": "Answer {question}",
}
