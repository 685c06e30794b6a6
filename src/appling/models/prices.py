"""What a model's work costs, as far as that is known before it is asked."""

from appling.models.local import KNOWN

_OWN = ("recorded:",)
_NAMES = frozenset(known.name for known in KNOWN)


def runs_here(name: str) -> bool:
    """Whether a model of this name runs on this machine, and for nothing."""
    return name in _NAMES or name.lower().endswith(".gguf") or name.startswith(_OWN)


def price_of(name: str, tokens_in: int, tokens_out: int) -> float | None:
    """In US dollars, for so many tokens read and written; None where nobody here knows it."""
    if runs_here(name):
        return 0.0
    provider, _, model = name.partition(":")
    return None if "@" in model or provider == "ollama" else _listed(provider, model, tokens_in, tokens_out)


def _listed(provider: str, model: str, tokens_in: int, tokens_out: int) -> float | None:
    """By the list of prices; a provider may stand in it under another name than the one it is asked by."""
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=tokens_in, output_tokens=tokens_out)
    for listed in (provider, None):
        try:
            return float(calc_price(usage, model, provider_id=listed).total_price)
        except (LookupError, ValueError):
            continue
    return None
