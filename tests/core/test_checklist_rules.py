"""Every rule of the checklist format: what breaks it, and where the error says that it is."""

import pytest

from factories_checklist import SMALL, edited, found, line_of

A1 = "domains[AAA].questions[AAA-01]"
A2 = "domains[AAA].questions[AAA-02]"
B1 = "domains[BBB].questions[BBB-01]"
LONG = "x" * 301

BREACHES = {
    "id is not kebab-case": (
        "id: small\n", "id: Small One\n", "checklist_not_kebab", "id: Small One", "id"),
    "version is empty": (
        'version: "2026.11"', 'version: " "', "checklist_empty_text", "version:", "version"),
    "license is too long": (
        "license: CC-BY-4.0", f"license: {LONG}", "checklist_text_too_long", "license:", "license"),
    "a language is no tag": (
        "languages: [en, zh-Hans]", "languages: [en, zh-Hans, Klingon!]",
        "checklist_bad_id", "languages:", "languages[3]"),
    "a language stands twice": (
        "languages: [en, zh-Hans]", "languages: [en, zh-Hans, en]",
        "checklist_duplicate_id", "languages:", "languages[3]"),
    "the authoritative text is missing": (
        "short: {en: Chair, zh-Hans: 董事长}", "short: {zh-Hans: 董事长}",
        "checklist_missing_text", "short: {zh-Hans: 董事长}", f"{A1}.short"),
    "a text is empty": (
        "short: {en: Chair, zh-Hans: 董事长}", 'short: {en: Chair, zh-Hans: " "}',
        "checklist_empty_text", 'zh-Hans: " "', f"{A1}.short.zh-Hans"),
    "a text is in no language of the checklist": (
        "short: {en: Chair, zh-Hans: 董事长}", "short: {en: Chair, fr: Président}",
        "checklist_unknown_language", "Président", f"{A1}.short.fr"),
    "the short text is too long": (
        "short: {en: Chair, zh", f"short: {{en: {'x' * 45}, zh",
        "checklist_text_too_long", "x" * 45, f"{A1}.short.en"),
    "an option is too long": (
        "{en: Holders, zh", f"{{en: {LONG}, zh",
        "checklist_text_too_long", LONG, f"{A1}.answer.options[holders].text.en"),
    "a question is too long": (
        "{en: Who elects the chair?, zh", f"{{en: {'x' * 2001}, zh",
        "checklist_text_too_long", "x" * 2001, f"{A1}.text.en"),
    "a fact's id cannot stand in an expression": (
        "- id: holder\n", "- id: Holder-1\n", "checklist_bad_id", "Holder-1", "facts[Holder-1].id"),
    "a fact stands twice": (
        "- id: holder\n", "- id: us_person\n", "checklist_duplicate_id",
        ("- id: us_person", 2), "facts[us_person].id"),
    "a fact has points": (
        "{id: lender, text", "{id: lender, points: 2, text",
        "checklist_fact_with_points", "points: 2", "facts[holder].options[lender].points"),
    "a boolean fact has options": (
        "    text: {en: A US person?", "    options: [{id: a, text: {en: A}}]\n    text: {en: A US person?",
        "checklist_key_not_for_type", "options: [{id: a", "facts[us_person].options"),
    "an option of a fact stands twice": (
        "{id: lender, text", "{id: fund, text",
        "checklist_duplicate_id", "Lender", "facts[holder].options[fund].id"),
    "weights do not sum to 100": (
        "BBB: 40", "BBB: 41", "checklist_weights_sum", "weights:", "profiles[default].weights"),
    "a weight of a profile is negative": (
        "AAA: 60\n      BBB: 40", "AAA: -10\n      BBB: 110",
        "checklist_out_of_range", "AAA: -10", "profiles[default].weights.AAA"),
    "a profile weighs an unknown domain": (
        "      BBB: 40", "      BBB: 30\n      CCC: 10",
        "checklist_unknown_domain", "CCC: 10", "profiles[default].weights.CCC"),
    "a profile leaves a domain out": (
        "AAA: 60\n      BBB: 40", "AAA: 100",
        "checklist_profile_lacks_domain", "weights:", "profiles[default].weights"),
    "a domain stands twice": (
        "- id: BBB\n", "- id: AAA\n", "checklist_duplicate_id", ("- id: AAA\n", 2), "domains[AAA].id"),
    "a question stands twice": (
        "- id: BBB-01\n", "- id: AAA-01\n", "checklist_duplicate_id", ("- id: AAA-01", 2),
        "domains[BBB].questions[AAA-01].id"),
    "a question's id has a slash": (
        "- id: BBB-02\n", "- id: BBB/02\n", "checklist_bad_id", "BBB/02",
        "domains[BBB].questions[BBB/02].id"),
    "an option stands twice": (
        "- id: owner\n", "- id: holders\n", "checklist_duplicate_id", ("- id: holders", 2),
        f"{A1}.answer.options[holders].id"),
    "a weight is above 3": (
        "weight: 3\n", "weight: 3.5\n", "checklist_out_of_range", "weight: 3.5", f"{A1}.weight"),
    "a weight is no number of any size": (
        "weight: 3\n", "weight: nan\n", "checklist_out_of_range", "weight: nan", f"{A1}.weight"),
    "points are above 4": (
        "{en: Owner, zh-Hans: 出资人}\n              points: 4", "{en: Owner}\n              points: 5",
        "checklist_out_of_range", "points: 5", f"{A1}.answer.options[owner].points"),
    "points are missing": (
        "{en: Owner, zh-Hans: 出资人}\n              points: 4", "{en: Owner}",
        "checklist_missing_key", "id: owner", f"{A1}.answer.options[owner].points"),
    "there is one option": (
        f"{' ' * 12}- id: owner\n{' ' * 14}text: {{en: Owner, zh-Hans: 出资人}}\n{' ' * 14}points: 4\n",
        "", "checklist_too_few", ("options:", 2), f"{A1}.answer.options"),
    "a boolean has other options": (
        '{id: "yes", text', "{id: maybe, text",
        "checklist_boolean_options", ("options:", 3), f"{B1}.answer.options"),
    "bands do not ascend": (
        "- [10, 2]", "- [0, 2]", "checklist_bands_not_ascending", "- [0, 2]", f"{A2}.answer.bands[2]"),
    "a band is above 4 points": (
        "- [10, 2]", "- [10, 9]", "checklist_out_of_range", "- [10, 9]", f"{A2}.answer.bands[2]"),
    "a band is endless": (
        "- [30, 0]", "- [inf, 0]", "checklist_out_of_range", "- [inf, 0]", f"{A2}.answer.bands[3]"),
    "there is one band": (
        "bands: [[0, 4], [365, 0]]", "bands: [[0, 4]]",
        "checklist_too_few", "bands: [[0, 4]]", "domains[BBB].questions[BBB-02].answer.bands"),
    "a date counts in weeks": (
        "unit: days_until", "unit: weeks",
        "checklist_not_one_of", "unit: weeks", "domains[BBB].questions[BBB-02].answer.unit"),
    "a date does not say what it counts": (
        "          unit: days_until\n", "",
        "checklist_key_for_type", ("answer:", 4), "domains[BBB].questions[BBB-02].answer.unit"),
    "a choice has a unit": (
        "type: choice\n          options", "type: choice\n          unit: days\n          options",
        "checklist_key_not_for_type", ("unit: days\n", 1), f"{A1}.answer.unit"),
    "only multi combines": (
        "type: boolean\n          options", "type: boolean\n          combine: sum\n          options",
        "checklist_key_not_for_type", "combine: sum", f"{B1}.answer.combine"),
    "a text is scored": (
        "type: date\n          unit: days_until\n          bands: [[0, 4], [365, 0]]", "type: text",
        "checklist_text_is_scored", ("weight: 1\n", 2), "domains[BBB].questions[BBB-02].weight"),
    "a half-life is zero": (
        "half_life_days: 400", "half_life_days: 0",
        "checklist_out_of_range", "half_life_days: 0", f"{A1}.ages.half_life_days"),
    "a source is not listed": (
        "sources: [CODE art. 1]", "sources: [CODE art. 1, LAW art. 2]",
        "checklist_unknown_source", "LAW art. 2", f"{A1}.sources[2]"),
    "a reason for skipping has no rule": (
        '        skip_if: option("AAA-01") == "holders"\n', "",
        "checklist_reason_without_rule", "skip_reason", f"{A2}.skip_reason"),
    "a rule for skipping has no reason": (
        "        skip_reason: {en: Nobody instructs., zh-Hans: 无人指示。}\n", "",
        "checklist_missing_text", "id: AAA-02", f"{A2}.skip_reason"),
    "a question replaces one that is there": (
        "replaces: [AAA-99]", "replaces: [AAA-01]",
        "checklist_replaces_present", "replaces:", f"{A2}.replaces[1]"),
    "a question is replaced twice": (
        "replaces: [AAA-99]", "replaces: [AAA-99, AAA-99]",
        "checklist_duplicate_id", "replaces:", f"{A2}.replaces[2]"),
    "a tag has a space": (
        "tags: [S01]", "tags: [S 01]", "checklist_bad_id", "tags:", f"{A1}.tags[1]"),
    "a flag's question is unknown": (
        "questions: [BBB-01]", "questions: [BBB-01, BBB-77]",
        "checklist_unknown_question", "BBB-77", "flags[GATE-1].questions[2]"),
    "a flag names a question twice": (
        "questions: [BBB-01]", "questions: [BBB-01, BBB-01]",
        "checklist_duplicate_id", "questions: [BBB-01, BBB-01]", "flags[GATE-1].questions[2]"),
    "a flag stands twice": (
        "- id: GATE-1", "- id: RF-1", "checklist_duplicate_id", ("- id: RF-1", 2), "flags[RF-1].id"),
    "a flag that lifts has no floor": (
        "    floor: {domain: 70, overall: 60}\n", "",
        "checklist_floor_missing", "id: RF-1", "flags[RF-1].floor"),
    "a floor is empty": (
        "floor: {domain: 70, overall: 60}", "floor: {}",
        "checklist_floor_missing", "floor: {}", "flags[RF-1].floor"),
    "a floor is above 100": (
        "floor: {domain: 70, overall: 60}", "floor: {domain: 700}",
        "checklist_out_of_range", "700", "flags[RF-1].floor.domain"),
    "a gate lifts": (
        "    kind: gate\n", "    kind: gate\n    floor: {overall: 60}\n",
        "checklist_gate_with_floor", "floor: {overall: 60}", "flags[GATE-1].floor"),
    "a source stands twice": (
        "sources:\n  - key: CODE", "sources:\n  - {key: CODE, title: T, status: unverified}\n  - key: CODE",
        "checklist_duplicate_id", "  - key: CODE", "sources[CODE].key"),
    "a source's date is none": (
        "date: 2026-01-31", "date: 31 January", "checklist_not_a_date", "31 January",
        "sources[CODE].date"),
    "a source was verified on no day": (
        "verified_on: 2026-11-23", "verified_on: 2026-02-30",
        "checklist_not_a_date", "2026-02-30", "sources[CODE].verified_on"),
    "a source's address runs a script": (
        "url: https://example.org/code", "url: javascript:alert(1)",
        "checklist_not_a_url", "javascript", "sources[CODE].url"),
}  # fmt: skip


