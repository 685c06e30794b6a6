"""One request on its way through the runtime: who asks which app for what, and how it is answered."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse, Response

from appling.atoms.base.zone import day_of
from appling.blueprint.model.app import App
from appling.runtime import addresses
from appling.runtime.access import Actor, Rights
from appling.runtime.compiled import Compiled
from appling.runtime.look.letters import preloads
from appling.runtime.outward.cashier import Cashier
from appling.runtime.routes import Match
from appling.runtime.rows.cells import moment_text
from appling.runtime.rows.lists import Lists
from appling.runtime.templating import environment
from appling.runtime.translate import direction
from appling.runtime.web.incoming import Incoming
from appling.runtime.web.limits import Limiter
from appling.store import AppStore, Reader, Session, Viewer

FLASH_SECONDS = 60
VISITOR_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookie:
    """`seconds` None: until the browser is closed; 0: take it away."""

    name: str
    value: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that the next page shows once, and where it leads: what that is called, and its address."""

    sentence: str
    label: str = ""
    href: str = ""


@dataclass
class Visit:
    """`changes`: how often the app's file was written so far; `burns`: when the app is to be destroyed.

    `bearer`: the request names its session itself, so no other site can have made the browser send it.
    """

    store: AppStore
    compiled: Compiled
    incoming: Incoming
    match: Match
    limiter: Limiter
    studio_href: str | None = None
    changes: int | None = None
    burns: datetime | None = None
    cashier: Cashier = field(default_factory=Cashier)
    session: Session | None = None
    session_token: str = ""
    actor: Actor = field(default_factory=Actor)
    bearer: bool = False
    cookies: list[Cookie] = field(default_factory=list)

    @property
    def app(self) -> App:
        return self.compiled.app

    @cached_property
    def rights(self) -> Rights:
        return self.compiled.rights(self.actor)

    def t(self, sentence: str, /, **values: object) -> str:
        return self.compiled.t(sentence, **values)

    @cached_property
    def viewer(self) -> Viewer:
        now = datetime.now(UTC)
        today = day_of(now)
        return Viewer(self.actor.person, today, now, self.rights.sight, self.compiled.sight_of)

    @contextmanager
    def reading(self, about: int | None = None) -> Iterator[Lists]:
        """One consistent look at the rows, as far as this person may see them; `about`: on a row's page."""
        with self.store.read(replace(self.viewer, about=about)) as reader:
            yield self.lists(reader)

    def lists(self, reader: Reader) -> Lists:
        return Lists(self.app, self.rights, reader, self.compiled.t, self.store.files.names)

    # Cookies ---------------------------------------------------------------

    def cookie_name(self, purpose: str) -> str:
        """Under https the browser itself holds the cookie to this host; else the name keeps apps apart."""
        return f"__Host-{purpose}" if self.incoming.https else f"{purpose}_{self.compiled.key}"

    def cookie(self, purpose: str) -> str:
        return self.incoming.cookies.get(self.cookie_name(purpose), "")

    def set_cookie(self, purpose: str, value: str, seconds: int | None = None) -> None:
        self.cookies.append(Cookie(self.cookie_name(purpose), value, seconds))

    @cached_property
    def browser(self) -> str:
        """What the forms of this browser are bound to: its session, or a mark given to each visitor."""
        if self.session is not None:
            return f"session {self.session.secret}"
        known = self.visitor_mark
        if known is None:
            known = secrets.token_urlsafe(24)
            self.set_cookie("visitor", self.compiled.signer.sign("visitor", known), VISITOR_SECONDS)
        return f"visitor {known}"

    @property
    def visitor_mark(self) -> str | None:
        read = self.compiled.signer.read("visitor", self.cookie("visitor"), VISITOR_SECONDS)
        return read if isinstance(read, str) else None

    @cached_property
    def request_token(self) -> str:
        """The token of this answer's forms."""
        return self.compiled.signer.request_token(self.browser)

    # Answers ---------------------------------------------------------------

    def flash(self, sentence: str, /, *, leads_to: tuple[str, str] | None = None, **values: object) -> None:
        """Show a sentence on the next page, with a link to go on: its label and address."""
        said = (self.t(sentence, **values)[:300], *(leads_to or ()))
        self.set_cookie("flash", self.compiled.signer.sign("flash", said), FLASH_SECONDS)

    def redirect(self, path: str) -> Response:
        return self.finish(RedirectResponse(path, status_code=303))

    @property
    def by_script(self) -> bool:
        """Whether a script of ours asks, which shows what is wrong where it is."""
        return self.incoming.headers.get("hx-request") == "true"

    def lead(self, path: str) -> Response:
        """Where to go on; a script that has sent a form is told so, to go there itself."""
        if not self.by_script:
            return self.redirect(path)
        return self.finish(Response(status_code=204, headers={"HX-Redirect": path}))

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        return self.html(environment().get_template(template).render(self.frame() | context), status)

    def html(self, html: str | bytes, status: int = 200) -> Response:
        response = HTMLResponse(html, status_code=status)
        response.headers["Vary"] = "Cookie, HX-Request"
        return self.finish(response)

    def finish(self, response: Response) -> Response:
        """The response with the cookies that were set on the way."""
        for cookie in self.cookies:
            response.set_cookie(
                cookie.name,
                cookie.value,
                max_age=cookie.seconds,
                path="/",
                secure=self.incoming.https,
                httponly=True,
                samesite="lax",
            )
        self.cookies.clear()
        return response

    def frame(self) -> dict[str, Any]:
        """What every page's template gets."""
        return {
            "app": self.app,
            "actor": {
                "name": self.actor.name,
                "person": self.actor.person,
                "role": self.compiled.role_label(self.actor.role),
                "signed_in": self.actor.signed_in,
                "is_owner": self.actor.is_owner,
            },
            "nav": self._nav(),
            "title": self.app.name,
            "t": self.compiled.t,
            "language": self.app.language,
            "direction": direction(self.app.language),
            "token": self.request_token,
            "look_version": self.compiled.theme_version,
            "bar_colours": self.compiled.bar_colours,
            "character": self.compiled.character,
            "preloads": preloads(self.compiled.character, self.app.language),
            "flash": self._said(),
            "sample_rows": self.actor.is_owner and self.store.has_samples(),
            "path": self.incoming.path,
            "burns": self._burns(),
            "finds": len(self.rights.searched_things) > 1,
            "unread": self._unread(),
            "acts": self.actor.is_owner and bool(self.app.triggers),
            "studio_href": self.studio_href if self.actor.is_owner else None,
        }

    def _said(self) -> Said | None:
        """What the request before this one had to say; it is said once."""
        kept = self.compiled.signer.read("flash", self.cookie("flash"), FLASH_SECONDS)
        if not isinstance(kept, list):
            return None
        self.set_cookie("flash", "", 0)
        return Said(*kept)

    def _burns(self) -> str | None:
        """The day and time, in this machine's time as the app's language writes it."""
        if self.burns is None:
            return None
        return moment_text(self.burns, self.app.language)

    def _unread(self) -> int | None:
        """How many notices wait for this person; None where the app says nothing to anybody."""
        if self.actor.person is None:
            return None
        found = self.store.notices.unread(self.actor.person)
        return found if found or self.compiled.tells else None

    def _nav(self) -> list[tuple[str, str, bool, str | None]]:
        """Label, address, whether it is the present one, icon: the open pages, or without any the lists."""
        icons = self.compiled.page_icons
        found: list[tuple[str, str, str | None]] = [
            (page.name, f"/{page.key}", icons[page.key])
            for page in self.app.pages
            if self.rights.is_open(page)
        ]
        found = found or [(each.plural, addresses.listing(each.key), None) for each in self.rights.lists()]
        return [(label, href, self.incoming.path == href, icon) for label, href, icon in found]

    def back(self) -> str | None:
        """The page of this app that the request came from."""
        referrer = self.incoming.headers.get("referer", "")
        if not referrer.startswith(self.incoming.origin + "/"):
            return None
        parts = urlsplit(referrer)
        return addresses.safe_path(parts.path + (f"?{parts.query}" if parts.query else ""))
