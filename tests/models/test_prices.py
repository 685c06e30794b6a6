"""What a model costs is known before it is asked, as far as anybody lists it."""

import pytest

from appling.models.prices import price_of, runs_here


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("local", True),
        ("local:small", True),
        ("~/models/Own.GGUF", True),
        ("recorded:replies.jsonl", True),
        ("openai:gpt-5-mini", False),
        ("ollama:qwen3", False),
    ],
)
def test_which_models_run_on_this_machine(name: str, here: bool) -> None:
    assert runs_here(name) is here
    assert (price_of(name, 1_000, 100) == 0.0) is here


def test_a_listed_price_grows_with_the_tokens() -> None:
    less, more = price_of("openai:gpt-5-mini", 4_000, 700), price_of("openai:gpt-5-mini", 8_000, 1_400)
    assert less is not None
    assert more is not None
    assert 0 < less < more < 1


def test_a_provider_is_found_by_its_other_name() -> None:
    assert price_of("openai-chat:gpt-5-mini", 4_000, 700) == price_of("openai:gpt-5-mini", 4_000, 700)


@pytest.mark.parametrize("name", ["openai:no-such", "openai:own@https://example.org/v1", "ollama:qwen3", "x"])
def test_what_nobody_lists_is_not_known(name: str) -> None:
    assert price_of(name, 1_000, 100) is None
