"""Copies that are edited, merged, undone and redacted in any order come to what a plain model says."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from assay.core.change import Change, Label, Step, body, inserted, removed, updated
from assay.core.evidence import Citation
from assay.core.identity import new_id
from assay.core.merge import REDACT, redaction, resolve
from assay.core.merge_registers import ROW, Dispute, groups
from assay.core.records import to_row
from assay.core.revision import without_body
from factories_merge import Copy, Model, recorded
from factories_store import answer_row, evidence_row, title_step

COPIES = st.integers(0, 3)
QUESTIONS = st.integers(0, 2)
VALUES = st.sampled_from(["yes", "no", "partly"])
TEXTS = st.sampled_from(["", "One reason", "Another reason"])
YEARS = st.sampled_from(["1999", "2026", "8998"])


class Copies(RuleBasedStateMachine):
    """Four people, one project."""

    @initialize()
    def begin(self) -> None:
        start = Copy("Ada", [recorded(title_step(), ())])
        start.edit("answer", inserted("answer", answer_row(0)))
        start.edit("attach", inserted("evidence", {**evidence_row(1), "id": new_id()}))
        self.copies = [Copy(name, list(start.revisions)) for name in ("Ada", "Bo", "Cy", "Di")]
        self.dirty = set(range(4))

    def _of(self, n: int) -> tuple[Copy, dict]:
        self.dirty.add(n)
        found = resolve(self.copies[n].revisions)
        assert found is not None
        return self.copies[n], found.state

    @rule(n=COPIES, q=QUESTIONS, value=VALUES, text=TEXTS, year=YEARS)
    def answer(self, n: int, q: int, value: str, text: str, year: str) -> None:
        copy, state = self._of(n)
        row = state.get("answer", {}).get(f"a/Q-00{q}")
        if row is None:
            new = {**answer_row(q), "value": value, "rationale": text}
            copy.edit("answer", inserted("answer", new), time=year)
        else:
            copy.edit("answer", updated("answer", row, value=value, status="answered"), time=year)

    @rule(n=COPIES, q=QUESTIONS, text=TEXTS)
    def write(self, n: int, q: int, text: str) -> None:
        copy, state = self._of(n)
        row = state.get("answer", {}).get(f"a/Q-00{q}")
        if row is not None:
            copy.edit("write", updated("answer", row, rationale=text))

    @rule(n=COPIES, q=QUESTIONS)
    def clear(self, n: int, q: int) -> None:
        copy, state = self._of(n)
        row = state.get("answer", {}).get(f"a/Q-00{q}")
        if row is not None:
            copy.edit("clear", removed("answer", row))

    @rule(n=COPIES)
    def attach(self, n: int) -> None:
        copy, state = self._of(n)
        numbers = [int(row["number"]) for row in state.get("evidence", {}).values()]
        number = max(numbers, default=0) + 1
        copy.edit("attach", inserted("evidence", {**evidence_row(number), "id": new_id()}))

    @rule(n=COPIES, q=QUESTIONS)
    def cite(self, n: int, q: int) -> None:
        copy, state = self._of(n)
        for id in sorted(state.get("evidence", {}))[:1]:
            row = to_row(Citation(new_id(), "a", f"Q-00{q}", id, "supports"))
            copy.edit("cite", inserted("citation", row))

    @rule(n=COPIES)
    def remove_evidence(self, n: int) -> None:
        copy, state = self._of(n)
        for id in sorted(state.get("evidence", {}))[:1]:
            cited = [c for c in state.get("citation", {}).values() if c["evidence"] == id]
            changes = [removed("citation", row) for row in cited]
            copy.edit("remove_evidence", *changes, removed("evidence", state["evidence"][id]))

    @rule(n=COPIES, value=VALUES)
    def review(self, n: int, value: str) -> None:
        copy, state = self._of(n)
        said = {"state": value, "reviewer": copy.name, "date": "", "reason": ""}
        row = {"id": "a/KO-1", "assessment": "a", "flag": "KO-1", **said}
        if "a/KO-1" in state.get("flag_review", {}):
            copy.edit("x", updated("flag_review", state["flag_review"]["a/KO-1"], **said))
        else:
            copy.edit("confirm_flag", inserted("flag_review", row))

    @rule(n=COPIES)
    def undo(self, n: int) -> None:
        if self.copies[n].mine:
            self.dirty.add(n)
            self.copies[n].undo()

    @rule(one=COPIES, other=COPIES, value=VALUES, text=TEXTS)
    def differ(self, one: int, other: int, value: str, text: str) -> None:
        """Two work on the same question, and one of them learns of it."""
        self.answer(one, 0, value, text, "1999")
        self.write(one, 0, text)
        self.answer(other, 0, "yes" if value == "no" else "no", text, "8998")
        self.merge(one, other)

    @rule(n=COPIES, side=st.integers(0, 3))
    def decide(self, n: int, side: int) -> None:
        copy, state = self._of(n)
        found = resolve(copy.revisions)
        for dispute in list(found.disputes.open.values())[:1]:
            copy.edit("settle_conflicts", _settling(state, dispute, side))

    @rule(n=COPIES, other=COPIES)
    def merge(self, n: int, other: int) -> None:
        if n == other:
            return
        one, two = self.copies[n], self.copies[other]
        again = Copy(two.name, list(two.revisions))
        again.merge(one)
        one.merge(two)
        self.dirty.add(n)
        mine, theirs = resolve(one.revisions), resolve(again.revisions)
        assert mine.state == theirs.state
        assert mine.disputes.open.keys() == theirs.disputes.open.keys()
        length = len(one.revisions)
        one.merge(two)
        assert len(one.revisions) == length

    @rule(a=COPIES, b=COPIES, c=COPIES)
    def merge_three_either_way(self, a: int, b: int, c: int) -> None:
        left, right, inner = (
            Copy(self.copies[n].name, list(self.copies[n].revisions)) for n in (a, a, b)
        )
        left.merge(self.copies[b])
        left.merge(self.copies[c])
        inner.merge(self.copies[c])
        right.merge(inner)
        one, two = resolve(left.revisions), resolve(right.revisions)
        assert one.state == two.state
        assert _values(one.disputes.open) == _values(two.disputes.open)

    @rule(n=COPIES)
    def redact(self, n: int) -> None:
        """Somebody goes on with a copy whose texts were taken out of some steps."""
        copy, _ = self._of(n)
        instead = {}
        for revision in copy.revisions[1:]:
            if revision.body is not None and '"rationale"' in revision.body:
                done = revision.step()
                blank = Step(done.label, tuple(_blank(change) for change in done.changes))
                instead[revision.id] = body(blank)
        if instead:
            copy.revisions = [without_body(r) if r.id in instead else r for r in copy.revisions]
            copy.mine.clear()
            copy.do(Step(Label(REDACT, {}), tuple(redaction(instead))))

    @invariant()
    def every_copy_is_what_the_model_says(self) -> None:
        for n in sorted(getattr(self, "dirty", ())):
            revisions = self.copies[n].revisions
            found, model = resolve(revisions), Model(revisions)
            assert found.state == model.state()
            assert _values(found.disputes.open) == model.open()
        self.dirty = set()


def _values(open_: dict) -> dict:
    return {register: {side.cells for side in d.sides} for register, d in open_.items()}


def _blank(change: Change) -> Change:
    def without(row: dict | None) -> dict | None:
        return None if row is None else {k: "" if k == "rationale" else v for k, v in row.items()}

    return replace(change, before=without(change.before), after=without(change.after))


def _settling(state: dict, dispute: Dispute, side: int) -> Change | None:
    table, key, name = dispute.register
    row = state.get(table, {}).get(key)
    cells = dispute.sides[side % len(dispute.sides)].cells
    if name == ROW:
        if row is None:
            return None
        return (
            Change(table, key, {"id": key}, {"id": key}) if cells == (1,) else removed(table, row)
        )
    after = dict(zip(groups(table)[name], cells, strict=True))
    if row is None:
        return inserted(table, {**(dispute.row or {}), **after})
    return Change(table, key, {field: row[field] for field in after}, after)


class MoreCopies(Copies):
    """The same, for longer."""


def _limits(examples: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


TestCopies = Copies.TestCase
TestCopies.settings = _limits(60)
TestManyCopies = pytest.mark.soak(MoreCopies.TestCase)
TestManyCopies.settings = _limits(3000)


def test_a_copy_that_was_merged_with_a_redacted_one_can_be_redacted_again() -> None:
    """What was written in a redacted copy stays written by somebody who saw less."""
    copies = Copies()
    copies.begin()
    copies.cite(0, 0)
    copies.redact(0)
    copies.clear(0, 0)
    copies.differ(3, 0, "yes", "")
    copies.clear(3, 0)
    copies.redact(3)
    copies.every_copy_is_what_the_model_says()
