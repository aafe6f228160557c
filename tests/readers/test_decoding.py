"""Text comes out of bytes as it went in, whatever they say about themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.readers.decoding import declared_in, decode
from factories_documents import DOCUMENTS

CHINESE = "北方稀土2022年度报告，公司实际控制人为内蒙古自治区人民政府国有资产监督管理委员会。"
TEXTS = [
    (CHINESE, "gb18030"),
    (CHINESE, "utf-16"),
    (CHINESE, "utf-16-le"),
    (CHINESE, "utf-16-be"),
    (CHINESE, "utf-32"),
    ("控股股东变更公告", "gb18030"),
    ("日期,配额", "gb18030"),
    ("關於財務報告", "big5"),
    ("臺灣證券交易所股份有限公司公告本公司董事會決議通過財務報告", "big5"),
    ("株式会社の取締役会は、次の決議を行いました。東京証券取引所", "shift_jis"),
    ("株式会社の取締役会は、次の決議を行いました。東京証券取引所", "euc_jp"),
    ("주식회사 이사회는 다음과 같이 결의하였다", "cp949"),
    ("Совет директоров принял следующее решение о выплате дивидендов", "cp1251"),
    ("Le conseil d’administration a décidé de répartir le bénéfice à l’été", "cp1252"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_an_undeclared_encoding_is_recognised(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("name", ["gb18030", "big5", "shift_jis", "euc_jp"])
def test_text_nobody_here_wrote_is_recognised(name):
    expected = (DOCUMENTS / f"cjk-{name}-utf8.txt").read_text("utf-8")
    assert decode((DOCUMENTS / f"cjk-{name}.txt").read_bytes()).text == expected


def test_a_declaration_is_believed_as_browsers_believe_it():
    rare = "㐀䶮镕朱镕基"  # beyond GB2312, which is what such pages say they are in
    page = f'<meta charset="gb2312">{rare}'.encode("gb18030")
    assert declared_in(page) == "gb2312"
    assert decode(page, declared_in(page)).text.endswith(rare)


def test_a_false_declaration_is_not_believed():
    assert decode(CHINESE.encode("utf-8"), "gb2312").text == CHINESE
    assert decode(CHINESE.encode("gb18030"), "utf-8").text == CHINESE
    assert decode(CHINESE.encode("gb18030"), "rot13").text == CHINESE
    assert decode(b"plain", "utf-16").text == "plain"


def test_one_bad_byte_is_marked_and_the_rest_is_read():
    data = CHINESE.encode("utf-8") * 50 + b"\xff" + CHINESE.encode("utf-8") * 50
    text = decode(data, "utf-8").text
    assert text.count("\ufffd") == 1
    assert text.count(CHINESE) == 100


def test_text_cut_inside_a_character_keeps_its_encoding():
    found = decode((CHINESE * 20).encode("gb18030")[:-1])
    assert found.encoding == "gb18030"
    assert found.text.startswith(CHINESE)


def test_mojibake_is_undone_and_said():
    found = decode("schrÃ¶der â€“ the companyâ€™s".encode())
    assert (found.text, found.repaired) == ("schröder – the company’s", True)
    assert not decode("schröder – the company’s".encode()).repaired


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_utf8_with_a_mark_is_always_read_exactly(text):
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "gbk", "utf-8", "idna", "punycode", "undefined", "x"]),
)
def test_any_bytes_become_some_text(data, declared):
    assert isinstance(decode(data, declared).text, str)
