"""Things for the evidence vault's tests: items in a register, a bilingual corpus, a web server."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path

from assay.work import ingest
from assay.work.citing import Citing
from assay.work.session import Session


def attached(session: Session, folder: Path, name: str, data: bytes | str, **fields) -> str:
    """The id of a file that was taken into the register."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    step = ingest.attach(session, [path], **fields)
    session.do(step)
    return next(change.key for change in step.changes if change.table == "evidence")


def cited(session: Session, question: str = "AAA-01", **how) -> Citing:
    """A citation to be, for the session's assessment."""
    return Citing(session.assessment().id, question, **how)


# -- a corpus -------------------------------------------------------------------------------------

FIELD_ZH = [
    "控股股东", "国有企业", "党组织", "章程", "董事会", "关联交易", "独立董事", "监事",
    "出口管制", "许可证", "包头", "稀土", "集团", "内蒙古", "国资委", "年度报告", "审计",
    "股权", "质押", "担保", "资金占用", "信息披露", "尾矿", "环境保护", "财务公司", "分红",
    "后备", "发行", "台账", "里程",
]  # fmt: skip
FIELD_EN = [
    "governance", "party", "committee", "controlling", "shareholder", "board", "charter",
    "related", "transactions", "independent", "director", "export", "control", "licence",
    "rare", "earth", "report", "audit", "equity", "pledge", "guarantee", "disclosure",
    "tailings", "finance", "company", "dividend", "subsidiary", "ownership", "state",
    "enterprise", "supervision",
]  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A document as its author meant it, and as it reached us."""

    meant: str
    came: str


def corpus(count: int, seed: int = 7) -> list[Written]:
    """Documents half Chinese, half English; some in traditional characters, wide letters, broken lines."""
    rng = random.Random(seed)
    chinese, english = (
        _vocabulary(rng, _chinese_word, FIELD_ZH),
        _vocabulary(rng, _english_word, FIELD_EN),
    )
    return [_document(rng, *(chinese if n % 2 else english), n % 2 == 1) for n in range(count)]


def _vocabulary(rng, make, known) -> tuple[list[str], list[float]]:
    words = [make(rng) for _ in range(20_000)]
    places = rng.sample(range(20, 2_000), len(known))
    for place, word in zip(places, known, strict=True):
        words[place] = word
    # As in any language: a few words everywhere, most of them hardly anywhere.
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def _chinese_word(rng) -> str:
    return "".join(
        chr(0x4E00 + rng.randrange(6_000)) for _ in range(rng.choice((1, 2, 2, 2, 3, 4)))
    )


def _english_word(rng) -> str:
    return "".join(
        rng.choice("bcdfglmnprstv") + rng.choice("aeiou") for _ in range(rng.randint(1, 4))
    ) + rng.choice(("", "n", "s", "r"))


def _document(rng, words, weights, chinese) -> Written:
    picked = rng.choices(words, cum_weights=weights, k=rng.randint(120, 360))
    if chinese:
        parts = [w + (rng.choice("，。；") if rng.random() < 0.15 else "") for w in picked]
        if rng.random() < 0.3:
            parts.insert(rng.randrange(len(parts)), f"{rng.choice(FIELD_ZH)}ETF{rng.randrange(90)}")
        meant = _kept_when_folded("".join(parts))
        return Written(meant, _as_it_came(rng, meant))
    meant = " ".join(w + ("," if rng.random() < 0.1 else "") for w in picked)
    came = "".join(char.upper() if rng.random() < 0.05 else char for char in meant)
    accents = str.maketrans("aeiou", "áéíóú")
    return Written(meant, came.translate(accents) if rng.random() < 0.2 else came)


@cache
def _converter(name: str):
    from opencc import OpenCC

    return OpenCC(name)


def _kept_when_folded(text: str) -> str:
    """Simplified to begin with: a random character may be a traditional one."""
    return "".join(_converter("t2s").convert(char) for char in text)


def _as_it_came(rng, meant: str) -> str:
    came = meant
    if rng.random() < 0.3:
        came = "".join(_converter("s2t").convert(char) for char in came)
    if rng.random() < 0.2:
        came = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in came)
    if rng.random() < 0.5:
        width = rng.randint(20, 60)
        came = "\n".join(came[i : i + width] for i in range(0, len(came), width))
    return came


# -- a web server ---------------------------------------------------------------------------------


@dataclass
class Page:
    """What the server answers at one path."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Writes the body itself, for bodies that do not end or do not come."""
    length: bool = True


@dataclass
class Site:
    """A server on this computer: its address, its pages, and what it was asked."""

    address: str
    pages: dict[str, Page]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def site(**pages: Page) -> Iterator[Site]:
    """A web server with these pages for the length of a block; `page_x` is at `/page_x`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            page = found.pages.get(self.path) or Page(b"gone", "text/plain", 404)
            self.send_response(page.status)
            if page.kind:
                self.send_header("Content-Type", page.kind)
            if page.length and page.write is None:
                self.send_header("Content-Length", str(len(page.body)))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if page.write:
                page.write(self)
            else:
                self.wfile.write(page.body)

        def log_message(self, *_) -> None:
            """Nobody reads it."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_) -> None:
            """A reader that hangs up early is what some tests want."""

    server = Quiet(("127.0.0.1", 0), Handler)
    found = Site(f"http://127.0.0.1:{server.server_port}", {f"/{n}": p for n, p in pages.items()})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
