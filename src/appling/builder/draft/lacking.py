"""Fields that go without saying: what news, rankings and filters that a brief asks for need to work on."""

import re
from dataclasses import replace

from appling.blueprint.model.expression import Kind
from appling.blueprint.names import singular
from appling.builder.briefs.words import fold
from appling.builder.draft.compose import kind_of_page, meant, score
from appling.builder.draft.declared import Declared, DeclaredField, DeclaredThing

_NEWS = re.compile(
    r"\b(news|articles?|blogs?|posts?|blog posts?|announcements?|press releases?)$|新闻|公告|文章|资讯|动态"
)


EVENT = re.compile(
    r"\b(orders?|bookings?|payments?|transactions?|downloads?|reports?|registrations?|applications?|records?"
    r"|purchases?|sales?|donations?|reservations?|rentals?|leases?|transfers?|deposits?|withdrawals?|logs?"
    r"|inquir(y|ies)|requests?|complaints?|invoices?)$|(订单|预订|预约|支付|交易|记录|申请|报名|购买|捐款|举报|报修|发票)$"
)
"""Rows that each come to be on a day."""
_DATED = re.compile(r"\bnews\b|\bblog|\blatest\b|\bpublish|新闻|博客|资讯|发布", re.I)
"""What a brief says where it counts how new something is."""
_SORTED = re.compile(
    r"\b(filter(s|ing)?|categor(y|ies|i[sz]\w+)) |\bfilter(s|ing)?\b(?=[,.])|筛选|分类", re.I
)
_SORT = re.compile(
    r"categor|\b(type|kind|genre|topic|subject|tag|brand|department|section)s?\b|类|标签|品牌|科目"
)


_DOWNLOADED = r"\bdownload(?:s|ed|ing)?\b[^.;]{{0,60}}\b{name}s?\b|下载[^，。；、]{{0,6}}{name}"


def with_what_lacks(declared: Declared, pages: list[str], brief: str, language: str) -> Declared:
    """The things with these fields."""
    ranked = {
        thing.name
        for page in pages
        if kind_of_page(page) == "ranking"
        for thing in meant(page, declared.things)[:1]
        if score(thing) is None and not declared.children(thing)
    }
    chinese = language == "zh"
    declared = _with_category(declared, chinese) if _SORTED.search(brief) else declared
    is_dated = _DATED.search(brief) is not None
    filed = (_with_file(thing, brief, chinese) for thing in declared.things)
    dated = (_with_day(thing, chinese, is_news=is_dated) for thing in filed)
    return replace(
        declared,
        things=tuple(_with_points(each, chinese) if each.name in ranked else each for each in dated),
    )


def _with_day(thing: DeclaredThing, chinese: bool, *, is_news: bool) -> DeclaredThing:
    """News are read by when they came, and what people look back on by when it was."""
    if not thing.fields or thing.of(Kind.DATE, Kind.MOMENT):
        return thing
    if EVENT.search(fold(thing.name)):
        return _with(thing, DeclaredField("日期" if chinese else "date", "date", Kind.DATE, default="today"))
    if not is_news or not _NEWS.search(fold(thing.name)):
        return thing
    return _with(
        thing, DeclaredField("发布日期" if chinese else "published", "date", Kind.DATE, default="today")
    )


def _with_file(thing: DeclaredThing, brief: str, chinese: bool) -> DeclaredThing:
    """What people download is a file."""
    asked = _DOWNLOADED.format(name=re.escape(singular(fold(thing.name))))
    if (
        not thing.fields
        or EVENT.search(fold(thing.name))
        or thing.of(Kind.FILE)
        or not re.search(asked, fold(brief))
    ):
        return thing
    return _with(thing, DeclaredField("文件" if chinese else "file", "file", Kind.FILE))


def _with_category(declared: Declared, chinese: bool) -> Declared:
    """Where rows are to be filtered and nothing puts them in groups, the first thing gets a category."""
    fields = [field for thing in declared.things for field in thing.fields]
    if not fields or any(field.choices or _SORT.search(fold(field.name)) for field in fields):
        return declared
    first, *others = declared.things
    category = DeclaredField("分类" if chinese else "category", "text", Kind.TEXT)
    return replace(declared, things=(_with(first, category), *others))


def _with_points(thing: DeclaredThing, chinese: bool) -> DeclaredThing:
    return _with(thing, DeclaredField("积分" if chinese else "points", "number", Kind.NUMBER, default="0"))


def _with(thing: DeclaredThing, field: DeclaredField) -> DeclaredThing:
    if any(fold(each.name) == fold(field.name) for each in thing.fields):
        return thing
    return replace(thing, fields=(*thing.fields, field))
