"""A place on the earth."""

from __future__ import annotations

import re
from typing import Any

from appling.atoms.base import Bad, Good, Refused, Sample
from appling.atoms.base.line import LineField
from appling.blueprint.model.app import Field

_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,12})?)"
_PAIR = re.compile(rf"(?:geo:|\()?\s*{_NUMBER}\s*°?\s*([NSns]?)\s*[,;\s]\s*{_NUMBER}\s*°?\s*([EWew]?)\s*\)?")
_CITIES = (
    (52.5163, 13.3777),
    (48.2082, 16.3738),
    (51.5007, -0.1246),
    (48.8584, 2.2945),
    (41.3874, 2.1686),
    (55.6761, 12.5683),
    (40.7128, -74.006),
    (45.4642, 9.19),
    (59.3293, 18.0686),
    (38.7223, -9.1393),
)
_CHINESE_CITIES = (
    (39.9042, 116.4074),
    (31.2304, 121.4737),
    (23.1291, 113.2644),
    (30.5728, 104.0668),
    (30.2741, 120.1551),
    (34.3416, 108.9398),
    (30.5928, 114.3055),
    (22.5431, 114.0579),
)


class PlaceField(LineField):
    """A place on the earth: its latitude and longitude, such as `48.2082, 16.3738`.

    It is typed, copied from elsewhere, or picked on a map by a click. The part `map` shows rows by it.
    """

    name = "place"
    aliases = (
        "coordinates",
        "coordinate",
        "geo",
        "geolocation",
        "geo location",
        "geopoint",
        "latlng",
        "lat lng",
        "lat/lng",
        "gps",
        "map point",
        "map location",
        "pin",
    )
    longest = 60
    searchable = False
    sortable = False
    wide = True
    good = (
        Good("48.2082, 16.3738", "48.2082, 16.3738", "48.2082, 16.3738"),
        Good("-33.86 151.21", "-33.86, 151.21", "-33.86, 151.21"),
        Good("48,2; 16,4", "48.2, 16.4", "48.2, 16.4"),
        Good("33.86° S, 151.21° E", "-33.86, 151.21", "-33.86, 151.21"),
        Good("geo:0,-78.5", "0, -78.5", "0, -78.5"),
    )
    bad = (
        Bad("Vienna", "must be a place such as 48.2082, 16.3738"),
        Bad("91, 0", "must be a place such as 48.2082, 16.3738"),
        Bad("0, 181", "must be a place such as 48.2082, 16.3738"),
        Bad("48.2", "must be a place such as 48.2082, 16.3738"),
    )

    def refine(self, line: str, field: Field, language: str) -> str:
        found = _PAIR.fullmatch(line)
        if found is not None:
            latitude = _degrees(found[1], found[2].upper() == "S")
            longitude = _degrees(found[3], found[4].upper() == "W")
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                return f"{_plain(latitude)}, {_plain(longitude)}"
        raise Refused("{field} must be a place such as 48.2082, 16.3738", field=field.name)

    def sample(self, field: Field, sample: Sample) -> str:
        cities = _CHINESE_CITIES if sample.language.startswith("zh") else _CITIES
        latitude, longitude = cities[sample.index % len(cities)]
        near = sample.random.uniform
        return f"{_plain(latitude + near(-0.3, 0.3))}, {_plain(longitude + near(-0.3, 0.3))}"


def _degrees(text: str, negative: bool) -> float:
    value = float(text.replace(",", "."))
    return -value if negative else value


def _plain(degrees: float) -> str:
    """To a metre or so, without needless digits."""
    return f"{round(degrees, 5) + 0.0:.5f}".rstrip("0").rstrip(".")


def parts_of(value: Any) -> tuple[float, float]:
    """Latitude and longitude of a kept value."""
    latitude, _, longitude = str(value).partition(",")
    return float(latitude), float(longitude)
