"""The compared page, written by hand in plain Starlette, SQLAlchemy and Jinja2."""

import os
from datetime import date
from urllib.parse import urlencode

import jinja2
from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    select,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

PAGE = 25
KINDS = ("road", "mountain", "city")

engine = create_engine(f"sqlite:///{os.environ['BENCH_DATABASE']}")


@event.listens_for(engine, "connect")
def _configure(connection, _record):
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma foreign_keys = on")


metadata = MetaData()
clubs = Table("club", metadata, Column("id", Integer, primary_key=True), Column("name", String))
bikes = Table(
    "bike",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, index=True),
    Column("price", Integer),
    Column("bought", Date),
    Column("club", ForeignKey("club.id"), index=True),
)

template = jinja2.Environment(autoescape=True).from_string("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bikes</title><link rel="stylesheet" href="/app.css"></head>
<body><header><a href="/">Bike club</a><nav><a href="/bikes" aria-current="page">Bikes</a> <a href="/clubs">Clubs</a></nav></header>
<main><h1>Bikes</h1><a href="/bikes/new">Add</a>
<form><input type="search" name="search" value="{{ search }}"><select name="kind"><option value="">All</option>
{% for option in kinds %}<option{% if option == kind %} selected{% endif %}>{{ option }}</option>{% endfor %}</select><button>Show</button></form>
<table><thead><tr><th>Name</th><th>Kind</th><th>Price</th><th>Bought</th><th>Club</th><th></th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/bikes/{{ row.id }}">{{ row.name }}</a></td><td><span class="badge">{{ row.kind }}</span></td>
<td>{{ "${:,.2f}".format(row.price / 100) }}</td><td><time datetime="{{ row.bought }}">{{ row.bought.strftime("%b %-d, %Y") }}</time></td>
<td><a href="/clubs/{{ row.club_id }}">{{ row.club_name }}</a></td>
<td><a href="/bikes/{{ row.id }}/edit">Change</a><form method="post" action="/bikes/{{ row.id }}/remove"><button>Remove</button></form></td></tr>{% endfor %}
</tbody></table><p>{{ total }} bikes, page {{ page }} of {{ pages }}</p>
{% if page > 1 %}<a href="?{{ previous }}">Previous</a>{% endif %}{% if page < pages %}<a href="?{{ next }}">Next</a>{% endif %}
</main></body></html>""")


def bike_list(request: Request) -> Response:
    search, kind = request.query_params.get("search", ""), request.query_params.get("kind", "")
    page = int(request.query_params.get("page", "1"))
    where = []
    if search:
        where.append(bikes.c.name.icontains(search, autoescape=True))
    if kind:
        where.append(bikes.c.kind == kind)
    with engine.connect() as connection:
        total = connection.scalar(select(func.count()).select_from(bikes).where(*where))
        rows = connection.execute(
            select(bikes, clubs.c.id.label("club_id"), clubs.c.name.label("club_name"))
            .join(clubs, isouter=True)
            .where(*where)
            .order_by(bikes.c.name, bikes.c.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        ).all()
    query = {"search": search, "kind": kind}
    html = template.render(
        rows=rows,
        total=total,
        page=page,
        pages=-(-total // PAGE),
        kinds=KINDS,
        search=search,
        kind=kind,
        previous=urlencode(query | {"page": page - 1}),
        next=urlencode(query | {"page": page + 1}),
    )
    return HTMLResponse(html)


async def add_bike(request: Request) -> Response:
    form = await request.form()
    if not form["name"] or form["kind"] not in KINDS:
        return HTMLResponse("wrong", status_code=400)
    values = {
        "name": form["name"],
        "kind": form["kind"],
        "price": round(float(form["price"]) * 100),
        "bought": date.fromisoformat(form["bought"]),
        "club": int(form["club"]),
    }
    with engine.begin() as connection:
        connection.execute(bikes.insert().values(values))
    return RedirectResponse("/bikes", 303)


app = Starlette(routes=[Route("/bikes", bike_list), Route("/bikes/new", add_bike, methods=["POST"])])
