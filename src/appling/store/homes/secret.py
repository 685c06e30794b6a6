"""What a home signs with: made when it is first asked for, readable by the owner alone."""

import os
import secrets
from pathlib import Path

SECRET_BYTES = 32


def secret_in(path: Path) -> str:
    """The secret in this file. Raises OSError."""
    try:
        return path.read_text().strip() or _make_secret(path)
    except FileNotFoundError:
        return _make_secret(path)


def _make_secret(path: Path) -> str:
    """Made aside and then linked, so that two processes that start at once get the same one."""
    aside = path.with_name(f".secret-{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    return path.read_text()
