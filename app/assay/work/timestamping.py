"""Asking a time-stamping authority: the hash of a memo goes out, a signed time comes back (RFC 3161)."""

from __future__ import annotations

from collections.abc import Callable

from assay.core.errors import CannotWrite, InvalidInput

SECONDS = 30.0
ANSWER_LIMIT = 1 << 20


def authority(url: str) -> Callable[[bytes], bytes]:
    """Sends requests to the authority at `url`; nothing but the request itself is told it.

    Raises `InvalidInput` for what is no http(s) address; what it gives raises `CannotWrite` where
    no answer comes.
    """
    if not url.startswith(("http://", "https://")) or len(url) > 2_000:
        raise InvalidInput("timestamp_address", url=url[:200])

    def ask(request: bytes) -> bytes:
        import httpx

        kind = {"Content-Type": "application/timestamp-query"}
        answer = bytearray()
        try:
            with (
                httpx.Client(timeout=SECONDS, follow_redirects=False) as client,
                client.stream("POST", url, content=request, headers=kind) as response,
            ):
                response.raise_for_status()
                for part in response.iter_bytes():
                    answer += part
                    if len(answer) > ANSWER_LIMIT:
                        raise CannotWrite("timestamp_refused", why=f"> {ANSWER_LIMIT} bytes")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CannotWrite("timestamp_refused", why=str(error)[:200]) from error
        return bytes(answer)

    return ask
