"""Task 000079: a diagram maker."""

import contextlib

from bench.webgen import words
from bench.webgen.api import Api
from bench.webgen.case import by
from bench.webgen.database import Database
from bench.webgen.verdicts import Partial, Unmet, need
from bench.webgen.visitor import Visitor

DIAGRAMS = "diagrams|my diagrams|diagram|editor|canvas|new diagram"
NEW = {"name|title": "Flow 771", "type|kind": "flowchart"}
CANVAS = "canvas, svg, [role=application], [contenteditable], [role=img]"


def canvas(v: Visitor) -> dict:
    """The largest drawing surface of the page: a canvas, an SVG, or an element with positioned children."""
    box = v.page.evaluate(
        """() => { const found = [...document.querySelectorAll('canvas, svg, main *, [role=application], body > *')].filter((e) => {
        const b = e.getBoundingClientRect(), s = getComputedStyle(e);
        return b.width >= 300 && b.height >= 200 && e.checkVisibility() && !e.closest('form,table,nav,header') &&
          (/canvas|svg/i.test(e.tagName) || s.position === 'relative' || s.position === 'absolute') &&
          (/canvas|svg/i.test(e.tagName) || [...e.children].some((c) => getComputedStyle(c).position === 'absolute') || /canvas|diagram|drawing|board/i.test(e.getAttribute('aria-label') || ''));
        }).map((e) => ({ e, b: e.getBoundingClientRect() })).sort((x, y) => y.b.width * y.b.height - x.b.width * x.b.height)[0];
        return found ? { x: found.b.x, y: found.b.y, width: found.b.width, height: found.b.height, painted: +/canvas/i.test(found.e.tagName) } : null; }"""
    )
    need(box, "there is no canvas")
    return dict(box)


def opened(v: Visitor) -> dict:
    """A diagram that is open on its canvas; made first where none is there."""
    v.open()
    with contextlib.suppress(Unmet):
        return canvas(v)
    v.go_to(DIAGRAMS)
    with contextlib.suppress(Unmet):
        return canvas(v)
    if not v.rows():
        with contextlib.suppress(Unmet):
            v.add(DIAGRAMS, "diagram", NEW)
            return canvas(v)
        v.go_to(DIAGRAMS)
    v.open_row(v.listed()[0])
    return canvas(v)


def picture(v: Visitor, box: dict) -> bytes:
    """What is seen of a part of the page, without the pointer's and a text selection's traces."""
    v.page.evaluate("() => getSelection().removeAllRanges()")
    v.page.mouse.move(2, 2)
    v.settle()
    return v.page.screenshot(clip={key: max(0, box[key]) for key in ("x", "y", "width", "height")})


def draggable(v: Visitor) -> list[dict]:
    """The shapes of the page that can be dragged or drawn, outside and inside of the canvas."""
    return list(
        v.page.evaluate(
            """() => [...document.querySelectorAll('[draggable=true], svg g, svg rect, svg circle, svg ellipse, svg polygon, [aria-grabbed], [role=application] *'), ...[...document.querySelectorAll('body *')].filter((e) => /grab|move/.test(getComputedStyle(e).cursor))].filter((e) => e.checkVisibility())
        .map((e) => { const b = e.getBoundingClientRect(); return { x: b.x + b.width / 2, y: b.y + b.height / 2, w: b.width, h: b.height, drag: e.draggable || e.getAttribute('draggable') === 'true', text: (e.textContent || '').trim().slice(0, 40) }; })
        .filter((b) => b.w > 8 && b.h > 8 && b.w < 400)"""
        )
    )


def inside(shape: dict, box: dict) -> bool:
    return (
        box["x"] <= shape["x"] <= box["x"] + box["width"]
        and box["y"] <= shape["y"] <= box["y"] + box["height"]
    )


def drag(v: Visitor, start: dict, end: tuple[float, float]) -> None:
    v.page.mouse.move(start["x"], start["y"])
    v.page.mouse.down()
    v.page.mouse.move((start["x"] + end[0]) / 2, (start["y"] + end[1]) / 2, steps=4)
    v.page.mouse.move(*end, steps=4)
    v.page.mouse.up()
    v.settle()


def with_shape(v: Visitor) -> tuple[dict, dict]:
    """A canvas with a shape on it; added by its tool where there is none."""
    box = opened(v)
    shapes = [each for each in draggable(v) if inside(each, box)]
    if shapes:
        return box, shapes[0]
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    before = picture(v, box)
    with contextlib.suppress(Unmet):
        v.press("rectangle|square|process|add shape|shape|circle|node|add node|add element|box")
    v.page.mouse.click(*middle)
    v.settle()
    shapes = [each for each in draggable(v) if inside(each, box)]
    if not shapes and picture(v, box) == before:
        tools = [each for each in draggable(v) if each["drag"]]
        start = tools[0] if tools else {"x": middle[0] - 60, "y": middle[1] - 40}
        drag(v, start, middle if tools else (middle[0] + 60, middle[1] + 40))
        shapes = [each for each in draggable(v) if inside(each, box)]
    if not shapes and box["painted"] and picture(v, box) != before:
        shapes = [{"x": middle[0], "y": middle[1], "text": ""}]
    need(shapes, "there is no shape on the canvas")
    return box, shapes[0]


