"""A prompt's parts stand in the order in which a model reads them."""

from appling.models import Prompt


def test_messages_are_prefix_examples_turns_and_request() -> None:
    prompt = Prompt("Be short.", (("a", "b"),), "e", turns=(("c", "d"),))
    assert prompt.messages() == (
        ("system", "Be short."),
        ("user", "a"),
        ("assistant", "b"),
        ("user", "c"),
        ("assistant", "d"),
        ("user", "e"),
    )


def test_an_empty_prefix_is_no_message() -> None:
    assert Prompt("", request="hello").messages() == (("user", "hello"),)
