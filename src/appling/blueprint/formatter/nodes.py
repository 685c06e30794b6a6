"""Each line of a blueprint as text."""

from appling.blueprint.formatter.expressions import Care, Printer, quoted
from appling.blueprint.syntax.asking import ASK
from appling.blueprint.syntax.constraints import ONE
from appling.blueprint.syntax.expressions import AND
from appling.blueprint.syntax.headers import Header
from appling.blueprint.syntax.parser import Member
from appling.blueprint.syntax.tokens import COLOUR
from appling.blueprint.syntax.tree import (
    AssignmentNode,
    ConstraintLine,
    DocumentLine,
    FieldLine,
    FlagNode,
    ItemLine,
    Name,
    OccasionNode,
    PartLine,
    PartSetting,
    RenamedName,
    RuleLine,
    SettingLine,
    SortNode,
    StepLine,
    TraitLine,
    TypeNode,
    VerbNode,
)

ITEM_INDENT = "    "
RAW_SETTINGS = frozenset({"about", "description", "describe", "summary", "purpose", "goal"})
"""Settings whose one value is the rest of the line."""


def print_header(kind: str, header: Header, care: Care) -> str:
    printer = Printer(care)
    if header.occasion is not None:
        return _occasion(header.occasion, printer)
    if kind == "page":
        return _page_name(header, printer) + _roles(header.roles, printer)
    text = f"{kind} {printer.name(header.name)}"
    if header.was is not None:
        text += f" (was {printer.name(header.was)})"
    if header.thing is not None:
        text += f" on {printer.name(header.thing)}"
    text += _roles(header.roles, printer)
    if header.when is not None:
        text += f" when {printer.expression(header.when)}"
    return text


def _occasion(node: OccasionNode, printer: Printer) -> str:
    thing = printer.name(node.thing) if node.thing is not None else ""
    if node.delay is not None:
        field = "" if node.field is None else printer.name(node.field)
        text = f"{printer.expression(node.delay)} {node.event} "
        text += f"{field} of {thing}" if field else f"{thing} is added"
    elif node.event == "every":
        text = f"every {node.unit}" + (f" at {node.at}" if node.at else "")
        text += f" for each {thing}" if thing else ""
    else:
        field = f"{printer.name(node.field)} of " if node.field is not None else ""
        text = f"when {field}{thing} is {node.event}"
    return f"{text} where {printer.expression(node.where)}" if node.where is not None else text


def _page_name(header: Header, printer: Printer) -> str:
    """A name that begins like a page of rows stands in quotes."""
    if header.thing is not None:
        return f"page of {printer.name(header.thing)}"
    misread = header.name.text.casefold().startswith("of ")
    return f"page {quoted(header.name.text) if misread else printer.name(header.name)}"


def print_member(member: Member, care: Care) -> str:
    printer = Printer(care)
    match member:
        case SettingLine():
            return _setting(member, printer)
        case RuleLine():
            return _rule(member, printer)
        case FieldLine():
            return _field(member, printer)
        case TraitLine():
            return _trait(member, printer)
        case ConstraintLine():
            return _constraint(member, printer)
        case StepLine():
            return _step(member, printer)
        case PartLine():
            below = [print_item(item, care) for item in member.items]
            below += [print_line(line, care) for line in member.lines]
            return _part(member, printer) + "".join(f"\n{ITEM_INDENT}{text}" for text in below)


def print_item(item: ItemLine, care: Care) -> str:
    """A line below a part."""
    text = quoted(item.label.text)
    if item.text is not None:
        text += f": {quoted(item.text.text)}"
    return f"{text} to {Printer(care).name(item.link)}" if item.link is not None else text


def print_line(line: DocumentLine, care: Care) -> str:
    """A line below a document."""
    printer = Printer(care)
    if line.rows is not None:
        return _part(line.rows, printer)
    said = [quoted(printer.template(each)) for each in (line.label, line.text) if each is not None]
    text = " ".join(each for each in (line.word, ": ".join(said)) if each)
    return f"{text} when {printer.expression(line.when)}" if line.when is not None else text


def _roles(roles: tuple[Name, ...], printer: Printer) -> str:
    return f" for {printer.names(roles)}" if roles else ""


def _setting(line: SettingLine, printer: Printer) -> str:
    key = line.key.text
    if key.casefold() not in RAW_SETTINGS:
        values = ", ".join(_value(value, printer) for value in line.values)
        return f"{printer.name(line.key)}: {values}"
    value = ", ".join(value.text for value in line.values)
    return f"{key}: {value if printer.care is Care.PLAIN else quoted(value)}"


