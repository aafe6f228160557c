"""Archives of web answers: other tools read them, and our own reader does."""

from io import BytesIO

from assay.readers.archiving import Exchange, write
from assay.readers.reading import read_document


def exchange(address, body, status="200 OK", kind="text/html", **headers):
    return Exchange(
        address,
        [("User-Agent", "assay"), ("Host", "example.org")],
        status,
        [
            ("Content-Type", kind),
            *((name.replace("_", "-"), value) for name, value in headers.items()),
        ],
        BytesIO(body),
        "2026-11-23T09:30:00Z",
    )


def written(*exchanges):
    out = BytesIO()
    write(exchanges, out, "assay test")
    return out.getvalue()


def records(data):
    from warcio.archiveiterator import ArchiveIterator

    return [
        (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
        for record in ArchiveIterator(BytesIO(data), check_digests="raise")
    ]


def test_an_answer_is_kept_with_its_request_digests_and_time():
    body = "<p>控股股东</p>".encode()
    info, response, request = records(written(exchange("https://example.org/a?b=1", body)))
    assert [each[0] for each in (info, response, request)] == ["warcinfo", "response", "request"]
    head = response[1]
    assert head.get_header("WARC-Target-URI") == "https://example.org/a?b=1"
    assert head.get_header("WARC-Date") == "2026-11-23T09:30:00Z"
    assert head.get_header("WARC-Payload-Digest").startswith("sha1:")
    assert (response[2].get_statuscode(), response[3]) == ("200", body)
    assert request[2].statusline == "/a?b=1 HTTP/1.1" or "GET /a?b=1" in str(request[2])
    assert request[1].get_header("WARC-Concurrent-To") == head.get_header("WARC-Record-ID")


def test_what_the_wire_did_is_said_aside():
    data = written(exchange("https://example.org/", b"x", Transfer_Encoding="chunked"))
    headers = dict(records(data)[1][2].headers)
    assert "Transfer-Encoding" not in headers
    assert headers["X-Archive-Orig-Transfer-Encoding"] == "chunked"


def test_our_reader_reads_what_was_written():
    moved = exchange("http://example.org/old", b"", "301 Moved", location="/new")
    page = exchange("http://example.org/new", b"<title>T</title><p>words</p>")
    document = read_document(written(moved, page), file_name="p.warc.gz")
    assert document.texts == ("words",)
    assert document.title.value == "T"


def test_the_body_is_left_to_its_owner():
    given = exchange("http://example.org/", b"words")
    write([given], BytesIO(), "assay")
    assert not given.body.closed
