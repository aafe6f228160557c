"""How many of what: *3 answers, 1 piece of evidence*, from counts by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from assay.words import tr, trn


def counted(rows: Iterable[tuple[str, int]]) -> str:
    """The amounts in words, what is nothing left out; empty when all of it is nothing."""
    totals: dict[str, int] = {}
    for table, n in rows:
        totals[table] = totals.get(table, 0) + n
    said = [words for table, words in _named(totals).items() if totals.get(table)]
    other = sum(n for table, n in totals.items() if table not in _named({}))
    if other:
        said.append(trn("{count} other entry", "{count} other entries", other))
    return tr(", ").join(said)


def _named(n: Mapping[str, int]) -> dict[str, str]:
    """The tables that are named, in this order, each with how many; the rest are taken together."""
    of = defaultdict(int, n)
    return {
        "answer": trn("{count} answer", "{count} answers", of["answer"]),
        "evidence": trn("{count} piece of evidence", "{count} pieces of evidence", of["evidence"]),
        "citation": trn("{count} citation", "{count} citations", of["citation"]),
        "memo_item": trn("{count} memo sentence", "{count} memo sentences", of["memo_item"]),
        "statement": trn(
            "{count} fact about the issuer", "{count} facts about the issuer", of["statement"]
        ),
        "fact": trn(
            "{count} fact about the investor", "{count} facts about the investor", of["fact"]
        ),
        "comment": trn("{count} comment", "{count} comments", of["comment"]),
        "flag_review": trn(
            "{count} review of a flag", "{count} reviews of flags", of["flag_review"]
        ),
        "assessment": trn("{count} assessment", "{count} assessments", of["assessment"]),
    }
