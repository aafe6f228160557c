"""Identifiers of issuers: what passes, which check failed, and what would pass it."""

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import words
from assay.core.errors import InvalidInput
from assay.core.issuer import IdentifierCheck, check_identifier, organisation_check_digit

DATA = Path(__file__).parents[1] / "data" / "scoring_vectors.json"
VECTORS = json.loads(DATA.read_text("utf-8"))["V9_identifiers"]
USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def sentence(check: IdentifierCheck) -> str:
    """The reason in words."""
    return words.sentence(InvalidInput(check.reason, **check.facts))


@pytest.mark.parametrize("scheme", ["lei", "isin", "uscc"])
def test_the_vectors_pass_and_every_other_ending_names_the_right_one(scheme: str) -> None:
    for base, ending in VECTORS[scheme].items():
        assert check_identifier(scheme, base + ending) == IdentifierCheck(True, base + ending)
        for other in {"00", "97"} if scheme == "lei" else set(USCC) - {ending}:
            check = check_identifier(scheme, base + other)
            assert not check.ok
            assert check.facts["expected"] == ending
            assert ending in sentence(check)


def test_the_organisation_code_inside_a_credit_code_has_its_own_digit() -> None:
    for base, ending in VECTORS["orgcode"].items():
        assert organisation_check_digit(base) == ending


@pytest.mark.parametrize(
    ("scheme", "written", "canonical"),
    [
        ("lei", " hwupkr0mpou8fgxbt3-94 ", "HWUPKR0MPOU8FGXBT394"),
        ("isin", "CN E000000T 1 8", "CNE000000T18"),
        ("uscc", "9115 0000 7014 6362 2d", "91150000701463622D"),
        ("uscc", "９１１５００００７０１４６３６２２Ｄ", "91150000701463622D"),
        ("mic", "xshg", "XSHG"),
        ("company_number", " 12 345 ", "12 345"),
    ],
)
def test_an_identifier_is_written_in_one_way(scheme: str, written: str, canonical: str) -> None:
    assert check_identifier(scheme, written) == IdentifierCheck(True, canonical)


@pytest.mark.parametrize(
    ("scheme", "written", "reason", "facts"),
    [
        ("lei", "", "identifier_empty", {}),
        ("lei", "HWUP", "identifier_length", {"length": 4, "needed": 20}),
        ("lei", "HWUPKR0MPOU8FGXBT3_4", "identifier_character", {"position": 19}),
        ("lei", "x" * 500, "identifier_too_long", {"limit": 64}),
        ("isin", "ZZ0378331005", "isin_prefix", {"prefix": "ZZ"}),
        ("isin", "120378331005", "isin_prefix", {"prefix": "12"}),
        ("isin", "US0378331006", "isin_check_digit", {"given": "6", "expected": "5"}),
        ("isin", "US037833100", "identifier_length", {"length": 11, "needed": 12}),
        ("isin", "US037833100Ä", "identifier_character", {"character": "Ä", "position": 12}),
        (
            "uscc",
            "9115000O701463622D",
            "uscc_letter",
            {"character": "O", "position": 8, "meant": "0"},
        ),
        ("uscc", "9115000070146362D", "identifier_length", {"length": 17, "needed": 18}),
        ("uscc", "91A50000701463622D", "uscc_region", {"region": "A50000"}),
        (
            "uscc",
            "91150000701463262D",
            "uscc_organisation_check",
            {"code": "701463262", "expected": "X"},
        ),
        ("uscc", "91150000701463622E", "uscc_check_character", {"given": "E", "expected": "D"}),
        ("uscc", "91150001701463622D", "uscc_check_character", {"given": "D"}),
        ("mic", "XTKS", "mic_unknown", {"value": "XTKS"}),
    ],
)
def test_the_reason_says_which_check_failed(
    scheme: str, written: str, reason: str, facts: dict[str, object]
) -> None:
    check = check_identifier(scheme, written)
    assert (check.ok, check.reason) == (False, reason)
    assert {name: check.facts[name] for name in facts} == facts
    assert sentence(check)


