"""Fetching: what a server answered, whole, with how it came; and every way in which it may not answer."""

import gzip
import json
import threading
from io import BytesIO

import pytest

from assay.core.errors import InvalidInput, NotFound
from assay.readers import media
from assay.work import extract, fetching, jobs
from assay.work.fetching import Patience, fetch
from assay.work.views.viewer import viewer_view
from factories import a_session
from factories_documents import pdf
from factories_vault import Page, cited, site

HTML = (
    "<html><head><title>关于控股股东的公告</title></head>"
    "<body><p>控股股东持有公司36.84%的股份。</p><script>alert(1)</script></body></html>"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    opened = a_session(tmp_path_factory.mktemp("fetching"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def fetched(session, address, **how):
    step = fetch(session, address, **how)
    session.do(step)
    return session.evidence(step.changes[0].key)


def archived(session, item):
    from warcio.archiveiterator import ArchiveIterator

    data = session.store.blob_bytes(item.blob, 1 << 20)
    found = []
    for record in ArchiveIterator(BytesIO(data)):
        status = record.http_headers.get_statuscode() if record.rec_type == "response" else ""
        body = record.content_stream().read()
        found.append(
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), status, body)
        )
    return found


def test_a_page_is_kept_as_an_archive_with_its_text_and_marked_as_fetched(session):
    body = HTML.encode("gb18030")
    with site(page=Page(body, "text/html; charset=gb2312")) as web:
        item = fetched(session, f"{web.address}/page", cited=cited(session, quote="36.84%的股份"))
    view = viewer_view(session, item.id)
    assert (view.title, view.media_type, view.address) == (
        "关于控股股东的公告",
        media.WARC,
        "fetched",
    )
    assert extract.page(session, item, 1).text == "控股股东持有公司36.84%的股份。"
    assert view.quotations[0].state == "verbatim"
    assert item.retrieved[19] in "+-Z"
    assert item.file_name == "page.warc.gz"
    kinds = [(kind, target, status) for kind, target, status, _ in archived(session, item)]
    assert kinds == [
        ("warcinfo", None, ""),
        ("response", f"{web.address}/page", "200"),
        ("request", f"{web.address}/page", ""),
    ]
    assert archived(session, item)[1][3] == body


def test_redirects_are_followed_and_kept_in_their_order(session):
    with site(
        old=Page(status=301, headers={"Location": "/newer"}),
        newer=Page(status=302, headers={"Location": "page?x=1"}),
    ) as web:
        web.pages["/page?x=1"] = Page(HTML.encode())
        item = fetched(session, f"{web.address}/old")
    account = json.loads(item.details)["fetched"]
    assert item.url == f"{web.address}/page?x=1"
    assert account["asked"] == f"{web.address}/old"
    assert [status[:3] for status, _ in account["redirects"]] == ["301", "302"]
    answers = [(t, s) for kind, t, s, _ in archived(session, item) if kind == "response"]
    assert [status for _, status in answers] == ["301", "302", "200"]


def test_a_document_is_kept_as_it_came(session):
    data = pdf(["The board decides."], title="Minutes")
    with site(
        **{"minutes.pdf": Page(data, "application/pdf", headers={"Last-Modified": "today"})}
    ) as web:
        item = fetched(session, f"{web.address}/minutes.pdf")
    assert session.store.blob_bytes(item.blob, 1 << 20) == data
    assert (item.file_name, item.media_type, item.title) == ("minutes.pdf", media.PDF, "Minutes")
    account = json.loads(item.details)["fetched"]
    assert account["status"] == "200 OK"
    assert account["headers"]["last-modified"] == "today"


def test_an_encoded_answer_is_kept_encoded_and_read(session):
    packed = gzip.compress(HTML.encode())
    with site(page=Page(packed, headers={"Content-Encoding": "gzip"})) as web:
        item = fetched(session, f"{web.address}/page")
    assert "36.84%" in extract.page(session, item, 1).text


def test_a_chunked_answer_is_read(session):
    def chunks(handler):
        for piece in (HTML[:40].encode(), HTML[40:].encode(), b""):
            handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    with site(page=Page(write=chunks, headers={"Transfer-Encoding": "chunked"})) as web:
        item = fetched(session, f"{web.address}/page")
    assert "36.84%" in extract.page(session, item, 1).text


def test_what_a_person_says_of_it_wins(session):
    with site(page=Page(HTML.encode())) as web:
        item = fetched(
            session, f"{web.address}/page", title="My title", publisher="SSE", date="2025-01-02"
        )
    assert (item.title, item.publisher, item.date) == ("My title", "SSE", "2025-01-02")


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_refusal_is_an_error_unless_it_is_wanted_as_evidence(session, status):
    with site(page=Page(HTML.encode(), status=status)) as web:
        with pytest.raises(NotFound, match="fetch_refused") as told:
            fetch(session, f"{web.address}/page")
        assert str(status) in told.value.facts["status"]
        item = fetched(session, f"{web.address}/page", keep_errors=True)
    assert json.loads(item.details)["fetched"]["status"].startswith(str(status))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://exa mple.org",
        "http://example.org:99999999/",
        "http://[::1",
        "http://" + "x" * 5000,
    ],
)
def test_only_web_addresses_are_fetched(session, address):
    with pytest.raises(InvalidInput, match="not_an_address"):
        fetch(session, address)


