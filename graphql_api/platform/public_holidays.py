"""The national calendar: public holidays, and the Saturdays and Sundays that are worked instead of others (调休).

From the library `holidays`, which has the State Council's arrangement for the years that were announced when it was
released; of later years it knows the holidays by law, and no make-up days.
"""

from datetime import date
from functools import cache

from holidays import country_holidays

from governance_core.values import Text

FIRST_YEAR, LAST_YEAR = 1950, 2098
PublicDay = tuple[date, bool, Text]
"""A day, whether it is worked, and why."""
_SATURDAY = 5
_MADE_UP = Text(zh="调休上班", en="Worked instead of another day")


@cache
def public_days(year: int) -> tuple[PublicDay, ...]:
    """The days of a year that differ from the plain week, in order; none where the library knows nothing of it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    # A year's arrangement may begin in the last days of the one before.
    zh, en = (country_holidays("CN", years=(year, year + 1), language=language) for language in ("zh_CN", "en_US"))
    off = [(day, False, Text(zh=zh[day], en=en[day])) for day in zh if day.year == year and day.weekday() < _SATURDAY]
    worked = [(day, True, _MADE_UP) for day in zh.weekend_workdays if day.year == year]
    return tuple(sorted([*off, *worked], key=lambda said: said[0]))
