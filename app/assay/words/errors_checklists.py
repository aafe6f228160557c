"""One sentence for every message id about a checklist file, in English; places are the error's facts."""

from __future__ import annotations

CHECKLIST_ERRORS: dict[str, str] = {
    # The path is left out where the whole file is meant.
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
    "checklist_too_large": "{file} has {size_mib} MiB, and a checklist has at most {limit_mib}; "
    "leave out what is no checklist.",
    "checklist_not_utf8": "{file}, line {line}: this is not UTF-8 text; save the file as UTF-8.",
    "checklist_control_character": "{file}, line {line}: this line holds the invisible control "
    "character {character}; take it out.",
    "checklist_yaml": "{file}, line {line}: this is not valid YAML ({problem}); "
    "check indentation, colons and quotation marks here and in the line before.",
    "checklist_too_deep": "{file}, line {line}: lists and maps lie more than {limit} deep; "
    "no checklist needs that.",
    "checklist_too_many_parts": "{file}, line {line}: this file has more than {limit} parts; "
    "split it into several checklists.",
    "checklist_several_documents": "{file}, line {line}: a second document starts here (---); "
    "keep one checklist in a file.",
    "checklist_key_not_text": "{file}, line {line}: a list or map stands where a key belongs; "
    "write a plain word before the colon, and put texts with brackets in quotation marks.",
    "checklist_alias": "{file}, line {line}: the anchor or alias {name} is not allowed; "
    "write the text out, and put a text that starts with & or * in quotation marks.",
    "checklist_tag": "{file}, line {line}: the tag {tag} is not allowed; take it out, "
    "and put a text that starts with ! in quotation marks.",
    "checklist_duplicate_key": "{file}, line {line}, {path}: the key {key} stands twice "
    "in one map; keep one of them.",
    "checklist_not_one": "{file}, line {line}: this is no checklist; "
    "one starts with the line assay_checklist: 1.",
    "checklist_newer": "{file}, line {line}: this checklist is written in format {format}, and "
    "this version reads up to format {supported}; get a newer version of Assay.",
    "checklist_unknown_key": "{file}, line {line}, {path}: there is no key {key} here; "
    "did you mean {known}?",
    "checklist_missing_key": "{file}, line {line}, {path}: the key {key} is missing; add it.",
    "checklist_expected_map": "{file}, line {line}, {path}: a map of keys belongs here.",
    "checklist_expected_texts": "{file}, line {line}, {path}: a text in each language belongs "
    "here; write it like {{en: The text.}}",
    "checklist_expected_list": "{file}, line {line}, {path}: a list belongs here; start each item "
    "with a dash.",
    "checklist_expected_text": "{file}, line {line}, {path}: a text belongs here, "
    "and {value} is none.",
    "checklist_expected_number": "{file}, line {line}, {path}: a number belongs here, "
    "and {value} is none.",
    "checklist_expected_whole_number": "{file}, line {line}, {path}: a whole number belongs here, "
    "and {value} is none.",
    "checklist_expected_pair": "{file}, line {line}, {path}: a pair of numbers belongs here, "
    "a value and its points like [50, 2], and {value} is none.",
    "checklist_not_one_of": "{file}, line {line}, {path}: {value} is not allowed here; "
    "choose one of: {known}.",
    "checklist_bad_id": "{file}, line {line}, {path}: {id} cannot be an id; use letters, digits, "
    "- and _ (names of facts: small letters, digits and _), without spaces.",
    "checklist_not_kebab": "{file}, line {line}, {path}: {id} cannot be the id of a checklist; "
    "use small letters and digits joined by hyphens, like state-control.",
    "checklist_duplicate_id": "{file}, line {line}, {path}: {id} is already taken; "
    "give this one another id.",
    "checklist_empty_list": "{file}, line {line}, {path}: {key} needs at least one entry.",
    "checklist_empty_text": "{file}, line {line}, {path}: this text is empty; "
    "write it, or leave the language out.",
    "checklist_missing_text": "{file}, line {line}, {path}: the text in {language}, the first of "
    "the languages, is missing; the others fall back on it.",
    "checklist_unknown_language": "{file}, line {line}, {path}: {language} is not among "
    "the languages of this checklist: {known}.",
    "checklist_text_too_long": "{file}, line {line}, {path}: this text has {length} characters, "
    "and at most {limit} fit here; shorten it.",
    "checklist_key_not_for_type": "{file}, line {line}, {path}: the type {type} takes no {key}; "
    "take it out or choose another type.",
    "checklist_key_for_type": "{file}, line {line}, {path}: the type {type} needs {key}; add it.",
    "checklist_fact_with_points": "{file}, line {line}, {path}: facts are not scored; "
    "take the points out.",
    "checklist_boolean_options": "{file}, line {line}, {path}: a boolean question has exactly "
    "two options, with the ids yes and no.",
    "checklist_too_few": "{file}, line {line}, {path}: there are {count} entries, "
    "and at least {least} are needed.",
    "checklist_too_many_questions": "{file}, line {line}, {path}: this checklist has {count} "
    "questions, and {limit} are allowed; split it.",
    "checklist_out_of_range": "{file}, line {line}, {path}: {value} is outside {least} to {most}.",
    "checklist_bands_not_ascending": "{file}, line {line}, {path}: {value} does not lie above "
    "{before}, the value before it; order the bands by value.",
    "checklist_text_is_scored": "{file}, line {line}, {path}: a text answer has no points; "
    "give the question weight 0.",
    "checklist_reason_without_rule": "{file}, line {line}, {path}: there is a reason for skipping "
    "but no skip_if; add the rule or take the reason out.",
    "checklist_unknown_source": "{file}, line {line}, {path}: {key} is no key of the sources "
    "at the end of the file; add the source or correct the first word.",
    "checklist_unknown_question": "{file}, line {line}, {path}: there is no question {id}; "
    "correct the id.",
    "checklist_unknown_domain": "{file}, line {line}, {path}: there is no domain {domain}; "
    "there are: {known}.",
    "checklist_profile_lacks_domain": "{file}, line {line}, {path}: no weight is given for "
    "{domains}; write 0 for a domain that does not count.",
    "checklist_weights_sum": "{file}, line {line}, {path}: the weights of profile {profile} "
    "sum to {sum}; make them sum to 100.",
    "checklist_replaces_present": "{file}, line {line}, {path}: {id} is a question of this same "
    "checklist; a question replaces only one that is gone.",
    "checklist_floor_missing": "{file}, line {line}, {path}: this flag lifts nothing; "
    "say where to, like floor: {{domain: 70}}.",
    "checklist_floor_without_domain": "{file}, line {line}, {path}: this flag has no question, so "
    "it belongs to no domain; name a question or lift overall.",
    "checklist_gate_with_floor": "{file}, line {line}, {path}: a gate never moves the score; "
    "take the floor out or choose the kind floor.",
    "checklist_not_a_date": "{file}, line {line}, {path}: {value} is no date; write it like "
    "2026-11-23, 2026-11 or 2026.",
    "checklist_not_a_url": "{file}, line {line}, {path}: {value} is no web address; "
    "it starts with https:// or http:// and has no spaces.",
    "checklist_unknown": "There is no checklist {wanted}; give the path of a file, "
    "or one of: {known}.",
    "checklist_unreadable": "The checklist {path} cannot be read ({why}); check that the file "
    "is there and that you may open it.",
    "checklist_body_differs": "The checklist kept in this project is not the one it says it is "
    "({hash}): the file is damaged or was changed; go back to an earlier copy.",
    "advice_not_translated": "{path}: {missing} of {count} texts have no {language} translation; "
    "readers of that language see the first language there.",
    "advice_fact_unused": "{path}: no rule uses the fact {fact}; it is asked and printed only.",
    "advice_domain_unscored": "{path}: no question of {domain} has a weight, "
    "so the domain never counts.",
    "advice_no_proof": "{path}: {question} does not say what proves it and where to look.",
    "advice_no_sources": "{path}: {question} names no source that says why it is asked.",
    "advice_points_all_equal": "{path}: every answer to {question} has the same points, "
    "so answering it moves nothing.",
    "advice_no_best_answer": "{path}: the best answer to {question} still has {points} points; "
    "a clean issuer cannot reach 0.",
    "advice_no_worst_answer": "{path}: the worst answer to {question} has only {points} points; "
    "its weight counts for less than it says.",
    "advice_skip_reads_later": "{path}: {question} is skipped by {read}, which is asked later; "
    "put {read} first.",
    "advice_flag_reads_unlisted": "{path}: the rule of {flag} reads {question}, whose evidence "
    "does not decide whether it binds; add it to questions.",
    "advice_differs_when_unanswered": "{path}: a comparison with != is true while {question} has "
    'no answer; add status("{question}") == "answered" if that is not meant.',
    "advice_source_unused": "{path}: no question refers to the source {key}.",
    "advice_verified_without_date": "{path}: the source {key} is verified but does not say when.",
}
