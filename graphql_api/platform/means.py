"""The mean of a sum that is kept, as SQL computes it: to the digit what the core would."""

from pypika_tortoise.context import SqlContext
from pypika_tortoise.enums import Dialects
from pypika_tortoise.terms import Term


class Mean(Term):
    """A sum over a count, rounded once, to two decimals, half up; null where nothing was counted.

    All of it is whole numbers, because a quotient that is rounded on its way is rounded twice.

    Args:
        total: the sum, not negative, with six decimals at most.
        count: of how many.
    """

    def __init__(self, total: Term, count: Term) -> None:
        super().__init__()
        self._total = total
        self._count = count

    def get_sql(self, ctx: SqlContext) -> str:
        """The expression for the engine."""
        inner = ctx.copy(with_alias=False)
        total, count = self._total.get_sql(inner), self._count.get_sql(inner)
        if ctx.dialect is Dialects.SQLITE:
            hundredths = f"((CAST(round({total} * 1000000) AS INTEGER) + 5000 * {count}) / (10000 * {count}))"
            mean = f"printf('%d.%02d', {hundredths} / 100, {hundredths} % 100)"
        else:
            mean = f"round(div({total} * 1000000 + 5000::bigint * {count}, 10000::bigint * {count}) / 100, 2)"
        sql = f"CASE WHEN {count} > 0 THEN {mean} END"
        return f'{sql} "{self.alias}"' if ctx.with_alias and self.alias else sql
