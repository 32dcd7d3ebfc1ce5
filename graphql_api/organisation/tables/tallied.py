"""What tallies count, in SQL: visits and issues of villages, registrations, and what registered members did.

What happens is a row of (`unit_id`, `figure`, `day`, `total`). What lasts is one of (`unit_id`, `figure`, `since`,
`begun`, `ended`), of which `since` says since when it is what it is, where that is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import orjson

from governance_core.organisation import OPEN, IssueStatus, MembershipKind, ServiceRecordStatus
from graphql_api.platform.dated import FOREVER

ALWAYS = date(1900, 1, 1)
"""What nobody asks since when it is so has been so since then."""

VISITS = "visits"
RAISED, OPENED, WAITING, OVERDUE = "raised", "open", "waiting", "overdue"
RESOLVED, DECLINED = IssueStatus.RESOLVED.value, IssueStatus.DECLINED.value
REGISTERED, ACTIVE = "registered", "active"
SERVED = "served "
"""Before the kind of work, that it was done."""

LASTING = (RAISED, RESOLVED, DECLINED, OPENED, WAITING, OVERDUE, REGISTERED, ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What an act changes of what is counted, by key: everything that is about one of these.

    Attributes:
        visits: visits of liaison teams.
        issues: issues.
        records: service records.
        members: people who are registered somewhere.
        units: where all this is.
    """

    visits: Sequence[str] = ()
    issues: Sequence[str] = ()
    records: Sequence[str] = ()
    members: Sequence[str] = ()
    units: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Facts:
    """The queries of what is counted: of everything, or of what is touched, whose keys become parameters.

    Attributes:
        sqlite: of which engine.
        touched: what is touched; None for everything.
        values: the parameters.
    """

    sqlite: bool
    touched: Touched | None
    values: list[object] = field(default_factory=list)

    def happening(self) -> list[str]:
        """What happens on a day."""
        found = []
        if (where := self._among(("id", "visits"), ("village_id", "units"))) is not None:
            found.append(
                f"SELECT village_id AS unit_id, '{VISITS}' AS figure, visited_on AS day, 0 AS total"
                f" FROM organisation_liaison_visit WHERE withdrawn_at IS NULL{where}"
            )
        if (where := self._among(("id", "records"), ("unit_id", "units"))) is not None:
            found.append(
                f"SELECT unit_id, '{SERVED}' || kind AS figure, served_on AS day, tenths AS total"
                f" FROM organisation_service_record WHERE status = '{ServiceRecordStatus.VERIFIED.value}'{where}"
            )
        return found

    def lasting(self) -> list[str]:
        """What is so from a day until another."""
        return [*self._issues(), *self._members()]

    def _issues(self) -> list[str]:
        where = self._among(("issue_id", "issues"), ("village_id", "units"))
        if where is None:
            return []
        still = ", ".join(f"'{status.value}'" for status in OPEN)
        late = "date(due_on, '+1 day')" if self.sqlite else "due_on + 1"
        late = f"{self.greatest}(valid_from, {late})"
        said = (
            (f"'{RAISED}'", "raised_on", "valid_from", f"status <> '{IssueStatus.WITHDRAWN.value}'"),
            ("status", "valid_from", "valid_from", f"status IN ('{RESOLVED}', '{DECLINED}')"),
            (f"'{OPENED}'", self.always, "valid_from", f"status IN ({still})"),
            (f"'{WAITING}'", self.always, "valid_from", f"status = '{IssueStatus.RAISED.value}'"),
            (f"'{OVERDUE}'", self.always, late, f"status IN ({still}) AND due_on IS NOT NULL"),
        )
        return [
            f"SELECT village_id AS unit_id, {figure} AS figure, {since} AS since, {begun} AS begun, valid_to AS ended"
            f" FROM organisation_liaison_issue_standing WHERE superseded_at IS NULL AND {so}{where}"
            for figure, since, begun, so in said
        ]

    def _members(self) -> list[str]:
        """Who is registered; and who of them did what last on which day, until they do something again."""
        where = self._among(("m.person_id", "members"), ("m.unit_id", "units"))
        if where is None:
            return []
        member = "organisation_membership AS m"
        so = f"m.kind = '{MembershipKind.REGISTRATION.value}' AND m.superseded_at IS NULL{where}"
        theirs = "" if self.touched is None else f" AND person_id IN (SELECT m.person_id FROM {member} WHERE {so})"
        days = (
            "SELECT DISTINCT person_id, served_on FROM organisation_service_record"
            f" WHERE status = '{ServiceRecordStatus.VERIFIED.value}'{theirs}"
        )
        last = (
            f"SELECT person_id, served_on, coalesce(lead(served_on) OVER (PARTITION BY person_id ORDER BY served_on),"
            f" {self.forever}) AS until FROM ({days}) AS d"
        )
        return [
            (
                f"SELECT m.unit_id, '{REGISTERED}' AS figure, {self.always} AS since, m.valid_from AS begun,"
                f" m.valid_to AS ended FROM {member} WHERE {so}"
            ),
            (
                f"SELECT m.unit_id, '{ACTIVE}' AS figure, d.served_on AS since,"
                f" {self.greatest}(m.valid_from, d.served_on) AS begun, {self.least}(m.valid_to, d.until) AS ended"
                f" FROM ({last}) AS d JOIN {member} ON m.person_id = d.person_id WHERE {so}"
            ),
        ]

    def _among(self, *keys: tuple[str, str]) -> str | None:
        """The further condition that a row is touched by one of the columns; None where nothing of its kind is."""
        if self.touched is None:
            return ""
        given = [(column, getattr(self.touched, name)) for column, name in keys]
        told = [f"{column} {self._one_of(found)}" for column, found in given if found]
        return f" AND ({' OR '.join(told)})" if told else None

    def _one_of(self, keys: Sequence[str]) -> str:
        self.values.append(orjson.dumps(list(keys)).decode() if self.sqlite else list(keys))
        place = len(self.values)
        return f"IN (SELECT value FROM json_each(?{place}))" if self.sqlite else f"= ANY(${place}::varchar[])"

    @property
    def greatest(self) -> str:
        """The function that gives the later of two days."""
        return "max" if self.sqlite else "greatest"

    @property
    def least(self) -> str:
        """The function that gives the earlier of two days."""
        return "min" if self.sqlite else "least"

    @property
    def always(self) -> str:
        """`ALWAYS`, written into a statement."""
        return self.day(ALWAYS)

    @property
    def forever(self) -> str:
        """A day that never comes."""
        return self.day(FOREVER)

    def day(self, day: date) -> str:
        """A day that is the same in every run, written into a statement."""
        return f"'{day.isoformat()}'" if self.sqlite else f"DATE '{day.isoformat()}'"
