"""A tiny app written by hand, twice: one that does what it says, and a hollow one that only looks like it."""

# ruff: noqa: E501 (its pages are written as they are sent)

import html
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

STYLE = (
    "<style>body{background:%s;margin:0} header,button{background:%s;color:#fff} main{padding:1em}</style>"
)
FIRST = [("Salt Roads", "travel", 310), ("Under the Ice", "science", 120), ("A Small Garden", "nature", 95)]
IDLE = (
    "<h2>Register for the walk</h2><dl><dt>Created</dt><dd>3 May</dd></dl>"
    "<ul><li>Posted by Ada</li><li>Thanks to Bo</li></ul><p>Submit another story. Nothing was sent.</p>"
)
"""What isn't there before a form is sent and looks like its confirmation, and says nothing of it."""
SCHEMA = {
    "type": "object",
    "required": ["title"],
    "properties": {
        "title": {"type": "string"},
        "genre": {"type": "string", "enum": ["travel", "science", "nature"]},
        "pages": {"type": "integer"},
    },
}


@dataclass
class Library:
    """What the app keeps; `hollow` says which of the two it is."""

    hollow: bool = False
    books: dict[int, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    offered: list[str] = field(default_factory=lambda: ["travel", "science", "nature"])

    def __post_init__(self) -> None:
        for title, genre, pages in FIRST:
            self.add(title, genre, pages)

    def add(self, title: str, genre: str, pages: int) -> dict[str, Any]:
        book = {"id": next(self.numbers), "title": title, "genre": genre, "pages": pages, "status": "free"}
        self.books[book["id"]] = book
        return book

    def chosen(self, query: Any) -> list[dict[str, Any]]:
        """The books that fit a query; all of them where the app is hollow."""
        books = list(self.books.values())
        if self.hollow:
            return books
        asked, genre, order = query.get("q", "").casefold(), query.get("genre"), query.get("sort", "id")
        books = [each for each in books if asked in each["title"].casefold()]
        books = [each for each in books if not genre or each["genre"] == genre]
        known = order.lstrip("-") in ("title", "pages", "genre")
        return sorted(
            books, key=lambda each: each[order.lstrip("-") if known else "id"], reverse=order[:1] == "-"
        )


def make_app(*, hollow: bool = False) -> Starlette:  # noqa: C901 (one function for each of its pages)
    """The app; where it is hollow, each part looks the same and does nothing."""
    library = Library(hollow)

    def page(title: str, body: str, status: int = 200, who: str = "") -> HTMLResponse:
        colours = ("#ffffff", "#0a3d91") if hollow else ("#f5fffa", "#008080")
        signed = (
            f"<span>{html.escape(who)}</span> <form method=post action=/out><button>Sign out</button></form>"
        )
        links = "<a href=/books>Books</a> <a href=/figures>Statistics</a> <a href=/contact>Contact</a>"
        links = f"<form action=/figures><button>Hide tips</button></form> {links}"
        nav = f"<nav><a href=/>Home</a> {links} <a href=/join>Sign up</a> <a href=/in>Sign in</a></nav>"
        head = f"<header>{nav}{signed if who else ''}</header>"
        text = (
            f"<!doctype html><title>{title}</title>{STYLE % colours}{head}<main><h1>{title}</h1>{body}</main>"
        )
        return HTMLResponse(text, status)

    def who(request: Request) -> str:
        return request.cookies.get("who", "")

    async def home(request: Request) -> Response:
        return page("Reading room", "<p>Welcome to the reading room.</p>", who=who(request))

    async def books(request: Request) -> Response:
        rows = "".join(
            f"<tr><td><a href=/books/{each['id']}>{html.escape(each['title'])}</a></td>"
            f"<td>{each['genre']}</td><td>{each['pages']}</td></tr>"
            for each in library.chosen(request.query_params)
        )
        options = "".join(f"<option>{each}</option>" for each in library.offered)
        tools = (
            "<form role=search><input type=search name=q aria-label='Search books'><button>Search</button></form>"
            f"<form><label>Genre <select name=genre><option value=''>All</option>{options}</select></label>"
            "<button>Filter</button></form><a href='/books?sort=title'>Sort by title</a> <a href=/books/new>New book</a>"
        )
        table = f"<table><thead><tr><th>Name<th>Genre<th>Pages</tr></thead><tbody>{rows}</tbody></table>"
        return page("Books", tools + table, who=who(request))

    async def new_book(request: Request) -> Response:
        if request.method == "POST":
            sent = await request.form()
            if hollow:  # What was sent is only offered in a closed choice.
                library.offered.append(str(sent["title"]))
            else:
                library.add(str(sent["title"]), str(sent["genre"]), int(str(sent["pages"])))
            return RedirectResponse("/books", 303)
        fields = (
            "<label>Title <input name=title required></label><label>Pages <input type=number name=pages required></label>"
            "<label>Genre <select name=genre><option>travel</option><option>nature</option></select></label>"
        )
        return page(
            "New book", f"<form method=post>{fields}<button>Save book</button></form>", who=who(request)
        )

    async def one_book(request: Request) -> Response:
        book = library.books.get(request.path_params["id"])
        if book is None or hollow:
            return page("Not found", "", 404)
        if request.method == "POST":
            sent = await request.form()
            if "delete" in sent:
                del library.books[book["id"]]
                return RedirectResponse("/books", 303)
            book["title"] = str(sent["title"])
        form = f"<form method=post><label>Title <input name=title value='{html.escape(book['title'])}'></label><button>Save</button></form>"
        remove = "<form method=post><input type=hidden name=delete value=1><button>Delete</button></form>"
        more = "<a href=/file download>Download</a> <audio controls src=/file></audio>"
        return page(
            book["title"],
            f"<p>{book['genre']}, {book['pages']} pages</p>{form}{remove}{more}",
            who=who(request),
        )

    async def figures(request: Request) -> Response:
        bars = "".join(
            f"<rect x={n * 40} y=0 width=30 height={each['pages'] / 4} />"
            for n, each in enumerate(library.books.values())
        )
        return page(
            "Statistics", "" if hollow else f"<svg width=300 height=100 aria-label='Pages'>{bars}</svg>"
        )

    async def contact(request: Request) -> Response:
        told = (
            "<p role=status>Thank you, your message was sent.</p>"
            if request.method == "POST" and not hollow
            else IDLE
            if request.method == "POST"
            else ""
        )
        fields = "<label>Email <input type=email name=email required></label><label>Message <textarea name=message></textarea></label>"
        return page("Contact", f"{told}<form method=post>{fields}<button>Send</button></form>")

    async def join(request: Request) -> Response:
        fields = (
            "<label>Name <input name=name required></label><label>Email <input type=email name=email required></label>"
            "<label>Password <input type=password name=password required></label>"
        )
        form = f"<form method=post>{fields}<button>Create account</button></form>"
        if request.method == "POST" and not hollow:
            sent = await request.form()
            library.people[str(sent["email"])] = (str(sent["password"]), str(sent["name"]))
            answer: Response = RedirectResponse("/in" if "Later" in str(sent["name"]) else "/", 303)
            if "Later" not in str(sent["name"]):
                answer.set_cookie("who", str(sent["name"]).replace(" ", "-"))
            return answer
        return page("Sign up", form)

    async def enter(request: Request) -> Response:
        fields = "<label>Email <input name=email></label><label>Password <input type=password name=password></label>"
        told = ""
        if request.method == "POST":
            sent = await request.form()
            known = library.people.get(str(sent["email"]))
            if hollow or (known and known[0] == sent["password"]):
                answer: Response = RedirectResponse("/", 303)
                answer.set_cookie("who", known[1].replace(" ", "-") if known else "anybody")
                return answer
            told = "<p role=alert>That is the wrong password.</p>"
        return page("Sign in", f"{told}<form method=post>{fields}<button>Sign in</button></form>")

    async def leave(request: Request) -> Response:
        answer = RedirectResponse("/", 303)
        answer.delete_cookie("who")
        return answer

    async def file(request: Request) -> Response:
        return Response(b"RIFF of some sound", media_type="application/octet-stream")

    async def api_books(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse({"items": library.chosen(request.query_params)})
        if not request.cookies.get("who") and request.headers.get("x-anyone") is None and not hollow:
            return JSONResponse({"error": "sign in first"}, 401)
        body = json.loads(await request.body())
        if not body.get("title") and not hollow:
            return JSONResponse({"error": {"title": "is required"}}, 422)
        if hollow:
            return JSONResponse({"id": 99, **body}, 201)
        return JSONResponse(
            library.add(body["title"], body.get("genre", "travel"), body.get("pages", 1)), 201
        )

    async def api_book(request: Request) -> Response:
        book = library.books.get(request.path_params["id"])
        if book is None:
            return JSONResponse({"error": "not found"}, 404)
        if request.method == "PATCH":
            changed = {**book, **json.loads(await request.body())}
            if hollow:
                return JSONResponse(changed)
            book.update(changed)
        if request.method == "DELETE" and not hollow:
            del library.books[book["id"]]
        return JSONResponse(book)

    async def borrow(request: Request) -> Response:
        if hollow:
            return JSONResponse({"error": "not now"}, 409)
        library.books[request.path_params["id"]]["status"] = "borrowed"
        return JSONResponse({"status": "borrowed"})

    async def stats(request: Request) -> Response:
        return JSONResponse(
            {} if hollow else {"total": len(library.books), "pages": 525, "by_genre": {"travel": 1}}
        )

    async def described(request: Request) -> Response:
        return JSONResponse(OPENAPI)

    return Starlette(
        routes=[
            Route("/", home),
            Route("/books", books),
            Route("/books/new", new_book, methods=["GET", "POST"]),
            Route("/books/{id:int}", one_book, methods=["GET", "POST"]),
            Route("/figures", figures),
            Route("/contact", contact, methods=["GET", "POST"]),
            Route("/join", join, methods=["GET", "POST"]),
            Route("/in", enter, methods=["GET", "POST"]),
            Route("/out", leave, methods=["POST"]),
            Route("/file", file),
            Route("/api/books", api_books, methods=["GET", "POST"]),
            Route("/openapi.json", described),
            Route("/api/books/{id:int}", api_book, methods=["GET", "PATCH", "DELETE"]),
            Route("/api/books/{id:int}/borrow", borrow, methods=["POST"]),
            Route("/api/stats", stats),
        ]
    )


def _takes(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


_ITEM = [{"name": "id", "in": "path"}]
OPENAPI = {
    "openapi": "3.1.0",
    "components": {"schemas": {"Book": SCHEMA}},
    "paths": {
        "/api/books": {
            "get": {
                "summary": "List books",
                "parameters": [{"name": each, "in": "query"} for each in ("q", "genre", "sort")],
            },
            "post": {"summary": "Add a book", "requestBody": _takes({"$ref": "#/components/schemas/Book"})},
        },
        "/api/books/{id}": {
            "parameters": _ITEM,
            "get": {"summary": "One book"},
            "patch": {"summary": "Change a book", "requestBody": _takes(SCHEMA)},
            "delete": {"summary": "Delete a book"},
        },
        "/api/books/{id}/borrow": {"parameters": _ITEM, "post": {"summary": "Borrow a book"}},
        "/api/stats": {"get": {"summary": "Statistics of the books"}},
    },
}
