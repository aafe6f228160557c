"""Bytes to text: the encoding that is declared, marked or likely, and mojibake undone for reading."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_SAMPLE = 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read under these names (WHATWG): a page that says gb2312 is written in GB18030.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb-2312": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "ks_c-5601": "cp949",
}
_LIKELY = [
    "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949",
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
]  # fmt: skip
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,400}?charset)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""",
    re.IGNORECASE,
)
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_WIDE = re.compile(r"[^\x00-\u2e7f\u3000-\u303f\uff00-\uffef]")
# GB2312 has its commonest characters in its first rows; Big5 text read as GB18030 rarely lands there.
_FIRST_HAN = re.compile(
    "[" + "".join(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8)
                  for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA)) + "]"
)  # fmt: skip
_COMMON_HANGUL = re.compile(
    "[이다는을의에가를하고로사지한기은대정시인자도리어수아그부전서일과들해나장제주상보원공스성년만조국구있되결]"
)
_NOT_WESTERN = re.compile(
    "[^\x00-\x7fàâçéèêëîïôûùüöäßñóòíìúáãõåøæœÀÂÇÉÈÊÖÄÜÅØÆŒÑÓÍÚÁ“”‘’–—…«»€°§·•™®©\xa0]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and how that was known."""

    text: str
    encoding: str
    how: str
    """`mark`, `declared`, `utf-8`, `guessed` or `forced` (bytes were lost)."""
    repaired: bool = False
    """True when mojibake was undone: the text differs from the bytes, which stay as they are."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`; `declared` is what a header or the document itself says it is in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, "mark")
    found = _named(data, declared) or _unmarked(data) or _guessed(data)
    if found is None:
        found = Decoded(data.decode("utf-8", "replace"), "utf-8", "forced")
    return _repaired(found)


def declared_in(data: bytes) -> str:
    """The encoding that an HTML or XML document names in its first bytes."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii") if match else ""


def _named(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared).name if declared else ""
        encoding = _MEANT.get(name, name)
        if not encoding or encoding.startswith(("utf-16", "utf-32", "utf_16", "utf_32")):
            return None  # declared in ASCII letters, so it cannot be true
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError, AssertionError):
        return None
    # One bad byte in a long page is a scar; many mean that the declaration is wrong.
    if text.count("\ufffd") > 3 + len(text) // 1000 or (encoding != "utf-8" and _is_utf8(data)):
        return None
    return Decoded(text, encoding, "declared")


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unmarked(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x1b$" not in text[:_SAMPLE] and "\x00" not in text[:_SAMPLE]:
            return Decoded(text, "utf-8", "utf-8")
    return _wide(data)


def _wide(data: bytes) -> Decoded | None:
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 50 or min(even, odd) > max(even, odd) // 4:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return Decoded(data.decode(encoding, "replace"), encoding, "guessed")


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    matches = from_bytes(sample, cp_isolation=_LIKELY)
    best = matches.best()
    if best is None:
        return _guessed_without_end(data)
    encoding = _corrected(sample, best.encoding, [match.encoding for match in matches])
    return Decoded(data.decode(encoding, "replace"), encoding, "guessed")


def _corrected(sample: bytes, guess: str, possible: list[str]) -> str:
    """The guess, or what it is often taken for when the text is short."""
    for japanese in ("euc_jp", "cp932"):
        if japanese in possible and _share(sample, japanese, _HIRAGANA, _WIDE) > 0.15:
            return japanese
    if guess == "cp949" and "gb18030" in possible:
        return guess if _share(sample, guess, _COMMON_HANGUL, _WIDE) > 0.2 else "gb18030"
    if (
        guess == "big5hkscs"
        and "gb18030" in possible
        and _share(sample, "gb18030", _FIRST_HAN, _WIDE) > 0.9
    ):
        return "gb18030"
    if guess in ("cp1250", "cp1257") and "cp1252" in possible:
        western = sample.decode("cp1252", "replace")
        return "cp1252" if not _NOT_WESTERN.search(western) else guess
    return guess


def _share(sample: bytes, encoding: str, some: re.Pattern[str], of: re.Pattern[str]) -> float:
    text = sample.decode(encoding, "replace")
    return len(some.findall(text)) / max(len(of.findall(text)), 1)


def _guessed_without_end(data: bytes) -> Decoded | None:
    """A sample or a file cut inside a character is no valid text in any encoding: trim and retry."""
    for encoding in ("utf-8", "gb18030", "big5hkscs", "cp932", "cp949"):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= 3 + len(text) // 1000:
            return Decoded(text, encoding, "guessed")
    return None


def _repaired(found: Decoded) -> Decoded:
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if found.how in ("forced", "mark") or not is_bad(found.text[:_SAMPLE]):
        return found
    fixed = "".join(fix_encoding(line) for line in found.text.splitlines(keepends=True))
    if fixed == found.text:
        return found
    return Decoded(fixed, found.encoding, found.how, repaired=True)
