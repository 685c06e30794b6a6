"""What a column is called that nobody gave a name."""

from appling.blueprint.formatter.expressions import Printer
from appling.blueprint.model.expression import Aggregate, Call, Expression, Path
from appling.blueprint.names import plural
from appling.blueprint.resolve.symbols import FieldSymbol, Symbols, ThingSymbol
from appling.blueprint.syntax.tree import ExpressionNode

_AVERAGE = {"en": "average {name}", "zh": "平均{name}", "ja": "{name}の平均", "ru": "среднее: {name}"}
_LEAST = {"en": "lowest {name}", "zh": "最低{name}", "ja": "{name}の最小", "ru": "минимум: {name}"}
_MOST = {"en": "highest {name}", "zh": "最高{name}", "ja": "{name}の最大", "ru": "максимум: {name}"}
_TEMPLATES = {"avg": _AVERAGE, "min": _LEAST, "max": _MOST}


class Labels:
    """Labels in the language of the app."""

    def __init__(self, symbols: Symbols, language: str) -> None:
        self._symbols = symbols
        self._language = language.split("-")[0]

    def of(self, expression: Expression, thing: ThingSymbol, node: ExpressionNode) -> str:
        """The label of an expression; one that nothing better can be said of is written out."""
        return self._made(expression, thing) or Printer().expression(node)

    def _made(self, expression: Expression, thing: ThingSymbol) -> str | None:
        match expression:
            case Path():
                return self._path(expression, thing)
            case Call():
                return self._made(expression.arguments[0], thing)
            case Aggregate():
                return self._aggregate(expression)
        return None

    def _aggregate(self, aggregate: Aggregate) -> str | None:
        thing = self._symbols.thing_keys[aggregate.thing]
        if aggregate.of is None:
            return self.plural(thing.name)
        name = self._made(aggregate.of, thing)
        templates = _TEMPLATES.get(aggregate.function)
        if name is None or templates is None:
            return name
        return templates.get(self._language, templates["en"]).format(name=name)

    def _path(self, path: Path, thing: ThingSymbol) -> str:
        fields: list[FieldSymbol] = []
        current: ThingSymbol | None = thing
        for step in path.steps:
            assert current is not None  # noqa: S101 - resolved paths follow links
            fields.append(current.by_key(step))
            current = self._symbols.reached(fields[-1])
        names = [field.name for field in fields]
        last = self._symbols.thing_keys[fields[-1].thing]
        if len(fields) > 1 and next(iter(last.fields.values())) is fields[-1]:
            names.pop()
        return " ".join(names[-2:])

    def plural(self, name: str) -> str:
        """The plural, in English; other languages show the name as it is."""
        return plural(name) if self._language == "en" else name
