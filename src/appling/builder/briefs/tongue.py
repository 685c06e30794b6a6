"""The language of a brief: by its script, and by its small words where the script is Latin."""

import re

from appling.blueprint.names import language_of

ENGLISH_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
_SMALL_WORDS = {
    "de": "der die das und für eine einen ein mit ist auf von zu im den wir sollen kann können nicht unsere",
    "en": "the and for with of to in an is on should users be can that their our we a my which it",
    "es": "el los las para una con del que los por se en un y de la mi sus nuestro pueden",
    "fr": "le les des pour une avec du et que dans un de la nos mon aux est peuvent doit qui",
    "it": "il gli per una con del che di e un nella della le i nostro possono sono dei",
    "nl": "de het een en voor van met op te dat zijn onze mijn kunnen wie die aan",
    "pt": "o os as para uma com do que em um e de da meu nosso podem dos são",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR = 2
"""By how many small words another language must lead English."""


def tongue_of(brief: str) -> str:
    """The language tag of the brief; English when in doubt."""
    script = language_of([brief])
    if script != "en":
        return script
    said = [word.lower() for word in _WORD.findall(brief)]
    counts = {language: sum(word in words for word in said) for language, words in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= counts["en"] + _CLEAR else "en"
