"""A memo held against its project, as somebody who got it by mail would do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assay.core.house_style import PLAIN, HouseStyle
from assay.core.memo_profile import EXTERNAL, INTERNAL, Profile
from assay.readers.memo_pdf import Signed
from assay.report.memo_files import Order, made
from assay.report.memo_proof import check
from assay.report.signing import Key, signed
from assay.work import answering, drafts, starting
from assay.work.memo_checking import Changed, MemoCheck, against, now_of
from assay.work.session import Person, Session
from assay.work.views.memo_checks import as_json, changed, sentences
from factories import a_checklist_file
from factories_signing import PASSPHRASE, key_file

ADA = Person("Ada", "device-a")


@pytest.fixture
def session(tmp_path: Path):
    path = tmp_path / "mine.assay"
    checklist = str(a_checklist_file(tmp_path))
    opened = starting.new_project(path, checklist, ADA, issuer="Example", as_of="2026-11-23")
    yield opened
    opened.close()


def memo(session: Session, **order: object) -> bytes:
    return made(drafts.take(session, session.assessment().id), Order(**order))


def answer(session: Session, question: str = "AAA-01") -> None:
    here = session.assessment().id
    session.do(
        answering.decline(session, here, question, "not_disclosed", "", rationale="Because.")
    )


def held(session: Session, content: bytes, style: HouseStyle = PLAIN) -> MemoCheck:
    return check(now_of(session), content, "memo.pdf", style)


@pytest.mark.parametrize("profile", [INTERNAL, EXTERNAL, Profile(names=False)], ids=lambda p: p.id)
def test_a_fresh_memo_matches_to_the_byte(session: Session, profile: Profile) -> None:
    found = held(session, memo(session, profile=profile))
    assert (found.standing, found.pages, found.changes) == ("same", "same", ())
    assert found.holds
    assert next(sentences(found, "memo.pdf")).startswith("memo.pdf matches")


@pytest.mark.parametrize("profile", [INTERNAL, EXTERNAL], ids=lambda p: p.id)
def test_what_changed_since_is_named(session: Session, profile: Profile) -> None:
    content = memo(session, profile=profile)
    answer(session)
    found = held(session, content)
    assert found.standing == "moved"
    assert found.pages == "same"
    assert found.day
    assert found.changes == (Changed("answer", "AAA-01", "added", "", "not_disclosed"),)
    assert not found.holds
    assert changed(found.changes[0]) == "Answer AAA-01 added since: Not disclosed"
    assert any(line.startswith("Since then 1 entry changed") for line in sentences(found, "x"))


def test_what_was_undone_has_not_changed(session: Session) -> None:
    content = memo(session)
    answer(session)
    session.undo()
    found = held(session, content)
    assert (found.standing, found.changes) == ("moved", ())
    assert found.holds


def test_a_page_that_was_touched_is_told(session: Session) -> None:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(memo(session))) as document:
        document.pages[0].rotate(90, relative=True)
        out = BytesIO()
        document.save(out)
    found = held(session, out.getvalue())
    assert (found.standing, found.pages) == ("same", "differ")
    assert not found.holds


def test_a_state_of_a_copy_that_was_not_merged_is_compared_by_its_data(session: Session) -> None:
    answer(session)
    content = memo(session)
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        document.docinfo["/AssayState"] = "f" * 64
        out = BytesIO()
        document.save(out)
    answer(session, "AAA-02")
    found = held(session, out.getvalue())
    assert found.standing == "unknown_state"
    assert [one.place for one in found.changes] == ["AAA-02"]
    assert not found.holds


def test_a_memo_of_another_project_is_told(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = starting.new_project(
        folder / "other.assay", str(a_checklist_file(folder)), ADA, as_of="2026-11-23"
    )
    try:
        found = held(session, memo(other))
    finally:
        other.close()
    assert found.standing == "other_project"
    assert not found.holds


def test_a_pdf_that_is_no_memo_is_told(session: Session) -> None:
    from io import BytesIO

    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    out = BytesIO()
    document.save(out)
    found = held(session, out.getvalue())
    assert found.standing == "no_memo"
    assert len(list(sentences(found, "x"))) == 1


def test_another_look_of_the_house_is_not_called_a_change(session: Session) -> None:
    content = memo(session, style=HouseStyle(accent="#7A1F1F"))
    found = held(session, content)
    assert (found.standing, found.pages) == ("same", "not_compared")
    assert held(session, content, HouseStyle(accent="#7A1F1F")).pages == "same"


def test_a_signed_memo_matches_too_and_names_who_signed(session: Session) -> None:
    content = signed(memo(session), Key(key_file(), PASSPHRASE))
    found = held(session, content)
    assert (found.standing, found.pages) == ("same", "same")
    assert found.holds
    assert any("Signed by Ada Reviewer on" in line for line in sentences(found, "x"))


@pytest.mark.parametrize("data", ["{", "[]", '{"assay_memo":9}', '{"assay_memo":1,"rows":[]}', "7"])
def test_data_that_is_none_is_left_aside(session: Session, data: str) -> None:
    from assay.readers.memo_pdf import Proof

    found = against(now_of(session), Proof("0" * 64, "{", data)).check
    assert found.standing == "unknown_state"
    assert not found.compared


def test_broken_signatures_do_not_hold() -> None:
    for one in (
        Signed("signature", readable=False),
        Signed("signature", "A", intact=False, whole=True),
        Signed("timestamp", "A", intact=True, whole=False),
    ):
        found = MemoCheck("same", "s", pages="same", signatures=(one,))
        assert not found.holds
        *_, last = sentences(found, "x")
        assert "not changed" not in last


def test_the_check_is_also_data(session: Session) -> None:
    told = as_json(held(session, memo(session)), "memo.pdf")
    assert json.loads(json.dumps(told)) == told
    assert told["holds"] is True
    assert told["changes"] == []
