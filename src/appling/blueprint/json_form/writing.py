"""From the tree to its JSON form."""

from typing import Any

from appling.blueprint.formatter.expressions import Printer
from appling.blueprint.json_form.models import (
    ActionForm,
    AppForm,
    AssignmentForm,
    BlueprintForm,
    FieldForm,
    PageForm,
    PartForm,
    RuleForm,
    SortForm,
    StepForm,
    ThingForm,
)
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AppBlock,
    Blueprint,
    ExpressionNode,
    FieldLine,
    FlagNode,
    Name,
    PageBlock,
    PartLine,
    PathNode,
    RuleLine,
    StepLine,
    ThingBlock,
)

_PRINTER = Printer()


def to_json(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data; comments and places are left out."""
    form = BlueprintForm.model_construct(
        app=_app(blueprint.app) if blueprint.app is not None else None,
        things=[_thing(thing) for thing in blueprint.things],
        actions=[_action(action) for action in blueprint.actions],
        pages=[_page(page) for page in blueprint.pages],
    )
    return form.model_dump(mode="json", exclude_defaults=True, warnings=False)


def _app(block: AppBlock) -> AppForm:
    settings: dict[str, str | list[str]] = {}
    for line in block.settings:
        before = settings.get(line.key.text, [])
        values = [*([before] if isinstance(before, str) else before), *(name.text for name in line.values)]
        settings[line.key.text] = values[0] if len(values) == 1 else values
    return AppForm.model_construct(
        name=block.name.text, settings=settings, rules=[_rule(line) for line in block.rules]
    )


def _thing(block: ThingBlock) -> ThingForm:
    return ThingForm.model_construct(
        name=block.name.text,
        was=_text(block.was),
        fields=[_field(line) for line in block.fields],
        rules=[_rule(line) for line in block.rules],
    )


def _field(line: FieldLine) -> FieldForm:
    return FieldForm.model_construct(
        name=line.name.text,
        was=_text(line.was),
        type=_text(line.type.name) if line.type is not None else None,
        arguments=_texts(line.type.arguments) if line.type is not None else [],
        flags=[_flag(flag) for flag in line.flags],
        default=_expression(line.default),
        formula=_expression(line.formula),
        roles=_texts(line.roles),
    )


def _flag(node: FlagNode) -> str:
    return f"{node.name.text} {node.value.text}" if node.value is not None else node.name.text


def _rule(line: RuleLine) -> RuleForm:
    return RuleForm.model_construct(
        roles=_texts(line.roles),
        verbs=[f"{verb.verb.text} own" if verb.own else verb.verb.text for verb in line.verbs],
        where=_expression(line.where),
    )


def _action(block: ActionBlock) -> ActionForm:
    return ActionForm.model_construct(
        name=block.name.text,
        thing=_text(block.thing),
        roles=_texts(block.roles),
        when=_expression(block.when),
        steps=[_step(line) for line in block.steps],
    )


def _step(line: StepLine) -> StepForm:
    return StepForm.model_construct(
        kind=line.kind.text,
        target=line.target.names[0].text if line.target is not None else None,
        assignments=[
            AssignmentForm.model_construct(
                path=_path(assignment.path), value=_PRINTER.expression(assignment.value)
            )
            for assignment in line.assignments
        ],
    )


def _page(block: PageBlock) -> PageForm:
    return PageForm.model_construct(
        name=block.name.text, roles=_texts(block.roles), parts=[_part(line) for line in block.parts]
    )


def _part(line: PartLine) -> PartForm:
    return PartForm.model_construct(
        kind=line.kind.text,
        title=_text(line.title),
        thing=_text(line.thing),
        where=_expression(line.where),
        by=[_PRINTER.expression(node) for node in line.by],
        sort=[
            SortForm.model_construct(by=_PRINTER.expression(key.by), descending=key.descending)
            for key in line.sort
        ],
        show=[_PRINTER.expression(node) for node in line.show],
        limit=int(float(line.limit.text)) if line.limit is not None else None,
        roles=_texts(line.roles),
        settings={setting.key.text: setting.value.text for setting in line.settings},
    )


def _path(node: PathNode) -> str:
    return _PRINTER.path(node)


def _text(name: Name | None) -> str | None:
    return name.text if name is not None else None


def _texts(names: tuple[Name, ...]) -> list[str]:
    return [name.text for name in names]


def _expression(node: ExpressionNode | None) -> str | None:
    return _PRINTER.expression(node) if node is not None else None
