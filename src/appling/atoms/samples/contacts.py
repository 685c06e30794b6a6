"""Sample addresses for mail, telephone and web, at which nobody can be reached."""

import re
from zlib import crc32

from anyascii import anyascii

from appling.atoms.base import Sample
from appling.atoms.samples import people

_PHONES = {"zh": "+861380000", "de": "+493023125", "fr": "+33199000", "en": "+120255501"}
_DIGITS = {"zh": 4, "de": 3, "fr": 3, "en": 2}


def email(sample: Sample) -> str:
    """The address of the person that the row's name is, too."""
    first, last = (re.sub(r"[^a-z0-9]", "", anyascii(part).lower()) for part in people.parts(sample))
    turn = sample.index // 100
    return f"{first or 'info'}.{last or 'mail'}{turn or ''}@example.org"


def phone(sample: Sample) -> str:
    """A number from a range that is not given to anybody, where the country keeps one."""
    base = sample.language.partition("-")[0]
    base = base if base in _PHONES else "en"
    digits = _DIGITS[base]
    start = crc32(f"{sample.seed} {sample.thing.key}".encode()) + sample.index
    return f"{_PHONES[base]}{start % 10**digits:0{digits}}"


def url(sample: Sample) -> str:
    """A page of a site kept for examples."""
    return f"https://example.org/{sample.thing.key.replace('_', '-')}/{sample.index + 1}"
