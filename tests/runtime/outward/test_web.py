"""Posts go where they should, and never inside."""

import hmac
import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from appling.runtime.outward import web
from appling.runtime.outward.mail import NotSent
from appling.runtime.outward.web import Post, is_public, send, signature


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent."""

    got: list[tuple[str, dict[str, str], bytes]]
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.path, dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(b"x" * 300_000)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[tuple[type[Receiver], str]]:
    kind = type("Kept", (Receiver,), {"got": []})
    server = HTTPServer(("127.0.0.1", 0), kind)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield kind, f"http://hooks.club.org:{server.server_port}/in?a=1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def resolved(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def find(_host: str, port: int, **_: Any) -> list[Any]:
        families = (socket.AF_INET6 if ":" in each else socket.AF_INET for each in addresses)
        places = ((each, port) for each in addresses)
        pairs = zip(families, places, strict=True)
        return [(family, socket.SOCK_STREAM, 6, "", place) for family, place in pairs]

    monkeypatch.setattr(web.socket, "getaddrinfo", find)


def test_a_post_arrives_signed(receiver: tuple[type[Receiver], str], monkeypatch: pytest.MonkeyPatch) -> None:
    kind, address = receiver
    resolved(monkeypatch, "127.0.0.1")
    body = json.dumps({"id": 1}).encode()
    assert send(Post("key-1", address, body, "secret"), lambda _address: True) == 200
    ((path, headers, got),) = kind.got
    assert (path, got, headers["Idempotency-Key"]) == ("/in?a=1", body, "key-1")
    assert headers["Host"].startswith("hooks.club.org")
    moment = headers["Appling-Signature"].split(",")[0].removeprefix("t=")
    expected = hmac.new(b"secret", f"{moment}.".encode() + body, "sha256").hexdigest()
    assert headers["Appling-Signature"] == f"t={moment},v1={expected}"
    assert signature(body, "other", int(moment)) != headers["Appling-Signature"]


@pytest.mark.parametrize(("status", "for_good"), [(302, True), (404, True), (500, False), (429, False)])
def test_redirects_are_not_followed_and_faults_are_told_apart(
    receiver: tuple[type[Receiver], str], monkeypatch: pytest.MonkeyPatch, status: int, for_good: bool
) -> None:
    kind, address = receiver
    kind.status = status
    resolved(monkeypatch, "127.0.0.1")
    with pytest.raises(NotSent) as found:
        send(Post("k", address, b"{}", "s"), lambda _address: True)
    assert (found.value.why, found.value.for_good, len(kind.got)) == (f"answered {status}", for_good, 1)


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("10.0.0.1",),
        ("169.254.169.254",),
        ("192.168.1.1",),
        ("100.64.0.1",),
        ("0.0.0.0",),
        ("::1",),
        ("fe80::1%1",),
        ("fd00::1",),
        ("::ffff:10.0.0.1",),
        ("64:ff9b::a00:1",),
        ("2002:7f00:1::",),
        ("93.184.216.34", "127.0.0.1"),
        ("224.0.0.1",),
        ("255.255.255.255",),
        (),
    ],
)
def test_inner_addresses_are_never_connected_to(
    receiver: tuple[type[Receiver], str], monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    kind, address = receiver
    resolved(monkeypatch, *addresses)
    with pytest.raises(NotSent) as found:
        send(Post("k", address, b"{}", "s"))
    assert found.value.for_good
    assert kind.got == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "[::1]", "localhost", "017700000001"])
def test_no_spelling_of_this_machine_gets_through(receiver: tuple[type[Receiver], str], host: str) -> None:
    kind, address = receiver
    with pytest.raises(NotSent):
        send(Post("k", address.replace("hooks.club.org", host), b"{}", "s"))
    assert kind.got == []


def test_the_address_that_was_checked_is_the_one_used(
    receiver: tuple[type[Receiver], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means a public address when it is looked at, and an inner one a moment later."""
    kind, address = receiver
    asked: list[str] = []

    def find(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        place = "203.0.113.9" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(web.socket, "getaddrinfo", find)
    monkeypatch.setattr(web, "SECONDS", 0.2)
    with pytest.raises(NotSent):
        send(Post("k", address, b"{}", "s"), lambda place: place == "203.0.113.9")
    assert (len(asked), kind.got) == (1, [])


@pytest.mark.parametrize(
    "address", ["ftp://a.org/", "https://u:p@a.org/", "https:///x", "file:///etc/passwd"]
)
def test_only_addresses_of_the_web(address: str) -> None:
    with pytest.raises(NotSent) as found:
        send(Post("k", address, b"{}", "s"))
    assert found.value.for_good


def test_public_is_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert not is_public("nonsense")
