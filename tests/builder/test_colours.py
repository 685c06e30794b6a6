"""The colours that a brief asks for."""

import pytest

from appling.builder.briefs.colours import colours_of, without_colours


@pytest.mark.parametrize(
    ("brief", "colours"),
    [
        (
            "Use pale green for the background and forest green for components.",
            ("pale green", "forest green"),
        ),
        ("Specify ivory as the base color and chocolate for all components.", ("ivory", "chocolate")),
        ("Apply aquamarine for layout; use dark turquoise for buttons.", ("aquamarine", "dark turquoise")),
        ("Buttons in forest green on an ivory background.", ("ivory", "forest green")),
        ("Make the background #ffeecc.", ("#ffeecc",)),
        ("Our buttons should be navy.", ("white", "navy")),
        ("背景用浅蓝色，组件用海军蓝。", ("浅蓝色", "海军蓝")),
        ("主色用橙色，背景用米白色。", ("米白色", "橙色")),
        ("An app for the green party to plan red letter days.", ()),
        ("", ()),
    ],
)
def test_colours(brief: str, colours: tuple[str, ...]) -> None:
    assert colours_of(brief) == colours


def test_models_need_not_read_of_colours() -> None:
    assert (
        without_colours("A bike club. Use ivory as background. Members borrow.")
        == "A bike club. Members borrow."
    )
    assert without_colours("Use ivory as background.") == "Use ivory as background."
    assert without_colours("做一个网站。背景用浅蓝色，组件用海军蓝。") == "做一个网站。"
