"""Web pages: what a person reads there, and what the page says of itself."""

from assay.readers import media
from assay.readers.document import Field
from assay.readers.reading import read_document
from factories_documents import messages


def page(body, head=""):
    return read_document(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    )


def test_blocks_stand_on_lines_cells_apart_and_white_space_as_shown():
    document = page(
        "<h1>Quota</h1><p>The  <b> 2024</b>\nbatch</p><table><tr><td>Light<td>124,900</table>"
    )
    assert document.texts == ("Quota\nThe 2024 batch\n\nLight\t124,900",)


def test_what_nobody_sees_is_left_out_and_what_follows_it_stays():
    document = page(
        "<p>Seen<script>no()</script> too<!-- not --> here<style>no</style></p>"
        "<div hidden>no</div><div style='Display: None'>no</div> after<noscript>no</noscript>"
    )
    assert document.texts == ("Seen too here\n\nafter",)
    assert "hidden_text_left_out" in messages(document)


def test_preformatted_text_keeps_its_spaces():
    assert page("<pre>a   b\n  c</pre>").texts == ("a   b\n  c",)


def test_a_chinese_page_in_gb18030_is_read_with_its_own_statements():
    data = (
        '<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        '<title>关于控股股东的公告_证券网</title><meta name="PubDate" content="2024-04-26 09:30">'
        '<meta name="ArticleTitle" content="关于控股股东的公告"><meta name="ContentSource" content="证券网">'
        "</head><body><p>控股股东为包钢（集团）公司，朱镕。</p></body></html>"
    ).encode("gb18030")
    document = read_document(data, file_name="page.htm")
    assert document.media_type == media.HTML
    assert document.texts == ("控股股东为包钢（集团）公司，朱镕。",)
    assert (document.title.value, document.title.source) == (
        "关于控股股东的公告",
        "meta articletitle",
    )
    assert document.date.value == "2024-04-26"
    assert document.publisher.value == "证券网"
    assert document.language.value == "zh-CN"
    assert document.encoding == "gb18030"


def test_json_ld_open_graph_and_the_saved_address_are_guesses_too():
    document = read_document(
        b"<!DOCTYPE html>\n<!-- saved from url=(0023)https://example.org/a -->\n<html><head>"
        b'<meta property="og:title" content="A title"><meta property="og:site_name" content="The Paper">'
        b'<script type="application/ld+json">{"@graph": [{"datePublished": "2024-04-26T09:30:00Z",'
        b' "publisher": {"name": "Other"}}]}</script></head><body>x</body></html>'
    )
    assert document.title.value == "A title"
    assert document.date.value == "2024-04-26"
    assert document.publisher.value == "The Paper"
    assert document.guess(Field.ADDRESS).value == "https://example.org/a"


def test_broken_markup_is_still_read():
    body = "<p>one<p>two</b></i><ul><li>three<li>four</ul><table><tr><td>five<td>six<tr><td>seven"
    assert page(body).texts[0].split() == ["one", "two", "three", "four", "five", "six", "seven"]


def test_a_thousand_nested_blocks_are_read():
    assert page("<div>" * 1_000 + "deep" + "</div>" * 1_000).texts == ("deep",)


def test_what_is_nested_too_deep_is_said_to_be_missing():
    document = page("before" + "<div>" * 20_000 + "deep" + "</div>" * 20_000)
    assert document.texts[0].startswith("before")
    assert "markup_cut" in messages(document)


def test_external_entities_and_addresses_are_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    document = read_document(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        f'<html><body>&x; text <img src="file://{secret}"></body></html>'.encode()
    )
    assert "secret" not in document.texts[0].replace("&x;", "")
    assert "text" in document.texts[0]


def test_an_empty_page_has_no_text():
    assert read_document(b"<html></html>").texts == ("",)
