"""The local model itself: what it writes is held by the grammars, and becomes an app."""

from pathlib import Path

import pytest

from appling.builder import Budget, build
from appling.models import open_model
from appling.store import Home

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("brief", "first"),
    [
        ("A site where a choir keeps its songs and members sign up for concerts.", "a"),
        ("做一个合唱团网站，管理歌曲，团员报名音乐会。", "\u4e00"),
        ("asdf", "a"),
        ("🙂🙂🙂", "a"),
    ],
)
def test_any_brief_becomes_an_app(home: Home, models_dir: Path, brief: str, first: str) -> None:
    built = build(brief, home=home, model=open_model(None, models_dir), budget=Budget(seconds=600))
    app = home.open(built.key).app
    assert app.things
    assert built.not_built == ()
    assert built.tokens_out < 500
    assert app.things[0].name.lower() >= first
