"""From a name like "anthropic:…" or "openai:name@https://host/v1" to the model that it names."""

import os
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic_ai.exceptions import UserError
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers import Provider, infer_provider, infer_provider_class
from pydantic_ai.providers.ollama import OllamaProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from appling.models.errors import NoModel, ProviderRefused
from appling.models.keys import kept_key
from appling.models.providers.model import ProviderModel

KEY_VARIABLE = "APPLING_MODEL_KEY"
_OLLAMA = "http://127.0.0.1:11434/v1"


def open_provider(name: str) -> ProviderModel:
    """The model of this name; no request is made yet."""
    plain, at, address = name.partition("@")
    if at and "://" in address:
        return ProviderModel(name, _at_address(name, plain, address), priced=False)
    try:
        return ProviderModel(name, infer_model(name, _provider), priced=not name.startswith("ollama:"))
    except ImportError as error:
        raise ProviderRefused(f"{name} needs a package that is not installed.", str(error)) from error
    except (UserError, ValueError) as error:
        raise _not_opened(name, str(error)) from error


def _provider(name: str) -> Provider[Any]:
    if name == "ollama" and not os.environ.get("OLLAMA_BASE_URL"):
        return OllamaProvider(base_url=_OLLAMA)
    try:
        return infer_provider(name)
    except UserError as error:
        key = next(filter(None, map(kept_key, _variables(str(error)))), None)
        if key is None:
            raise
        made: Callable[..., Provider[Any]] = infer_provider_class(name)
        return made(api_key=key)


def _at_address(name: str, plain: str, address: str) -> Model:
    """A model behind an address of the person's own.

    The provider's usual key is not sent there: it belongs to the provider.
    """
    kind, _, model = plain.partition(":")
    host = urlsplit(address).hostname
    if kind != "openai" or not model or not host or urlsplit(address).scheme not in ("http", "https"):
        raise NoModel(f"“{name}” names no model.", "Write openai:NAME@https://HOST/v1.")
    key = os.environ.get(KEY_VARIABLE) or kept_key(KEY_VARIABLE) or "none"
    return OpenAIChatModel(model, provider=OpenAICompatibleProvider(host, base_url=address, api_key=key))


def _not_opened(name: str, why: str) -> NoModel | ProviderRefused:
    if "Unknown" in why:
        return NoModel(f"There is no model called “{name}”.", f"{why.rstrip('.')}.")
    variables = _variables(why)
    todo = why
    if variables:
        names = " or ".join(variables)
        todo = f"Set {names} in the environment, or keep it: appling models --key {variables[0]}"
    return ProviderRefused(f"The key for {name} is missing.", todo)


def _variables(why: str) -> list[str]:
    """The environment variables that a message names."""
    return list(dict.fromkeys(re.findall(r"`([A-Z][A-Z0-9_]+)`", why)))
