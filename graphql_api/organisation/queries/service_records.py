"""Where registrations and the records of what members do there come from, who may see them, and what waits for whom.

A member sees their own, and whoever has submitted a record that one. Who reviews sees what was done in their area, and
where the members of the Party units there are registered and what they did. Only the place itself decides about it.
"""

from governance_core.errors import NotFound
from governance_core.organisation import MembershipKind, ServiceRecord, ServiceRecordStatus
from graphql_api.organisation.queries.sources import name_of_person, name_of_unit
from graphql_api.organisation.queries.visibility import visible_units
from graphql_api.organisation.tables import MembershipRow, ServiceRecordRow, service_records
from graphql_api.platform.access import ALL_ROLES, REVIEWING_ROLES, Principal
from graphql_api.platform.dated import so_on
from graphql_api.platform.reading.declare import (
    Before,
    Differs,
    Equals,
    ForRoles,
    From,
    Many,
    One,
    OneOf,
    Personal,
    Source,
    Through,
    Where,
)
from graphql_api.platform.work import Work

BRANCH_MEMBERSHIP = Source(
    name="BranchMembership",
    table=MembershipRow,
    key="membership_id",
    dated=True,
    access=ForRoles(roles=REVIEWING_ROLES, others=Through(relations=("unit",))),
    relations={"unit": One(target="Unit", local="unit_id")},
    filters={"kind": Equals(column="kind", few=False)},
)
"""A membership as whoever reviews for its unit's area sees it. A branch reviews what its members do elsewhere."""

_BRANCH = Many(
    target="BranchMembership", remote="person_id", local="person_id", where={"kind": MembershipKind.PARTY.value}
)

REGISTRATION = Source(
    name="Registration",
    table=MembershipRow,
    key="membership_id",
    dated=True,
    access=Personal(column="person_id", roles=ALL_ROLES, others=Through(relations=("unit", "branch"))),
    computed={"unit_name": name_of_unit("unit_id")},
    relations={
        "person": One(target="Person", local="person_id"),
        "unit": One(target="Unit", local="unit_id"),
        "membership": One(target="Membership", local="membership_id"),
        "branch": _BRANCH,
    },
    filters={"kind": Equals(column="kind", few=False), "in_area": Where(relation="unit", filter="in_area")},
)
"""A membership as its member and their branch see it too, whose tokens may not cover the place."""

SERVICE_RECORD = Source(
    name="ServiceRecord",
    table=ServiceRecordRow,
    access=Personal(
        column="person_id",
        roles=ALL_ROLES,
        others=Personal(column="submitted_by", roles=REVIEWING_ROLES, others=Through(relations=("unit", "branch"))),
    ),
    computed={"person_name": name_of_person("person_id"), "unit_name": name_of_unit("unit_id")},
    relations={
        "person": One(target="Person", local="person_id"),
        "unit": One(target="Unit", local="unit_id"),
        "submitter": One(target="Person", local="submitted_by"),
        "decider": One(target="Person", local="decided_by"),
        "branch": _BRANCH,
    },
    order=("-served_on",),
    filters={
        "person": Equals(column="person_id"),
        "not_person": Differs(column="person_id"),
        "not_submitter": Differs(column="submitted_by"),
        "kinds": OneOf(column="kind"),
        "statuses": OneOf(column="status"),
        "since": From(column="served_on"),
        "until": Before(column="served_on"),
        "within": Where(relation="unit", filter="within"),
    },
)

SERVICE_SOURCES = (REGISTRATION, BRANCH_MEMBERSHIP, SERVICE_RECORD)


def awaiting(principal: Principal) -> dict[str, object]:
    """The conditions of the service records that a caller could decide about: of their area, by and about others."""
    statuses = (ServiceRecordStatus.SUBMITTED.value,) if principal.role in REVIEWING_ROLES else ()
    within = {} if principal.scope_id is None else {"within": principal.scope_id}
    return {"statuses": statuses, "not_person": principal.person_id, "not_submitter": principal.person_id, **within}


async def require_service_record(work: Work, key: str) -> ServiceRecord:
    """The service record of an act, which its caller must be able to see.

    Raises:
        NotFound: there is none, or not for this caller.
    """
    record = await service_records.load_record(key)
    if record is None or not await _sees(work, record):
        raise NotFound(kind="service record", key=key, path=("record",))
    return record


async def _sees(work: Work, record: ServiceRecord) -> bool:
    if work.person is not None and work.person in (record.person, record.submitted_by):
        return True
    if work.principal.role not in REVIEWING_ROLES:
        return False
    held = MembershipRow.filter(so_on(work.today), person_id=record.person, kind=MembershipKind.PARTY.value)
    branches = [str(unit) for unit in await held.values_list("unit_id", flat=True)]
    return bool(await visible_units(work, [record.unit, *branches], None))
