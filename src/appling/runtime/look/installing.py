"""An app as one that a phone keeps: its manifest, and its icon in its own colours."""

from functools import lru_cache
from html import escape

from starlette.responses import JSONResponse, Response

from appling.blueprint.model.app import App
from appling.runtime.assets import drawings
from appling.runtime.compiled import Compiled
from appling.runtime.look.icons import DEFAULT, PIXELS, app_icon
from appling.runtime.look.theme import mark_colours
from appling.runtime.served import keeping
from appling.runtime.translate import direction
from appling.runtime.visit import Visit

SIDE = 512


def manifest(visit: Visit) -> Response:
    """What a browser asks for before it offers to install."""
    app, version = visit.app, visit.compiled.theme_version
    ground, _ = mark_colours(app.look, app.name, visit.compiled.character)
    icons = [
        {"src": f"{path}?v={version}", "type": "image/svg+xml", "sizes": "any", "purpose": purpose}
        for path, purpose in (("/-/icon.svg", "any"), ("/-/icon-maskable.svg", "maskable"))
    ]
    icons += [
        {"src": f"/-/icon-{side}.png?v={version}", "type": "image/png", "sizes": f"{side}x{side}"}
        for side in PIXELS
    ]
    body = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "name": app.name,
        "short_name": app.name,
        "description": app.about,
        "lang": app.language,
        "dir": direction(app.language),
        "theme_color": ground,
        "background_color": ground,
        "icons": icons,
    }
    return JSONResponse(body, media_type="application/manifest+json", headers=keeping(visit))


def icon(visit: Visit) -> Response:
    """The icon; where the phone cuts its own shape out of it, one without corners and with more room."""
    path = visit.incoming.path
    for side in PIXELS:
        if path == f"/-/icon-{side}.png":
            picture = _picture(icon_svg(visit.compiled, masked=True, lettered=False), side)
            return Response(picture, media_type="image/png", headers=keeping(visit))
    drawing = icon_svg(visit.compiled, masked=path.endswith("-maskable.svg"))
    return Response(drawing, media_type="image/svg+xml", headers=keeping(visit))


@lru_cache(maxsize=64)
def _picture(drawing: str, side: int) -> bytes:
    """A PNG of so many pixels each way."""
    from resvg_py import svg_to_bytes

    return svg_to_bytes(svg_string=drawing, width=side, height=side, skip_system_fonts=True)


def icon_svg(compiled: Compiled, *, masked: bool, lettered: bool = True) -> str:
    """A drawing that fits the app's name, or else the letter that it begins with.

    Not `lettered`: without letters, as a server need have none to draw with.
    """
    app, character = compiled.app, compiled.character
    ground, ink = mark_colours(app.look, app.name, character)
    corner = 0 if masked else round(24 + 80 * float(character.corners[0].removesuffix("rem")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{corner}" fill="{ground}"/>'
        f"{_mark(app, ink, 0.42 if masked else 0.54, lettered=lettered)}</svg>"
    )


def _mark(app: App, ink: str, share: float, *, lettered: bool) -> str:
    drawn = app_icon(app)
    side = SIDE * share
    if lettered and (drawn == DEFAULT or drawn not in drawings()):
        return (
            f'<text x="50%" y="50%" dy="0.35em" text-anchor="middle" font-family="system-ui,sans-serif" '
            f'font-weight="700" font-size="{side:.0f}" fill="{ink}">{escape(app.name[:1].upper())}</text>'
        )
    place = f"translate({(SIDE - side) / 2:.1f} {(SIDE - side) / 2:.1f}) scale({side / 24:.3f})"
    line = f'fill="none" stroke="{ink}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    return f'<g transform="{place}" {line}>{drawings().get(drawn, "")}</g>'