def _value(value: Name, printer: Printer) -> str:
    if isinstance(value, RenamedName):
        return f"{printer.name(value)} (was {printer.name(value.was)})"
    return value.text if COLOUR.fullmatch(value.text) and printer.care is Care.PLAIN else printer.name(value)


def _rule(line: RuleLine, printer: Printer) -> str:
    verbs = ", ".join(_verb(verb) for verb in line.verbs)
    where = f" where {printer.expression(line.where)}" if line.where is not None else ""
    return f"{printer.names(line.roles)} may {verbs}{where}"


def _verb(verb: VerbNode) -> str:
    text = "do all" if verb.verb.text == "all" else verb.verb.text
    return f"{text} own" if verb.own else text


def _field(line: FieldLine, printer: Printer) -> str:
    text = printer.name(line.name)
    if line.was is not None:
        text += f" (was {printer.name(line.was)})"
    if line.type is not None:
        text += ": " + ", ".join([_type(line.type, printer), *(_flag(flag) for flag in line.flags)])
    value = line.default if line.formula is None else line.formula
    if value is not None:
        text += f" = {printer.expression(value)}"
    text += _roles(line.roles, printer)
    return text + (f" when {printer.expression(line.when)}" if line.when is not None else "")


def _constraint(line: ConstraintLine, printer: Printer) -> str:
    text = "one per" if line.kind == ONE else "no overlap"
    if line.lasting:
        text += f" of {printer.names(line.lasting)}"
    if line.per:
        text += f" {printer.names(line.per)}" if line.kind == ONE else f" per {printer.names(line.per)}"
    return text + (f" where {printer.expression(line.where)}" if line.where is not None else "")


def _type(node: TypeNode, printer: Printer) -> str:
    name = printer.name(node.name) if printer.care is Care.QUOTED else node.name.text
    return f"{name}({printer.names(node.arguments)})" if node.arguments else name


def _flag(node: FlagNode) -> str:
    values = ", ".join(each.text for each in (node.value, *node.more) if each is not None)
    return f"{node.name.text} {values}".rstrip()


def _trait(line: TraitLine, printer: Printer) -> str:
    return (
        f"has {printer.names(line.traits)}"
        + (f" of {printer.name(line.of)}" if line.of is not None else "")
        + (f" by {printer.names(line.by)}" if line.by else "")
        + _roles(line.roles, printer)
        + _settings(line.settings, printer)
    )


def _settings(settings: tuple[PartSetting, ...], printer: Printer) -> str:
    given = (f"{printer.name(item.key)} = {printer.name(item.value)}" for item in settings)
    return " with " + ", ".join(given) if settings else ""


def _step(line: StepLine, printer: Printer) -> str:
    text = line.kind.text
    if text == ASK and line.text is not None and line.target is not None:
        return f"{text} {quoted(printer.template(line.text))} into {printer.path(line.target)}"
    if line.count is not None:
        text += f" {printer.expression(line.count)} of"
    if line.target is not None:
        text += f" {printer.path(line.target)}"
    if line.where is not None:
        text += f" where {printer.expression(line.where)}"
    if line.assignments:
        text += " with " if line.target is not None else " "
        text += ", ".join(_assignment(assignment, printer) for assignment in line.assignments)
    return text if line.text is None else f"{text} {quoted(printer.template(line.text))}"


def _assignment(node: AssignmentNode, printer: Printer) -> str:
    return f"{printer.path(node.path)} = {printer.expression(node.value)}"


def _sort(key: SortNode, printer: Printer) -> str:
    """A minus in front would turn the order round."""
    text = printer.expression(key.by, AND)
    text = f"({text})" if text.startswith("-") else text
    return f"{text} desc" if key.descending else text


def _part(line: PartLine, printer: Printer) -> str:
    texts = [line.kind.text]
    if line.title is not None:
        texts.append(quoted(line.title.text))
    if line.says is not None:
        texts.append(quoted(printer.template(line.says)))
    if line.thing is not None:
        texts.append(f"of {printer.names((line.thing, *line.others))}")
    if line.where is not None:
        texts.append(f"where {printer.expression(line.where)}")
    if line.by:
        texts.append(f"by {printer.expressions(line.by, AND)}")
    if line.sort:
        texts.append("sort " + ", ".join(_sort(key, printer) for key in line.sort))
    if line.show:
        texts.append(f"show {printer.expressions(line.show, AND)}")
    if line.limit is not None:
        texts.append(f"limit {line.limit.text}")
    if line.roles:
        texts.append(f"for {printer.names(line.roles)}")
    return " ".join(texts) + _settings(line.settings, printer)
