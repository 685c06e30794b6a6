"""The one exception that layers raise towards a person: a sentence, and what to do next."""


class Problem(Exception):
    """Something a person can act on.

    `code` is a stable kebab-case name, `hint` says what to do next. `pattern` is the sentence with
    `{placeholders}` for `values`: the key of its translations.
    """

    code = "problem"

    def __init__(self, pattern: str, hint: str = "", **values: object) -> None:
        self.pattern = pattern
        self.values = values
        self.sentence = pattern.format(**values) if values else pattern
        self.hint = hint
        super().__init__(self.sentence)
