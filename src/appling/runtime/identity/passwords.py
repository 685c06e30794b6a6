"""Passwords: which are accepted, and how they are kept (argon2id)."""

from functools import cache
from os import cpu_count
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from appling.atoms.base import Refused

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST, LONGEST = 8, 200
COMMON = frozenset(
    [
        "00000000",
        "11111111",
        "12121212",
        "12341234",
        "12345678",
        "123456789",
        "1234567890",
        "123123123",
        "147258369",
        "1q2w3e4r",
        "1q2w3e4r5t",
        "1qaz2wsx",
        "87654321",
        "88888888",
        "987654321",
        "aa123456",
        "aaaaaaaa",
        "abc12345",
        "abcd1234",
        "abcdefgh",
        "admin123",
        "administrator",
        "asdfasdf",
        "asdfghjk",
        "asdfghjkl",
        "baseball",
        "basketball",
        "changeme",
        "computer",
        "dragon123",
        "football",
        "iloveyou",
        "internet",
        "letmein1",
        "liverpool",
        "manchester",
        "michelle",
        "monkey123",
        "p@ssw0rd",
        "passw0rd",
        "password",
        "password1",
        "password12",
        "password123",
        "princess",
        "q1w2e3r4",
        "qazwsxedc",
        "qwer1234",
        "qwerty12",
        "qwerty123",
        "qwertyui",
        "qwertyuiop",
        "starwars",
        "sunshine",
        "superman",
        "test1234",
        "testtest",
        "trustno1",
        "welcome1",
        "welcome123",
        "whatever",
        "woaini1314",
        "zaq12wsx",
        "zxcvbnm1",
        "zxcvbnm123",
    ]
)

_hashing = BoundedSemaphore(max(1, cpu_count() or 1))
"""Each hash takes tens of megabytes, so no more at once than there are processors."""


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _unmatched() -> str:
    return _hasher().hash("nobody has this password")


def check_password(password: str, email: str) -> None:
    """Refuse what others would guess first. Raises Refused."""
    if len(password) < SHORTEST:
        raise Refused("A password needs at least {shortest} characters.", shortest=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("A password may have at most {longest} characters.", longest=LONGEST)
    folded = password.casefold()
    if (
        folded in COMMON
        or len(set(folded)) < 3
        or folded in (email.casefold(), email.split("@")[0].casefold())
    ):
        raise Refused("This password is easy to guess. Choose another one.")


def hash_password(password: str) -> str:
    with _hashing:
        return _hasher().hash(password)


def verify_password(password: str, hashed: str | None) -> bool:
    """Takes as long for an account that does not exist (`hashed` None), so nobody learns which do."""
    with _hashing:
        if len(password) > LONGEST:
            password = ""
        right = _hasher().verify(password, hashed or _unmatched())
    return right and hashed is not None
