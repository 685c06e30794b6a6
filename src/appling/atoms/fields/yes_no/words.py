"""Yes and no in the languages that apps are made in."""

_WORDS = {
    "en": ("Yes", "No"), "zh": ("是", "否"), "ja": ("はい", "いいえ"), "ko": ("예", "아니요"),
    "de": ("Ja", "Nein"), "fr": ("Oui", "Non"), "es": ("Sí", "No"), "it": ("Sì", "No"),
    "pt": ("Sim", "Não"), "nl": ("Ja", "Nee"), "sv": ("Ja", "Nej"), "da": ("Ja", "Nej"),
    "nb": ("Ja", "Nei"), "fi": ("Kyllä", "Ei"), "pl": ("Tak", "Nie"), "cs": ("Ano", "Ne"),
    "hu": ("Igen", "Nem"), "ro": ("Da", "Nu"), "el": ("Ναι", "Όχι"), "tr": ("Evet", "Hayır"),
    "ru": ("Да", "Нет"), "uk": ("Так", "Ні"), "ar": ("نعم", "لا"), "he": ("כן", "לא"),
    "hi": ("हाँ", "नहीं"), "id": ("Ya", "Tidak"), "th": ("ใช่", "ไม่ใช่"), "vi": ("Có", "Không"),
}  # fmt: skip
YES = frozenset({"true", "1", "on", "y", *(yes.casefold() for yes, _ in _WORDS.values())})
NO = frozenset({"false", "0", "off", "n", *(no.casefold() for _, no in _WORDS.values())})


def word(value: bool, language: str) -> str:
    """Yes or no in a language, else in English."""
    yes, no = _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
    return yes if value else no
