"""Why a request is refused: a status, and one sentence that can be translated."""


class Refusal(Exception):
    """`message` is an English sentence with `{placeholders}`, also the key of its translations."""

    status = 400
    heading = "That did not work"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class BadRequest(Refusal):
    """`fields` says what is wrong with which field of the request, already translated."""

    def __init__(self, message: str, fields: dict[str, str] | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.fields = fields or {}


class SignInNeeded(Refusal):
    status = 401
    heading = "Please sign in"

    def __init__(self) -> None:
        super().__init__("Sign in to go on.")


class Forbidden(Refusal):
    status = 403
    heading = "Not allowed"

    def __init__(self, message: str = "You may not do this here.", **values: object) -> None:
        super().__init__(message, **values)


class NotFound(Refusal):
    status = 404
    heading = "Nothing here"

    def __init__(self, message: str = "This address leads to nothing that you may see.") -> None:
        super().__init__(message)


class WrongMethod(Refusal):
    """`allowed` lists the methods that the address takes."""

    status = 405

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__("This address can't be used in that way.")
        self.allowed = allowed


class NoProvider(Refusal):
    """Who takes the money does not answer."""

    status = 503


class NoRoom(Refusal):
    status = 507

    def __init__(self) -> None:
        super().__init__("There is no room left to keep this: nothing was saved.")


class Unusable(Refusal):
    status = 503
    heading = "This app can't be opened just now"

    def __init__(self) -> None:
        super().__init__(
            "Its files are damaged or out of reach. Whoever runs it sees why with `appling show`."
        )


class Conflict(Refusal):
    status = 409
    heading = "Not possible now"


class TooLarge(Refusal):
    status = 413
    heading = "Too large"


class WrongKind(Refusal):
    status = 415


class TooMany(Refusal):
    """`seconds` until another try makes sense."""

    status = 429
    heading = "One moment"

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many tries. Wait {seconds} seconds and try again.", seconds=seconds)
        self.seconds = seconds
