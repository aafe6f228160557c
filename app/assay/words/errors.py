"""One sentence for every message id of a `UserError`, in English; places are the error's facts."""

from __future__ import annotations

ERRORS: dict[str, str] = {
    "row_moved": "{table} {key} changed in the meantime, so this step was not done; "
    "look at it again and repeat the step.",
    "project_is_read_only": "{path} is open for reading only, so nothing was changed; "
    "save a copy under another name to work on it.",
    "no_assessment": "{path} holds no assessment yet; start one over a checklist.",
    "unknown_assessment": "This project has no assessment {assessment}.",
    "unknown_question": "Checklist {checklist} has no question {question}; there are {known}.",
    "unknown_option": "{question} has no option {option}; choose one of: {known}.",
    "no_option": "{question} takes at least one option; choose from: {known}.",
    "one_value_only": "{question} takes one value; several were given.",
    "not_a_number": "{question} takes a number, and {value} is none; write it like 36.84.",
    "percent_out_of_range": "{question} takes a percentage from 0 to 100, and {value} is outside.",
    "not_a_date": "{question} takes a date, and {value} is none; write it like 2026-11-23.",
    "bad_date": "The {field} takes a date, and {value} is none; write it like 2026-11-23.",
    "empty_text": "{question} was given no text; nothing was changed.",
    "text_too_long": "This text has {length} characters, and a field takes {limit}; "
    "attach it as evidence instead.",
    "unknown_status": "{status} is no status; choose one of: {known}.",
    "answer_needs_value": "An answer to {question} needs a value; give one, "
    "or a status that says why there is none.",
    "reason_required": "{status} for {question} needs a reason in words; nothing was changed.",
    "unknown_fact": "The checklist asks for no fact {fact}; there are: {known}.",
    "not_a_grade": "{value} is no grade; write the source's reliability A to F "
    "and the claim's credibility 1 to 6, like B2.",
    "unknown_stance": "{value} is no stance; choose one of: {known}.",
    "unknown_kind": "{value} is no kind of source; choose one of: {known}.",
    "title_required": "Evidence needs a title; nothing was changed.",
    "unknown_evidence": "The register has no evidence {evidence}; "
    "give its number or its short name.",
    "unknown_citation": "This citation is no longer there; nothing was changed.",
    "bad_page": "{value} is no page; pages count from 1.",
    "file_not_found": "There is no file {path}; check the name and try again.",
    "file_unreadable": "{path} cannot be read ({why}); check that you may open it.",
    "nothing_to_attach": "There is no file in {paths}; nothing was attached.",
    "not_a_file": "{path} is not a file with content of its own, so it was not attached.",
    "file_too_large": "{path} has {mib} MiB, and a project holds files up to {limit} MiB; "
    "keep it beside the project and attach the pages that matter.",
    "file_is_large": "{path} has {mib} MiB, which makes the project file that much larger; "
    "confirm that it should go in.",
    "unknown_profile": "The checklist has no weight profile {profile}; there are: {known}.",
    "expression_too_long": "{file}, line {line}, {path}: this rule has {length} characters, "
    "and {most} are allowed; split it or say less.",
    "expression_invalid": "{file}, line {line}, {path}: this is no rule that can be read: "
    "{expression}; see the README of the checklists for what a rule may say.",
    "expression_unknown_name": "{file}, line {line}, {path}: a rule cannot use {name}; "
    "it knows facts.NAME, points, value, confidence, option, chosen and status.",
    "expression_unknown_question": "{file}, line {line}, {path}: the rule {expression} reads "
    "question {question}, and there is none; correct the id.",
    "expression_unknown_option": "{file}, line {line}, {path}: the rule {expression} expects "
    "{option} of {question}, which it can never be; correct the option's id.",
    "expression_unknown_fact": "{file}, line {line}, {path}: the rule {expression} reads "
    "facts.{fact}, and there is no such fact; correct the name or declare it under facts.",
    "expression_unknown_fact_option": "{file}, line {line}, {path}: the rule {expression} expects "
    "{option} of facts.{fact}, which it can never be; correct it.",
    "expression_wrong_kind": "{file}, line {line}, {path}: the rule {expression} asks "
    "{function}() of {question}, whose type of answer has none; use another function.",
    "expression_fails": "{file}, line {line}, {path}: this part of a rule can never be "
    "evaluated: {clause}; compare numbers with numbers (2.0, not 2) and texts with texts.",
    "expression_not_yes_or_no": "{file}, line {line}, {path}: this part of a rule is no yes or "
    "no: {clause}; compare it with something.",
    "skip_cycle": "{file}, line {line}, {path}: these skip rules depend on each other in a "
    "circle: {cycle}; take one of them out.",
    "cannot_write": "{path} cannot be written ({why}); choose another place, "
    "nothing that was kept is lost.",
    "no_folder": "There is no folder {folder}, so {path} was not written; "
    "make the folder or choose another.",
    "unknown_paper": "{value} is no paper size; choose one of: {known}.",
    "value_and_status": "{question} was given both a value and a status; give one of them.",
    "nothing_given": "{question} was given neither value, status nor text; nothing was changed.",
}
