"""The checklist file as a whole: what is read, how it is identified, its fast form, and no surprises."""

import dataclasses
import hashlib
import string

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assay import words
from assay.core import checklist_format
from assay.core.checklist import (
    Ageing,
    AnswerType,
    Checklist,
    Domain,
    FactQuestion,
    Flag,
    Option,
    Profile,
    Question,
)
from assay.core.errors import ChecklistError
from factories_checklist import SMALL, edited, small


def test_every_part_of_the_file_arrives() -> None:
    checklist = small()
    assert (checklist.format, checklist.id, checklist.version) == (1, "small", "2026.11")
    assert checklist.languages == ("en", "zh-Hans")
    assert checklist.result == "rating"
    assert list(checklist.questions) == ["AAA-01", "AAA-02", "BBB-01", "BBB-02"]
    assert checklist.facts[1] == FactQuestion(
        "holder",
        "choice",
        {"en": "Which kind of holder?", "zh-Hans": "哪类持有人？"},
        (
            Option("fund", {"en": "Fund", "zh-Hans": "基金"}),
            Option("lender", {"en": "Lender", "zh-Hans": "贷款人"}),
        ),
    )
    assert checklist.profile("default").weights == {"AAA": 60.0, "BBB": 40.0}
    assert checklist.flags[0].floor_domain == 70.0
    assert checklist.flags[0].floor_overall == 60.0
    assert checklist.flags[1].floor_overall is None
    (source,) = checklist.sources
    assert dataclasses.astuple(source) == (
        "CODE",
        "A code",
        "Nobody",
        "2026-01-31",
        "https://example.org/code",
        "verified",
        "2026-11-23",
        "Read whole.",
    )


def test_every_part_of_a_question_arrives() -> None:
    question = small().questions["AAA-02"]
    assert question == Question(
        id="AAA-02",
        domain="AAA",
        short={"en": "Notice", "zh-Hans": "通知"},
        text={"en": "How many days of notice?", "zh-Hans": "提前多少天通知？"},
        why={"en": "Time to object.", "zh-Hans": "提出异议的时间。"},
        answer=AnswerType("number", unit="days", bands=((0, 4), (10, 2), (30, 0))),
        proof={"en": "Date stamps.", "zh-Hans": "日期。"},
        sources=("CODE art. 2",),
        weight=1,
        ages=Ageing("event", None),
        skip_if='option("AAA-01") == "holders"',
        skip_reason={"en": "Nobody instructs.", "zh-Hans": "无人指示。"},
        replaces=("AAA-99",),
    )


def test_the_identity_is_the_hash_of_the_bytes() -> None:
    body = SMALL.encode()
    assert checklist_format.read(body, "x").hash == hashlib.sha256(body).hexdigest()
    assert checklist_format.read(body + b"# note\n", "x").hash != small().hash


def test_read_raises_the_first_problem() -> None:
    body = edited("weight: 3\n", "weight: 9\n")
    with pytest.raises(ChecklistError) as caught:
        checklist_format.read(body, "mine.yaml")
    assert words.sentence(caught.value) == (
        "mine.yaml, line 44, domains[AAA].questions[AAA-01].weight: 9 is outside 0 to 3."
    )


def test_a_newer_format_is_refused_in_one_plain_sentence() -> None:
    body = edited("assay_checklist: 1", "assay_checklist: 7\nanother_key: [1, {2: 3}]")
    (problem,) = checklist_format.problems(body, "mine.yaml")
    assert words.sentence(problem) == (
        "mine.yaml, line 1: this checklist is written in format 7, and this version reads up to "
        "format 1; get a newer version of Assay."
    )


def test_the_fast_form_reads_back_the_same() -> None:
    checklist = small()
    assert checklist.questions
    again = checklist_format.decode(checklist_format.encode(checklist))
    assert again == checklist
    assert again.questions == checklist.questions


