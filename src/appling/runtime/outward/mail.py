"""E-mails: by the mail server that is set, or into files where none is."""

import os
import re
import smtplib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from appling.diagnostics.problem import Problem

SERVER_VARIABLE = "APPLING_SMTP"
FROM_VARIABLE = "APPLING_MAIL_FROM"
FOLDER = "mail"
SECONDS = 15.0
LONGEST_SUBJECT = 150
MOST_FILES = 1_000
UNFOLDED = SMTP.clone(max_line_length=900)
"""Addresses in headers must stay whole; lines may have 998 characters."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}")
_MADE_UP = re.compile(r"(?:.*\.)?(?:example\.(?:com|net|org)|example|test|invalid|localhost)", re.I)


class NotSent(Exception):
    """Something could not be sent; `for_good`: it never will be."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.for_good = for_good


class WrongServer(Problem):
    """What is set as the mail server is no address of one."""

    code = "wrong-mail-server"


@dataclass(frozen=True, slots=True)
class Server:
    """`secure`: encrypted from the first byte, not only once the server offers it."""

    host: str
    port: int
    user: str
    password: str
    secure: bool

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Mail:
    """`key` is the same at every try. `stop`: by this address its reader ends all mails."""

    key: str
    to: str
    text: str
    app: str
    stop: str = ""
    footer: str = ""


class Mailer:
    """Sends mail for all apps of a home. Without a server it keeps it in a folder of each app."""

    def __init__(self, server: Server | None, sender: str) -> None:
        self.server = server
        self._sender = sender

    @classmethod
    def from_environment(cls, given: Mapping[str, str] = os.environ) -> "Mailer":
        """Raises WrongServer."""
        server = read_server(given[SERVER_VARIABLE]) if given.get(SERVER_VARIABLE) else None
        sender = given.get(FROM_VARIABLE) or (server.user if server and "@" in server.user else "")
        return cls(server, sender or f"appling@{socket.gethostname() or 'localhost'}")

    def send(self, mail: Mail, folder: Path) -> None:
        """Raises NotSent."""
        message = message_of(mail, self._sender)
        if self.server is None:
            keep(message, folder / FOLDER, mail.key)
            return
        if is_made_up(mail.to):
            raise NotSent("an address that is only an example", for_good=True)
        try:
            self._hand_over(self.server, message)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=450)
            raise NotSent("the mail server does not take this address", for_good=code >= 500) from None
        except smtplib.SMTPAuthenticationError:
            raise NotSent("the mail server does not take the name and password that are set") from None
        except smtplib.SMTPResponseException as error:
            raise NotSent(f"the mail server answered {error.smtp_code}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"the mail server can't be reached ({type(error).__name__})") from None

    def _hand_over(self, server: Server, message: EmailMessage) -> None:
        context = ssl.create_default_context()
        if server.secure:
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS, context=context
            )
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        with client:
            client.ehlo()
            if not server.secure and client.has_extn("starttls"):
                client.starttls(context=context)
                client.ehlo()
            elif not server.secure and server.user and not _is_here(server.host):
                raise NotSent("the mail server offers no encryption, so the password was not sent")
            if server.user:
                client.login(server.user, server.password)
            client.send_message(message)


def read_server(address: str) -> Server:
    """`smtp://user:password@host:587`, or `smtps://…`. Raises WrongServer."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongServer(
            f"{SERVER_VARIABLE} is not the address of a mail server.",
            f"Set it so: {SERVER_VARIABLE}=smtp://user:password@mail.host:587",
        )
    secure = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname, port or (465 if secure else 587), user, password, secure)


def message_of(mail: Mail, sender: str) -> EmailMessage:
    """The first line of the text is the subject; nothing in it reaches the other headers. Raises NotSent."""
    if not _ADDRESS.fullmatch(mail.to):
        raise NotSent("not an e-mail address", for_good=True)
    first, _, rest = mail.text.strip().partition("\n")
    subject = " ".join(first.split())[:LONGEST_SUBJECT] or mail.app
    message = EmailMessage(policy=UNFOLDED)
    message["From"] = formataddr((" ".join(mail.app.split()), sender), charset="utf-8")
    message["To"] = mail.to
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{mail.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.stop:
        message["List-Unsubscribe"] = f"<{mail.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    last = f"\n{mail.footer}" if mail.footer else ""
    message.set_content(f"{rest.strip() or mail.text.strip()}\n\n-- \n{mail.app}{last}\n")
    return message


def keep(message: EmailMessage, folder: Path, key: str) -> None:
    """Into a file, under a name that is the same at every try."""
    name = re.sub(r"[^A-Za-z0-9_-]", "", key)
    try:
        folder.mkdir(exist_ok=True)
        unfinished = folder / f".{name}"
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message.as_bytes())
        unfinished.replace(folder / f"{name}.eml")
    except OSError as error:
        raise NotSent(f"the file can't be written ({error.strerror})") from None
    kept = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-MOST_FILES]:
        path.unlink(missing_ok=True)


def is_made_up(address: str) -> bool:
    """Addresses of documents and samples, which belong to nobody."""
    return _MADE_UP.fullmatch(address.rpartition("@")[2]) is not None


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")
