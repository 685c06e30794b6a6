"""Words to look for in several things at once."""

from appling.atoms.base import Need, PartAtom
from appling.atoms.base.needs import Search as SearchNeed
from appling.blueprint.model.app import App, Part


class Search(PartAtom):
    """A field for words, and below it what is found: in everything, or in some things, `of Book, Author`.

    Every word must be found in a row's texts, or in what its links are called; case and accents make no
    difference. What is found stands by its thing, with the words marked; of one thing it can be
    narrowed by that thing's fields. Each person finds only what they may see. Every app with two or
    more things has such a search in the bar on top, at the key `/`, without being asked.
    """

    name = "search"
    aliases = ("global search", "search everything", "site search", "finder", "全文搜索", "全站搜索", "搜索")
    thing = "optional"
    several = True
    good = (
        """
        app Parish Library
          about: Find a book, or who wrote it.
          visitor may see

        thing Author
          name: text, required
          life: long text

        thing Book
          title: text, required
          author: Author
          about: long text
          shelf: choice(fiction, history, travel)

        thing Opening
          day: date
          remark: text

        page Find
          search of Book, Author
        page Books
          table of Book
        """,
        """
        app 社区档案
          about: 查找资料
          people: 会员
          会员 may see

        thing 文章
          标题: text, required
          正文: long text

        thing 活动
          名称: text, required
          日期: date

        page 查找
          search "查找资料"
        """,
    )
    bad = (
        """
        # several-things
        app Parish Library
        thing Book
          title: text
        thing Author
          name: text
        page Find
          table of Book, Author
        """,
        """
        # clause-not-taken
        app Parish Library
        thing Book
          title: text
        page Find
          search of Book sort title
        """,
    )

    def need(self, part: Part, app: App) -> Need:
        return SearchNeed((part.thing, *part.others) if part.thing is not None else ())
