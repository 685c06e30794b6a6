"""The one exception that layers raise towards a person: a sentence, and what to do next."""


class Problem(Exception):
    """Something a person can act on. `code` is a stable kebab-case name, `hint` says what to do next."""

    code = "problem"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
