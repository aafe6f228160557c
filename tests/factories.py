"""Small real things to test with: a checklist, a person, an open project."""

from __future__ import annotations

from pathlib import Path

from assay.work import starting
from assay.work.session import Person, Session

PERSON = Person("Ada Analyst", "device-1")

CHECKLIST = """\
assay_checklist: 1
id: small
version: "1"
title: {en: Small checklist, zh-Hans: 小清单}
summary: {en: Two domains for tests., zh-Hans: 测试用。}
languages: [en, zh-Hans]
license: CC-BY-4.0
facts:
  - {id: listed, type: boolean, text: {en: Is it listed?, zh-Hans: 是否上市？}}
  - id: holder
    type: choice
    text: {en: Which holder?, zh-Hans: 何种持有人？}
    options:
      - {id: fund, text: {en: Fund, zh-Hans: 基金}}
      - {id: bank, text: {en: Bank, zh-Hans: 银行}}
profiles:
  - {id: default, title: {en: Default, zh-Hans: 默认}, weights: {AAA: 60, BBB: 40}}
  - {id: other, title: {en: Other, zh-Hans: 其他}, weights: {AAA: 30, BBB: 70}}
domains:
  - id: AAA
    title: {en: First domain, zh-Hans: 第一领域}
    channel: {en: How it reaches the money., zh-Hans: 传导。}
    questions:
      - id: AAA-01
        short: {en: Clause, zh-Hans: 条款}
        text: {en: Is there a clause?, zh-Hans: 是否有条款？}
        why: {en: Because it matters., zh-Hans: 因为重要。}
        answer:
          type: choice
          options:
            - {id: none, text: {en: None, zh-Hans: 无}, points: 0}
            - {id: some, text: {en: Some, zh-Hans: 有}, points: 2}
            - {id: full, text: {en: Full, zh-Hans: 全部}, points: 4}
        proof: {en: The articles., zh-Hans: 章程。}
        sources: [LAW art. 1]
        weight: 2
        ages: {kind: state, half_life_days: 730}
      - id: AAA-02
        short: {en: Kinds, zh-Hans: 种类}
        text: {en: Which kinds?, zh-Hans: 哪些种类？}
        why: {en: Kinds differ., zh-Hans: 种类不同。}
        answer:
          type: multi
          combine: sum
          options:
            - {id: red, text: {en: Red, zh-Hans: 红}, points: 1}
            - {id: green, text: {en: Green, zh-Hans: 绿}, points: 2}
            - {id: blue, text: {en: Blue, zh-Hans: 蓝}, points: 4}
        proof: {en: A list., zh-Hans: 清单。}
        sources: [LAW art. 2]
        weight: 1
        ages: {kind: state, half_life_days: 365}
        skip_if: option("AAA-01") == "none"
        skip_reason: {en: AAA-01 records no clause., zh-Hans: AAA-01记录无条款。}
      - id: AAA-03
        short: {en: Share, zh-Hans: 比例}
        text: {en: What share?, zh-Hans: 比例多少？}
        why: {en: Size counts., zh-Hans: 规模重要。}
        answer: {type: percent, bands: [[0, 0], [50, 4]]}
        proof: {en: A table., zh-Hans: 表格。}
        sources: [LAW art. 3]
        weight: 1
        ages: {kind: state, half_life_days: 365}
  - id: BBB
    title: {en: Second domain, zh-Hans: 第二领域}
    channel: {en: Another way., zh-Hans: 另一途径。}
    questions:
      - id: BBB-01
        short: {en: Day, zh-Hans: 日期}
        text: {en: Since when?, zh-Hans: 自何时？}
        why: {en: Time counts., zh-Hans: 时间重要。}
        answer: {type: date, unit: days_since, bands: [[0, 0], [365, 4]]}
        proof: {en: A notice., zh-Hans: 公告。}
        sources: [LAW art. 4]
        weight: 1
        ages: {kind: event, half_life_days: 30}
      - id: BBB-02
        short: {en: Listed, zh-Hans: 名单}
        text: {en: Is it on a list?, zh-Hans: 是否在名单上？}
        why: {en: Lists bind., zh-Hans: 名单有约束力。}
        answer:
          type: boolean
          options:
            - {id: "yes", text: {en: "Yes", zh-Hans: 是}, points: 4}
            - {id: "no", text: {en: "No", zh-Hans: 否}, points: 0}
        proof: {en: A dated screen., zh-Hans: 带日期的筛查。}
        sources: [LAW art. 5]
        weight: 1
        ages: {kind: state, half_life_days: 30}
flags:
  - id: KO-BBB-1
    kind: knockout
    when: option("BBB-02") == "yes"
    questions: [BBB-02]
    text: {en: It is on the list., zh-Hans: 在名单上。}
  - id: GT-BBB-1
    kind: gate
    when: status("BBB-02") != "answered"
    questions: [BBB-02]
    text: {en: The list was not screened., zh-Hans: 未筛查名单。}
sources:
  - key: LAW
    title: A law
    publisher: A parliament
    date: 2023-12-29
    url: null
    status: verified
    verified_on: 2026-11-23
    note: Read in full.
"""


def a_checklist_file(folder: Path) -> Path:
    """The small checklist as a file."""
    path = folder / "small.yaml"
    path.write_text(CHECKLIST, "utf-8")
    return path


def a_session(folder: Path, name: str = "project.assay", as_of: str = "2026-11-23") -> Session:
    """A new, published project over the small checklist, open."""
    return starting.new_project(
        folder / name,
        str(a_checklist_file(folder)),
        PERSON,
        issuer="Example Mining",
        as_of=as_of,
    )
