"""What happens when, in words of the app's language."""

import pytest
from tests.runtime.conftest import read_app

from appling.runtime.owners.occasions import occasion
from appling.runtime.translate import translator

SAID = (
    ("when Loan is removed", "when Loan is removed", "Loan被删除时"),
    ("every day", "every day at 08:00", "每天 08:00"),
    ("every hour", "every hour", "每小时"),
    ("every month at 07:30", "on the first of every month at 07:30", "每月一日 07:30"),
    ("every friday at 18:00", "every Friday at 18:00", "每逢星期五 18:00"),
    ("every day for each Loan", "every day at 08:00, for each Loan", "每天 08:00，逐条处理Loan"),
    ("3 days after due of Loan", "3 days after “due” of Loan", "Loan的“due”之后3天"),
    ("90 days before due of Loan", "90 days before “due” of Loan", "Loan的“due”之前90天"),
    ("1 hour after Loan is added", "1 hour after Loan was added", "Loan添加后1小时"),
)


@pytest.mark.parametrize(("written", "english", "chinese"), SAID)
def test_it_is_said_in_the_language_of_the_app(written: str, english: str, chinese: str) -> None:
    for language, expected in (("en", english), ("zh", chinese)):
        steps = f'{written}\n  notify owner "x"\n'
        app = read_app(f"app A\n  language: {language}\nthing Loan\n  due: date\n{steps}")
        assert occasion(app.triggers[0], app, translator(language)) == expected