@pytest.mark.parametrize("packed", [b"", b"\xc1", b"\x80", b"\x90", b"\x81\xa2id\x01"])
def test_what_is_no_fast_form_is_refused(packed: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        checklist_format.decode(packed)


def test_the_fingerprint_names_the_fields_that_are_packed() -> None:
    assert len(checklist_format.shape()) == 12
    described = {kind.__name__ for kind in checklist_format._KINDS}
    seen, waiting = set(), [Checklist]
    while waiting:
        kind = waiting.pop()
        seen.add(kind.__name__)
        inner = msgspec.inspect.type_info(kind)
        waiting += [k for k in _dataclasses(inner) if k.__name__ not in seen]
    assert described == seen


def _dataclasses(info: msgspec.inspect.Type) -> list[type]:
    found = []
    for field in info.fields:
        item = getattr(field.type, "item_type", field.type)
        if dataclasses.is_dataclass(getattr(item, "cls", None)):
            found.append(item.cls)
    return found


TEXTS = st.dictionaries(st.sampled_from(["en", "zh-Hans", "fr"]), st.text(max_size=20), max_size=3)
IDS = st.text(string.ascii_letters + "-_", min_size=1, max_size=8)
NUMBERS = st.floats(allow_nan=False)
OPTIONS = st.lists(st.builds(Option, IDS, TEXTS, NUMBERS), max_size=3).map(tuple)
QUESTIONS = st.builds(
    Question,
    id=IDS,
    domain=IDS,
    short=TEXTS,
    text=TEXTS,
    why=TEXTS,
    answer=st.builds(
        AnswerType,
        st.sampled_from(["choice", "multi", "number"]),
        OPTIONS,
        st.sampled_from(["max", "sum"]),
        st.text(max_size=5),
        st.lists(st.tuples(NUMBERS, NUMBERS), max_size=3).map(tuple),
    ),
    proof=TEXTS,
    sources=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    weight=NUMBERS,
    ages=st.builds(Ageing, st.sampled_from(["state", "event"]), st.none() | st.integers(1, 9999)),
    skip_reason=TEXTS,
)
CHECKLISTS = st.builds(
    Checklist,
    format=st.just(1),
    id=IDS,
    version=st.text(max_size=5),
    title=TEXTS,
    summary=TEXTS,
    languages=st.lists(IDS, max_size=3).map(tuple),
    license=st.text(max_size=5),
    result=st.sampled_from(["rating", "screen"]),
    facts=st.lists(
        st.builds(FactQuestion, IDS, st.sampled_from(["boolean", "number"]), TEXTS, OPTIONS),
        max_size=2,
    ).map(tuple),
    profiles=st.lists(
        st.builds(Profile, IDS, TEXTS, st.dictionaries(IDS, NUMBERS, max_size=2)), max_size=2
    ).map(tuple),
    domains=st.lists(
        st.builds(Domain, IDS, TEXTS, TEXTS, st.lists(QUESTIONS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    flags=st.lists(
        st.builds(
            Flag,
            IDS,
            st.sampled_from(["floor", "knockout", "gate"]),
            st.text(max_size=5),
            st.lists(IDS, max_size=2).map(tuple),
            TEXTS,
            st.none() | NUMBERS,
            st.none() | NUMBERS,
        ),
        max_size=2,
    ).map(tuple),
    sources=st.just(()),
    hash=st.text("0123456789abcdef", min_size=64, max_size=64),
)


@given(CHECKLISTS)
def test_any_checklist_survives_its_fast_form(checklist: Checklist) -> None:
    assert checklist_format.decode(checklist_format.encode(checklist)) == checklist


@example(b"\xc2\x85A")
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_as_a_checklist(body: bytes) -> None:
    _only_checklist_errors(b"assay_checklist: 1\n" + body)


LINES = SMALL.splitlines()


@given(st.data())
def test_a_mutated_file_is_read_or_refused_as_a_checklist(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        column = data.draw(st.integers(0, len(lines[at])))
        junk = data.draw(st.text(max_size=6) | st.sampled_from(MENDED))
        kind = data.draw(st.sampled_from(["insert", "cut", "drop", "copy", "indent"]))
        if kind == "insert":
            lines[at] = lines[at][:column] + junk + lines[at][column:]
        elif kind == "cut":
            lines[at] = lines[at][:column]
        elif kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "copy":
            lines.insert(at, lines[data.draw(st.integers(0, len(lines) - 1))])
        else:
            lines[at] = "  " + lines[at]
    _only_checklist_errors("\n".join(lines).encode("utf-8", "surrogatepass"))


MENDED = [
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "null",
    "&a ",
    "*a",
    "!x ",
    "---",
    "#",
    "nan",
    "1e999",
    '"',
]


@given(
    st.sampled_from(
        [("weight: 3\n", "weight: {}\n"), ("half_life_days: 400", "half_life_days: {}")]
    ),
    st.integers() | st.floats() | st.text(string.printable, max_size=12),
)
def test_any_value_in_a_number_s_place_is_read_or_refused(
    place: tuple[str, str], value: object
) -> None:
    _only_checklist_errors(edited(place[0], place[1].format(value)))


@given(st.text(max_size=40) | st.text('()"&|=!<>., AB-01optinvaluefacts?:[]{}*/%', max_size=60))
def test_any_expression_is_read_or_refused(rule: str) -> None:
    quoted = "'" + rule.replace("'", "''").replace("\n", " ") + "'"
    _only_checklist_errors(edited('when: status("BBB-01") != "answered"', f"when: {quoted}"))


YAML_BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line for YAML."""


def _only_checklist_errors(body: bytes) -> None:
    problems = checklist_format.problems(body, "any.yaml")
    most = sum(map(body.decode("utf-8", "replace").count, YAML_BREAKS)) + 2
    for problem in problems:
        assert isinstance(problem, ChecklistError)
        assert words.sentence(problem).startswith("any.yaml, line ")
        assert 1 <= int(str(problem.facts["line"])) <= most
    if problems:
        with pytest.raises(ChecklistError):
            checklist_format.read(body, "any.yaml")
    else:
        checklist = checklist_format.read(body, "any.yaml")
        assert checklist_format.decode(checklist_format.encode(checklist)) == checklist
        checklist_format.advice(checklist, body)
