"""A small checklist that keeps every rule, and the ways to break one of them."""

from assay.core import checklist_format
from assay.core.checklist import Checklist

SMALL = """\
assay_checklist: 1
id: small
version: "2026.11"
title: {en: Small, zh-Hans: 小型}
summary: {en: A checklist for tests., zh-Hans: 测试用清单。}
languages: [en, zh-Hans]
license: CC-BY-4.0
facts:
  - id: us_person
    type: boolean
    text: {en: A US person?, zh-Hans: 是否为美国人？}
  - id: holder
    type: choice
    text: {en: Which kind of holder?, zh-Hans: 哪类持有人？}
    options:
      - {id: fund, text: {en: Fund, zh-Hans: 基金}}
      - {id: lender, text: {en: Lender, zh-Hans: 贷款人}}
profiles:
  - id: default
    title: {en: Equity, zh-Hans: 权益}
    weights:
      AAA: 60
      BBB: 40
domains:
  - id: AAA
    title: {en: First, zh-Hans: 第一}
    channel: {en: How it reaches the money., zh-Hans: 如何传导。}
    questions:
      - id: AAA-01
        short: {en: Chair, zh-Hans: 董事长}
        text: {en: Who elects the chair?, zh-Hans: 谁选举董事长？}
        why: {en: It decides the agenda., zh-Hans: 决定议程。}
        answer:
          type: choice
          options:
            - id: holders
              text: {en: Holders, zh-Hans: 股东}
              points: 0
            - id: owner
              text: {en: Owner, zh-Hans: 出资人}
              points: 4
        proof: {en: Articles., zh-Hans: 章程。}
        sources: [CODE art. 1]
        weight: 3
        ages: {kind: state, half_life_days: 400}
        tags: [S01]
      - id: AAA-02
        short: {en: Notice, zh-Hans: 通知}
        text: {en: How many days of notice?, zh-Hans: 提前多少天通知？}
        why: {en: Time to object., zh-Hans: 提出异议的时间。}
        answer:
          type: number
          unit: days
          bands:
            - [0, 4]
            - [10, 2]
            - [30, 0]
        proof: {en: Date stamps., zh-Hans: 日期。}
        sources: [CODE art. 2]
        weight: 1
        ages: {kind: event, half_life_days: null}
        skip_if: option("AAA-01") == "holders"
        skip_reason: {en: Nobody instructs., zh-Hans: 无人指示。}
        replaces: [AAA-99]
  - id: BBB
    title: {en: Second, zh-Hans: 第二}
    channel: {en: How it reaches the money., zh-Hans: 如何传导。}
    questions:
      - id: BBB-01
        short: {en: Listed, zh-Hans: 上榜}
        text: {en: Is the issuer listed?, zh-Hans: 发行人是否上榜？}
        why: {en: A listing prohibits., zh-Hans: 上榜即禁止。}
        answer:
          type: boolean
          options:
            - {id: "no", text: {en: No, zh-Hans: 否}, points: 0}
            - {id: "yes", text: {en: Yes, zh-Hans: 是}, points: 4}
        proof: {en: Screening report., zh-Hans: 筛查报告。}
        sources: [CODE]
        weight: 2
        ages: {kind: state, half_life_days: 30}
      - id: BBB-02
        short: {en: Next date, zh-Hans: 下一日期}
        text: {en: When does it lapse?, zh-Hans: 何时到期？}
        why: {en: A dated cliff., zh-Hans: 到期断崖。}
        answer:
          type: date
          unit: days_until
          bands: [[0, 4], [365, 0]]
        proof: {en: The text., zh-Hans: 原文。}
        sources: [CODE]
        weight: 1
        ages: {kind: state, half_life_days: 30}
flags:
  - id: RF-1
    kind: floor
    when: option("AAA-01") == "owner" && facts.us_person && facts.holder == "fund"
    questions: [AAA-01]
    floor: {domain: 70, overall: 60}
    text: {en: The owner chooses the chair., zh-Hans: 出资人选定董事长。}
  - id: GATE-1
    kind: gate
    when: status("BBB-01") != "answered"
    questions: [BBB-01]
    text: {en: Not screened., zh-Hans: 尚未筛查。}
sources:
  - key: CODE
    title: A code
    publisher: Nobody
    date: 2026-01-31
    url: https://example.org/code
    status: verified
    verified_on: 2026-11-23
    note: Read whole.
"""


def small() -> Checklist:
    """The small checklist as values."""
    return checklist_format.read(SMALL.encode(), "small.yaml")


def edited(old: str, new: str) -> bytes:
    """The small checklist with its one `old` replaced by `new`."""
    assert SMALL.count(old) == 1, f"{old!r} stands there {SMALL.count(old)} times"
    return SMALL.replace(old, new).encode()


def found(body: bytes) -> list[tuple[str, int, str]]:
    """Message, line and path of every problem in `body`."""
    problems = checklist_format.problems(body, "small.yaml")
    assert all(problem.facts["file"] == "small.yaml" for problem in problems)
    return [(p.message, int(str(p.facts["line"])), str(p.facts["path"])) for p in problems]


def line_of(body: bytes, fragment: str, nth: int = 1) -> int:
    """The number of the `nth` line that holds `fragment`; a line feed in it is the line's end."""
    lines = body.decode().splitlines(keepends=True)
    return [number for number, line in enumerate(lines, 1) if fragment in line][nth - 1]
