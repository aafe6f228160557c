"""The name of every step, in English; places are the step's facts."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "create_project": "Create the project",
    "answer": "Answer {question}",
    "build_example": "Build the example {name}",
    "decline": "Say why {question} has no answer",
    "write": "Write about {question}",
    "clear": "Clear {question}",
    "mark": "Mark {question} for a second look",
    "unmark": "Take the second-look mark off {question}",
    "set_fact": "Set {fact}",
    "attach": "Add {count} to the register: {name}",
    "edit_evidence": "Edit evidence {number}",
    "grade_evidence": "Grade evidence {number} {grade}",
    "remove_evidence": "Remove evidence {number}",
    "cite": "Cite evidence {number} for {question}",
    "edit_citation": "Edit a citation of {question}",
    "salvage": "Salvage what could be read of a damaged file",
    "uncite": "Remove a citation of {question}",
}
