"""The type that a field most likely has, by what it is called."""

import re

from appling.blueprint.model.expression import Duration, Expression, Kind
from appling.blueprint.resolve.words import Words
from appling.blueprint.syntax.characters import name_key
from appling.blueprint.syntax.tree import (
    DurationNode,
    ExpressionNode,
    NumberNode,
    PathNode,
    TextNode,
)

_BY_NAME = (
    ("image", r"photo|image|picture|avatar|logo|cover|thumbnail|icon|照片|图片|头像|封面|图像"),
    ("file", r"file|attachment|document|resume|cv|video|audio|附件|文件|文档|视频|简历"),
    ("email", r"e ?mail|邮箱|邮件"),
    ("phone", r"phone|mobile|tel|telephone|电话|手机"),
    ("url", r"url|website|web ?site|homepage|网址|网站"),
    (
        "yes/no",
        (
            r"(is|has|can) .*|.*(available|active|done|completed|paid|returned|approved|published|featured"
            r"|verified|confirmed|enabled|visible|finished|resolved|read|是否.*|已.*)"
        ),
    ),
    ("date and time", r".*(created at|updated at|timestamp|datetime|date and time|date time)|.* at"),
    ("time", r"(.* )?time|时间|.*时刻"),
    ("date", r".*\b(date|day|deadline|due|birthday|until)|.*日期|.*日|生日|截止.*"),
    (
        "money",
        (
            r".*\b(price|cost|amount|fee|salary|budget|total|balance|revenue|income|expense|fare|rent)s?"
            r"|.*(价格|金额|费用|价|预算|工资|余额|总额)"
        ),
    ),
    ("rating", r"(.* )?(rating|stars?)|评分|星级"),
    (
        "number",
        (
            r".*\b(quantity|count|number|stock|age|score|points|size|weight|height|length|width|duration|hours"
            r"|minutes|days|capacity|level|rank|votes|likes|views|seats|year|percent|percentage|distance"
            r"|temperature|speed)|.*(数量|人数|库存|年龄|分数|积分|次数|数)"
        ),
    ),
    (
        "long text",
        (
            r".*\b(description|content|text|body|notes?|comments?|details|message|bio|summary|instructions"
            r"|feedback|review|answer|requirements|about)|.*(描述|内容|说明|备注|评论|简介|详情|介绍|留言)"
        ),
    ),
)
_PATTERNS = tuple((type_name, re.compile(rf"(?:.* )?(?:{pattern})")) for type_name, pattern in _BY_NAME)
_BY_WORD = {"today": Kind.DATE, "now": Kind.MOMENT, "me": Kind.PERSON, "yes": Kind.TRUTH, "no": Kind.TRUTH}
_PREFERRED = {Kind.TRUTH: "yes/no", Kind.MOMENT: "date and time"}


def type_for(name: str, words: Words) -> str:
    """The name of a field type that fits a field's name."""
    word = name_key(name)
    for type_name, pattern in _PATTERNS:
        if words.field(type_name) is not None and pattern.fullmatch(word):
            return type_name
    return "text"


def type_of_value(name: str, node: ExpressionNode, words: Words) -> str:
    """The name of a field type that fits what the field is set to, or its name."""
    if isinstance(node, PathNode) and len(node.names) == 1:
        word = name_key(node.names[0].text)
        if word in _BY_WORD:
            return _of_kind(_BY_WORD[word], words)
        if word not in ("empty", "none", "null", "this"):
            return f"choice({node.names[0].text})"
    if isinstance(node, NumberNode):
        guess = type_for(name, words)
        return guess if guess in ("money", "rating") else "number"
    if isinstance(node, DurationNode):
        return "number"
    return type_for(name, words) if not isinstance(node, TextNode) else "text"


def type_of_expression(found: Expression, words: Words) -> str:
    """The name of a field type for the values of an expression."""
    return "number" if isinstance(found, Duration) else _of_kind(found.type.kind, words)


def _of_kind(kind: Kind, words: Words) -> str:
    signature = words.of_kind(kind, _PREFERRED.get(kind, kind.value))
    return signature.name if signature is not None else "text"
