"""The operations of an app's HTTP API, read from its OpenAPI description, with the words that tell their meaning."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bench.webgen import words

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    told: str
    body: Schema
    media: str
    queries: tuple[Schema, ...] = ()
    parameters: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path's own words, without its parameters."""
        parts = [part for part in self.path.split("/") if part and "{" not in part]
        return " ".join(part for part in parts if part not in ("api", "v1", "v2"))

    @property
    def last(self) -> str:
        """The words after the last parameter: what is done to the item, or the last word of the path."""
        after = self.path.rsplit("}", 1)[-1] if self.parameters else self.path.rsplit("/", 1)[-1]
        return after.replace("/", " ").strip()

    @property
    def ends_in_item(self) -> bool:
        return self.path.rstrip("/").endswith("}")

    def fits(self, wanted: str) -> float:
        """How well it is named by the synonyms: its path's words count most, then what is told of it."""
        last = self.name.split(" ")[-1] if self.name else ""
        path = max(
            words.score(last, wanted) + 0.1 if words.means(last, wanted) else 0,
            words.score(self.name, wanted),
        )
        return 2 * path + words.score(self.told[:200], wanted)


@dataclass(slots=True)
class Description:
    """An OpenAPI document."""

    document: dict[str, Any]
    prefix: str = ""
    operations: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        servers = self.document.get("servers") or [{}]
        self.prefix = urlsplit(servers[0].get("url", "")).path.rstrip("/")
        for path, item in (self.document.get("paths") or {}).items():
            for method, operation in item.items():
                if method in ("get", "post", "put", "patch", "delete"):
                    self.operations.append(self._operation(method, path, item, operation))

    def _operation(self, method: str, path: str, item: dict, operation: dict) -> Operation:
        parameters = [
            self.resolve(each) for each in [*item.get("parameters", []), *operation.get("parameters", [])]
        ]
        content = self.resolve(operation.get("requestBody") or {}).get("content") or {}
        media = next((each for each in content if "json" in each), next(iter(content), ""))
        told = [
            operation.get("summary"),
            operation.get("operationId"),
            *operation.get("tags", []),
            operation.get("description"),
        ]
        return Operation(
            method,
            self.prefix + path,
            " ".join(filter(None, told)),
            self.flat(content.get(media, {}).get("schema") or {}),
            media,
            tuple(each for each in parameters if each.get("in") == "query"),
            tuple(each["name"] for each in parameters if each.get("in") == "path"),
        )

    def resolve(self, schema: Any) -> Any:
        """What a `$ref` points at."""
        for _ in range(20):
            if not isinstance(schema, dict) or "$ref" not in schema:
                return schema
            at: Any = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                at = at.get(part.replace("~1", "/").replace("~0", "~"), {})
            schema = at
        return {}

    def flat(self, schema: Any, depth: int = 0) -> Schema:
        """A schema with `$ref` and `allOf` put in, and the first real one of `anyOf` and `oneOf` taken."""
        schema = self.resolve(schema)
        if not isinstance(schema, dict) or depth > 6:
            return {}
        merged = {key: value for key, value in schema.items() if key not in ("allOf", "anyOf", "oneOf")}
        for part in schema.get("allOf", []):
            part = self.flat(part, depth + 1)
            merged["properties"] = {**merged.get("properties", {}), **part.pop("properties", {})}
            merged["required"] = [*merged.get("required", []), *part.pop("required", [])]
            merged = {**part, **merged}
        choices = [
            self.flat(each, depth + 1) for each in [*schema.get("anyOf", []), *schema.get("oneOf", [])]
        ]
        real = [each for each in choices if each.get("type") != "null"]
        if real:
            merged = {**real[0], **merged}
        if "properties" in merged:
            merged["properties"] = {
                name: self.flat(each, depth + 1) for name, each in merged["properties"].items()
            }
        if "items" in merged:
            merged["items"] = self.flat(merged["items"], depth + 1)
        return merged


def guessed(thing: str) -> list[Operation]:
    """For an app that describes no API: the paths that a developer would try for a thing, all methods of each."""
    found = []
    for phrase in words.synonyms(thing):
        dashed = phrase.replace(" ", "-")
        joined = phrase.replace(" ", "_")
        for name in dict.fromkeys((dashed, _plural(dashed), joined, _plural(joined))):
            for base in (f"/api/{name}", f"/{name}"):
                found += [
                    Operation("get", base, "", {}, ""),
                    Operation("post", base, "", {}, "application/json"),
                ]
                item = f"{base}/{{id}}"
                found += [
                    Operation(method, item, "", {}, "application/json", (), ("id",))
                    for method in ("get", "put", "patch", "delete")
                ]
    return found


def guessed_actions(thing: str, action: str) -> list[Operation]:
    """For an app that describes no API: the paths at which a developer would try an action on an item of a thing."""
    items = [each for each in guessed(thing) if each.method == "put"]
    verbs = [phrase.replace(" ", "-") for phrase in words.synonyms(action)]
    return [
        Operation("post", f"{item.path}/{verb}", "", {}, "application/json", (), ("id",))
        for item in items
        for verb in verbs
    ]


def _plural(name: str) -> str:
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name if name.endswith("s") else name + ("es" if name.endswith(("x", "ch", "sh")) else "s")
