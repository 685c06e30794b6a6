"""Matches texts against the project's grammars: they do not recurse, so a regular expression will do."""

import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]|\{\d+,\d+\}|\{\d+\}|[()|?*+]|[A-Za-z_-]+')
_RULE = re.compile(r"^([a-z-]+) ::= (.*)$", re.M)


def matches(grammar: str, text: str) -> bool:
    """Whether the whole text can be derived from `root`."""
    return re.fullmatch(as_regex(grammar), text) is not None


def as_regex(grammar: str) -> str:
    """The grammar as one regular expression."""
    rules = dict(_RULE.findall(grammar))
    return _expression(rules["root"], rules)


def _expression(body: str, rules: dict[str, str]) -> str:
    written = "".join(_token(token, rules) for token in _TOKEN.findall(body))
    assert not re.sub(r"\s", "", _TOKEN.sub("", body)), f"not GBNF as it is used here: {body}"
    return f"(?:{written})"


def _token(token: str, rules: dict[str, str]) -> str:
    if token[0] == '"':
        literal = token[1:-1].replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
        return f"(?:{re.escape(literal)})"
    if token == "(":
        return "(?:"
    if token[0] in "[{)|?*+":
        return token
    return _expression(rules[token], rules)
