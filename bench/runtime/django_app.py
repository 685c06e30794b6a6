"""The compared page, written by hand in Django."""

import os
from datetime import date

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BENCH_DATABASE"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "pragma journal_mode = wal; pragma synchronous = normal;"},
        }
    },
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "bikes.html": """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bikes</title><link rel="stylesheet" href="/app.css"></head>
<body><header><a href="/">Bike club</a><nav><a href="/bikes" aria-current="page">Bikes</a> <a href="/clubs">Clubs</a></nav></header>
<main><h1>Bikes</h1><a href="/bikes/new">Add</a>
<form><input type="search" name="search" value="{{ search }}"><select name="kind"><option value="">All</option>
{% for option in kinds %}<option{% if option == kind %} selected{% endif %}>{{ option }}</option>{% endfor %}</select><button>Show</button></form>
<table><thead><tr><th>Name</th><th>Kind</th><th>Price</th><th>Bought</th><th>Club</th><th></th></tr></thead><tbody>
{% for row in page %}<tr><td><a href="/bikes/{{ row.id }}">{{ row.name }}</a></td><td><span class="badge">{{ row.kind }}</span></td>
<td>${{ row.price_shown }}</td><td><time datetime="{{ row.bought|date:'Y-m-d' }}">{{ row.bought|date:"M j, Y" }}</time></td>
<td><a href="/clubs/{{ row.club_id }}">{{ row.club.name }}</a></td>
<td><a href="/bikes/{{ row.id }}/edit">Change</a><form method="post" action="/bikes/{{ row.id }}/remove"><button>Remove</button></form></td></tr>{% endfor %}
</tbody></table><p>{{ page.paginator.count }} bikes, page {{ page.number }} of {{ page.paginator.num_pages }}</p>
{% if page.has_previous %}<a href="?page={{ page.previous_page_number }}">Previous</a>{% endif %}{% if page.has_next %}<a href="?page={{ page.next_page_number }}">Next</a>{% endif %}
</main></body></html>"""
                        },
                    )
                ]
            },
        }
    ],
)
django.setup()

from django import forms  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

KINDS = ("road", "mountain", "city")


class Club(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        app_label = "bench"
        db_table = "club"


class Bike(models.Model):
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    price = models.IntegerField()
    bought = models.DateField(default=date.today)
    club = models.ForeignKey(Club, models.CASCADE, db_column="club")

    class Meta:
        app_label = "bench"
        db_table = "bike"

    @property
    def price_shown(self):
        return f"{self.price / 100:,.2f}"


class BikeForm(forms.ModelForm):
    price = forms.DecimalField()

    class Meta:
        model = Bike
        fields = ("name", "kind", "price", "bought", "club")

    def clean_price(self):
        return round(self.cleaned_data["price"] * 100)


def bike_list(request):
    search, kind = request.GET.get("search", ""), request.GET.get("kind", "")
    rows = Bike.objects.select_related("club").order_by("name", "id")
    if search:
        rows = rows.filter(name__icontains=search)
    if kind:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(request, "bikes.html", {"page": page, "search": search, "kind": kind, "kinds": KINDS})


def add_bike(request):
    form = BikeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=400)
    form.save()
    return HttpResponseRedirect("/bikes", status=303)


urlpatterns = [path("bikes", bike_list), path("bikes/new", add_bike)]
application = get_wsgi_application()
asgi_application = get_asgi_application()
