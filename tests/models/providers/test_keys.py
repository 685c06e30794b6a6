"""Keys that lie in the system's keyring instead of the environment."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoneThere

from appling.models import ProviderRefused, open_model
from appling.models.keys import NoKeyring, keep_key, kept_key

KEY = "sk-a-key-that-is-kept"


class InMemory(KeyringBackend):
    """The other side: a system's keyring."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_kept_key_opens_its_provider(ring: InMemory) -> None:
    with pytest.raises(ProviderRefused) as refused:
        open_model("anthropic:claude-opus-4-1", Path())
    assert "appling models --key ANTHROPIC_API_KEY" in refused.value.hint
    keep_key("ANTHROPIC_API_KEY", f" {KEY} ")
    model = open_model("anthropic:claude-opus-4-1", Path())
    assert model.name == "anthropic:claude-opus-4-1"
    assert KEY not in repr(model.__dict__)


def test_without_a_keyring_it_is_said(ring: InMemory) -> None:
    keyring.set_keyring(NoneThere())
    assert kept_key("OPENAI_API_KEY") is None
    with pytest.raises(NoKeyring, match="no keyring that takes"):
        keep_key("OPENAI_API_KEY", KEY)


def test_a_key_needs_its_name(ring: InMemory) -> None:
    with pytest.raises(NoKeyring, match="no name of a key"):
        keep_key("my key", KEY)
    assert not ring.held
