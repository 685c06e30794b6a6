"""What is worked out once for an app: its addresses, the rights of its roles, its signing key."""

from dataclasses import dataclass, field
from functools import cached_property

from appling.atoms.character import Character, character_of
from appling.blueprint.model.app import OWNER, VISITOR, Action, App, Trigger
from appling.blueprint.model.reading import tells_the_hour
from appling.runtime.access import Actor, Rights
from appling.runtime.look.icons import page_icons
from appling.runtime.look.theme import bar_colours, theme_css, theme_version
from appling.runtime.routes import Table
from appling.runtime.translate import Translator, translator
from appling.runtime.web.tokens import Signer, new_token
from appling.store.scope import Sight
from appling.store.writing.social import tells


@dataclass
class Compiled:
    """An app ready to be served; thrown away when the app changes or has not been asked for long.

    `serial` tells it from every other one, also of the same app.
    """

    app: App
    key: str
    signer: Signer
    table: Table
    t: Translator
    tells_the_hour: bool
    serial: str
    _rights: dict[tuple[str, bool], Rights] = field(default_factory=dict)

    @classmethod
    def of(cls, app: App, key: str, secret: str) -> "Compiled":
        return cls(
            app,
            key,
            Signer(secret, key),
            Table(app),
            translator(app.language),
            tells_the_hour(app),
            new_token(),
        )

    @property
    def character(self) -> Character:
        """The look that suits what it is about."""
        return character_of(self.app)

    @cached_property
    def page_icons(self) -> dict[str, str]:
        """By the keys of its pages."""
        return page_icons(self.app)

    @cached_property
    def theme(self) -> str:
        """The style sheet of its look: made when a browser asks for it, since a page only names it."""
        return theme_css(self.app.look, self.app.name, self.character)

    @cached_property
    def theme_version(self) -> str:
        """Another one whenever the style sheet is another."""
        return theme_version(self.app.look, self.app.name, self.character)

    @cached_property
    def bar_colours(self) -> tuple[str, str]:
        """What the browser's own frame is painted with, by day and by night."""
        return bar_colours(self.app.look, self.app.name, self.character)

    @cached_property
    def tells(self) -> bool:
        """Whether it ever says anything to people, so that there is a bell."""
        says = any(step.who is not None for each in self._doing() for step in each.steps)
        return says or tells(self.app)

    @cached_property
    def asks(self) -> bool:
        """Whether it ever asks a model."""
        return any(step.into is not None for each in self._doing() for step in each.steps)

    def _doing(self) -> tuple[Action | Trigger, ...]:
        return (*self.app.actions, *self.app.triggers)

    def rights(self, actor: Actor) -> Rights:
        """What this person may do; the same object for all people of one role."""
        kind = (actor.role, actor.signed_in)
        found = self._rights.get(kind)
        if found is None:
            found = self._rights[kind] = Rights(self.app, actor.role, signed_in=actor.signed_in)
        return found

    def sight_of(self, role: str) -> Sight:
        """What people of a role may see who are signed in; one that there is no more gives a visitor's."""
        known = role == OWNER or any(each.key == role for each in self.app.roles)
        return self.rights(Actor(0, role if known else VISITOR)).sight

    def role_label(self, key: str) -> str:
        if key == OWNER:
            return self.t("Owner")
        return next((role.name for role in self.app.roles if role.key == key), self.t("Visitor"))
