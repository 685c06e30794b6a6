"""An OpenAI-compatible API whose behaviour is chosen by the model's name."""

import json
from collections.abc import AsyncIterator
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

REFUSALS: dict[str, tuple[int, dict[str, Any]]] = {
    "bad-key": (401, {"message": "Incorrect API key provided: secret-key-123456"}),
    "unknown": (404, {"message": "The model does not exist", "code": "model_not_found"}),
    "poor": (429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}),
    "too-long": (400, {"message": "too many tokens", "code": "context_length_exceeded"}),
    "echo": (400, {"message": "cannot parse 'Bearer secret-key-123456'"}),
    "broken": (500, {"message": "oops"}),
}


class Api:
    """Remembers the last request; `hung_up` is set when a client leaves an endless reply."""

    def __init__(self) -> None:
        self.asked: dict[str, Any] = {}
        self.authorization = ""
        self.hung_up = False

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/v1/chat/completions", self.chat, methods=["POST"])])

    async def chat(self, request: Request) -> Response:
        self.asked = await request.json()
        self.authorization = request.headers["authorization"]
        model = self.asked["model"]
        if model == "parrot":
            said = f"{'x' * 170} cannot parse '{self.authorization}'"
            return JSONResponse({"error": {"message": said}}, 400)
        if model in REFUSALS:
            status, error = REFUSALS[model]
            return JSONResponse({"error": error}, status)
        return StreamingResponse(self.reply(model), media_type="text/event-stream")

    async def reply(self, model: str) -> AsyncIterator[str]:
        if model == "silent":
            await anyio.sleep(30)
        if model == "garbage":
            yield "data: {not json\n\n"
        yield piece("app ")
        try:
            while model == "endless":
                yield piece("more ")
                await anyio.sleep(0.01)
        finally:
            self.hung_up = model == "endless"
        if model == "cut":
            raise ConnectionResetError
        yield piece("Bees")
        yield piece("", "length" if model == "long" else "stop")
        usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
        yield event(
            {"choices": [], "usage": {**usage, "prompt_tokens_details": {"cached_tokens": 8}}},
        )
        yield "data: [DONE]\n\n"


def piece(text: str, finish: str | None = None) -> str:
    return event({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]})


def event(data: dict[str, Any]) -> str:
    whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", **data}
    return f"data: {json.dumps(whole)}\n\n"
