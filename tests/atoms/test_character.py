"""What an app is about decides what it looks like."""

import pytest

from appling.atoms import vocabulary
from appling.atoms.character import character_of, characters
from appling.blueprint import check
from appling.blueprint.model.app import App, Look
from appling.runtime.look.contrast import TEXT, contrast
from appling.runtime.look.letters import EAST, font_faces, fonts_of, has_paper_bar, preloads, shapes


def app(name: str, about: str = "", thing: str = "Entry") -> App:
    source = f"app {name}\n" + (f"  about: {about}\n" if about else "") + f"\nthing {thing}\n  name: text\n"
    made = check(source, vocabulary()).app
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("name", "about", "expected"),
    [
        ("Corner Bakery", "Bread and cakes baked at four.", "craft"),
        ("Hartley and Moss", "Matters of a small law office.", "formal"),
        ("Riverside Chess Club", "The ladder of our club.", "club"),
        ("Little Quiz", "A game for kids.", "play"),
        ("Stock Monitor", "Inventory of three warehouses.", "data"),
        ("Atelier Nord", "Portfolio of an architect.", "studio"),
        ("晨光牙科诊所", "预约与随访", "care"),
        ("街角面包店", "", "craft"),
        ("本地新闻", "本地发生的事", "editorial"),
        ("羽毛球馆", "预约打球", "energy"),
        ("مكتبة الحي", "", "editorial"),
    ],
)
def test_words_decide(name: str, about: str, expected: str) -> None:
    assert character_of(app(name, about)).name == expected


def test_the_name_counts_more_than_the_things() -> None:
    assert character_of(app("Bakery", thing="Contract")).name == "craft"


def test_parts_of_words_are_not_words() -> None:
    assert character_of(app("Lawnmowers")).name != "formal"


def test_without_a_word_the_name_picks_one_and_keeps_it() -> None:
    names = [f"Zork {letter}" for letter in "abcdefghijklmnop"]
    first = [character_of(app(name)).name for name in names]
    assert first == [character_of(app(name)).name for name in names]
    assert len(set(first)) > 2


@pytest.mark.parametrize("name", characters())
def test_every_character_is_whole(name: str) -> None:
    made = characters()[name]
    assert made.east in EAST
    assert made.bar in ("filled", "paper")
    assert made.masthead in ("panel", "filled", "rule", "bare")
    assert len(made.pairs) >= 4
    assert all(contrast(ground, accent) >= TEXT for ground, accent in made.pairs)
    rules = "".join(font_faces(made))
    assert all(f'font-family:"{font}"' in rules for font in fonts_of(made))
    assert f"--radius-box:{made.corners[0]};" in shapes(made, paper=False)


def test_an_accent_that_was_asked_for_fills_the_bar() -> None:
    made = characters()["studio"]
    assert has_paper_bar(made, Look())
    assert not has_paper_bar(made, Look(accent="#228b22"))


def test_pages_in_scripts_of_the_system_load_no_letters() -> None:
    made = characters()["craft"]
    assert preloads(made, "zh-CN") == preloads(made, "ar") == ()
    assert len(preloads(made, "en")) == 2
