"""Guesses are drawn from plain signs and say where they come from."""

import pytest

from assay.readers.document import Field
from assay.readers.guessing import date_in, dated, from_text, language_of, title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("公告日期：2024年4月26日", "2024-04-26"),
        ("2024 年 4 月 6 日", "2024-04-06"),
        ("Beijing, 26 April 2024", "2024-04-26"),
        ("April 26th, 2024.", "2024-04-26"),
        ("2024-04-26T09:30:00+08:00", "2024-04-26"),
        ("at 2024/04/26 09:30", "2024-04-26"),
        ("on 2024-13-45 or 2024-02-30, then 2024-03-01", "2024-03-01"),
        ("code 600111, 9999-12-31", ""),
        ("no date", ""),
    ],
)
def test_the_first_real_date_is_taken(text, day):
    assert date_in(text) == day


def test_the_compact_dates_of_metadata_are_read():
    assert [guess.value for guess in dated("20240426093000+08'00'", "PDF metadata")] == [
        "2024-04-26"
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("公司实际控制人为国有资产监督管理委员会", "zh-Hans"),
        ("本公司董事會決議通過財務報告及關係人交易", "zh-Hant"),
        ("次の決議を行いました。東京証券取引所", "ja"),
        ("주식회사 이사회는 다음과 같이 결의하였다", "ko"),
        ("Совет директоров принял решение", "ru"),
        ("The board of directors resolved to approve the plan for the year.", "en"),
        (
            "Der Vorstand hat mit der Zustimmung den Plan für das Jahr gebilligt und die Zahlung.",
            "de",
        ),
        ("600111 12.4 37", ""),
        ("Xyzzy plugh frotz", ""),
    ],
)
def test_the_language_is_guessed_only_when_there_is_little_doubt(text, tag):
    assert language_of(text) == tag


def test_titles_that_name_a_program_or_a_file_are_no_titles():
    assert not list(title("Microsoft Word - 2022年报(定稿).docx", "PDF metadata"))
    assert not list(title("untitled", "PDF metadata"))
    assert [guess.value for guess in title(" Annual\nreport ", "PDF metadata")] == ["Annual report"]


def test_the_first_page_with_words_gives_title_and_date():
    found = {guess.field: guess for guess in from_text(["", " \n12\nAnnual report\n26 April 2024"])}
    assert found[Field.TITLE].value == "Annual report"
    assert found[Field.DATE].source == "first page"
