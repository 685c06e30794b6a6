"""Which currency an app's sums are in, by its language."""

from datetime import UTC, datetime

from appling.atoms.base.locales import locale

_BY_LANGUAGE = {
    "zh": "CNY", "ja": "JPY", "ko": "KRW", "ru": "RUB", "uk": "UAH", "pl": "PLN", "cs": "CZK",
    "sv": "SEK", "da": "DKK", "nb": "NOK", "no": "NOK", "hu": "HUF", "ro": "RON", "tr": "TRY",
    "he": "ILS", "hi": "INR", "id": "IDR", "th": "THB", "vi": "VND",
    "de": "EUR", "fr": "EUR", "es": "EUR", "it": "EUR", "nl": "EUR", "pt": "EUR", "el": "EUR",
    "fi": "EUR", "sk": "EUR", "sl": "EUR", "et": "EUR", "lv": "EUR", "lt": "EUR", "ga": "EUR",
}  # fmt: skip
MARKS = r"[$€£¥￥₹₩₽₺₫฿₴₪]|元|円|块|(?<![a-z])(?:usd|eur|gbp|cny|rmb|jpy|zł|kr|kč)(?![a-z])"
"""What people write beside a sum to say that it is money."""


def currency(language: str) -> str:
    """The ISO 4217 code for a BCP 47 tag: its region's, else its language's, dollars where none is known."""
    from babel.numbers import get_territory_currencies

    parts = language.split("-")
    for region in parts[1:]:
        if found := get_territory_currencies(region.upper(), datetime.now(UTC).date()):
            return str(found[0])
    return _BY_LANGUAGE.get(parts[0].lower(), "USD")


def currency_sign(language: str) -> str:
    """How the language writes that currency beside a sum."""
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency(language), locale=locale(language)))
