"""A telephone number."""

from __future__ import annotations

import re
from typing import Any

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.line import LineField
from appling.atoms.base.locales import locale
from appling.blueprint.model.app import Field


class PhoneField(LineField):
    """A telephone number, kept in its international form where it has one.

    Shown as a link that calls it. A number without a country is taken to be of the country that
    speaks the app's language, or else kept as it is.
    """

    name = "phone"
    aliases = ("telephone", "phone number", "tel", "mobile", "mobile number", "cell", "cellphone")
    longest = 40
    good = (
        Good("+1 212-555-0123", "+12125550123", "+1 212-555-0123"),
        Good("(212) 555-0123", "+12125550123", "+1 212-555-0123"),
        Good("+86 138 0013 8000", "+8613800138000", "+86 138 0013 8000"),
        Good("110", "110", "110"),
        Good("555-0123", "5550123", "5550123"),
    )
    bad = (
        Bad("call me", "must be a phone number"),
        Bad("12", "must be a phone number"),
        Bad("1" * 21, "must be a phone number"),
        Bad("+1;ext=javascript", "must be a phone number"),
    )

    def refine(self, line: str, field: Field, language: str) -> str:
        digits = re.sub(r"[\s().\-/–]", "", line.translate({0xFF0B: "+"}))
        if not re.fullmatch(r"\+?[0-9]{3,20}", digits):
            raise Refused("{field} must be a phone number", field=field.name)
        return _international(digits, language)

    def shown(self, value: Any, field: Field, language: str) -> str:
        import phonenumbers

        if not value.startswith("+"):
            return str(value)
        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException:
            return str(value)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def sample(self, field: Field, sample: Sample) -> str:
        from appling.atoms.samples.contacts import phone

        return phone(sample)


def _international(digits: str, language: str) -> str:
    import phonenumbers
    from babel.core import get_global

    where = locale(language)
    likely = get_global("likely_subtags").get(str(where.language), "en_Latn_US")
    try:
        number = phonenumbers.parse(digits, where.territory or likely.rpartition("_")[2])
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_valid_number(number):
        return digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