def around(x: float, y: float) -> dict:
    return {"x": x - 20, "y": y - 20, "width": 40, "height": 40}


def state(v: Visitor) -> tuple[str, str, bytes]:
    """What tells that something happened: the address, the text, and what is on the canvas."""
    drawn = b""
    with contextlib.suppress(Unmet):
        drawn = picture(v, canvas(v))
    return v.page.url, v.text(), drawn


def ui_0(v: Visitor) -> None:
    """UI 0: a new diagram, on a blank canvas."""
    v.go_to(DIAGRAMS)
    before = state(v)
    if v.form(NEW):
        v.add(DIAGRAMS, "diagram", NEW)
    else:
        v.press("new diagram|create diagram|new|create|clear")
        v.complete(NEW)
    need(state(v) != before, "nothing shows that a new diagram was begun")
    try:
        canvas(v)
    except Unmet:
        if row := v.any_row("Flow 771"):
            v.open_row(row)
        try:
            canvas(v)
        except Unmet:
            need(v.shows("Flow 771"), "no diagram is made")
            raise Partial("a diagram is made, but there is no canvas") from None


def ui_1(v: Visitor) -> None:
    """UI 1: a flowchart has its own tools."""
    opened(v)
    try:
        choose(v)
    except Unmet:  # The type may be chosen when a diagram is begun.
        v.open()
        try:
            choose(v)
        except Unmet:
            v.go_to(DIAGRAMS)
            form = v.find_form("diagram", {"name|title": "Flow 776", "type|kind!": "flowchart"})
            need(form, "no type 'flowchart' can be chosen")
            v.send(v.fill(form, {"name|title": "Flow 776", "type|kind!": "flowchart"}))
            if row := v.any_row("Flow 776"):
                v.open_row(row)
    canvas(v)
    tools = "decision|process|terminator|terminal|start end|diamond|condition|connector|parallelogram"
    named = [*v.text().splitlines(), *(each.text for each in v.clickables())]
    need(any(words.means(each, tools) for each in named), "no tools for a flowchart are shown")


def choose(v: Visitor) -> None:
    """Choose the type flowchart, by a button or in a list of types."""
    if v.find("flowchart|flow chart", least=0.3):
        v.press("flowchart|flow chart")
        return
    chosen = [
        field
        for field in v.fields()
        if field.type == "select" and any(words.means(each["text"], "flowchart") for each in field.options)
    ]
    need(chosen, "no type 'flowchart' can be chosen")
    v.enter(chosen[0], "flowchart")
    v.settle()


