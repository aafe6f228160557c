"""Who the project is about: names, identifiers with the result of their checks, related parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assay.core import issuer as identity
from assay.core.assessment import Statement
from assay.core.records import records
from assay.work.session import Session

SCHEMES = ("ticker", "isin", "uscc", "lei")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: what it is, whether somebody verified it, whether its check digits hold."""

    scheme: str
    value: str
    status: str
    """`verified`, `unverified` or `not_found`"""
    digits_hold: bool | None
    """None where there is nothing to check."""
    note: str


@dataclass(frozen=True, slots=True)
class IssuerView:
    """The issuer as headers show it. `name` is in the script of the seat, `latin` in Latin script."""

    name: str
    latin: str
    short_name: str
    ticker: str
    """The code alone, `600111`."""
    mic: str
    identifiers: tuple[Identifier, ...]


def statements(session: Session, subject: str = "issuer") -> list[Statement]:
    """What is said of the issuer or a related party, in order."""
    found: Iterable[Statement] = records(session.state, "statement")
    return sorted((s for s in found if s.subject == subject), key=lambda s: (s.position, s.id))


def issuer_view(session: Session) -> IssuerView:
    """The issuer of the project."""
    said = statements(session)
    names = [s for s in said if s.property == "name"]
    latin = next((s.value for s in names if not s.language.startswith("zh")), "")
    local = next((s.value for s in names if s.language.startswith("zh")), "") or latin
    short = next((s.value for s in said if s.property == "short_name"), "")
    mic, _, ticker = next((s.value for s in said if s.property == "ticker"), "").rpartition(":")
    return IssuerView(
        name=local,
        latin=latin if latin != local else "",
        short_name=short or latin or local,
        ticker=ticker,
        mic=mic,
        identifiers=tuple(
            _identifier(s) for scheme in SCHEMES for s in said if s.property == scheme
        ),
    )


def _identifier(said: Statement) -> Identifier:
    holds = identity.check_identifier(said.property, said.value).ok if said.value else None
    return Identifier(said.property, said.value, said.status, holds, said.note)
