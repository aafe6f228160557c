"""Web answers to a web archive: request and response records (WARC 1.1) that other tools read too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer; `body` is what came over the wire, still encoded."""

    address: str
    request: Sequence[tuple[str, str]]
    status: str
    """`200 OK`"""
    headers: Sequence[tuple[str, str]]
    body: IO[bytes]
    time: str
    """UTC, like `2026-11-23T09:30:00Z`."""


def write(exchanges: Sequence[Exchange], out: IO[bytes], software: str) -> None:
    """Write the exchanges, in their order, as one compressed archive."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    info = {"software": software, "format": "WARC File Format 1.1"}
    first = writer.create_warcinfo_record("", info)
    writer.write_record(first)
    _close(first)
    for exchange in exchanges:
        # What the parser of an answer took off the wire is not there any more, so it is said aside.
        headers = [
            (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
            for name, value in exchange.headers
        ]
        response = writer.create_warc_record(
            exchange.address,
            "response",
            payload=exchange.body,
            http_headers=StatusAndHeaders(exchange.status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": exchange.time},
        )
        target = StatusAndHeaders(
            f"GET {_path(exchange.address)} HTTP/1.1", list(exchange.request), is_http_request=True
        )
        request = writer.create_warc_record(
            exchange.address,
            "request",
            http_headers=target,
            warc_headers_dict={"WARC-Date": exchange.time},
        )
        writer.write_request_response_pair(request, response)
        for record in (request, response):
            _close(record, exchange.body)


def _close(record: Any, ours: IO[bytes] | None = None) -> None:
    """Close the temporary file that a record leaves open."""
    if record.raw_stream is not None and record.raw_stream is not ours:
        record.raw_stream.close()


def _path(address: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
