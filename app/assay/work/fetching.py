"""Fetching a page: its answer with status, headers and redirects, as evidence that was seen by Assay."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from assay import __version__
from assay.core.change import Cell, Step, canonical
from assay.core.errors import InvalidInput, NotFound
from assay.readers import archiving, media
from assay.readers.archiving import Exchange
from assay.work import capture, citing
from assay.work.capture import Coming
from assay.work.citing import Citing
from assay.work.guesses import FETCHED
from assay.work.jobs import Progress, Silent
from assay.work.session import Session

if TYPE_CHECKING:
    import httpx

MIB = 1024 * 1024
LONGEST_ADDRESS = 4_000
REDIRECTS = 10
_SPOOLED = 4 * MIB


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how much is waited for."""

    connecting: float = 15.0
    answering: float = 30.0
    altogether: float = 180.0
    size: int = 64 * MIB


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class _Answer:
    """The last answer, and the exchanges that led to it."""

    exchanges: Sequence[Exchange]
    status: int
    size: int

    @property
    def last(self) -> Exchange:
        return self.exchanges[-1]


def is_address(text: str) -> bool:
    """True for what `fetch` takes: an address that begins with http:// or https://."""
    return text.lower().startswith(("http://", "https://"))


def fetch(
    session: Session,
    address: str,
    *,
    progress: Progress | None = None,
    cited: Citing | None = None,
    keep_errors: bool = False,
    patience: Patience = PATIENCE,
    **fields: Cell,
) -> Step:
    """Fetch a page into the register: web pages as an archive (WARC), other documents as they came.

    A page that the server refuses is an error unless `keep_errors` wants the refusal itself as
    evidence. Proxies are taken from the environment. Raises `InvalidInput` or `NotFound`.
    """
    said = citing.checked(dict(fields))
    address = _checked(address)
    with ExitStack() as bodies:
        answer = _asked(address, progress or Silent(), patience, bodies)
        if answer.status >= 400 and not keep_errors:
            raise NotFound("fetch_refused", address=address, status=answer.last.status)
        return capture.register(session, [_coming(address, answer, bodies)], said, cited)


def _checked(address: str) -> str:
    address = address.strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        good = False
    if not good or len(address) > LONGEST_ADDRESS or any(c.isspace() for c in address):
        raise InvalidInput("not_an_address", address=address[:200])
    return address


def _asked(address: str, progress: Progress, patience: Patience, bodies: ExitStack) -> _Answer:
    import httpx

    limits = httpx.Timeout(patience.answering, connect=patience.connecting)
    headers = {
        "User-Agent": f"assay/{__version__}",
        # Bytes as they are: what is kept can then be compared with what others keep.
        "Accept-Encoding": "identity",
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    }
    try:
        with httpx.Client(timeout=limits, headers=headers, follow_redirects=False) as client:
            return _followed(client, address, progress, patience, bodies)
    except httpx.InvalidURL:
        raise InvalidInput("not_an_address", address=address[:200]) from None
    except httpx.TimeoutException:
        raise NotFound("fetch_slow", address=address) from None
    except httpx.HTTPError as error:
        raise NotFound(
            "fetch_failed", address=address, why=str(error) or type(error).__name__
        ) from None


def _followed(
    client: httpx.Client,
    address: str,
    progress: Progress,
    patience: Patience,
    bodies: ExitStack,
) -> _Answer:
    ends = monotonic() + patience.altogether
    exchanges: list[Exchange] = []
    request = client.build_request("GET", address)
    while True:
        time = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        response = client.send(request, stream=True)
        try:
            body, size = _body(response, address, progress, patience, ends, bodies)
            exchanges.append(_exchange(request, response, body, time))
        finally:
            response.close()
        following = response.next_request
        if following is None:
            return _Answer(exchanges, response.status_code, size)
        if len(exchanges) > REDIRECTS:
            raise NotFound("fetch_circles", address=address, count=REDIRECTS)
        if following.url.scheme not in ("http", "https"):
            raise NotFound("fetch_led_away", address=address, to=str(following.url)[:200])
        request = following


def _body(
    response: httpx.Response,
    address: str,
    progress: Progress,
    patience: Patience,
    ends: float,
    bodies: ExitStack,
) -> tuple[IO[bytes], int]:
    length = response.headers.get("content-length", "").strip()
    expected = int(length) if length.isdecimal() and len(length) < 20 else 0
    kept = _spool(bodies)
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if max(size, expected) > patience.size:
            raise NotFound("fetch_too_large", address=address, limit=patience.size // MIB)
        if monotonic() > ends:
            raise NotFound("fetch_slow", address=address)
        kept.write(piece)
        progress.step(size, max(expected, size), address)
    kept.seek(0)
    return kept, size


def _spool(bodies: ExitStack) -> IO[bytes]:
    """Room for a body: in memory while it is small, then a file that goes with `bodies`."""
    spool = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115  closed with the others
    return cast("IO[bytes]", bodies.enter_context(spool))


def _exchange(
    request: httpx.Request, response: httpx.Response, body: IO[bytes], time: str
) -> Exchange:
    return Exchange(
        address=str(request.url),
        request=[(_text(name), _text(value)) for name, value in request.headers.raw],
        status=f"{response.status_code} {response.reason_phrase}".strip(),
        headers=[(_text(name), _text(value)) for name, value in response.headers.raw],
        body=body,
        time=time,
    )


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")


def _coming(address: str, answer: _Answer, bodies: ExitStack) -> Coming:
    """The bytes to keep, with what is known of how they came."""
    last = answer.last
    kind = media.sniff(last.body.read(media.HEAD)).name
    last.body.seek(0)
    name = _named(last.address)
    encoded = any(
        n.lower() == "content-encoding" and v.lower() != "identity" for n, v in last.headers
    )
    as_it_came = not encoded and kind not in (media.HTML, media.TEXT, media.XML, media.EMPTY)
    source = last.body
    if not as_it_came or answer.status >= 400:
        source = _spool(bodies)
        archiving.write(answer.exchanges, source, f"assay {__version__}")
        source.seek(0)
        kind, name = (
            media.WARC,
            f"{name.partition('.')[0] or urlsplit(last.address).hostname}.warc.gz",
        )
    return Coming(
        source,
        name or "document",
        title=last.address,
        media_type=kind,
        url=last.address,
        details=canonical(
            {"address": FETCHED, "capture": "fetch", "fetched": _account(address, answer)}
        ),
    )


def _named(address: str) -> str:
    """The last part of an address, as the name that a file might have had."""
    path = unquote(urlsplit(address).path, errors="replace").rstrip("/")
    return "".join(char for char in path.rpartition("/")[2] if char.isprintable())[:120]


def _account(address: str, answer: _Answer) -> dict[str, object]:
    """What was asked and answered, for people; the archive holds it in full."""
    last = answer.last
    steps = [[e.status, e.address] for e in answer.exchanges[:-1]]
    wanted = ("content-type", "last-modified", "etag", "date", "server")
    headers = {n.lower(): v[:300] for n, v in last.headers if n.lower() in wanted}
    return {
        "asked": address,
        "status": last.status,
        "time": last.time,
        "redirects": steps,
        "headers": headers,
    }
