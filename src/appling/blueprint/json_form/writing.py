"""From the tree to its JSON form."""

from typing import Any

from appling.blueprint.json_form.expressions import write_expression, write_path, write_template
from appling.blueprint.json_form.models import (
    ActionForm,
    AppForm,
    AssignmentForm,
    BlueprintForm,
    ConstraintForm,
    FieldForm,
    ItemForm,
    LineForm,
    PageForm,
    PartForm,
    RowsForm,
    RuleForm,
    SortForm,
    StepForm,
    ThingForm,
    TraitForm,
    TriggerForm,
)
from appling.blueprint.json_form.reading import declared
from appling.blueprint.syntax.tree import (
    ActionBlock,
    AppBlock,
    Blueprint,
    ConstraintLine,
    DocumentLine,
    ExpressionNode,
    FieldLine,
    FlagNode,
    Name,
    PageBlock,
    PartLine,
    RenamedName,
    RuleLine,
    StepLine,
    TemplateNode,
    ThingBlock,
    TraitLine,
    TriggerBlock,
)


def to_json(blueprint: Blueprint) -> dict[str, Any]:
    """The blueprint as plain data; comments and places are left out."""
    return _Writer(blueprint).written().model_dump(mode="json", exclude_defaults=True, warnings=False)


class _Writer:
    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self.names = declared(_outline(blueprint))

    def written(self) -> BlueprintForm:
        blueprint = self.blueprint
        return BlueprintForm.model_construct(
            app=self._app(blueprint.app) if blueprint.app is not None else None,
            things=[self._thing(thing) for thing in blueprint.things],
            actions=[self._action(action) for action in blueprint.actions],
            triggers=[self._trigger(trigger) for trigger in blueprint.triggers],
            pages=[self._page(page) for page in blueprint.pages],
        )

    def _app(self, block: AppBlock) -> AppForm:
        rules = [self._rule(line) for line in block.rules]
        return AppForm.model_construct(
            name=block.name.text, settings=_settings(block), was=_renamed(block), rules=rules
        )

    def _thing(self, block: ThingBlock) -> ThingForm:
        return ThingForm.model_construct(
            name=block.name.text,
            was=_text(block.was),
            fields=[self._field(line) for line in block.fields],
            constraints=[self._constraint(line) for line in block.constraints],
            rules=[self._rule(line) for line in block.rules],
            traits=[_trait(line) for line in block.traits],
        )

    def _field(self, line: FieldLine) -> FieldForm:
        return FieldForm.model_construct(
            name=line.name.text,
            was=_text(line.was),
            type=_text(line.type.name) if line.type is not None else None,
            arguments=_texts(line.type.arguments) if line.type is not None else [],
            flags=[_flag(flag) for flag in line.flags],
            default=self._maybe(line.default),
            formula=self._maybe(line.formula),
            roles=_texts(line.roles),
            when=self._maybe(line.when),
        )

    def _constraint(self, line: ConstraintLine) -> ConstraintForm:
        return ConstraintForm.model_construct(
            kind=line.kind,
            lasting=_texts(line.lasting),
            per=_texts(line.per),
            where=self._maybe(line.where),
        )

    def _rule(self, line: RuleLine) -> RuleForm:
        return RuleForm.model_construct(
            roles=_texts(line.roles),
            verbs=[f"{verb.verb.text} own" if verb.own else verb.verb.text for verb in line.verbs],
            where=self._maybe(line.where),
        )

    def _action(self, block: ActionBlock) -> ActionForm:
        return ActionForm.model_construct(
            name=block.name.text,
            thing=_text(block.thing),
            roles=_texts(block.roles),
            when=self._maybe(block.when),
            inputs=[self._field(line) for line in block.inputs],
            steps=[self._step(line) for line in block.steps],
        )

    def _trigger(self, block: TriggerBlock) -> TriggerForm:
        occasion = block.occasion
        return TriggerForm.model_construct(
            event=occasion.event,
            thing=_text(occasion.thing),
            every=occasion.unit or None,
            at=occasion.at or None,
            amount=occasion.delay.amount if occasion.delay is not None else None,
            unit=occasion.delay.unit if occasion.delay is not None else None,
            field=_text(occasion.field),
            where=self._maybe(occasion.where),
            steps=[self._step(line) for line in block.steps],
        )

    def _target(self, line: StepLine) -> str | None:
        if line.target is None:
            return None
        return line.target.names[0].text if line.text is None else write_path(line.target, self.names)

    def _step(self, line: StepLine) -> StepForm:
        return StepForm.model_construct(
            kind=line.kind.text,
            target=self._target(line),
            text=write_template(line.text, self.names) if line.text is not None else None,
            assignments=[
                AssignmentForm.model_construct(
                    path=write_path(assignment.path, self.names), value=self._expression(assignment.value)
                )
                for assignment in line.assignments
            ],
            count=self._maybe(line.count),
            where=self._maybe(line.where),
        )

    def _page(self, block: PageBlock) -> PageForm:
        parts = [self._part(line) for line in block.parts]
        of = _text(block.thing)
        name = block.name.text if of is None else None
        return PageForm.model_construct(name=name, of=of, roles=_texts(block.roles), parts=parts)

    def _part(self, line: PartLine) -> PartForm:
        return PartForm.model_construct(
            kind=line.kind.text,
            title=_text(line.title) if line.says is None else write_template(line.says, self.names),
            thing=_text(line.thing),
            where=self._maybe(line.where),
            by=[self._expression(node) for node in line.by],
            sort=self._sort(line),
            show=[self._expression(node) for node in line.show],
            limit=_limit(line),
            roles=_texts(line.roles),
            settings={setting.key.text: setting.value.text for setting in line.settings},
            items=[
                ItemForm.model_construct(label=item.label.text, text=_text(item.text), to=_text(item.link))
                for item in line.items
            ],
            others=_texts(line.others),
            lines=[self._line(each) for each in line.lines],
        )

    def _sort(self, line: PartLine) -> list[SortForm]:
        return [
            SortForm.model_construct(by=self._expression(key.by), descending=key.descending)
            for key in line.sort
        ]

    def _line(self, line: DocumentLine) -> LineForm:
        return LineForm.model_construct(
            word=line.word,
            label=self._said(line.label),
            text=self._said(line.text),
            rows=self._rows(line.rows) if line.rows is not None else None,
            when=self._maybe(line.when),
        )

    def _rows(self, line: PartLine) -> RowsForm:
        return RowsForm.model_construct(
            thing=_text(line.thing),
            where=self._maybe(line.where),
            sort=self._sort(line),
            show=[self._expression(node) for node in line.show],
            limit=_limit(line),
        )

    def _said(self, node: TemplateNode | None) -> str | None:
        return write_template(node, self.names) if node is not None else None

    def _expression(self, node: ExpressionNode) -> str:
        return write_expression(node, self.names)

    def _maybe(self, node: ExpressionNode | None) -> str | None:
        return self._expression(node) if node is not None else None


