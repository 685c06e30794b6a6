"""What a brief wants to be told by itself, reminders, notices and alerts: as triggers."""

import re
from dataclasses import dataclass

from appling.blueprint.model.app import OWNER, VISITOR
from appling.blueprint.model.expression import Kind
from appling.builder.briefs.words import fold
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing
from appling.builder.draft.implied import STATE
from appling.builder.draft.rights import Hands

MOST = 3
LOW = 10
_REMIND = re.compile(r"\bremind(?:er|ers|s|ing)?\b|提醒|催", re.IGNORECASE)
_ALERT = re.compile(r"\balerts?\b|\bwarnings?\b|预警|警报|告警", re.IGNORECASE)
_NOTIFY = re.compile(
    r"\bnotif(?:y|ies|ied|ications?)\b|\b(?:confirmation|notification) e-?mails?\b|\be-?mail confirmations?\b"
    r"|\b(?:receive|get|sent?)\b[^.;]{0,25}\be-?mails?\b|通知|推送|邮件确认",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\be-?mails?\b|邮件|邮箱", re.IGNORECASE)
_PAST = re.compile(r"birth|creat|publish|post|start(?:ed)?$|join|added|regist|生日|出生|发布|创建|注册")
_DONE = re.compile(
    r"done|complet|return|paid|closed|finish|resolv|taken|cancel|完成|归还|已付|关闭|解决|取消|结束"
)
_STOCK = re.compile(r"stock|quantity|inventory|remaining|库存|数量|余量")
_WORDS = {
    "en": ("New: {name}", "Soon: {name}, {date}", "{name} is now: {state}", "Running low: {name}, {number}"),
    "zh": (
        "新内容：{name}",
        "即将到期：{name}，{date}",
        "{name} 的状态：{state}",
        "数量不足：{name}，{number}",
    ),
}
_EMAILED = {"en": "We have received it: {name}", "zh": "我们已收到：{name}"}


@dataclass(frozen=True, slots=True)
class Telling:
    """One draft with the brief that it was made from; `language`: what its texts are written in."""

    brief: str
    declared: Declared
    hands: dict[str, Hands]
    language: str

    def blocks(self) -> list[str]:
        """Triggers, if the brief asks for anything of the kind."""
        asked = [self._reminders] * bool(_REMIND.search(self.brief))
        asked += [self._alerts] * bool(_ALERT.search(self.brief))
        asked += [self._notices] * bool(_NOTIFY.search(self.brief))
        if not asked or not self.declared.things:
            return []
        found = [block for each in asked for block in each()] or self._notices()
        return list(dict.fromkeys(found))[:MOST]

    def _reminders(self) -> list[str]:
        """A day before what is to come, to whom it concerns, unless it is done."""
        found = []
        for thing in self.declared.things:
            for field in _to_come(thing)[:1]:
                head = f"1 day before {field.name} of {thing.name}{_undone(thing)}"
                found.append(
                    _block(head, f"notify {_person(thing) or OWNER} {self._say(1, thing, date=field)}")
                )
        return found

    def _alerts(self) -> list[str]:
        """When there is little left of something."""
        found = []
        for thing in self.declared.things:
            for field in [each for each in thing.of(Kind.NUMBER) if _STOCK.search(fold(each.name))][:1]:
                head = f"when {thing.name} is changed where {field.name} < {LOW}"
                found.append(_block(head, f"notify {self._manager} {self._say(3, thing, number=field)}"))
        return found

    def _notices(self) -> list[str]:
        """Of what people add, to those who handle it; of what becomes of it, to those whose it is."""
        found = []
        for thing in self._added()[:2]:
            steps = [f"notify {self._reader(thing)} {self._say(0, thing)}"]
            mail = next((field for field in thing.fields if field.type == "email"), None)
            if mail is not None and _MAIL.search(self.brief):
                steps.append(f"email {mail.name} {_quoted(_EMAILED[self._tongue], thing)}")
            found.append(_block(f"when {thing.name} is added", *steps))
            state = next(
                (each for each in thing.fields if each.choices and STATE.search(fold(each.name))), None
            )
            person = _person(thing)
            if state is not None and person is not None:
                step = f"notify {person} {self._say(2, thing, state=state)}"
                found.append(_block(f"when {thing.name} is changed", step))
        return found

    def _added(self) -> list[DeclaredThing]:
        """What people without a say in the matter add comes first, then what happens, then the rest."""
        simple = {VISITOR, *self.declared.roles[:1]}

        def rank(thing: DeclaredThing) -> int:
            by = set(self.hands.get(thing.name, Hands()).by)
            return 0 if by & simple else 1 if _person(thing) else 2

        return sorted(self.declared.things, key=rank)

    def _reader(self, thing: DeclaredThing) -> str:
        """The person that it is for, if it names one beside its author; else who manages."""
        others = [field.name for field in thing.of(Kind.PERSON) if field.default != "me"]
        return others[0] if others and _person(thing) not in others else self._manager

    @property
    def _manager(self) -> str:
        return self.declared.roles[-1] if len(self.declared.roles) > 1 else OWNER

    @property
    def _tongue(self) -> str:
        return "zh" if self.language.startswith("zh") else "en"

    def _say(self, which: int, thing: DeclaredThing, **fields: DeclaredField) -> str:
        return _quoted(_WORDS[self._tongue][which], thing, **fields)


def _quoted(words: str, thing: DeclaredThing, **fields: DeclaredField) -> str:
    """A text with the names of fields in its braces."""
    plain = (Kind.TEXT, Kind.LINK)
    titles = [field for field in thing.fields if field.kind in plain and field.type not in ("image", "file")]
    values = {key: f"{{{field.name}}}" for key, field in fields.items()}
    name = f"{{{titles[0].name}}}" if titles else thing.name
    return f'"{words.format(name=name, **values)}"'


def _block(head: str, *steps: str) -> str:
    return "\n".join([head, *(f"  {step}" for step in steps)])


def _to_come(thing: DeclaredThing) -> list[DeclaredField]:
    """Dates that are entered, and not of something long past."""
    dated = [field for field in thing.of(Kind.DATE, Kind.MOMENT) if field.default is None]
    return [field for field in dated if not _PAST.search(fold(field.name))]


def _person(thing: DeclaredThing) -> str | None:
    """Whose it is."""
    people = sorted(thing.of(Kind.PERSON), key=lambda field: field.default != "me")
    return people[0].name if people else None


def _undone(thing: DeclaredThing) -> str:
    for field in thing.fields:
        if field.kind is Kind.TRUTH and _DONE.search(fold(field.name)):
            return f" where not {field.name}"
        over = [value for value in field.choices if _DONE.search(fold(value))]
        if over and STATE.search(fold(field.name)):
            return f" where {field.name} != {over[0]}"
    return ""
