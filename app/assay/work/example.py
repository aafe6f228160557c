"""The worked example: content files under `resources/examples` to one project, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assay import assets
from assay.core.answers import Answer, Status, answer_key
from assay.core.assessment import Assessment, Fact, MemoItem, Project, Statement
from assay.core.change import Change, canonical, inserted, step
from assay.core.checklist import Checklist, say
from assay.core.evidence import Citation, Evidence, Stance
from assay.core.identity import new_id
from assay.core.records import to_row
from assay.store import working
from assay.work import answering, library
from assay.work.session import Person, Session
from assay.work.starting import frozen

Content = Mapping[str, Any]


def build(path: Path, person: Person, example: str = "cnre") -> Session:
    """Build the example project at `path` and publish it; raises `CannotWrite` when it exists."""
    folder = assets.resource("examples", example)
    session = Session(working.create(path), person)
    try:
        session.do(step("build_example", _changes(session, folder), name=example))
        session.publish()
    except BaseException:
        session.close()
        raise
    return session


def free_path(folder: Path, example: str = "cnre") -> Path:
    """A path in `folder` that is not taken: an example built twice never overwrites work."""
    path, count = folder / f"{example}.assay", 1
    while path.exists():
        count += 1
        path = folder / f"{example}-{count}.assay"
    return path


def _changes(session: Session, folder: Path) -> Iterator[Change]:
    content, memo = _read(folder / "project.yaml"), _read(folder / "memo.yaml")
    checklist, body = library.find(str(content["checklist"]))
    items = [_evidence(session, folder, n, e) for n, e in enumerate(_register(folder), 1)]
    ids = {item.key: item.id for item in items}
    assessment = _assessment(content, memo, checklist)
    title = str(content["title"]["en"])
    yield inserted("project", to_row(Project("project", title, bool(content["illustrative"]))))
    yield frozen(checklist, body)
    yield inserted("assessment", to_row(assessment))
    for item in items:
        yield inserted("evidence", to_row(item))
    for statement in _statements(content["issuer"], ids):
        yield inserted("statement", to_row(statement))
    for fact in _facts(content, assessment.id):
        yield inserted("fact", to_row(fact))
    for given in content["answers"]:
        yield inserted("answer", to_row(_answer(given, checklist, assessment.id)))
        for citation in _citations(given, assessment.id, ids):
            yield inserted("citation", to_row(citation))
    for sentence in _memo_items(memo, assessment.id, ids):
        yield inserted("memo_item", to_row(sentence))


def _read(path: Path) -> Content:
    import yaml

    loaded = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    if not isinstance(loaded, dict):
        raise TypeError(f"{path.name} holds no mapping")
    return loaded


def _register(folder: Path) -> Sequence[Content]:
    found: Sequence[Content] = _read(folder / "evidence.yaml")["evidence"]
    return found


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _evidence(session: Session, folder: Path, number: int, given: Content) -> Evidence:
    path = folder / str(given["file"])
    with path.open("rb") as source:
        blob = session.store.put_blob(source)
    return Evidence(
        id=new_id(),
        number=number,
        key=str(given["key"]),
        title=str(given["title"]),
        publisher=str(given["publisher"]),
        kind=str(given["kind"]),
        language=str(given["language"]),
        date=_text(given["date"]),
        date_precision=_text(given.get("date_precision")),
        retrieved=_text(given["captured"]),
        url=_text(given["url"]),
        reliability=str(given["grade"])[0],
        credibility=str(given["grade"])[1],
        origin=_text(given["group"]),
        valid_until=_text(given.get("valid_until")),
        no_decay=bool(given.get("no_decay", False)),
        note=_text(given["note"]),
        blob=blob.sha256,
        size=blob.size,
        file_name=path.name,
        media_type="text/markdown",
    )


def _assessment(content: Content, memo: Content, checklist: Checklist) -> Assessment:
    instrument = content["instrument"]
    proposed = instrument["proposed_position"]
    profile = checklist.profile(str(content["profile"]))
    person = "US person" if content["facts"]["us_person"] else ""
    return Assessment(
        id=new_id(),
        position=1,
        title=str(memo["title"]),
        checklist=checklist.hash,
        profile=profile.id,
        cut_off=str(content["cut_off"]),
        analyst=_text(content["analyst"]),
        second_analyst=_text(content["second_analyst"]),
        reviewer=_text(content["reviewer"]),
        instrument=str(instrument["type"]),
        channel=str(instrument["channel"]),
        mandate="; ".join(part for part in (say(profile.title, "en"), person) if part),
        position_current=f"{instrument['currency']} {instrument['current_position']}",
        position_proposed=f"{proposed['currency']} {proposed['amount']:,}",
        collection=_text(content["collection"]),
        conflicts=_text(content["conflicts"]),
        trigger=f"{content['trigger']['evidence']} ({content['trigger']['grade']})",
    )


# -- issuer ---------------------------------------------------------------------------------------


def _statements(issuer: Content, ids: Mapping[str, str]) -> Iterator[Statement]:
    for position, said in enumerate(_said(issuer, ids), 1):
        yield replace(said, id=said.id or new_id(), position=position)


def _said(issuer: Content, ids: Mapping[str, str]) -> Iterator[Statement]:
    names = issuer["names"]
    yield _about("name", names["en"], language="en")
    yield _about("name", names["zh"], language="zh-Hans")
    yield _about("short_name", names["zh_short"], language="zh-Hans")
    yield _about("pinyin", names["pinyin"])
    for alias in names["aliases"]:
        yield _about("alias", alias)
    for former in names["former"]:
        yield _about("former_name", former["zh"], language="zh-Hans")
        yield _about("former_name", former["en"], language="en")
    for given in issuer["identifiers"]:
        yield _identifier(given, ids)
    for plain in ("country", "seat", "website", "listed_since"):
        yield _about(plain, issuer[plain])
    shares = issuer["shares_outstanding"]
    yield _about(
        "shares_outstanding",
        shares["value"],
        as_of=_text(shares["as_of"]),
        evidence=ids[shares["evidence"]],
        status="verified",
    )
    for party in issuer["related"]:
        yield from _related(party, ids)


def _about(property: str, value: object, subject: str = "issuer", **more: str) -> Statement:
    return Statement(id="", subject=subject, property=property, value=_text(value), **more)  # type: ignore[arg-type]


def _identifier(given: Content, ids: Mapping[str, str]) -> Statement:
    value = _text(given["value"])
    if given["scheme"] == "ticker":
        value = f"{given['mic']}:{value}"
    return _about(
        str(given["scheme"]),
        value,
        status=str(given["status"]) if value else "not_found",
        evidence=ids.get(_text(given.get("source")), ""),
        note=_text(given.get("note")),
    )


def _related(party: Content, ids: Mapping[str, str]) -> Iterator[Statement]:
    id, source = new_id(), ids[party["evidence"]]
    yield replace(_about("related", party["name"]["en"], language="en", evidence=source), id=id)
    yield _about("name", party["name"]["zh"], id, language="zh-Hans", evidence=source)
    yield _about("role", party["role"], id, evidence=source)
    if "holding" in party:
        other = ids[party.get("holding_evidence", party["evidence"])]
        yield _about("holding", party["holding"], id, evidence=other)


# -- assessment -----------------------------------------------------------------------------------


def _facts(content: Content, assessment: str) -> Iterator[Fact]:
    notes = content["fact_notes"]
    for name, value in content["facts"].items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        yield Fact(f"{assessment}/{name}", assessment, name, text, _text(notes.get(name)))


def _answer(given: Content, checklist: Checklist, assessment: str) -> Answer:
    question = answering.question_of(checklist, str(given["question"]))
    raw = given.get("option", given.get("options", given.get("value")))
    value = None
    if raw is not None:
        value = answering.canonical_value(question, raw if isinstance(raw, list) else str(raw))
    return Answer(
        id=answer_key(assessment, question.id),
        assessment=assessment,
        question=question.id,
        status=Status(given["status"]),
        value=value,
        reason=_text(given.get("reason")),
        rationale=_text(given.get("rationale")),
        against=_text(given.get("against")),
        would_change=_text(given.get("would_change")),
    )


def _citations(given: Content, assessment: str, ids: Mapping[str, str]) -> Iterator[Citation]:
    for cited in given.get("cites", ()):
        yield Citation(
            id=new_id(),
            assessment=assessment,
            question=str(given["question"]),
            evidence=ids[cited["evidence"]],
            stance=Stance(cited["stance"]),
            locator=_text(cited.get("locator")),
            quote=_text(cited.get("quote")),
        )


# -- memo -----------------------------------------------------------------------------------------


def _memo_items(memo: Content, assessment: str, ids: Mapping[str, str]) -> Iterator[MemoItem]:
    for position, (part, section, given) in enumerate(_sentences(memo), 1):
        details = {k: v for k, v in given.items() if k not in {"t", "e", "label"}}
        yield MemoItem(
            id=new_id(),
            assessment=assessment,
            part=part,
            section=section,
            position=position,
            text=str(given["t"]),
            label=_text(given.get("label")),
            evidence=canonical([ids[key] for key in given.get("e", ())]),
            details=canonical(_flat(details, ids)),
        )


def _flat(details: Content, ids: Mapping[str, str]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in details.items():
        if name == "cost":
            flat |= {"cost_amount": value["amount"], "cost_currency": value["currency"]}
        elif name == "range":
            flat |= {"range_low": value[0], "range_high": value[1]}
        elif name == "confidence_why":
            flat |= {name: value["t"], "confidence_evidence": [ids[key] for key in value["e"]]}
        elif isinstance(value, (list, tuple)):
            flat[name] = [str(item) for item in value]
        elif isinstance(value, bool):
            flat[name] = int(value)
        else:
            flat[name] = value if isinstance(value, int) else _text(value)
    return flat


def _sentences(memo: Content) -> Iterator[tuple[str, str, Content]]:
    decision, insight = memo["decision"], memo["investor_insight"]
    yield "title", "", {"t": memo["title"]}
    yield "verdict", "", {"t": memo["verdict"]}
    yield "asked", "", {"t": decision["asked"]}
    yield "recommendation", "", {"t": decision["text"], "choice": decision["recommendation"]}
    for part, given in (
        ("reason_for", decision["reasons_for"]),
        ("reason_against", decision["reasons_against"]),
        ("condition", memo["conditions"]),
        ("highlight", memo["highlights"]),
    ):
        yield from ((part, "", item) for item in given)
    for part, texts in (
        ("change_less", memo["change_less"]),
        ("change_more", memo["change_more"]),
        ("disclosure", memo["disclosures"]),
    ):
        yield from ((part, "", {"t": text}) for text in texts)
    yield "scope", "", {"t": memo["scope"]}
    for section in memo["review"]:
        yield from (("review", section["heading"], item) for item in section["text"])
    yield from (("against", "", item) for item in memo["against_our_view"])
    yield from (("insight", "", item) for item in insight["text"])
    yield from (("engagement", "", item) for item in insight["engagement_asks"])
    yield "voting", "", {"t": insight["voting_plan"]}
    for item in insight["exit_triggers"]:
        yield "exit_trigger", "", {"t": item["trigger"], **_without(item, "trigger")}
    yield from (("scenario", "", _scenario(item)) for item in memo["scenarios"])
    yield from (("conclusion", "", item) for item in memo["conclusion"])
    for item in memo["next_steps"]:
        yield "next_step", "", {"t": item["what"], **_without(item, "what")}
    for item in memo["right_of_reply"]:
        yield "reply", "", {"t": item["note"], **_without(item, "note")}
    for item in memo["claims"]:
        yield (
            "claim",
            "",
            {"t": item["finding"], "claim": item["id"], **_without(item, "finding", "id")},
        )


def _without(item: Content, *names: str) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in names}


def _scenario(item: Content) -> Content:
    return {**_without(item, "text"), **item["text"]}
