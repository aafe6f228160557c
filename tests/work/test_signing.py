"""Keys and signatures: private keys stay at home, what does not fit is named, a new key is said plainly."""

import json
import os

import pytest

from assay import prefs
from assay.core.errors import InvalidInput
from assay.store import signatures, verify, working
from assay.work import answering, keys, signing
from assay.work.chronicle import chronicle
from assay.work.session import Person, Session
from assay.work.signing import Kind, standing
from assay.work.views.history import step_view
from factories import PERSON, a_session
from factories_store import computer


@pytest.fixture
def signed(tmp_path):
    """A project with steps before and after its device got a key."""
    session = a_session(tmp_path)
    keys.make()
    session.person = Person(PERSON.author, PERSON.device, keys.signer())
    id = session.assessment().id
    session.do(answering.answer(session, id, "AAA-01", "some"))
    yield session
    session.close()


def kinds(session):
    return [standing(session, revision).kind for revision in session.store.revisions()]


def test_keys_are_made_once_and_only_their_owner_reads_them():
    assert keys.own() is None
    made = keys.make()
    assert keys.own() == made
    assert os.name == "nt" or keys.path().stat().st_mode & 0o777 == 0o600
    with pytest.raises(InvalidInput, match="keys_there"):
        keys.make()
    assert keys.own() == made


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"signing": "zz"}'])
def test_damaged_keys_are_told_and_never_replaced(content):
    keys.make()
    keys.path().write_text(content)
    with pytest.raises(InvalidInput, match="keys_damaged"):
        keys.own()
    with pytest.raises(InvalidInput, match="keys_there"):
        keys.make()


def test_steps_are_signed_from_the_first_one_with_a_key_on(signed):
    assert kinds(signed) == [Kind.SELF_DECLARED, Kind.OWN, Kind.OWN]
    assert signed.state["device"][PERSON.device]["key"] == keys.own().public
    assert verify.verify(signed.store) == []


def test_the_announcement_is_no_step_to_undo(signed):
    assert signed.undo().label.facts["question"] == "AAA-01"
    assert signed.redo() is not None
    assert len(signed.state["device"]) == 1


def test_no_private_key_is_in_any_file_of_the_project(signed, tmp_path, home):
    signed.publish()
    own = keys.own()
    for secret in (own.signing, own.identity):
        holding = [
            path
            for path in (*tmp_path.rglob("*"), *home.rglob("*"))
            if path.is_file() and secret.encode() in path.read_bytes()
        ]
        assert holding == [keys.path()]


def test_a_signature_that_does_not_fit_is_a_named_problem(signed):
    db = signed.store.file.db
    last = signed.store.revisions()[-1]
    for value in ("00" * 64, "no hexadecimal", ""):
        db.execute("UPDATE signature SET signature = ? WHERE revision = ?", (value, last.id))
        found = [(p.what, p.where) for p in verify.verify(signed.store)]
        assert found == [("signature_does_not_fit", last.id)]
        assert standing(signed, last).kind is Kind.DOES_NOT_FIT
    db.execute("UPDATE signature SET revision = 'elsewhere' WHERE revision = ?", (last.id,))
    assert [p.what for p in verify.verify(signed.store)] == ["signature_of_nothing"]


def test_another_computer_knows_the_device_by_its_first_key_and_says_when_it_changes(
    signed, tmp_path
):
    signed.publish()
    with computer("theirs", tmp_path):
        first = Session(working.open_project(signed.path, read_only=True), PERSON)
        assert kinds(first)[1:] == [Kind.KNOWN, Kind.KNOWN]
        first.close()
    keys.path().unlink()
    other = keys.make()
    signed.person = Person(PERSON.author, PERSON.device, keys.signer())
    signed.do(answering.answer(signed, signed.assessment().id, "AAA-02", "red"))
    signed.publish()
    with computer("theirs", tmp_path):
        again = Session(working.open_project(signed.path, read_only=True), PERSON)
        assert kinds(again)[1:] == [Kind.KNOWN, Kind.KNOWN, Kind.CHANGED, Kind.CHANGED]
        signing.accept(again.store.project_id, PERSON.device, other.public)
        assert kinds(again)[1:] == [Kind.EARLIER, Kind.EARLIER, Kind.KNOWN, Kind.KNOWN]
        said = {
            step_view(again, again.assessment().id, entry).signed
            for entry in chronicle(again).entries
        }
        assert any(each.startswith("Signed with an earlier key of the device") for each in said)
        signing.accept_signer(again, again.store.revisions()[1].id, PERSON.device)
        assert kinds(again)[1:] == [Kind.EARLIER, Kind.EARLIER, Kind.KNOWN, Kind.KNOWN]
        assert verify.verify(again.store) == []
        again.close()


@pytest.mark.parametrize("content", ["", "[]", '{"p": 3}', '{"p": {"d": "k"}}'])
def test_a_damaged_list_of_known_devices_is_begun_anew(signed, tmp_path, content):
    prefs.config_dir().mkdir(parents=True, exist_ok=True)
    (prefs.config_dir() / signing.TRUSTED).write_text(content)
    assert signing.trust("p", "d", "key")[0] is Kind.KNOWN
    assert signing.trust("p", "d", "other")[0] is Kind.CHANGED
    assert json.loads((prefs.config_dir() / signing.TRUSTED).read_text())["p"]["d"]["key"] == "key"


def test_keys_that_were_accepted_one_after_another_stay_known_on_this_computer():
    for key in ("one", "two", "three"):
        signing.accept("p", "d", key)
    assert signing.trust("p", "d", "three")[0] is Kind.KNOWN
    assert {signing.trust("p", "d", key)[0] for key in ("one", "two")} == {Kind.EARLIER}
    signing.accept("p", "d", "one")
    assert [signing.trust("p", "d", key)[0] for key in ("one", "two", "four")] == [
        Kind.KNOWN,
        Kind.EARLIER,
        Kind.CHANGED,
    ]
    assert signing.trust("q", "d", "two")[0] is Kind.KNOWN


def test_a_list_of_known_devices_from_before_is_read():
    prefs.config_dir().mkdir(parents=True, exist_ok=True)
    held = {"p": {"d": {"key": "key", "since": "2026-01-02"}}}
    (prefs.config_dir() / signing.TRUSTED).write_text(json.dumps(held))
    assert signing.trust("p", "d", "key") == (Kind.KNOWN, "2026-01-02")


def test_nobody_signs_for_another_revision(signed):
    one, two = signed.store.revisions()[-2:]
    key, signature = signatures.find(signed.store.file.db, one.id)
    assert signatures.holds(one.id, key, signature)
    assert not signatures.holds(two.id, key, signature)


def test_the_history_says_who_signed_once_a_device_does(tmp_path):
    session = a_session(tmp_path)
    id = session.assessment().id
    said = [step_view(session, id, entry).signed for entry in chronicle(session).entries]
    assert said == [""]
    keys.make()
    session.person = Person(PERSON.author, PERSON.device, keys.signer())
    session.do(answering.answer(session, id, "AAA-01", "some"))
    said = {step_view(session, id, entry).signed for entry in chronicle(session).entries}
    assert said == {
        "The name is self-declared: this step is not signed.",
        "Signed on this computer.",
    }
    session.close()
