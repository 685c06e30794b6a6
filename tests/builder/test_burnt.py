"""What was said to make an app is burnt with it: no brief, prompt or blueprint stays in the home."""

from collections.abc import Callable

from tests.builder.conftest import SHOP

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.builder import build
from appling.builder.changing.prompts import blocks_prompt, edits_prompt
from appling.builder.prompts.short import short_prompt
from appling.models import Prompt, RecordedModel
from appling.store import Home

CANARY = "kanarienvogel"


def test_no_byte_of_a_build_is_left(home: Home, answering: Callable[..., RecordedModel]) -> None:
    built = build(f"swap plants, {CANARY}", home=home, model=answering(*SHOP))
    key = built.key
    home.open(key).close()
    before = [path for path in home.path.rglob("*") if path.is_file()]
    assert any(CANARY.encode() in path.read_bytes() for path in before)
    assert any(b"Plant Swap" in path.read_bytes() for path in before)
    receipt = home.burn(key)
    assert receipt.builds == 1
    for path in home.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert CANARY.encode() not in content, path
            assert b"Plant Swap" not in content, path
            assert b"status: choice(new, taken)" not in content, path


def test_what_a_model_keeps_for_the_next_time_says_nothing_of_this_one(home: Home) -> None:
    """States are kept of what stands before the request, which is the same for everybody."""
    source = f"app {CANARY}\nthing {CANARY}\n  name: text\n"
    app = check(source, vocabulary()).app
    assert app is not None
    for prompt in (
        short_prompt(f"an app about a {CANARY}", vocabulary()),
        edits_prompt(app, f"more {CANARY}", vocabulary()),
        blocks_prompt(source, f"more {CANARY}", vocabulary()),
    ):
        assert CANARY in prompt.request
        assert CANARY not in str(Prompt(prompt.prefix, prompt.examples).messages())
