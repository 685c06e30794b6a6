"""Who follows a person, and whom that person follows, by way of their profiles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from appling.blueprint.model.app import Thing, Verb
from appling.blueprint.model.expression import Expression, Kind, Path, ValueType
from appling.runtime.rows.lists import Lists
from appling.store.queries import Match, Query

FOLLOWS = "follows"
MOST = 60
PERSON = ValueType(Kind.PERSON)


@dataclass(frozen=True, slots=True)
class Known:
    """A person as they are named on another's page."""

    id: int
    name: str
    face: str | None


@dataclass(frozen=True, slots=True)
class Circle:
    """`total`: how many there are, of whom `people` are the first."""

    title: str
    total: int
    people: tuple[Known, ...]


def circles(profile: Thing, row: int, person: int, lists: Lists) -> tuple[Circle, ...]:
    """The followers of a profile's row, and whom its person follows."""
    made = next((each for each in lists.app.things if _follows(each, profile)), None)
    if made is None or made.trait is None or not lists.rights.may(made.key, Verb.SEE):
        return ()
    whose, link = made.field(made.owner or ""), made.field(made.trait.link)
    if not {whose.key, link.key} <= {field.key for field in lists.rights.seen(made)}:
        return ()
    by, to = Path((whose.key,), whose.value), Path((link.key,), link.value)
    followed = Path((link.key, profile.owner or ""), PERSON)
    found = (
        _circle(lists.t("Followers"), made, by, Match(to, (row,)), lists),
        _circle(lists.t("Following"), made, followed, Match(by, (person,)), lists),
    )
    return tuple(each for each in found if each.people)


def _circle(title: str, made: Thing, who: Expression, match: Match, lists: Lists) -> Circle:
    page = lists.reader.page(Query(made.key, (who,), filters=(match,), limit=MOST))
    return Circle(title, page.total, tuple(_known((row.values[0] for row in page.rows), lists)))


def _known(found: Iterable[object], lists: Lists) -> Iterator[Known]:
    people = [each for each in found if isinstance(each, int)]
    faces = lists.faces(people)
    for each in people:
        yield Known(int(each), str(getattr(each, "label", "")), faces.get(each))


def _follows(made: Thing, host: Thing) -> bool:
    return (
        made.trait is not None
        and made.trait.name == FOLLOWS
        and made.field(made.trait.link).thing == host.key
    )
