"""E-mail and MHTML: the letter's head, its text, and the names of what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from assay.readers import guessing, html
from assay.readers.decoding import decode
from assay.readers.document import Document, Field, Guess, PageText, Unreadable
from assay.readers.limits import Budget
from assay.readers.media import HTML, MAIL, MHTML

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_NESTING = re.compile(rb"\n\s*boundary|boundary=|message/rfc822", re.IGNORECASE)


def read(data: bytes, budget: Budget) -> Document:
    """A message: one page with head, body and the list of attachments, which stay closed."""
    message = _parsed(data, budget)
    body = _body(message, budget)
    head = "\n".join(f"{name}: {value}" for name in _HEAD if (value := _header(message, name)))
    names = [name for part in _parts(message, budget) if (name := _attachment(part))]
    if names:
        budget.warn("contains_files", count=len(names))
    listed = ("\n\nAttached: " + "; ".join(names)) if names else ""
    text = budget.text(f"{head}\n\n{body}{listed}")
    return Document(
        media_type=MAIL,
        pages=(PageText(text),),
        guesses=(*_about(message), *guessing.from_text([body])[1:]),
        warnings=budget.warnings,
        page_count=1,
        extractor="email/1",
    )


def read_saved_page(data: bytes, budget: Budget) -> Document:
    """A page that a browser saved as MHTML: its first HTML part, with where and when it was saved."""
    message = _parsed(data, budget)
    page = next((part for part in _parts(message, budget) if part.get_content_type() == HTML), None)
    if page is None:
        return read(data, budget)
    address = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    found = html.read(_payload(page), budget, _charset(page), address)
    saved = tuple(_dated(message, Field.RETRIEVED, "Date"))
    return Document(
        media_type=MHTML,
        pages=found.pages,
        guesses=(*found.guesses, *saved),
        warnings=budget.warnings,
        page_count=1,
        encoding=found.encoding,
        extractor=found.extractor,
    )


def _parsed(data: bytes, budget: Budget) -> EmailMessage:
    if len(_NESTING.findall(data)) > budget.limits.parts:
        raise Unreadable("unreadable_bomb")
    try:
        message = message_from_bytes(data, policy=default)
    except (MessageError, ValueError, RecursionError) as error:
        raise Unreadable("unreadable_broken") from error
    if not isinstance(message, EmailMessage):
        raise Unreadable("unreadable_broken")
    return message


def _parts(message: EmailMessage, budget: Budget) -> Iterator[EmailMessage]:
    """Every part that is no container, outermost first, as deep and as many as agreed."""
    waiting: list[tuple[int, EmailMessage]] = [(0, message)]
    seen = 0
    while waiting:
        depth, part = waiting.pop()
        seen += 1
        if depth > budget.limits.depth or seen > budget.limits.parts:
            budget.warn("nested_too_deep")
            return
        children = part.get_payload() if part.is_multipart() else []
        if isinstance(children, list) and children:
            waiting += [(depth + 1, cast("EmailMessage", child)) for child in reversed(children)]
        else:
            yield part


def _body(message: EmailMessage, budget: Budget) -> str:
    """The plain texts of the message; its HTML where it has no plain text."""
    plain: list[str] = []
    rich: list[str] = []
    for part in _parts(message, budget):
        if _attachment(part):
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(decode(_payload(part), _charset(part)).text)
        elif kind == HTML:
            rich += html.read(_payload(part), budget, _charset(part)).texts
    return "\n\n".join(text.strip() for text in plain or rich)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: EmailMessage) -> str:
    return part.get_content_charset("") or ""


def _attachment(part: EmailMessage) -> str:
    """The name of a part that is attached, empty for the letter itself."""
    try:
        name = part.get_filename("") or ""
        attached = part.get_content_disposition() == "attachment"
    except (ValueError, IndexError, TypeError):
        return "?"  # a disposition that the standard parser trips over
    return " ".join(name.split())[:200] or ("?" if attached else "")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:2000]
    except (ValueError, IndexError, TypeError, AttributeError):
        return ""  # a header that the standard parser trips over


def _about(message: EmailMessage) -> Iterator[Guess]:
    yield from guessing.title(_header(message, "Subject"), "Subject")
    yield from _dated(message, Field.DATE, "Date")
    sender = _header(message, "From")
    yield from guessing.named(Field.PUBLISHER, parseaddr(sender)[0] or sender, "From")


def _dated(message: EmailMessage, field: Field, header: str) -> Iterator[Guess]:
    try:
        moment = parsedate_to_datetime(_header(message, header))
    except (ValueError, TypeError, IndexError):
        return
    moment = (
        moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    )  # "-0000" is UTC of an unsaid zone
    value = moment.isoformat() if field is Field.RETRIEVED else moment.date().isoformat()
    yield Guess(field, value, header)
