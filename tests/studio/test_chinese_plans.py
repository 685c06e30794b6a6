"""A plan that is told in Chinese has no English word of ours in it."""

import re

import pytest

from appling.atoms import vocabulary
from appling.blueprint import check
from appling.blueprint.changes import differences
from appling.blueprint.model.app import App
from appling.builder.changing.errors import ChangeBreaks
from appling.builder.changing.trial import _said
from appling.runtime.translate import translator
from appling.runtime.trial.checks import AppCheck, Asked

BEFORE = """\
app 书屋
  about: 借书。
  people: 读者, 馆员
  visitor may see
  馆员 may do all

thing 书
  书名: text
  价格: money
  总数 = 价格 * 2

thing 借阅
  书: 书
  读者: person = me
  日期: date
  读者 may see own, add
  馆员 may do all

action 归还 on 借阅 for 读者
  set 日期 = today

page 书目
  table of 书
"""
CHANGES = (
    ("书名: text\n", "书名: long text, required, unique\n"),
    ("读者 may see own, add", "读者 may see, add, change own, remove own\n  visitor may see, add"),
    ("读者 may see own, add", "读者 may see own where 日期 > today"),
    ("  visitor may see\n", "  读者 may see, add\n"),
    ("价格: money", "价格: money for 馆员"),
    ("价格: money", "价格: number, max 3 = 2"),
    ("on 借阅 for 读者", "on 借阅"),
    ("on 借阅 for 读者", "on 借阅 for visitor, 馆员"),
    ("  set 日期 = today\n", "  新日期: date, required\n  set 日期 = 新日期\n"),
    ("set 日期 = today\n", 'set 日期 = today + 1 day\n\npage 新 for visitor, 馆员\n  text "好"\n'),
    ("page 书目", "page 书目 for 读者, 馆员, owner"),
    ("about: 借书。\n", "language: zh\n"),
    ("总数 = 价格 * 2", "总数 = max(借阅.日期)"),
    ("people: 读者, 馆员", "people: 馆员, 读者 (was 读者), 访问者"),
    ("  书: 书\n", "  书: text\n"),
    ("page 书目\n  table of 书\n", ""),
    ("page 书目\n", "action 续借 on 借阅\n  到: date\n  set 日期 = 到\n\npage 书目\n"),
)  # fmt: skip
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def read(source: str) -> App:
    app = check(source, vocabulary()).app
    assert app is not None
    return app


@pytest.mark.parametrize(("old", "new"), CHANGES, ids=lambda each: str(each)[:30].strip())
def test_its_lines_are_chinese_throughout(old: str, new: str) -> None:
    assert old in BEFORE
    found = differences(read(BEFORE), read(BEFORE.replace(old, new)))
    t = translator("zh")
    said = [t(each.pattern, **each.values) for each in found]
    assert said
    assert [line for line in said if ENGLISH.search(line)] == []


@pytest.mark.parametrize("kind", ["open", "list", "add", "change", "remove", "act"])
@pytest.mark.parametrize("works", [True, False])
def test_what_would_break_is_said_in_chinese(kind: str, works: bool) -> None:
    app = read(BEFORE)
    target = {"open": app.pages[0].key, "act": app.actions[0].key}.get(kind, app.things[0].key)
    for role in ("visitor", "owner", app.roles[0].key):
        problem = ChangeBreaks(app.name, _said(AppCheck(Asked(role, kind, target), works), app))
        assert "{" not in problem.sentence
        assert not ENGLISH.search(translator("zh")(problem.pattern, **problem.values))
