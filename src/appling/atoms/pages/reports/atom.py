"""Reports that people put together."""

from typing import ClassVar

from appling.atoms.base import Need, PartAtom, Rows
from appling.atoms.base.columns import field_column
from appling.atoms.base.trait import Words
from appling.blueprint.model.app import App, Part

SHOWN = ("period", "shared", "author")


class Reports(PartAtom):
    """Reports that people put together themselves: which figures, in which order, for which time.

    A report is made of the app's own figures, charts, tables and cross tables, and of simple ones that the
    reader chooses: how many rows of a thing there are, or what a number of theirs adds up to, by what. It
    has a name and is kept; whoever made it changes it and shares it. It is printed, or saved as PDF, with
    its time range on top, and shows everybody only what they may see. `reports of Sale` keeps to what is
    about these things; `for` says for whom reports are.
    """

    name = "reports"
    aliases = (
        "custom reports",
        "report builder",
        "report generator",
        "report generation",
        "report center",
        "report centre",
        "报表",
        "报表中心",
        "统计报表",
    )
    thing = "optional"
    several = True
    collection = True
    noun = "saved report"
    keeps = """
        thing MADE
          name: text, required, max 80
          period: choice(all days, this week, this month, last month, this quarter, last quarter, this year, last year, last 30 days, last 12 months, chosen days), required = this month
          first day: date, required when period = chosen days
          last day: date, required when period = chosen days
          parts: tags, required, max 24
          shared: yes/no
          author: person = me
          PEOPLE may see own, add own, change own, remove own
          PEOPLE may see where shared
    """  # noqa: E501
    words: ClassVar[Words] = {
        "zh": {
            "saved report": "自选报表",
            "name": "名称",
            "parts": "内容",
            "period": "时间范围",
            "all days": "全部时间",
            "this week": "本周",
            "this month": "本月",
            "last month": "上月",
            "this quarter": "本季度",
            "last quarter": "上季度",
            "this year": "今年",
            "last year": "去年",
            "last 30 days": "最近30天",
            "last 12 months": "最近12个月",
            "chosen days": "指定日期",
            "first day": "开始日期",
            "last day": "结束日期",
            "shared": "共享",
            "author": "作者",
        }
    }
    good = (
        """
        app Corner Shop
          about: What we sold, to whom, and what is left.
          people: seller, manager
          seller may see, add
          manager may do all

        thing Product
          name: text, required
          category: choice(bread, cake, drinks)
          price: money

        thing Sale
          product: Product, required
          pieces: number, required, min 1 = 1
          amount: money
          day: date = today

        page Figures
          stat "Takings" of Sale show sum(amount)
          chart "Takings per month" of Sale by month(day) show sum(amount)
          pivot "Who bought what" of Sale by product, month(day) show sum(pieces)
          table "Sales" of Sale sort day desc with totals = yes
        page Reports for manager
          reports
        """,
        """
        app 门店日报
          about: 每天的营业情况
          people: 店员, 店长
          店员 may see, add
          店长 may do all

        thing 销售
          品种: choice(面包, 蛋糕, 饮料)
          金额: money
          日期: date = today

        thing 客户
          姓名: text, required

        page 概览
          stat "营业额" of 销售 show sum(金额)
          chart "每月营业额" of 销售 by month(日期) show sum(金额)
        page 报表
          报表 "营业报表" of 销售 for 店长
        """,
    )
    bad = (
        """
        # part-clash
        app Corner Shop

        thing Saved Report
          name: text, required

        page Reports
          reports
        """,
        """
        # unknown-thing
        app Corner Shop

        thing Sale
          amount: money

        page Reports
          reports of Zebra
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        thing = app.thing(part.thing or "")
        named = [field for field in thing.fields if field.key == thing.title or field.key in SHOWN]
        columns = tuple(field_column(field) for field in named)
        return Rows(thing.key, columns, controls=False, limit=part.limit)
