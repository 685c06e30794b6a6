"""The pictures of people, from their profiles, as far as these may be seen."""

from collections.abc import Collection, Mapping

from appling.blueprint.model.app import App, Field, Thing, Verb
from appling.blueprint.model.expression import Path
from appling.runtime.access import Rights
from appling.store.queries import Match, Query
from appling.store.reader import Reader


class Faces:
    """Looks pictures up for one look at the database, each person's once."""

    def __init__(self, app: App, rights: Rights, reader: Reader) -> None:
        self._reader = reader
        self._place = face_field(app, rights)
        self._known: dict[int, str | None] = {}

    def __call__(self, people: Collection[int]) -> Mapping[int, str]:
        """Tokens of pictures, by person; who has none that this viewer may see is left out."""
        if self._place is None:
            return {}
        asked = {int(each) for each in people}
        missing = asked - self._known.keys()
        if missing:
            self._known |= dict.fromkeys(missing) | self._found(*self._place, missing)
        return {each: token for each in asked if (token := self._known[each])}

    def _found(self, thing: Thing, picture: Field, people: Collection[int]) -> dict[int, str | None]:
        owner = thing.field(thing.owner or "")
        whose, what = (Path((field.key,), field.value) for field in (owner, picture))
        query = Query(thing.key, (whose, what), filters=(Match(whose, tuple(people)),))
        return {int(row.values[0]): row.values[1] for row in self._reader.rows(query) if row.values[0]}


def face_field(app: App, rights: Rights) -> tuple[Thing, Field] | None:
    """The thing of people's profiles and its picture, if people of this role may see both."""
    thing = app.profile
    if thing is None or not rights.may(thing.key, Verb.SEE):
        return None
    seen = rights.seen(thing)
    picture = next((field for field in seen if field.type == "image" and field.formula is None), None)
    tells_whose = any(field.key == thing.owner for field in seen)
    return (thing, picture) if picture is not None and tells_whose else None
