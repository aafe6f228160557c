"""Who an issuer is to machines: LEI, ISIN, credit code, ticker, market; and why a wrong one is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MICS = ("XSHG", "XSHE", "XHKG", "XNYS", "XNAS")
"""Market identifier codes (ISO 10383) that tickers are understood for: Shanghai to Nasdaq."""

_LENGTH_LIMIT = 64


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """What checking one identifier found; a check that passes proves the digits, not the company."""

    ok: bool
    canonical: str
    """The one way it is written; as given, tidied, where it does not hold."""
    reason: str = ""
    """Message id of why it does not hold."""
    facts: Mapping[str, object] = field(default_factory=dict)


def check_identifier(scheme: str, value: str) -> IdentifierCheck:
    """Check `value` as an identifier of `scheme`: lei, isin, uscc, ticker or mic.

    Any other scheme has no rule: every value that is not empty passes as it is.
    """
    text = unicodedata.normalize("NFKC", value[: _LENGTH_LIMIT * 4]).strip()
    if not text:
        return _wrong(text, "identifier_empty")
    check = _CHECKS.get(scheme)
    if check is None:
        return IdentifierCheck(True, text)
    if len(text) > _LENGTH_LIMIT:
        return _wrong(text[:_LENGTH_LIMIT], "identifier_too_long", limit=_LENGTH_LIMIT)
    return check(text.upper())


def _wrong(value: str, reason: str, /, **facts: object) -> IdentifierCheck:
    return IdentifierCheck(False, value, reason, {"value": value, **facts})


def _compact(text: str) -> str:
    """Without the spaces and hyphens that people write identifiers with."""
    return re.sub(r"[\s\u2010-\u2015-]", "", text)


def _form(given: str, length: int, allowed: str) -> IdentifierCheck | None:
    """What is wrong with length or characters, which come before any check digit."""
    for position, character in enumerate(given, 1):
        if character not in allowed:
            facts = {"character": character, "position": position}
            return _wrong(given, "identifier_character", **facts)
    if len(given) != length:
        return _wrong(given, "identifier_length", length=len(given), needed=length)
    return None


_DIGITS = "0123456789"
_ALPHANUMERIC = _DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _lei(text: str) -> IdentifierCheck:
    """ISO 17442: 18 letters or digits and two check digits, modulo 97."""
    from stdnum.iso7064 import mod_97_10

    given = _compact(text)
    wrong = _form(given, 20, _ALPHANUMERIC)
    if wrong:
        return wrong
    expected = str(mod_97_10.calc_check_digits(given[:18]))
    if given[18:] != expected:
        return _wrong(given, "lei_check_digits", given=given[18:], expected=expected)
    return IdentifierCheck(True, given)


def _isin(text: str) -> IdentifierCheck:
    """ISO 6166: a country prefix, nine letters or digits and a check digit."""
    from stdnum import isin
    from stdnum.exceptions import InvalidComponent, ValidationError

    given = _compact(text)
    wrong = _form(given, 12, _ALPHANUMERIC)
    if wrong:
        return wrong
    if not given[:2].isalpha():
        return _wrong(given, "isin_prefix", prefix=given[:2])
    expected = str(isin.calc_check_digit(given[:11]))
    try:
        isin.validate(given)
    except InvalidComponent:
        return _wrong(given, "isin_prefix", prefix=given[:2])
    except ValidationError:
        return _wrong(given, "isin_check_digit", given=given[11], expected=expected)
    return IdentifierCheck(True, given)


_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def organisation_check_digit(code: str) -> str:
    """The ninth character of an organisation code (GB 11714) from its first eight."""
    pairs = zip(code, _ORGANISATION_WEIGHTS, strict=True)
    rest = 11 - sum(_ALPHANUMERIC.index(character) * weight for character, weight in pairs) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _uscc(text: str) -> IdentifierCheck:
    """GB 32100-2015: two characters, six digits of region, an organisation code, a check character.

    Two checks overlap, so a slip can be placed: the organisation code has a check character of
    its own, and where that holds, the slip lies before it or at the very end.
    """
    from stdnum.cn import uscc

    given = _compact(text)
    for position, character in enumerate(given, 1):
        if character in _USCC_LOOKALIKES:
            meant = _USCC_LOOKALIKES[character]
            facts = {"character": character, "position": position, "meant": meant}
            return _wrong(given, "uscc_letter", **facts)
    wrong = _form(given, 18, _USCC_CHARACTERS)
    if wrong:
        return wrong
    if not given[2:8].isdecimal():
        return _wrong(given, "uscc_region", region=given[2:8])
    expected = organisation_check_digit(given[8:16])
    if given[16] != expected:
        facts = {"code": given[8:17], "given": given[16], "expected": expected}
        return _wrong(given, "uscc_organisation_check", **facts)
    expected = str(uscc.calc_check_digit(given[:17]))
    if given[17] != expected:
        return _wrong(given, "uscc_check_character", given=given[17], expected=expected)
    return IdentifierCheck(True, given)


def _mic(text: str) -> IdentifierCheck:
    if text in MICS:
        return IdentifierCheck(True, text)
    return _wrong(text, "mic_unknown", known=list(MICS))


_MAINLAND = "mainland"
_UNITED_STATES = "united states"
_MARKETS: Mapping[str, str] = {
    # MIC, then the exchange's names, then suffixes of Yahoo, Refinitiv, Wind and Bloomberg.
    **dict.fromkeys(("XSHG", "SHSE", "SSE", "SHA", "SH", "SS", "CG"), "XSHG"),
    **dict.fromkeys(("XSHE", "SZSE", "SHE", "SZ", "CS"), "XSHE"),
    **dict.fromkeys(("XHKG", "SEHK", "HKEX", "HKG", "HK"), "XHKG"),
    **dict.fromkeys(("XNYS", "NYSE", "N", "UN"), "XNYS"),
    **dict.fromkeys(("XNAS", "NASDAQ", "NASD", "O", "OQ", "UW", "UQ", "UR"), "XNAS"),
    "CH": _MAINLAND,
    "US": _UNITED_STATES,
}
_CODES: Mapping[str, re.Pattern[str]] = {
    "XSHG": re.compile(r"6\d{5}|900\d{3}"),
    "XSHE": re.compile(r"0\d{5}|3\d{5}|200\d{3}"),
    "XHKG": re.compile(r"\d{5}"),
    "XNYS": re.compile(r"[A-Z]{1,5}(\.[A-Z])?"),
    "XNAS": re.compile(r"[A-Z]{1,5}"),
}
_MARKET_FIRST = re.compile(r"([A-Z]{2,6})\s*:\s*([0-9A-Z][0-9A-Z./-]*)")
_CODE_FIRST = re.compile(r"([0-9A-Z][0-9A-Z./-]*?)(?:\.|\s*:\s*|\s+)([A-Z]{1,6})(?:\s+EQUITY)?")
_GLUED = re.compile(r"(SH|SZ|HK)(\d{5,6})")


def _ticker(text: str) -> IdentifierCheck:
    """One parser for 600111.SS, 600111.SH, SHSE:600111, 600111 CH, SH600111: `XSHG:600111`."""
    code, market = _split(text)
    if not market:
        guess = _listed_in(code)
        meant = f"{guess}:{code}" if guess else "XSHG:600111"
        return _wrong(text, "ticker_without_market", meant=meant)
    mic = _MARKETS.get(market, "")
    if mic == _MAINLAND:
        mic = _listed_in(code)
        if not mic:
            return _wrong(text, "ticker_code", code=code, market=market)
    if mic == _UNITED_STATES:
        return _wrong(text, "ticker_market_open", market=market, known=["XNYS", "XNAS"])
    if not mic:
        return _wrong(text, "ticker_market_unknown", market=market, known=list(MICS))
    if mic == "XHKG" and code.isdecimal() and len(code) <= 5:
        code = code.zfill(5)
    code = re.sub("[/-]", ".", code)
    if not _CODES[mic].fullmatch(code):
        other = _listed_in(code)
        if other:
            return _wrong(text, "ticker_of_other_market", code=code, market=mic, other=other)
        return _wrong(text, "ticker_code", code=code, market=mic)
    return IdentifierCheck(True, f"{mic}:{code}")


def _split(text: str) -> tuple[str, str]:
    """Code and market as they were written; no market where none was."""
    glued = _GLUED.fullmatch(text)
    if glued:
        return glued[2], glued[1]
    first = _MARKET_FIRST.fullmatch(text)
    if first and first[1] in _MARKETS:
        return first[2], first[1]
    last = _CODE_FIRST.fullmatch(text)
    if last and last[1].isalpha() and last[2] not in _MARKETS and len(last[2]) == 1:
        return text, ""  # BRK.B: a class of shares, no market
    if last and (last[2] in _MARKETS or not first):
        return last[1], last[2]
    return (first[2], first[1]) if first else (text, "")


def _listed_in(code: str) -> str:
    """The mainland market whose codes look like this; the ranges do not overlap."""
    return next((mic for mic in ("XSHG", "XSHE") if _CODES[mic].fullmatch(code)), "")


_CHECKS: Mapping[str, Callable[[str], IdentifierCheck]] = {
    "lei": _lei,
    "isin": _isin,
    "uscc": _uscc,
    "mic": _mic,
    "ticker": _ticker,
}
