"""Posting to other programs, never inside the own network: the address that was looked at is the one used."""

import hmac
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic, time
from urllib.parse import urlsplit

from appling.runtime.outward.mail import NotSent

SECONDS = 10.0
MOST_READ = 64 * 1024
MOST_SENT = 256 * 1024
SIGNATURE = "Appling-Signature"
_INNER_NAT = ("64:ff9b::", "64:ff9b:1::")
Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Post:
    """`key` is the same at every try; `secret` is what the receiver checks the signature with."""

    key: str
    address: str
    body: bytes
    secret: str


def send(post: Post, allowed: Allowed | None = None) -> int:
    """The answer's status. Redirects are not followed. Raises NotSent."""
    if len(post.body) > MOST_SENT:
        raise NotSent("too large to be sent", for_good=True)
    parts = urlsplit(post.address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise NotSent("not an address of the web", for_good=True)
    port = parts.port or (443 if secure else 80)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _connected(host, port, secure, allowed or is_public) as connection:
            connection.request("POST", target, post.body, headers(post))
            status = _status(connection.getresponse())
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(f"could not be reached ({type(error).__name__})") from None
    if not 200 <= status < 300:
        lost = status in (400, 401, 403, 404, 405, 410, 413, 415, 422) or 300 <= status < 400
        raise NotSent(f"answered {status}", for_good=lost)
    return status


def ask(
    method: str, address: str, body: bytes, given: Mapping[str, str], allowed: Allowed | None = None
) -> tuple[int, bytes]:
    """What another program answers: the status, and the body as far as it is looked at. Raises NotSent."""
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _connected(
            host, parts.port or (443 if secure else 80), secure, allowed or is_public
        ) as connection:
            connection.request(method, target, body or None, {**given, "Connection": "close"})
            response = connection.getresponse()
            return response.status, _read(response)
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent(f"could not be reached ({type(error).__name__})") from None


def headers(post: Post, now: float | None = None) -> dict[str, str]:
    moment = int(time() if now is None else now)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Appling",
        "Idempotency-Key": post.key,
        SIGNATURE: signature(post.body, post.secret, moment),
        "Connection": "close",
    }


def signature(body: bytes, secret: str, moment: int) -> str:
    """`t=…,v1=…`: the HMAC-SHA256 of the time, a dot, and the body."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()
    return f"t={moment},v1={signed}"


def is_public(address: str) -> bool:
    """Whether it is an address that everybody on the internet could reach."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return False
        if any(found.exploded.startswith(ip_address(each).exploded[:9]) for each in _INNER_NAT):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


@contextmanager
def _connected(host: str, port: int, secure: bool, allowed: Allowed) -> Iterator[HTTPConnection]:
    """A connection to an address that was checked: a name that means another one by now changes nothing."""
    plain = _reach(host, port, allowed)
    connection: HTTPConnection
    try:
        if secure:
            context = ssl.create_default_context()
            connection = HTTPSConnection(host, port, timeout=SECONDS, context=context)
            connection.sock = context.wrap_socket(plain, server_hostname=host)
        else:
            connection = HTTPConnection(host, port, timeout=SECONDS)
            connection.sock = plain
    except BaseException:
        plain.close()
        raise
    with closing(connection):
        yield connection


def _reach(host: str, port: int, allowed: Allowed) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(allowed(str(each[4][0])) for each in found):
        raise NotSent("an address inside a network, to which nothing is sent", for_good=True)
    family, kind, protocol, _, place = found[0]
    plain = socket.socket(family, kind, protocol)
    plain.settimeout(SECONDS)
    try:
        plain.connect(place)
    except BaseException:
        plain.close()
        raise
    return plain


def _status(response: HTTPResponse) -> int:
    """The status, once as much of the answer is read as anybody could want."""
    _read(response)
    return response.status


def _read(response: HTTPResponse) -> bytes:
    begun, found = monotonic(), b""
    while len(found) < MOST_READ and monotonic() - begun < SECONDS and (piece := response.read1(8192)):
        found += piece
    return found[:MOST_READ]
