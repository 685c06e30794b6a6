"""Whether a page is valid HTML that everybody can use, read by a strict parser."""

import json
import warnings
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import html5lib
    from html5lib.html5parser import ParseError

NEED_LABEL = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button", "image", "reset")
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")


def faults(text: str) -> list[str]:
    """What is wrong with it, in a few words each."""
    try:
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    except ParseError as error:
        return [f"not valid HTML: {error}"]
    elements = [each for each in document.iter() if isinstance(each.tag, str)]
    return [*_ids(elements), *_references(elements), *_labels(elements), *_charts(elements)]


def _ids(elements: list[Element]) -> Iterator[str]:
    counted = Counter(each.get("id") for each in elements if each.get("id") is not None)
    yield from (f"id {name!r} is there {count} times" for name, count in counted.items() if count > 1)
    yield from (f"id {name!r} has a space" for name in counted if not name or name.split() != [name])


def _references(elements: list[Element]) -> Iterator[str]:
    known = {each.get("id") for each in elements}
    for each in elements:
        for attribute in REFERENCES:
            for name in (each.get(attribute) or "").split():
                if name not in known:
                    yield f"{each.tag} {attribute}={name!r} leads to nothing"


def _labels(elements: list[Element]) -> Iterator[str]:
    named = {each.get("for") for each in elements if each.tag == "label"}
    labels = [each for each in elements if each.tag in ("label", "fieldset") and _text(each)]
    inside = {below for each in labels for below in each.iter()}
    for each in elements:
        if each.tag not in NEED_LABEL or each.get("type") in UNLABELLED or each in inside:
            continue
        if each.get("id") not in named and not each.get("aria-label") and not each.get("aria-labelledby"):
            yield f"{each.tag} {each.get('name')!r} has no label"


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _charts(elements: list[Element]) -> Iterator[str]:
    for each in elements:
        drawing = each.get("data-chart")
        if drawing is not None:
            drawn = json.loads(drawing)
            if any(len(line["values"]) != len(drawn["labels"]) for line in drawn.get("series", ())):
                yield "a chart's lines have not as many values as there are labels"
