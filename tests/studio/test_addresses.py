"""How the addresses in e-mails begin."""

import pytest

from appling.studio.addresses import ADDRESS_VARIABLE, app_origin

SERVED = "http://club.localhost:8400"


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("", SERVED),
        ("https://*.example.org", "https://club.example.org"),
        (" https://*.example.org:8443/ ", "https://club.example.org:8443"),
        *((wrong, SERVED) for wrong in ("https://example.org", "*.example.org", "ftp://*.example.org")),
        *(
            (wrong, SERVED)
            for wrong in ("https://*.example.org/x", "https://*.a\r\nBcc: x", "https://*.*.org")
        ),
    ],
)
def test_an_origin_is_as_it_is_set_if_it_can_be(
    monkeypatch: pytest.MonkeyPatch, given: str, origin: str
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, given)
    assert app_origin("club") == origin
