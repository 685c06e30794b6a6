"""Keys that lie in the system's keyring instead of the environment."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoneThere
from starlette.testclient import TestClient
from tests.models.conftest import Serve
from tests.models.providers.api import Api
from typer.testing import CliRunner

from appling.builder import ModelFailed, build
from appling.builder.tracing import read_trace
from appling.cli.main import command_line
from appling.cli.trace import as_json
from appling.models import NoModel, ProviderRefused, open_model
from appling.models.keys import NoKeyring, keep_key, kept_key
from appling.models.providers.refusals import without_keys
from appling.store import Home
from appling.studio.builds import BuildQueue
from appling.studio.guard import Guard
from appling.studio.pages import studio

KEY = "sk-a-key-that-is-kept"
PLAIN = "only-the-keyring-knows-it"
"""A key that does not look like one."""


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


def test_a_kept_key_is_written_down_nowhere(
    ring: InMemory,
    serve: Serve,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.delenv("APPLING_MODEL_KEY", raising=False)
    keep_key("APPLING_MODEL_KEY", PLAIN)
    api = Api()
    model = open_model(f"openai:parrot@{serve(api.app())}/v1", tmp_path)
    home = Home(tmp_path / "home")
    with caplog.at_level(logging.INFO), pytest.raises(ModelFailed) as failed:
        build("A list of bees.", home=home, model=model)
    assert api.authorization == f"Bearer {PLAIN}"
    record = home.builds.all()[0].id
    pages = studio(home, BuildQueue(home, None), Guard(home.secret()), port=8400, domain="localhost")
    browser = TestClient(pages, base_url="http://localhost", client=("127.0.0.1", 5000))
    page = browser.get(f"/records/{record}").text
    said = [json.dumps(as_json(read_trace(home, record)), default=str), page, caplog.text, str(failed.value)]
    assert "refused the request" in said[0]
    assert model.name in page
    assert not [each for each in said if "only-the" in each]
    home.close()


def test_of_two_keys_the_longer_one_is_struck_out_whole(
    ring: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTHER_KEY", f"{PLAIN}-longer")
    keep_key("APPLING_MODEL_KEY", PLAIN)
    assert kept_key("APPLING_MODEL_KEY") == PLAIN
    assert without_keys(f"{PLAIN}-longer and {PLAIN}") == "… and …"


SECRET = "openai:x@https://ann:pa55word@host/v1"


@pytest.mark.parametrize(
    "name", [SECRET, f"local, {SECRET}", "openai:x@https://pa55word@host", "openai:x@http://a:pa/55word@h"]
)
def test_a_password_in_an_address_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="can't hold a name or a password") as refused:
        open_model(name, tmp_path)
    assert "55word" not in f"{refused.value} {refused.value.hint}"
    assert "APPLING_MODEL_KEY" in refused.value.hint


def test_it_is_kept_by_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPLING_HOME", str(tmp_path / "home"))
    for command in (
        ("models", "--use", SECRET),
        ("questions", "--model", SECRET),
        ("new", "Bees", "--model", SECRET),
    ):
        done = CliRunner().invoke(command_line(), [*command])
        assert isinstance(done.exception, NoModel)
        assert "pa55word" not in done.output
    home = Home()
    with pytest.raises(NoModel):
        BuildQueue(home, SECRET)
    assert (home.setting("models.build"), home.questions.allowance().model) == (None, None)
    assert home.builds.all() == []
    home.close()


def test_addresses_in_order_hold_no_password(tmp_path: Path) -> None:
    model = open_model("openai:x@https://one/v1, openai:y@https://two/v1", tmp_path)
    assert model.name == "openai:x@https://one/v1"