def ui_2(v: Visitor) -> None:
    """UI 2: a shape is dragged onto the canvas."""
    box = opened(v)
    before = picture(v, box)
    tools = [each for each in draggable(v) if each["drag"] or not inside(each, box)]
    need(tools, "there is no shape to drag")
    end = (box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    for tool in sorted(tools, key=lambda each: (not each["drag"], inside(each, box)))[:4]:
        drag(v, tool, end)
        if picture(v, box) != before:
            return
    raise Unmet("nothing appears where the shape was dropped")


def ui_3(v: Visitor) -> None:
    """UI 3: a shape's text is changed."""
    box, shape = with_shape(v)
    before = picture(v, box)
    v.answer = "Changed 772"  # Where the app asks in a dialog of the browser.
    v.dialogs.clear()
    v.page.mouse.dblclick(shape["x"], shape["y"])
    v.settle()
    if not v.dialogs:
        typed_into(v)
    need(
        v.shows("Changed 772", fields=True)
        or any("Changed 772" in each["text"] for each in draggable(v))
        or (box["painted"] and picture(v, box) != before),
        "the new text isn't shown",
    )


def typed_into(v: Visitor) -> None:
    """Types the new text where the double click set the cursor, or into the field for the shape's text."""
    focus = v.page.evaluate(
        "() => { const e = document.activeElement; return !!e && (e.isContentEditable || /input|textarea/i.test(e.tagName)); }"
    )
    if not focus:
        field = next((each for each in v.fields() if words.means(each.text, "text|label|name|title")), None)
        need(field, "the text of a shape can't be changed")
        v.enter(field, "Changed 772")
    else:
        v.page.keyboard.press("Control+A")
        v.page.keyboard.type("Changed 772")
    v.page.keyboard.press("Enter")
    v.settle()


def ui_4(v: Visitor) -> None:
    """UI 4: a shape is removed."""
    box, shape = with_shape(v)
    count = len(draggable(v))
    v.page.mouse.click(shape["x"], shape["y"])
    v.settle()
    before = picture(v, box)

    def gone() -> bool:
        return (len(draggable(v)) < count or bool(box["painted"])) and picture(v, box) != before

    there = [each for each in v.clickables() if not words.means(each.text, "diagram|all|account")]
    button = words.best(there, lambda each: each.text, "delete|remove|delete shape|erase", 0.3)
    if button:
        v.click(button.n)
    for key in ("Delete", "Backspace"):
        if not gone():
            v.page.mouse.click(shape["x"], shape["y"])
            v.page.keyboard.press(key)
            v.settle()
    need(gone(), "the shape is still there")


def ui_5(v: Visitor) -> None:
    """UI 5: a shape is moved."""
    box, shape = with_shape(v)
    end = (box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
    old = picture(v, around(shape["x"], shape["y"])), picture(v, around(*end))
    drag(v, shape, end)
    new = picture(v, around(shape["x"], shape["y"])), picture(v, around(*end))
    need(
        (box["painted"] and old[0] != new[0] and old[1] != new[1])
        or any(abs(each["x"] - end[0]) < 40 and abs(each["y"] - end[1]) < 40 for each in draggable(v)),
        "the shape doesn't move",
    )


def ui_6(v: Visitor) -> None:
    """UI 6: a shape's colour is changed."""
    box, shape = with_shape(v)
    v.page.mouse.click(shape["x"], shape["y"])
    v.settle()
    before = picture(v, box)
    colour = next(
        (
            each
            for each in v.fields()
            if each.type == "color" or words.means(each.text, "color|colour|fill|border")
        ),
        None,
    )
    if colour:
        v.enter(colour, "#cc3366")
        v.settle()
    else:
        v.press("color|colour|fill|style|border")
    need(picture(v, box) != before, "the style isn't seen on the canvas")


def ui_7(v: Visitor) -> None:
    """UI 7: the layout is changed."""
    box, _ = with_shape(v)
    before = picture(v, box)
    field = next((each for each in v.fields() if words.means(each.text, "layout|direction|arrange")), None)
    if field:
        v.enter(field, field.options[-1]["text"] if field.options else "horizontal")
        v.settle()
    else:
        v.press("layout|auto layout|arrange|settings")
        if v.find("horizontal|vertical|tree|grid|auto"):
            v.press("horizontal|vertical|tree|grid|auto")
    need(picture(v, box) != before, "the diagram doesn't adjust")


@by("visitor", half=("person",))
def ui_8(v: Visitor) -> None:
    """UI 8: the colours."""
    v.has_colours("ghost white", "slate gray")


ELEMENT = "element|shape|node|diagram element"


def api_0(a: Api) -> None:
    """API 0: a diagram."""
    made = a.adds("diagram", {"name|title": "Diagram 771", "type|kind": "flowchart"}, marker="Diagram 771")
    need(
        any(key.lower().endswith("id") and value for key, value in made.items()), "no identifier is returned"
    )


def api_1(a: Api) -> None:
    """API 1: a diagram is changed."""
    a.changes("diagram", {"name|title": "Diagram 772"}, "Diagram 772")


def api_2(a: Api) -> None:
    """API 2: an element."""
    a.adds(
        ELEMENT,
        {"text|label|name|title|content": "Box 773", "x": 10, "y": 20},
        marker="Box 773",
        fields="diagram",
    )


def api_3(a: Api) -> None:
    """API 3: an element is removed."""
    a.removes(ELEMENT, a.adds(ELEMENT, {"text|label|name|title|content": "Box 774"}, marker="Box 774"))


def api_4(a: Api) -> None:
    """API 4: the layout of a diagram."""
    a.tries(
        lambda: a.changes_any("diagram", "layout|direction|orientation"),
        lambda: a.acts("diagram", "layout", {"layout": "horizontal"}),
        lambda: a.adds("layout", {"name|type|layout": "horizontal"}, fields="diagram"),
    )


def api_5(a: Api) -> None:
    """API 5: the style of a diagram."""
    a.tries(
        lambda: a.changes_any("diagram", "style|color|colour|theme|background"),
        lambda: a.changes_any(ELEMENT, "style|color|colour|fill|border"),
        lambda: a.acts("diagram", "style", {"style": {"color": "#336699"}}),
    )


def api_6(a: Api) -> None:
    """API 6: the type of a diagram."""
    made = a.adds("diagram", {"name|title": "Diagram 775", "type|kind": "mind map"}, fields="type|kind")
    need(words.means(str(made), "mind map|mindmap|mind"), "the type isn't kept")


def db_0(d: Database) -> None:
    """DB 0: diagrams."""
    d.holds("diagram", "name|title", "type|kind")


def db_1(d: Database) -> None:
    """DB 1: elements."""
    d.holds(ELEMENT, "diagram", "x|position|left|order|place", "text|label|type|kind|name|shape|color|colour")


def db_2(d: Database) -> None:
    """DB 2: connections."""
    d.holds(
        "connection|edge|connector|link|relationship|relation",
        "source|from|start|element|node",
        "target|to|end|element|node",
    )
