"""The language of a brief."""

import pytest

from appling.atoms import vocabulary
from appling.builder.briefs.tongue import tongue_of
from appling.builder.complete import complete
from appling.builder.prompts import short_prompt


@pytest.mark.parametrize(
    ("brief", "language"),
    [
        ("A site for our chess club with news and results.", "en"),
        ("Erstelle eine Website für einen Schachverein mit Turnieren und Ergebnissen.", "de"),
        ("Un site pour notre club, avec des nouvelles et les résultats de la saison.", "fr"),
        ("Una página para el club de ajedrez con los torneos y las noticias.", "es"),
        ("Um site para o clube de xadrez com os torneios e as notícias do clube.", "pt"),
        ("Een website voor de schaakclub met het nieuws en de uitslagen van het seizoen.", "nl"),
        ("Un sito per il circolo degli scacchi con i tornei e le notizie della stagione.", "it"),
        ("请做一个象棋俱乐部网站", "zh"),
        ("チェスクラブのサイトを作ってください", "ja"),
        ("Сайт шахматного клуба с новостями", "ru"),
        ("asdf", "en"),
        ("🙂", "en"),
        ("Die Hard fan club", "en"),
    ],
)
def test_tongues(brief: str, language: str) -> None:
    assert tongue_of(brief) == language


def test_a_model_is_reminded_of_the_language() -> None:
    brief = "Erstelle eine Website für einen Schachverein mit Turnieren und Ergebnissen."
    assert short_prompt(brief, vocabulary()).request.endswith("(Write all names in German.)")
    assert short_prompt("A chess club.", vocabulary()).request == "A chess club."


def test_the_app_has_the_language_of_its_brief() -> None:
    source = "app Verein\n  people: mitglied\n\nthing Turnier\n  name: text\n"
    completed = complete(source, "Eine Website für einen Verein mit Turnieren und das Archiv.", vocabulary())
    assert "  language: de\n" in completed.source
