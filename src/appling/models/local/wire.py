"""HTTP over the engine's private socket, with the socket in our own hands, so that we can hang up."""

import http.client
import json
import socket
from typing import Any
from urllib.parse import urlsplit


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a socket file."""

    def __init__(self, path: str) -> None:
        super().__init__("engine")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self._path)


class Call:
    """One request to the engine, connected but not yet sent."""

    def __init__(self, address: str, secret: str) -> None:
        path = address.removeprefix("unix://")
        if path != address:
            self._connection: http.client.HTTPConnection = UnixConnection(path)
        else:
            self._connection = http.client.HTTPConnection(urlsplit(address).netloc)
        self._secret = secret
        self.hung_up = False
        self._connection.connect()
        self._socket = self._connection.sock

    def send(self, path: str, asked: dict[str, Any]) -> http.client.HTTPResponse:
        """Ask, and wait for the first byte of the answer."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._secret}"}
        self._connection.request("POST", path, json.dumps(asked), headers)
        return self._connection.getresponse()

    def hang_up(self) -> None:
        """Wake whoever waits for the answer, and let the engine see that nobody does any more."""
        self.hung_up = True
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        self._connection.close()