@pytest.mark.parametrize(
    "written",
    ["600111.SS", "600111.SH", "SHSE:600111", "600111 CH", "XSHG:600111", "xshg : 600111",
     "SH600111", "SSE:600111", "600111 ch equity", "600111：SH", " ６００１１１.SS "],
)  # fmt: skip
def test_every_style_of_a_shanghai_ticker_has_one_form(written: str) -> None:
    assert check_identifier("ticker", written) == IdentifierCheck(True, "XSHG:600111")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("000001.SZ", "XSHE:000001"),
        ("300750 CH", "XSHE:300750"),
        ("900901 CH", "XSHG:900901"),
        ("0700.HK", "XHKG:00700"),
        ("700 HK", "XHKG:00700"),
        ("NYSE:BRK.B", "XNYS:BRK.B"),
        ("BRK/B.N", "XNYS:BRK.B"),
        ("AAPL.O", "XNAS:AAPL"),
        ("NASDAQ: AAPL", "XNAS:AAPL"),
    ],
)
def test_tickers_of_other_markets(written: str, canonical: str) -> None:
    assert check_identifier("ticker", written) == IdentifierCheck(True, canonical)


@pytest.mark.parametrize(
    ("written", "reason", "facts"),
    [
        ("NYSE: 600111", "ticker_of_other_market", {"market": "XNYS", "other": "XSHG"}),
        ("600111.SZ", "ticker_of_other_market", {"market": "XSHE", "other": "XSHG"}),
        ("600111", "ticker_without_market", {"meant": "XSHG:600111"}),
        ("000001", "ticker_without_market", {"meant": "XSHE:000001"}),
        ("BRK.B", "ticker_without_market", {}),
        ("BABA US", "ticker_market_open", {"known": ["XNYS", "XNAS"]}),
        ("XTKS:7203", "ticker_market_unknown", {"market": "XTKS"}),
        ("7203.T", "ticker_market_unknown", {"market": "T"}),
        ("6001L1.SS", "ticker_code", {"code": "6001L1", "market": "XSHG"}),
        ("920000 CH", "ticker_code", {"code": "920000", "market": "CH"}),
        ("123456 HK", "ticker_code", {"code": "123456", "market": "XHKG"}),
    ],
)
def test_a_ticker_that_names_no_security_says_why(
    written: str, reason: str, facts: dict[str, object]
) -> None:
    check = check_identifier("ticker", written)
    assert (check.ok, check.reason) == (False, reason)
    assert {name: check.facts[name] for name in facts} == facts
    assert sentence(check)


@given(st.data())
def test_one_wrong_character_of_a_credit_code_is_found(data: st.DataObject) -> None:
    code = "91150000701463622D"
    at = data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from(sorted(set(USCC) - {code[at]})))
    assert not check_identifier("uscc", code[:at] + other + code[at + 1 :]).ok


@given(st.sampled_from(["HWUPKR0MPOU8FGXBT394", "CNE000000T18"]), st.data())
def test_one_wrong_digit_is_found(code: str, data: st.DataObject) -> None:
    digits = [n for n, character in enumerate(code) if character.isdigit()]
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from(sorted(set(string.digits) - {code[at]})))
    scheme = "lei" if len(code) == 20 else "isin"
    assert not check_identifier(scheme, code[:at] + other + code[at + 1 :]).ok


@given(st.sampled_from(["lei", "isin", "uscc", "ticker", "mic", "other"]), st.text(max_size=80))
def test_any_text_is_checked_and_what_passes_passes_again(scheme: str, text: str) -> None:
    check = check_identifier(scheme, text)
    if check.ok:
        assert check_identifier(scheme, check.canonical) == check
    else:
        assert sentence(check)


@given(st.text("0123456789ABCSHXZGNYKE.:/- ", max_size=16))
def test_any_ticker_is_checked_and_what_passes_passes_again(text: str) -> None:
    check = check_identifier("ticker", text)
    if check.ok:
        assert check_identifier("ticker", check.canonical) == check
    else:
        assert sentence(check)
