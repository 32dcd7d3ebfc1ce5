"""What Party members do where they are registered: what is recorded, who decides about it, what it comes to."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from governance_core.errors import (
    AlreadyDecided,
    Blank,
    InvalidInput,
    Malformed,
    NotRegistered,
    NotTheSubmitter,
    NotYetHappened,
    OutOfRange,
    OwnRecord,
    OwnSubmission,
    RecordedOutOfOrder,
    TooLong,
)
from governance_core.organisation import (
    MembershipKind,
    ServiceCount,
    ServiceKind,
    ServiceRecordId,
    ServiceRecordStatus,
    ServiceRecordSubmitted,
    ServiceTally,
    join_unit,
    leave_unit,
    reject_service_record,
    service_tally_of,
    submit_service_record,
    verify_service_record,
    withdraw_service_record,
)
from governance_core.values import MembershipId, Period, PersonId, UnitId

JUNE = date(2020, 6, 1)
JULY = date(2020, 7, 1)
MEMBER, COLLEAGUE, SECRETARY = PersonId("member"), PersonId("colleague"), PersonId("secretary")


@pytest.fixture
def memberships(make: Any) -> list[Any]:
    """A member of a branch who lived in one village until June, and lives in another since."""
    town = make.unit("town", "town")
    one, other = make.unit("one", "village", town), make.unit("other", "village", town)
    branch = make.unit("branch", "party-branch", make.unit("committee", "party-committee", area=one), one)
    held: list[Any] = []
    for unit, kind in ((branch, MembershipKind.PARTY), (one, MembershipKind.REGISTRATION)):
        outcome = join_unit(
            id=MembershipId(unit.id),
            person=make.person("member"),
            unit=unit,
            kind=kind,
            period=Period(start=date(2020, 3, 1)),
            recorded_at=make.at(1),
            others=held,
        )
        held.append(outcome.state)
    held[1] = leave_unit(held[1], on=JUNE, recorded_at=make.at(2)).state
    moved = join_unit(
        id=MembershipId("other"),
        person=make.person("member"),
        unit=other,
        kind=MembershipKind.REGISTRATION,
        period=Period(start=JUNE),
        recorded_at=make.at(2),
        others=held,
    )
    return [*held, moved.state]


@pytest.fixture
def submit(make: Any, memberships: list[Any]) -> Any:
    """Submits a record of two hours on the first of July, unless something else is said."""

    def submit(**more: Any) -> Any:
        given = {
            "person": MEMBER,
            "served_on": JULY,
            "kind": ServiceKind.VOLUNTEERING,
            "title": "清理小区",
            "hours": Decimal(2),
            "memberships": memberships,
            "submitted_by": COLLEAGUE,
            "today": JULY,
        }
        return submit_service_record(id=ServiceRecordId("r"), submitted_at=make.at(5), **given | more)

    return submit


def test_a_record_is_of_the_place_where_the_member_was_registered_on_its_day(submit: Any) -> None:
    """Whoever has moved served the old place before and serves the new one since; nobody has to say where."""
    before, since = submit(served_on=JUNE - timedelta(days=1)), submit(served_on=JUNE)

    assert [outcome.state.unit for outcome in (before, since)] == ["one", "other"]
    assert since.events == (
        ServiceRecordSubmitted(effective_on=JUNE, record=ServiceRecordId("r"), person=MEMBER, unit=UnitId("other")),
    )


@pytest.mark.parametrize(
    ("given", "refusal", "path"),
    [
        ({"title": " "}, Blank, ("title",)),
        ({"title": "长" * 201}, TooLong, ("title",)),
        ({"hours": Decimal(0)}, OutOfRange, ("hours",)),
        ({"hours": Decimal("24.1")}, OutOfRange, ("hours",)),
        ({"hours": Decimal("1.25")}, Malformed, ("hours",)),
        ({"hours": Decimal("NaN")}, Malformed, ("hours",)),
        ({"served_on": JULY + timedelta(days=1)}, NotYetHappened, ("served_on",)),
        ({"served_on": date(2020, 2, 29)}, NotRegistered, ("served_on",)),
        ({"person": COLLEAGUE}, NotRegistered, ("served_on",)),
        ({"title": "", "hours": Decimal(25)}, InvalidInput, ()),
    ],
)
def test_refuses_what_cannot_have_been(submit: Any, given: Any, refusal: type[Exception], path: tuple[str]) -> None:
    """A title, 0.1 to 24 hours in tenths, a day that has come, and a registration on it."""
    with pytest.raises(refusal) as refused:
        submit(**given)

    assert refused.value.path == path


def test_somebody_else_decides_once(make: Any, submit: Any) -> None:
    """Neither the member nor who submitted verifies or rejects; what is decided stays so."""
    record = submit().state

    for by, refusal in ((MEMBER, OwnRecord), (COLLEAGUE, OwnSubmission)):
        with pytest.raises(refusal):
            verify_service_record(record, decided_by=by, decided_at=make.at(6))
        with pytest.raises(refusal):
            reject_service_record(record, decided_by=by, decided_at=make.at(6), reason="不实")
    with pytest.raises(OwnSubmission):
        verify_service_record(replace(record, submitted_by=None), decided_by=None, decided_at=make.at(6))
    with pytest.raises(RecordedOutOfOrder):
        verify_service_record(record, decided_by=SECRETARY, decided_at=make.at(4))
    verified = verify_service_record(record, decided_by=SECRETARY, decided_at=make.at(6)).state

    assert (verified.status, verified.decided_by) == (ServiceRecordStatus.VERIFIED, SECRETARY)
    with pytest.raises(AlreadyDecided):
        reject_service_record(verified, decided_by=SECRETARY, decided_at=make.at(7), reason="不实")
    with pytest.raises(AlreadyDecided):
        withdraw_service_record(verified, withdrawn_by=COLLEAGUE, decided_at=make.at(7))


def test_a_rejection_says_why_and_a_withdrawal_is_the_submitters(make: Any, submit: Any) -> None:
    """The member does not withdraw what a colleague has submitted."""
    record = submit().state

    with pytest.raises(Blank):
        reject_service_record(record, decided_by=SECRETARY, decided_at=make.at(6), reason=" ")
    with pytest.raises(NotTheSubmitter):
        withdraw_service_record(record, withdrawn_by=MEMBER, decided_at=make.at(6))
    rejected = reject_service_record(record, decided_by=SECRETARY, decided_at=make.at(6), reason="不实").state
    withdrawn = withdraw_service_record(record, withdrawn_by=COLLEAGUE, decided_at=make.at(6)).state

    assert (rejected.status, rejected.reason) == (ServiceRecordStatus.REJECTED, "不实")
    assert (withdrawn.status, withdrawn.decided_by) == (ServiceRecordStatus.WITHDRAWN, COLLEAGUE)


def test_a_tally_sums_by_kind() -> None:
    """In the order of the kinds; a kind of which there is nothing is left out."""
    counts = [
        ServiceCount(kind=ServiceKind.PATROL, records=1, hours=Decimal("1.5")),
        ServiceCount(kind=ServiceKind.VISITING, records=2, hours=Decimal(3)),
        ServiceCount(kind=ServiceKind.PATROL, records=2, hours=Decimal("0.5")),
    ]

    assert service_tally_of(5, 2, counts) == ServiceTally(
        registered=5,
        active=2,
        records=5,
        hours=Decimal(5),
        by_kind=(
            ServiceCount(kind=ServiceKind.VISITING, records=2, hours=Decimal(3)),
            ServiceCount(kind=ServiceKind.PATROL, records=3, hours=Decimal(2)),
        ),
    )