@pytest.mark.parametrize("case", BREACHES)
def test_each_breach_is_named_with_its_line_and_path(case: str) -> None:
    old, new, message, fragment, path = BREACHES[case]
    body = edited(old, new)
    where = (fragment, 1) if isinstance(fragment, str) else fragment
    assert (message, line_of(body, *where), path) in found(body)


def test_a_percentage_stays_within_0_and_100() -> None:
    old = "type: number\n          unit: days\n          bands:\n            - [0, 4]"
    body = edited(
        old, old.replace("number\n          unit: days", "percent").replace("[0,", "[-5,")
    )
    message = ("checklist_out_of_range", line_of(body, "[-5, 4]"), f"{A2}.answer.bands[1]")
    assert found(body) == [message]


@pytest.mark.parametrize("key", ["profiles", "domains"])
def test_a_checklist_has_at_least_one_of(key: str) -> None:
    lines = SMALL.splitlines()
    start = lines.index(f"{key}:")
    end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith(" "))
    body = "\n".join([*lines[:start], f"{key}: []", *lines[end:]]).encode()
    assert ("checklist_empty_list", start + 1, key) in found(body)


def test_the_small_checklist_breaks_no_rule() -> None:
    assert found(SMALL.encode()) == []


@pytest.mark.parametrize("when", ["2026", "2026-01", "2026-01-31"])
def test_a_source_may_know_only_its_year_or_month(when: str) -> None:
    assert found(edited("date: 2026-01-31", f"date: {when}")) == []


