"""A value that a field does not take, said in one sentence that can be translated."""


class Refused(Exception):
    """`message` is an English sentence with `{placeholders}`: also the key of its translations."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values