def _limit(line: PartLine) -> int | None:
    return int(float(line.limit.text)) if line.limit is not None else None


def _trait(line: TraitLine) -> TraitForm:
    settings = {setting.key.text: setting.value.text for setting in line.settings}
    return TraitForm.model_construct(
        traits=_texts(line.traits),
        of=line.of.text if line.of is not None else None,
        by=_texts(line.by),
        roles=_texts(line.roles),
        settings=settings,
    )


def _outline(blueprint: Blueprint) -> BlueprintForm:
    """What declares names, and no expressions yet."""
    things = [
        ThingForm.model_construct(
            name=block.name.text,
            fields=[_declaring(line) for line in block.fields],
        )
        for block in blueprint.things
    ]
    actions = [
        ActionForm.model_construct(name="", inputs=[_declaring(line) for line in block.inputs])
        for block in blueprint.actions
    ]
    app = None
    if blueprint.app is not None:
        app = AppForm.model_construct(name="", settings=_settings(blueprint.app))
    return BlueprintForm.model_construct(app=app, things=things, actions=actions)


def _declaring(line: FieldLine) -> FieldForm:
    """The names that a line declares."""
    return FieldForm.model_construct(
        name=line.name.text,
        type=_text(line.type.name) if line.type is not None else None,
        arguments=_texts(line.type.arguments) if line.type is not None else [],
    )


def _settings(block: AppBlock) -> dict[str, str | list[str]]:
    settings: dict[str, str | list[str]] = {}
    for line in block.settings:
        before = settings.get(line.key.text, [])
        values = [*([before] if isinstance(before, str) else before), *(name.text for name in line.values)]
        settings[line.key.text] = values[0] if len(values) == 1 else values
    return settings


def _renamed(block: AppBlock) -> dict[str, str]:
    values = (value for line in block.settings for value in line.values)
    return {value.text: value.was.text for value in values if isinstance(value, RenamedName)}


def _flag(node: FlagNode) -> str:
    values = ", ".join(each.text for each in (node.value, *node.more) if each is not None)
    return f"{node.name.text} {values}".rstrip()


def _text(name: Name | None) -> str | None:
    return name.text if name is not None else None


def _texts(names: tuple[Name, ...]) -> list[str]:
    return [name.text for name in names]
