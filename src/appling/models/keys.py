"""Keys of providers in the system's keyring, for those who would not have them in the environment."""

import re

from appling.models.errors import ModelError

SERVICE = "appling"
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,60}")
_taken: set[str] = set()


class NoKeyring(ModelError):
    """This system has no keyring that can be used, or the key has no name."""

    code = "no-keyring"


def kept_key(variable: str) -> str | None:
    """The key that stands for this environment variable, if one is kept."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        key = keyring.get_password(SERVICE, variable) or None
    except KeyringError:
        return None
    if key is not None:
        _taken.add(key)
    return key


def taken_keys() -> frozenset[str]:
    """The keys that this process took out of the keyring: nothing that is said may hold one."""
    return frozenset(_taken)


def keep_key(variable: str, key: str) -> None:
    """Keep a key under the name of its environment variable. Raises NoKeyring."""
    if not _VARIABLE.fullmatch(variable):
        raise NoKeyring(f"“{variable}” is no name of a key.", "Name it as the provider does: OPENAI_API_KEY.")
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise NoKeyring(
            "What speaks to the system's keyring is not installed.",
            "Install it: pip install 'appling[keyring]'; or set the key in the environment.",
        ) from error
    try:
        keyring.set_password(SERVICE, variable, key.strip())
    except KeyringError as error:
        raise NoKeyring(
            "This system has no keyring that takes the key.", "Set it in the environment instead."
        ) from error
