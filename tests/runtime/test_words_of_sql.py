"""Things and fields may be called by the words of the database's own language."""

from tests.runtime.conftest import read_app

from appling.runtime import try_app

WORDS = ("old", "new", "with", "values", "nothing", "returning", "select", "case")


def named_so(words: tuple[str, ...]) -> str:
    """An app whose things and fields have these names, with an action and a part that use each."""
    things = "\n".join(
        f"""
thing "{word}"
  "{word}": text, required
  n: number = 1
  link: "{words[0]}"
  member may do all
action Grow{index} on "{word}" when "{word}" is not empty
  set n = n + 1
page P{index}
  table of "{word}" where "{word}" is not empty sort "{word}"
  stat of "{word}" show sum(n)
"""
        for index, word in enumerate(words)
    )
    return f"app Words\n  people: member\n{things}"


def test_words_of_sql_can_be_names() -> None:
    source = named_so(WORDS)
    report = try_app(read_app(source), source)
    assert report.ok, report.failures[:3]
