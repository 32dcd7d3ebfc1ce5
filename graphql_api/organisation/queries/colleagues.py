"""Whose work a caller may judge: colleagues, not neighbours.

A place sees whoever lives there. What somebody achieved, learned or lacks is no business of the place they sleep in:
it is for those who lead where they hold a post or belong to the Party.
"""

from collections.abc import Sequence

from governance_core.organisation import MembershipKind
from graphql_api.organisation.queries.sources import PERSON
from graphql_api.platform.access import REVIEWING_ROLES
from graphql_api.platform.reading.declare import Many, Moment, One, Personal, Source, Through
from graphql_api.platform.reading.reader import Reader

COLLEAGUE = Source(
    name="Colleague",
    table=PERSON.table,
    key=PERSON.key,
    dated=True,
    access=Through(relations=("appointments", "party_memberships")),
    relations={
        "appointments": PERSON.relations["appointments"],
        "party_memberships": Many(target="Membership", remote="person_id", where={"kind": MembershipKind.PARTY.value}),
    },
)

# What a declaration of rows about somebody's work takes: they see their own, and whoever may judge them sees them.
ABOUT_WORK = Personal(column="person_id", roles=REVIEWING_ROLES, others=Through(relations=("colleague",)))
COLLEAGUE_OF_ROW = One(target=COLLEAGUE.name, local="person_id")


async def judged_by(reader: Reader, people: Sequence[str], moment: Moment) -> set[str]:
    """Those of the people about whose work the caller may know: themself, and colleagues for a reviewing role.

    What is made of rows about somebody's work (a score, a gap) must not be made of none where the caller sees none.
    """
    own = {person for person in people if person == reader.principal.person_id}
    others = sorted({*people} - own)
    if reader.principal.role not in REVIEWING_ROLES or not others:
        return own
    seen = await reader.by_key(COLLEAGUE, COLLEAGUE.key, others, moment)
    return own | {str(row[COLLEAGUE.key]) for row in seen}
