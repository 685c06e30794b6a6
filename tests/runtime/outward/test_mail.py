"""E-mails reach a mail server, or a file; what is in them stays where it belongs."""

import email
from collections.abc import Iterator
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from appling.runtime.outward.mail import Mail, Mailer, NotSent, WrongServer, message_of, read_server


class Inbox:
    """What a mail server was handed."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=default))
        return self.answer


Served = tuple[Inbox, Mailer]


@pytest.fixture
def server(free_tcp_port: int) -> Iterator[Served]:
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_tcp_port)
    controller.start()
    try:
        address = f"smtp://127.0.0.1:{free_tcp_port}"
        given = {"APPLING_SMTP": address, "APPLING_MAIL_FROM": "club@bikes.example"}
        yield inbox, Mailer.from_environment(given)
    finally:
        controller.stop()


def test_a_mail_arrives(server: Served, tmp_path: Path) -> None:
    inbox, mailer = server
    mailer.send(Mail("k1", "kim@mail.club.org", "到期 Due\nBring it back.", "Bike Club 自行车"), tmp_path)
    (mail,) = inbox.mails
    assert (mail["Subject"], mail["To"], mail["Message-ID"]) == (
        "到期 Due",
        "kim@mail.club.org",
        "<k1@bikes.example>",
    )
    assert "Bike Club 自行车" in mail["From"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines()[0] == "Bring it back."  # type: ignore[attr-defined]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "Hello\rBcc: eve@evil.org\nbody",
        "Hello\u2028Bcc: eve@evil.org\nx",
        "\r\n\r\nBcc: a@b.org",
        "a\x00b\x0bc\nx",
    ],
)
def test_nothing_in_a_text_reaches_the_headers(server: Served, tmp_path: Path, text: str) -> None:
    inbox, mailer = server
    mailer.send(Mail("k2", "kim@mail.club.org", text, "Club\r\nBcc: eve@evil.org"), tmp_path)
    (mail,) = inbox.mails
    assert mail["Bcc"] is None
    assert mail["To"] == "kim@mail.club.org"


@pytest.mark.parametrize(
    "address",
    [
        "kim@club.org\nBcc: eve@evil.org",
        "kim@club.org, eve@evil.org",
        "kim",
        "Kim <kim@club.org>",
        "kim@club.org\r\nRCPT TO:<eve@evil.org>",
        "@club.org",
        "",
    ],
)
def test_only_one_plain_address_is_written_to(address: str) -> None:
    with pytest.raises(NotSent) as found:
        message_of(Mail("k", address, "x", "Club"), "a@b.org")
    assert found.value.for_good


def test_example_addresses_belong_to_nobody(server: Served, tmp_path: Path) -> None:
    inbox, mailer = server
    for address in ("kim@example.org", "a@mail.example.com", "x@y.test"):
        with pytest.raises(NotSent):
            mailer.send(Mail("k", address, "x", "Club"), tmp_path)
    assert inbox.mails == []


def test_a_refusal_is_tried_again_and_says_nothing_secret(server: Served, tmp_path: Path) -> None:
    inbox, mailer = server
    inbox.answer = "451 later, secret"
    with pytest.raises(NotSent) as found:
        mailer.send(Mail("k", "kim@mail.club.org", "x", "Club"), tmp_path)
    assert (found.value.why, found.value.for_good) == ("the mail server answered 451", False)


def test_without_a_server_mail_is_a_file(tmp_path: Path) -> None:
    mailer = Mailer.from_environment({})
    for _ in range(2):
        mailer.send(Mail("k-1_", "kim@club.org", "Hello\nyou", "Club"), tmp_path)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "k-1_.eml"
    assert file.stat().st_mode & 0o077 == 0
    assert email.message_from_bytes(file.read_bytes(), policy=default)["Subject"] == "Hello"


def test_a_password_goes_only_through_encryption(
    server: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inbox, mailer = server
    assert mailer.server is not None
    monkeypatch.setattr("appling.runtime.outward.mail._is_here", lambda _host: False)
    given = {"APPLING_SMTP": f"smtp://kim:secret@127.0.0.1:{mailer.server.port}"}
    with pytest.raises(NotSent, match="no encryption"):
        Mailer.from_environment(given).send(Mail("k", "a@club.org", "x", "Club"), tmp_path)
    assert inbox.mails == []


def test_the_setting_is_read() -> None:
    server = read_server("smtp://kim%40club.org:p%3Aw@mail.club.org")
    assert (server.host, server.port, server.user, server.password) == (
        "mail.club.org",
        587,
        "kim@club.org",
        "p:w",
    )
    assert read_server("smtps://mail.club.org").port == 465
    assert "p:w" not in repr(server)
    for wrong in ("mail.club.org:587", "http://x", "smtp://", "smtp://a:b:c"):
        with pytest.raises(WrongServer) as found:
            read_server(wrong)
        assert wrong not in found.value.sentence
