"""`appling serve`: the front page and every app of the home, in one process."""

import contextlib
import errno
import socket
import sys
from collections.abc import Iterator
from typing import Annotated

import typer
import uvicorn

from appling.cli.options import DEFAULT_PORT, ModelName, Port
from appling.cli.output import err
from appling.diagnostics.problem import Problem
from appling.store import Home
from appling.studio.addresses import LOCAL_DOMAIN, studio_url
from appling.studio.guard import Guard
from appling.studio.server import create_server


class PortInUse(Problem):
    """Something else listens where we should."""

    code = "port-in-use"


def command(
    port: Port = DEFAULT_PORT,
    host: Annotated[str, typer.Option("--host", help="The network address to listen on.")] = "127.0.0.1",
    domain: Annotated[
        str, typer.Option("--domain", help="The host name that the apps' names stand before.")
    ] = LOCAL_DOMAIN,
    model: ModelName = None,
    ask_key: Annotated[
        bool, typer.Option("--ask-key", help="Ask for the printed key on this machine too.")
    ] = False,
) -> None:
    """Serve the front page and all apps until Ctrl-C."""
    home = Home()
    with listening(host, port) as listener:
        serve_on(listener, home, port, domain=domain, model=model, ask_key=ask_key)


def serve_on(
    listener: socket.socket,
    home: Home,
    port: int,
    *,
    domain: str = LOCAL_DOMAIN,
    model: str | None = None,
    ask_key: bool = False,
    opened: tuple[str, str] | None = None,
) -> None:
    """Serve until interrupted; `opened` is an app to point at: its address, and its owner's way in."""
    server = create_server(home, port=port, domain=domain, model=model, ask_key=ask_key)
    front = studio_url(port, domain)
    if ask_key or domain != LOCAL_DOMAIN:
        front += f"-/key?key={Guard(home.secret()).make_key()}"
    if opened:
        err.print(f"Your app:   [bold]{opened[0]}[/bold]", soft_wrap=True)
        err.print(f"  as its owner, for the next two minutes: {opened[1]}", soft_wrap=True, style="dim")
    err.print(f"Front page: [bold]{front}[/bold]", soft_wrap=True)
    err.print("Ctrl-C stops the server.", style="dim")
    config = uvicorn.Config(
        server,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


@contextlib.contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens, so that a port in use is known before anything else happens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(512)
        except (OSError, OverflowError) as error:
            raise _cannot_listen(host, port, error) from error
        yield listener
    finally:
        listener.close()


def _cannot_listen(host: str, port: int, error: Exception) -> PortInUse:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return PortInUse(
            f"Port {port} is in use, perhaps by another `appling serve`.",
            f"Stop that one, or choose another port: --port {port + 1 if port < 65535 else port - 1}",
        )
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return PortInUse(
            f"Port {port} needs more rights than you have.", "Choose one above 1023: --port 8400"
        )
    return PortInUse(f"Can't listen on {host}, port {port}: {error}.", "Check --host and --port.")
