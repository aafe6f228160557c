"""One sentence for every message id of a `UserError`, in English; places are the error's facts."""

from __future__ import annotations

from assay.words.errors_checklists import CHECKLIST_ERRORS
from assay.words.errors_memos import MEMO_ERRORS
from assay.words.errors_merging import MERGING_ERRORS
from assay.words.errors_sharing import SHARING_ERRORS
from assay.words.errors_vault import VAULT_ERRORS

ERRORS: dict[str, str] = {
    **CHECKLIST_ERRORS,
    **MERGING_ERRORS,
    **MEMO_ERRORS,
    **SHARING_ERRORS,
    **VAULT_ERRORS,
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
    "unknown_comment": "This comment is no longer there; nothing was changed.",
    "comment_without_text": "A comment needs words; nothing was changed.",
    "assign_without_person": "Say who is to answer; nothing was changed.",
    "no_questions_chosen": "No question is chosen; choose one and repeat the step.",
    "nothing_to_review": "Nobody has answered {questions} yet, so there is nothing to review; "
    "answer it, or say why there is no answer.",
    "return_without_reason": "Say why it is returned; nothing was changed.",
    "unknown_revision": "The history has no revision {revision}; "
    "give its first letters as the history shows them, or a day like 2026-11-23.",
    "revision_is_unclear": "Several revisions begin with {revision}; give more of its letters.",
    "nothing_before_day": "On {day} this project did not exist yet; give a later day.",
    "past_is_read_only": "This is the project as it was on {day}, so nothing was changed; "
    "come back to now to go on working.",
    "past_is_redacted": "What was recorded on {day} was redacted, "
    "so the project cannot be shown as it was then; choose a day after it.",
    "answer_not_in_revision": "The revision of {day} says nothing of the answer to {question}.",
    "file_not_found": "There is no file {path}; check the name and try again.",
    "file_unreadable": "{path} cannot be read ({why}); check that you may open it.",
    "nothing_to_attach": "There is no file in {paths}; nothing was attached.",
    "not_a_file": "{path} is not a file with content of its own, so it was not attached.",
    "file_too_large": "{path} has {mib} MiB, and a project holds files up to {limit} MiB; "
    "link it where it lies, or attach the pages that matter.",
    "file_is_large": "{path} has {mib} MiB, which makes the project file that much larger; "
    "confirm that it should go in.",
    "unknown_profile": "The checklist has no weight profile {profile}; there are: {known}.",
    "cannot_write": "{path} cannot be written ({why}); choose another place, "
    "nothing that was kept is lost.",
    "no_folder": "There is no folder {folder}, so {path} was not written; "
    "make the folder or choose another.",
    "unknown_paper": "{value} is no paper size; choose one of: {known}.",
    "value_and_status": "{question} was given both a value and a status; give one of them.",
    "nothing_given": "{question} was given neither value, status nor text; nothing was changed.",
    "unknown_format": "{value} is no format Assay writes; choose one of: {known}.",
    # Identifiers: which check failed, and what would pass it.
    "identifier_empty": "No identifier was given.",
    "identifier_too_long": "{value} … is longer than any identifier; give at most {limit} characters.",
    "identifier_character": "{value} cannot hold the character {character} (place {position}).",
    "identifier_length": "{value} has {length} characters, and {needed} are needed.",
    "lei_check_digits": "{value} fails the LEI check: the last two digits are {given}, and {expected} "
    "would pass; compare every character with the source.",
    "isin_prefix": "{value} starts with {prefix}, which is no country prefix of an ISIN.",
    "isin_check_digit": "{value} fails the ISIN check: the last digit is {given}, and {expected} "
    "would pass; compare every character with the source.",
    "uscc_letter": "{value} holds the letter {character} (place {position}), which credit codes never "
    "use; is it {meant}?",
    "uscc_region": "{value} has {region} in places 3 to 8, where six digits of a region belong.",
    "uscc_organisation_check": "{value} fails the check of the organisation code {code} in places 9 "
    "to 17: it ends in {given}, and {expected} would pass; the slip is in these places.",
    "uscc_check_character": "{value} fails the check of the whole credit code: it ends in {given}, and "
    "{expected} would pass; the organisation code holds, so look at places 1 to 8 and 18.",
    "mic_unknown": "{value} is no market code known here; choose one of: {known}.",
    "ticker_without_market": "{value} names no market; write it with one, like {meant}.",
    "ticker_market_open": "{value} does not say which market {market} stands for; "
    "write one of {known}, a colon and the code.",
    "ticker_market_unknown": "{value} names the market {market}, which is not known here; "
    "there are: {known}.",
    "ticker_of_other_market": "{value} names {market}, but {code} is a code of {other}; "
    "check which company is meant.",
    "ticker_code": "{value}: {code} is no code of {market}.",
    "unreadable_missing": "{file} is not there or may not be read; check where it is and try again.",
    "unreadable_empty": "{file} is empty (0 bytes); if it lies in a cloud folder, let it download first.",
    "unreadable_too_large": "{file} has {size} bytes, more than the {limit} that are read; "
    "attach a smaller part of it.",
    "unreadable_too_many_pixels": "{file} has {width} × {height} pixels, too many to show; "
    "export the original and open it in another program.",
    "unreadable_broken": "{file} is damaged and gives no text; get the document again if you can.",
    "unreadable_since_signed": "{file} was changed after {name} signed it, and is damaged: "
    "it cannot be read any more. Ask whoever sent it for another copy.",
    "unreadable_password": "{file} is locked with a password; attach a copy without one.",
    "unreadable_format": "{file} is of a kind that is not read here ({kind}); "
    "attach it as PDF to quote from it.",
    "unreadable_bomb": "{file} unpacks to far more than its size allows and was not opened.",
    "unreadable_unsafe": "{file} defines entities of its own, which honest files of its kind never do; "
    "it was not opened.",
    "unreadable_memory": "{file} needs more memory than one document may have; attach a smaller part of it.",
    "unreadable_slow": "{file} was not read within {seconds} seconds; attach a smaller part of it.",
    "unreadable_crashed": "{file} made its reader fail; the file itself is kept unchanged.",
    "unreadable_no_text": "{file} holds no page that can be read.",
    "unreadable_no_page": "{file} has no page {page}.",
    "unreadable_page": "Page {page} of {file} is damaged and cannot be shown.",
    "unreadable_no_picture": "{file} is shown as text only, because it is no PDF ({kind}).",
    # Project files: opening, keeping and publishing them.
    "project_missing": "There is no file {path}; check the name, or look where it was moved to.",
    "project_unreadable": "{path} cannot be read ({reason}); check that you may open it and that "
    "its drive is there.",
    "project_empty": "{path} is empty; if it lies in a synced folder, wait until it has been "
    "downloaded, otherwise restore an earlier version.",
    "project_cut_short": "{path} is cut short: it has {size} bytes and should have {expected}; "
    "fetch it again, or salvage what is in it.",
    "project_too_large": "{path} has {mib} MiB, and at most {limit} MiB are opened; "
    "ask its sender for a smaller copy.",
    "too_many_blobs": "{path} holds more than {limit} files; ask its sender for a smaller copy.",
    "project_damaged": "{path} is damaged ({reason}); restore an earlier version, "
    "or salvage what is in it.",
    "project_changing": "{path} changed while it was read, perhaps by a sync client; "
    "open it again in a moment.",
    "not_a_project": "{path} is no Assay project; choose a file that ends in .assay.",
    "foreign_parts": "{path} holds parts that Assay never writes, so it was not opened; "
    "ask its sender for a copy saved by Assay.",
    "newer_format": "{path} was written by a newer Assay (format {format}); "
    "get the newer version to open it.",
    "history_broken": "The history in {path} does not hold together, so it was not "
    "opened; ask its sender for another copy, or salvage what is in it.",
    "generation_damaged": "The kept version {path} is no longer what was kept; choose another.",
    "in_use": "{path} is already open ({user} on {host}, since {since}, process {pid}); go on there, "
    "or open it for reading.",
    "nothing_to_salvage": "Nothing of a project can be read in {path}; "
    "restore an earlier version, or fetch the file again.",
    "working_copy_damaged": "What this computer kept of {path} is damaged, with changes that were "
    "never published; salvage {copy}, or go on with the file.",
    "both_have_news": "{path} was changed elsewhere, and this computer has {unpublished} changes "
    "that were never published; choose which of the two goes on, the other is kept.",
    "target_changed": "{path} was changed by somebody else since it was opened, so it was not "
    "replaced; save under another name to keep both.",
    "target_exists": "There is already a file {path}; choose another name.",
    "same_file": "{path} is this project's own file; choose another name.",
    "opened_read_only": "{path} is open for reading only; "
    "save it under another name to work on it.",
    "disk_full": "There is no room for {path}: {needed_mib} MiB are needed and {free_mib} MiB are "
    "free; make room or choose another place, nothing that was kept is lost.",
    "not_writable": "{path} may not be written; choose another place or ask for permission, "
    "nothing that was kept is lost.",
    "place_gone": "The folder or drive of {path} is not there; connect it again or save under "
    "another name, nothing that was kept is lost.",
    "path_too_long": "The name {path} is too long for this disk; choose a shorter one.",
    "write_failed": "{path} could not be written ({reason}); try again or choose another place, "
    "nothing that was kept is lost.",
    "kept_as_copy": "{path} is held by another program, so the project was kept beside it as "
    "{copy}; close the other program and save again.",
    "draft_damaged": "What was written for {path} did not read back as it was, so the file there "
    "was left alone; check the disk and save under another name.",
    "step_too_large": "This step records more than {limit} MiB at once; do it in parts.",
    "unknown_table": "There is no table {table}, so nothing was changed.",
    "row_misshapen": "The row {key} does not fit table {table}, so nothing was changed.",
    "blob_missing": "The bytes {sha256} are not in this project; attach the file again.",
    "blob_damaged": "The bytes {sha256} are no longer what was attached; attach the file again, "
    "the damaged ones are not used.",
    "share_damaged": "No copy was written, because the bytes of evidence {evidence} are no longer "
    "what was attached; leave it out of the copy, or attach the file again.",
    "share_missing": "No copy was written, because the bytes of evidence {evidence} are not on this "
    "computer; leave it out of the copy, or attach the file again.",
    "blob_too_large": "The bytes {sha256} have {mib} MiB, and {limit} MiB are shown at once.",
    "unknown_language": "There is no memo in {value}; choose one of: {known}.",
    "memo_missing_glyphs": "The memo was not written, because its fonts have no sign for {count} of "
    "the characters in it: {characters}; take them out of the texts that hold them.",
    "memo_page_one_full": "The memo was not written, because the decision does not fit on page 1; "
    "shorten its reasons, conditions and names.",
    "memo_not_final": "The memo cannot be final while these rules are open: {flags}; answer their "
    "questions or have them cleared by a reviewer, or export a draft.",
    "memo_no_reviewer": "The memo cannot be final without a reviewer; name one in the assessment, or "
    "export a draft.",
    "unknown_version": "There is no version {version} of {path}; {count} are kept here.",
    "restore_needs_out": "Restoring writes a new file; say where with -o.",
    "checklist_lost": "This project has lost the checklist it was made with ({hash}), and this "
    "computer has no copy of it; put the checklist's file into the library and open it again.",
    # Flags, weights, scenarios, second opinions, explanations, forecasts.
    "unknown_flag": "The checklist has no rule {flag}; there are: {known}.",
    "unknown_review": "{value} is no review of a rule; choose one of: {known}.",
    "review_without_reviewer": "A review of {flag} needs the reviewer's name; nothing was changed.",
    "review_without_reason": "A review of {flag} needs a reason in words; nothing was changed.",
    "nothing_to_clear": "{flag} has not fired, so there is nothing to clear; "
    "where it is open, answer its questions.",
    "weight_no_number": "The weight of {domain} takes a number, and {value} is none; "
    "write it like 12 or 7.5.",
    "weight_out_of_range": "The weight of {domain} lies between 0 and 100, and {value} does not.",
    "weighting_without_title": "Weights of your own need a name; nothing was changed.",
    "weighting_without_reason": "The weights {title} need a reason in words; nothing was changed.",
    "weights_not_whole": "The weights add up to {total} and must add up to 100; "
    "change them or scale them to 100.",
    "weights_in_use": "The weights {title} count in {assessments}; choose others there first.",
    "unknown_weighting": "These weights are no longer there; nothing was changed.",
    "scenario_without_title": "A scenario needs a name to be kept; nothing was changed.",
    "nothing_supposed": "Nothing is supposed otherwise, so there is no scenario to keep.",
    "unknown_what_if": "This scenario is no longer there; nothing was changed.",
    "second_without_analyst": "A second opinion needs the name of its analyst; nothing was changed.",
    "second_is_first": "{analyst} wrote the first opinion; the second needs somebody else.",
    "view_without_name": "A view needs a name to be kept under; nothing was kept.",
    "too_many_views": "A project keeps {limit} views; let go of one first.",
    "reassessment_not_later": "The last assessment was as of {last}, and {as_of} is not later; "
    "give a later day.",
    "nothing_proposed": "The last assessment says nothing on {question}; answer it.",
    "nothing_unchanged": "There is no unchanged answer left to accept; look at the others one by one.",
    "proposal_does_not_fit": "{question} no longer takes {value}, the answer of the last time; "
    "answer it anew.",
    "not_the_same_checklist": "These two assessments are over different checklists, so their "
    "answers cannot be adjudicated; compare them instead.",
    "adjudication_without_name": "Who decides {question} is not named; nothing was changed.",
    "adjudication_without_reason": "The decision on {question} needs a reason in words; "
    "nothing was changed.",
    "unknown_adjudication": "There is no decision on {question}; nothing was changed.",
    "explanation_without_text": "An explanation needs words; nothing was changed.",
    "unknown_explanation": "This explanation is no longer there; nothing was changed.",
    "unknown_mark": "{value} says nothing about an explanation; choose one of: {known}.",
    "unknown_outcome": "{value} is no outcome of a forecast; choose one of: {known}.",
    "resolution_without_name": "Who says what became of the forecast is not named; "
    "nothing was changed.",
    "unknown_forecast": "This forecast is no longer there; nothing was changed.",
    "quotations_not_found": "{count} quotations are not in the text they cite ({places}); correct them "
    "or read the document that is missing, then make the memo final.",
    "grade_needs_reason": "{grade} is not the grade that this kind of source ({kind}) usually has, "
    "{offered}; say in the reason why it is graded so.",
    "step_without_text": "A step needs words that say what is done; nothing was changed.",
    "step_without_questions": "A step needs at least one question that it would settle.",
    "bad_cost": "A cost is a whole number like 1500, and {value} is none.",
    "not_an_address": "{address} is no web address that can be fetched; "
    "it starts with https:// or http:// and has no spaces.",
    "fetch_refused": "{address} was not given: the server answered {status}; "
    "check the address, or attach a page that you saved yourself.",
    "fetch_slow": "{address} did not answer in time; try again later, "
    "or attach a page that you saved yourself.",
    "fetch_failed": "{address} could not be fetched ({why}); check the address and the connection.",
    "fetch_circles": "{address} leads on more than {count} times, so it was not fetched; "
    "give the address of the page itself.",
    "fetch_led_away": "{address} leads to {to}, which is no web page, so it was not fetched.",
    "fetch_too_large": "{address} is larger than {limit} MiB; save it yourself and attach the file.",
    "paste_too_large": "What was pasted has {mib} MiB, and {limit} MiB are taken; "
    "save it as a file and attach that.",
    "too_many_files": "{path} holds more than {limit} files; attach a smaller folder.",
    "unknown_part": "A memo has no part {part}; there are: {known}.",
    "memo_item_gone": "This sentence is no longer in the memo; it was removed in the meantime.",
    "unknown_memo_label": "{label} is no label for this part; choose one of: {known}.",
    "unknown_memo_field": "{part} has no field {field}; there are: {known}.",
    "unknown_memo_choice": "{value} cannot be chosen here; choose one of: {known}.",
    "not_a_whole_number": "The {field} takes a whole number, and {value} is none; write it like 5,000.",
    "heading_without_words": "A heading needs words; nothing was changed.",
    "memo_needs_out": "Say where to write the memo with -o, or check its sentences with --check.",
    "memo_cites_damaged": "The memo cannot be final while it rests on evidence that is no longer as "
    "it was added ({numbers}); attach these files again, or export a draft.",
    "memo_has_remarks": "The memo cannot be final while {count} remarks on its sentences are open "
    "({parts}); see them in the editor or with --check, or export a draft.",
    "search_needs": "A search needs to say {part}: where somebody looked and for what; "
    "nothing was recorded.",
    "unknown_search_outcome": "{value} is no outcome of a search; choose one of: {known}.",
    "not_a_search": "Evidence {number} is no search; edit it as evidence.",
    "unknown_statement": "There is no statement {statement} any more; nothing was changed.",
    "unknown_property": "{value} is nothing that is recorded of a company; choose one of: {known}.",
    "statement_needs_value": "The {property} was given no value; give one, "
    "or say that it was looked for and not found.",
    "statement_needs_evidence": "The {property} cannot be verified without evidence; "
    "name the piece of evidence that bears it out.",
    "dates_reversed": "It cannot hold from {first} until {last}; correct one of the dates.",
    "too_large_to_drag": "These originals have {mib} MiB, and up to {limit} can be dragged at once; "
    "export them into a folder instead.",
    "nothing_held": "Nothing is held of evidence {numbers} that could be dragged out: it is linked, "
    "or its bytes are damaged or missing.",
    "nothing_to_export": "There is no evidence in the register, so no file was written.",
    "folder_exists": "There is already something at {path}; choose a folder that is not there yet.",
    "not_a_supposition": "{value} supposes nothing; write the question and its value like "
    "PTY-03=full.",
    "never_published": "{path} was never published, so there is nothing to go back to; "
    "publish it, or undo step by step.",
    "not_this_project": "{path} is another project now; save this one under another name.",
    "no_free_name": "There are a thousand copies of {path} beside it already; "
    "save as, and name one yourself.",
    "nothing_to_recover": "What was kept of {path} is not there any more; "
    "look among the earlier versions.",
}