def test_every_problem_is_reported_at_once_in_the_order_of_lines() -> None:
    text = SMALL.replace("BBB: 40", "BBB: 41").replace("weight: 3\n", "weight: 9\n")
    text = text.replace("url: https", "url: ftp").replace("id: small\n", "id: SMALL\n")
    assert [message for message, _, _ in found(text.encode())] == [
        "checklist_not_kebab",
        "checklist_weights_sum",
        "checklist_out_of_range",
        "checklist_not_a_url",
    ]


def test_a_flag_on_facts_alone_needs_no_question() -> None:
    old = 'when: status("BBB-01") != "answered"\n    questions: [BBB-01]'
    assert found(edited(old, "when: facts.us_person\n    questions: []")) == []


def test_a_domain_floor_needs_a_question_to_know_its_domain() -> None:
    old = 'when: option("AAA-01") == "owner" && facts.us_person && facts.holder == "fund"\n'
    body = edited(old + "    questions: [AAA-01]", "when: facts.us_person\n    questions: []")
    where = ("checklist_floor_without_domain", line_of(body, "floor: {domain"))
    assert found(body) == [(*where, "flags[RF-1].floor.domain")]


def test_a_knockout_may_say_how_far_it_lifts() -> None:
    body = edited("kind: gate\n", "kind: knockout\n    floor: {overall: 90}\n")
    assert found(body) == []
