"""Why somebody who was to take part in a cycle has no result in it."""

from collections.abc import Mapping
from enum import StrEnum

from governance_core.values import Text


class Absence(StrEnum):
    """What keeps somebody who was enrolled from being scored, because more has become known of their posts since.

    NO_POST: on no day of the cycle they hold a post, nor are they a unit, that one of its schemes is about.
    ELSEWHERE: where they served last the cycle does not reach.
    """

    NO_POST = "no-post"
    ELSEWHERE = "elsewhere"

    @property
    def explanation(self) -> Text:
        """The same as a sentence."""
        return _EXPLAINED[self]


_EXPLAINED: Mapping[Absence, Text] = {
    Absence.NO_POST: Text(
        zh="已纳入考核,但考核期内已无本周期指标方案所考核的职务,请核对任职记录",
        en="Enrolled, but by now known to hold no post in the cycle's days that its schemes are about: check the posts",
    ),
    Absence.ELSEWHERE: Text(
        zh="已纳入考核,但最后任职的单位不在本周期范围内,请核对任职记录",
        en="Enrolled, but by now known to have served last in a unit that the cycle does not reach: check the posts",
    ),
}
