"""Rows, steps and chains of revisions for tests of what is recorded, and strategies that make them."""

from collections.abc import Sequence
from copy import deepcopy

from hypothesis import strategies as st

from assay.core.change import Cell, Change, Row, State, Step, apply_step, step
from assay.core.revision import Revision, next_time, record

PROJECT = "0193a000-0000-7000-8000-000000000000"
SALT = "0123456789abcdef0123456789abcdef"

# Combining marks, compatibility ideographs, lone surrogates, quotes: what hashes stumble over.
texts = st.text(
    st.one_of(
        st.sampled_from(
            ["e\u0301", "\u0301", "\uf900", "稀", "\ud800", '"', "\\", "\x00", "\n"]
        ).map(lambda text: text[0]),
        st.characters(),
    ),
    max_size=12,
)
cells: st.SearchStrategy[Cell] = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), texts)
keys = st.sampled_from(["k1", "k2", "k3"])
tables = st.sampled_from(["answer", "evidence"])
rows = st.fixed_dictionaries({"a": cells, "b": cells, "c": cells})


@st.composite
def changes_of(draw: st.DrawFn, state: State) -> Change:
    """A change that fits `state`, and says what the row is."""
    table, key = draw(tables), draw(keys)
    row = state.get(table, {}).get(key)
    if row is None:
        return Change(table, key, None, {"id": key, **draw(rows)})
    if draw(st.booleans()):
        return Change(table, key, row, None)
    after = draw(st.dictionaries(st.sampled_from("abc"), cells, min_size=1))
    return Change(table, key, {name: row[name] for name in after}, after)


@st.composite
def steps(draw: st.DrawFn, state: State) -> Step:
    """A step of up to four changes that fit `state` one after the other."""
    later = deepcopy(state)
    found = []
    for _ in range(draw(st.integers(1, 4))):
        change = draw(changes_of(later))
        apply_step(later, step("probe", [change]))
        found.append(change)
    return step("answer", found, question=draw(texts))


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Up to six steps, each fitting the state the ones before lead to."""
    state: State = {}
    found = []
    for _ in range(draw(st.integers(1, 6))):
        done = draw(steps(state))
        apply_step(state, done)
        found.append(done)
    return found


def state_after(done: Sequence[Step]) -> State:
    state: State = {}
    for each in done:
        apply_step(state, each)
    return state


def chain(
    done: Sequence[Step], author: str = "Analyst", author_salt: str | None = None
) -> list[Revision]:
    """The steps as revisions, each the parent of the next; with a salt in the second form."""
    found: list[Revision] = []
    for each in done:
        last = found[-1] if found else None
        found.append(
            record(
                each,
                parents=[last.id] if last else [],
                project=PROJECT,
                device="desk",
                author=author,
                time=next_time(1_763_900_000_000, last.time if last else None),
                salt=SALT,
                author_salt=author_salt,
            )
        )
    return found


def an_answer(value: str = "yes", **fields: Cell) -> Row:
    return {"id": "A/PTY-01", "question": "PTY-01", "value": value, "note": "", **fields}
