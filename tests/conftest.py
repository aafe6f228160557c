"""Every test runs offscreen, in a home of its own, with no network and in English."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SOAK = os.environ.get("ASSAY_SOAK") == "1"
# A time limit would measure the machine; in CI the same examples run each time.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.register_profile("soak", deadline=None, max_examples=5000)
settings.load_profile("soak" if SOAK else "house")


def pytest_configure(config: pytest.Config) -> None:
    if not config.option.markexpr:
        config.option.markexpr = "not bench" if SOAK else "not bench and not soak"


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path_factory.mktemp("home", numbered=True)))


@pytest.fixture
def home() -> Path:
    """The folder that holds this test's preferences, working copies and generations."""
    return Path(os.environ["ASSAY_HOME"])


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    from assay import words

    words.use("en")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"localhost", "127.0.0.1", "::1"}:
            raise AssertionError(f"a test reached for the network: {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_here)
