"""A provider's reply streams in; its refusals are told in our words, without the key."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.models.conftest import Serve
from tests.models.providers.api import Api

from appling.models import (
    LanguageModel,
    ModelError,
    NoModel,
    Prompt,
    ProviderRefused,
    Sampling,
    Wait,
    open_model,
)

pytestmark = pytest.mark.slow

KEY = "secret-key-123456"
PROMPT = Prompt("Be short.", (("a", "b"),), "An app for bees", turns=(("c", "d"),))


@dataclass
class World:
    api: Api
    address: str

    def model(self, name: str) -> LanguageModel:
        return open_model(f"openai:{name}@{self.address}/v1", Path())


@pytest.fixture
def world(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("APPLING_MODEL_KEY", KEY)
    api = Api()
    return World(api, serve(api.app()))


def test_a_reply_streams_and_is_counted(world: World) -> None:
    pieces: list[str] = []
    reply = world.model("good").generate(PROMPT, Sampling(50), Wait(on_text=pieces.append))
    assert (reply.text, reply.finish) == ("app Bees", "stop")
    assert pieces == ["app ", "Bees"]
    usage = reply.usage
    assert (usage.tokens_in, usage.tokens_cached, usage.tokens_out) == (12, 8, 3)
    assert usage.first_token_s is not None
    assert usage.first_token_s <= usage.seconds


def test_no_price_is_made_up(world: World) -> None:
    assert world.model("gpt-4o").generate(PROMPT, Sampling(50)).usage.price is None


def test_the_whole_prompt_is_sent(world: World) -> None:
    world.model("good").generate(PROMPT, Sampling(50, stop=("\n\n",), seed=7, temperature=0.5))
    asked = world.api.asked
    assert [(said["role"], said["content"]) for said in asked["messages"]] == list(PROMPT.messages())
    assert (asked["stop"], asked["seed"], asked["temperature"]) == (["\n\n"], 7, 0.5)
    assert world.api.authorization == f"Bearer {KEY}"


def test_a_provider_s_own_key_is_not_sent_elsewhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("APPLING_MODEL_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", "the-key-for-openai")
    world.model("good").generate(PROMPT, Sampling(50))
    assert world.api.authorization == "Bearer none"


def test_the_end_of_the_tokens_is_told(world: World) -> None:
    assert world.model("long").generate(PROMPT, Sampling(3)).finish == "length"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bad-key", "does not accept the key"),
        ("unknown", "knows no such model"),
        ("poor", "quota is used up"),
        ("too-long", "prompt too long"),
        ("echo", "refused the request"),
        ("broken", "failed by itself"),
        ("cut", "can't be reached"),
        ("garbage", "refused the request"),
    ],
)
def test_a_refusal_is_told_without_the_key(world: World, name: str, said: str) -> None:
    with pytest.raises(ModelError, match=said) as refused:
        world.model(name).generate(PROMPT, Sampling(50))
    assert KEY not in f"{refused.value!r} {refused.value}"
    assert refused.value.hint


def test_nobody_there_is_told(closed_address: str) -> None:
    model = open_model(f"openai:x@{closed_address}/v1", Path())
    with pytest.raises(ProviderRefused, match="can't be reached"):
        model.generate(PROMPT, Sampling(5))


def test_an_endless_reply_ends_at_the_deadline(world: World) -> None:
    reply = world.model("endless").generate(PROMPT, Sampling(50), Wait(deadline_s=0.5))
    assert reply.finish == "deadline"
    assert reply.text.startswith("app more more")
    assert reply.usage.seconds < 2
    until = time.monotonic() + 5
    while not world.api.hung_up:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_an_endless_reply_can_be_cancelled(world: World) -> None:
    cancel = threading.Event()
    reply = world.model("endless").generate(
        PROMPT, Sampling(50), Wait(cancel=cancel, on_text=lambda _: cancel.set())
    )
    assert (reply.text, reply.finish) == ("app ", "cancelled")


def test_silence_ends_at_the_deadline(world: World) -> None:
    reply = world.model("silent").generate(PROMPT, Sampling(50), Wait(deadline_s=0.3))
    assert (reply.text, reply.finish, reply.usage.first_token_s) == ("", "deadline", None)


def test_long_silence_is_an_error(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appling.models.providers.model._SILENCE_S", 0.3)
    with pytest.raises(ProviderRefused, match="did not answer in time"):
        world.model("silent").generate(PROMPT, Sampling(50))


def test_a_fault_of_the_listener_is_its_own(world: World) -> None:
    def listener(_: str) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        world.model("good").generate(PROMPT, Sampling(50), Wait(on_text=listener))


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_missing_key_is_named(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"{provider.upper()}_API_KEY"
    monkeypatch.delenv(variable, raising=False)
    with pytest.raises(ProviderRefused, match=r"key for .* is missing") as refused:
        open_model(f"{provider}:x", Path())
    assert refused.value.hint.startswith(f"Set {variable} in the environment, or keep it: ")


@pytest.mark.parametrize(
    "name", ["nobody:x", "openai:x@ftp://host", "anthropic:x@https://host", "openai:@https://h"]
)
def test_a_name_of_no_provider_is_refused(name: str) -> None:
    with pytest.raises(NoModel):
        open_model(name, Path())
