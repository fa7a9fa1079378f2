import datetime

from planner.base.days import MONTHS, month_name
from planner.sheets.history import moment
from planner.sheets.status import day_text


class GermanDay(datetime.date):
    """A day that names its month as the standard library does on a German system."""

    def strftime(self, _format: str) -> str:
        return "Mär 2027"


def test_a_month_is_called_by_the_same_name_whatever_the_systems_language() -> None:
    short = [month_name(2027 * 12 + i) for i in range(12)]
    assert " ".join(short) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    assert MONTHS[2] == "March"
    assert day_text(GermanDay(2027, 3, 9)) == "9 Mar 2027"
    assert moment("2027-03-09T08:05:00+01:00") == "9 Mar 2027, 08:05"
