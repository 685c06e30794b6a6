"""Sound to listen to."""

from collections.abc import Mapping
from typing import Any

from appling.atoms.base.media import played
from appling.atoms.base.telling import TellingPart
from appling.blueprint.model.app import App, Part


class Audio(TellingPart):
    """Sound to listen to: uploaded files play on the page itself; what lies on another site is a plain link.

    Of a thing with a file or a web address; or of lines that lead to an address.
    """

    name = "audio"
    aliases = (
        "audio player",
        "music player",
        "music",
        "podcast",
        "podcasts",
        "player",
        "playlist",
        "songs",
        "tracks",
        "sound",
        "recordings",
        "episodes",
    )
    clauses = frozenset({"where", "sort", "show", "limit"})
    collection = True
    most = 40
    good = (
        """
        app Village Band
          visitor may see

        thing Piece
          title: text, required
          recording: file

        page Listen
          audio "Pieces we play" of Piece sort title
        """,
        """
        app 播客
          visitor may see

        thing 节目
          标题: text, required
          音频: file
          简介: long text

        page 收听
          audio of 节目
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
          audio of Bread by name
        """,
    )

    def view(self, part: Part, app: App, data: Any) -> Mapping[str, object]:
        return {"played": played}
