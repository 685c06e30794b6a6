"""A load generator: keep-alive connections that send one request after the other, on loopback."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle


@dataclass(frozen=True)
class Request:
    """`body` is sent form-encoded when not empty; `headers` are added to the usual ones."""

    path: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def encode(self, host: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", "Accept: text/html"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.method != "GET":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body


@dataclass(frozen=True)
class Load:
    """What one run gave; times in milliseconds, `size` in bytes of the last answer's body."""

    per_second: float
    median: float
    p99: float
    size: int
    statuses: dict[int, int]


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status and body size of the next answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    fields = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:] if b": " in line)
    if b"content-length" in fields:
        size = int(fields[b"content-length"])
        await reader.readexactly(size)
        return status, size
    size = 0
    while True:
        length = int((await reader.readline()).strip() or b"0", 16)
        await reader.readexactly(length + 2)
        if length == 0:
            return status, size
        size += length


async def _run(port: int, host: str, requests: Sequence[Request], connections: int, seconds: float) -> Load:
    times: list[float] = []
    statuses: dict[int, int] = {}
    sizes = [0]
    end = time.perf_counter() + seconds
    texts = cycle([request.encode(host) for request in requests])

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            start = time.perf_counter()
            writer.write(next(texts))
            status, sizes[0] = await _answer(reader)
            times.append(time.perf_counter() - start)
            statuses[status] = statuses.get(status, 0) + 1
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    elapsed = time.perf_counter() - started
    times.sort()
    return Load(
        len(times) / elapsed,
        statistics.median(times) * 1000,
        times[min(len(times) - 1, int(len(times) * 0.99))] * 1000,
        sizes[0],
        statuses,
    )


def load(
    port: int, host: str, requests: Sequence[Request], *, connections: int = 8, seconds: float = 4
) -> Load:
    """Send `requests`, over and over, over `connections` for `seconds`."""
    return asyncio.run(_run(port, host, requests, connections, seconds))
