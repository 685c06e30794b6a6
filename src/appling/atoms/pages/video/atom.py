"""Films to watch."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base.media import played
from appling.atoms.base.telling import TellingPart
from appling.blueprint.model.app import App, Part


class Video(TellingPart):
    """Films to watch: uploaded files play on the page itself; a film on another site is a plain link.

    Of a thing with a file or a web address; or of lines that lead to an address. Nothing is loaded from
    another site before somebody asks for it.
    """

    name = "video"
    aliases = (
        "videos",
        "video player",
        "video list",
        "film",
        "films",
        "movie player",
        "clip",
        "clips",
        "trailer",
        "video section",
        "video gallery",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    good = (
        """
        app Village Band
          visitor may see

        thing Film
          title: text, required
          clip: file

        page Watch
          video "From the last concert" of Film limit 4
          video
            "The march of 1984" to "https://www.youtube.com/watch?v=abc"
        """,
        """
        app 在线课堂
          visitor may see

        thing 课程
          名称: text, required
          视频: url

        page 课程
          video of 课程
        """,
    )
    bad = (
        """
        # clause-not-taken
        app Four O'Clock Bakery
          about: Bread baked at four in the morning and sold until it is gone.
          visitor may see

        thing Bread
          name: text, required

        page Home
          video of Bread by name
        """,
    )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"played": played}