def test_a_page_that_leads_out_of_the_web_is_not_followed(session):
    with (
        site(page=Page(status=302, headers={"Location": "file:///etc/passwd"})) as web,
        pytest.raises(NotFound, match=r"fetch_led_away|fetch_failed"),
    ):
        fetch(session, f"{web.address}/page")


def test_a_circle_of_redirects_ends(session):
    with site(page=Page(status=302, headers={"Location": "/page"})) as web:
        with pytest.raises(NotFound, match="fetch_circles"):
            fetch(session, f"{web.address}/page")
        assert len(web.asked) == fetching.REDIRECTS + 1


def test_nobody_there_is_said(session):
    with site() as web:
        address = web.address
    with pytest.raises(NotFound, match="fetch_failed"):
        fetch(session, f"{address}/page")


def test_a_server_that_does_not_answer_is_left(session):
    waits = threading.Event()
    with site(page=Page(write=lambda handler: waits.wait(20))) as web:
        try:
            with pytest.raises(NotFound, match="fetch_slow"):
                fetch(session, f"{web.address}/page", patience=Patience(answering=0.3))
        finally:
            waits.set()


def drip(handler):
    """Something now and then, for ever."""
    while True:
        handler.wfile.write(b"x" * 1000)
        handler.wfile.flush()


def test_a_server_that_drips_for_ever_is_left(session):
    with site(page=Page(write=drip)) as web, pytest.raises(NotFound, match="fetch_slow"):
        fetch(session, f"{web.address}/page", patience=Patience(altogether=0.3, size=1 << 40))


def test_an_endless_answer_is_left_at_its_limit(session):
    before = held(session)
    with site(page=Page(write=drip)) as web, pytest.raises(NotFound, match="fetch_too_large"):
        fetch(session, f"{web.address}/page", patience=Patience(size=50_000))
    assert held(session) == before


@pytest.mark.parametrize("length", ["99999999999", "-5", "nonsense", "9" * 500])
def test_a_false_length_does_no_harm(session, length):
    page = Page(write=lambda h: h.wfile.write(HTML.encode()), headers={"Content-Length": length})
    with site(page=page) as web, pytest.raises(NotFound, match="fetch_"):
        fetch(session, f"{web.address}/page")


def held(session):
    return session.store.file.db.execute("SELECT count(*) FROM blob").fetchone()[0]


def test_cancelling_keeps_nothing(session):
    class Stops:
        def step(self, done, total, what):
            raise jobs.Cancelled

    before = held(session)
    with site(page=Page(HTML.encode())) as web, pytest.raises(jobs.Cancelled):
        fetch(session, f"{web.address}/page", progress=Stops())
    assert held(session) == before


def test_the_proxy_of_the_environment_is_used(session, monkeypatch):
    with site() as proxy:
        proxy.pages["http://nowhere.example/page"] = Page(HTML.encode())
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("http_proxy", proxy.address)
        item = fetched(session, "http://nowhere.example/page")
    assert item.url == "http://nowhere.example/page"
    assert proxy.asked[0][0] == "http://nowhere.example/page"


def test_the_server_learns_nothing_but_the_address(session):
    with site(page=Page(HTML.encode())) as web:
        fetched(session, f"{web.address}/page")
    sent = {name.lower() for name in web.asked[0][1]}
    assert sent == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_a_hostile_name_in_the_address_is_only_a_name(session):
    with site() as web:
        path = "/%2e%2e%2f%2e%2e%2fetc%2fpasswd%00.pdf"
        web.pages[path] = Page(pdf(["x"]), "application/pdf")
        item = fetched(session, f"{web.address}{path}")
    assert item.file_name == "passwd.pdf"
