"""Puts what a provider answers with into our own words, without its key."""

import os
import re

from pydantic_ai import exceptions

from appling.models.errors import ModelBroke, ModelError, ProviderRefused
from appling.models.keys import taken_keys

_KINDS: tuple[tuple[type[Exception], str, str], ...] = (
    (exceptions.ModelAuthenticationError, "does not accept the key", "Check the key in the environment."),
    (exceptions.ModelNotFoundError, "knows no such model", "Check the model's name and the address."),
    (exceptions.ModelQuotaExceededError, "says that the quota is used up", "Top up, or use another model."),
    (exceptions.ModelRateLimitError, "is asked too often", "Wait a little, then try again."),
    (exceptions.ModelContextWindowExceededError, "finds the prompt too long", "Shorten the request."),
    (exceptions.ModelTimeoutError, "did not answer in time", "Try again, or use another model."),
    (exceptions.ModelConnectionError, "can't be reached", "Check the connection and the address."),
    (exceptions.ModelUnavailableError, "is overloaded or down", "Try again later, or use another model."),
    (exceptions.ModelServerError, "failed by itself", "Try again later, or use another model."),
    (exceptions.ContentFilterError, "would not answer this", "Say it differently, or use another model."),
)


def refusal(name: str, error: Exception) -> ModelError:
    """The error to raise for what a provider's library raised."""
    for kind, what, todo in _KINDS:
        if isinstance(error, kind):
            return ProviderRefused(f"The provider of {name} {what}.", todo)
    if isinstance(error, exceptions.ModelAPIError):
        return ProviderRefused(
            f"The provider of {name} refused the request{_said(error)}.", "Use another model."
        )
    return ModelBroke(f"The answer of {name} could not be read ({type(error).__name__}).", "Try again.")


def _said(error: exceptions.ModelAPIError) -> str:
    body = error.body
    inner = body.get("error", body) if isinstance(body, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else None
    # Struck out before it is cut: of a key that is cut through, the first half would stay.
    return f": {without_keys(str(message))[:200].rstrip('.')}" if message else ""


def without_keys(text: str) -> str:
    """The text with every secret of the environment, and every key of the keyring, struck out."""
    secrets = {
        value
        for variable, value in os.environ.items()
        if len(value) >= 8 and re.search(r"KEY|TOKEN|SECRET|PASSWORD", variable)
    }
    for secret in sorted(secrets | taken_keys(), key=len, reverse=True):
        text = text.replace(secret, "…")
    return re.sub(r"\b(sk|key)-[\w-]{8,}", "…", text)
