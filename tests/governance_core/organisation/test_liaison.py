"""Direct-liaison teams: who is in them, where they go, and what becomes of what they raise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance_core.errors import (
    AlreadyInHand,
    AlreadyInTeam,
    Blank,
    InvalidInput,
    IssueNotReady,
    LiaisonDayToCome,
    LiaisonDayTooEarly,
    LiaisonKindNotAllowed,
    NothingToCorrect,
    NotInExistence,
    NotInTeam,
    OutsideVillage,
    RuleViolation,
    TeamHasLeader,
    TooLong,
    TooManySteps,
    VillageServed,
    VisitOfOtherTeam,
    VisitWithdrawn,
)
from governance_core.organisation import (
    OPEN,
    IssueStatus,
    LiaisonIssueId,
    LiaisonMembershipId,
    LiaisonPlace,
    LiaisonRole,
    LiaisonTeamId,
    LiaisonVisitId,
    decline_liaison_issue,
    disband_liaison_team,
    dissolve,
    form_liaison_team,
    hand_liaison_issue,
    join_liaison_team,
    leave_liaison_team,
    overdue_on,
    raise_liaison_issue,
    record_liaison_visit,
    rename_liaison_team,
    reopen_liaison_issue,
    resolve_liaison_issue,
    standing_of,
    standings_of,
    withdraw_liaison_issue,
    withdraw_liaison_visit,
)
from governance_core.values import Period, PersonId, Text, UnitId

FIRST = date(2020, 3, 1)
TODAY = date(2020, 7, 1)
SINCE = Period(start=FIRST)
NAME = Text(zh="鹤峰直联团队")
HOME = LiaisonPlace(unit=UnitId("home"), kind="household", above=(UnitId("coop"), UnitId("hefeng"), UnitId("town")))
FAR = LiaisonPlace(unit=UnitId("far"), kind="household", above=(UnitId("honggang"), UnitId("town")))
OFFICE = LiaisonPlace(unit=UnitId("office"), kind="department", above=(UnitId("town"),))
HALL = LiaisonPlace(unit=UnitId("hefeng"), kind="village", above=(UnitId("town"),))
WHO = PersonId("li")


@pytest.fixture(scope="module")
def village(make):
    """Hefeng, in its town."""
    return make.unit("hefeng", "village", make.unit("town", "town"))


@pytest.fixture(scope="module")
def team(make, village):
    """Its team, from March on."""
    return _formed(make, village)


@pytest.fixture(scope="module")
def leader(make, team):
    """Li, who leads it."""
    return _joined(make, team, "li", LiaisonRole.LEADER)


@pytest.fixture(scope="module")
def issue(make, team, leader):
    """An issue raised on the tenth of March."""
    return _raised(make, team, leader)


def _formed(make, village, key="team", on=FIRST, others=()):
    return form_liaison_team(
        id=LiaisonTeamId(key), village=village, name=NAME, on=on, recorded_at=make.at(2), others=others
    ).state


def _joined(make, team, who, role=LiaisonRole.MEMBER, period=SINCE, others=()):
    return join_liaison_team(
        id=LiaisonMembershipId(who),
        team=team,
        person=make.person(who),
        role=role,
        period=period,
        recorded_at=make.at(3),
        others=others,
    ).state


def _visited(make, team, *members, **more):
    facts = {"place": HOME, "on": date(2020, 3, 10), "visitors": [WHO], "note": "", "today": TODAY} | more
    return record_liaison_visit(
        id=LiaisonVisitId("visit"), team=team, memberships=members, recorded_by=WHO, recorded_at=make.at(4), **facts
    ).state


def _raised(make, team, *members, **more):
    facts = {"about": HOME, "title": "水管漏水", "description": "", "on": date(2020, 3, 10), "raised_by": WHO} | more
    return raise_liaison_issue(
        id=LiaisonIssueId("issue"), team=team, memberships=members, recorded_at=make.at(4), today=TODAY, **facts
    ).state


ACTS = {
    "hand": lambda issue, **at: hand_liaison_issue(issue, to=OFFICE, due_on=TODAY, reason="职责所在", **at),
    "hand on": lambda issue, **at: hand_liaison_issue(issue, to=HALL, due_on=TODAY, reason="属村务", **at),
    "resolve": lambda issue, **at: resolve_liaison_issue(issue, outcome="已修复", **at),
    "decline": lambda issue, **at: decline_liaison_issue(issue, reason="产权不清", **at),
    "reopen": lambda issue, **at: reopen_liaison_issue(issue, reason="又漏了", due_on=TODAY, **at),
    "withdraw": lambda issue, **at: withdraw_liaison_issue(issue, reason="重复", **at),
}


def _after(make, issue, *acts, day=date(2020, 3, 12)):
    for number, name in enumerate(acts):
        issue = ACTS[name](issue, on=day, today=TODAY, by=WHO, recorded_at=make.at(5 + number)).state
    return issue


def test_a_village_has_one_team_at_a_time(make, village, team):
    """A second team is refused while the first exists, and may follow it on the day it ends."""
    ended = disband_liaison_team(team, on=date(2020, 6, 1), recorded_at=make.at(5)).state.team

    with pytest.raises(VillageServed):
        _formed(make, village, "second", others=(team,))

    assert _formed(make, village, "second", on=date(2020, 6, 1), others=(ended,)).village == village.id


def test_a_team_serves_a_village_or_community_that_is_there(make, village):
    """Neither the town nor a village that does not exist yet has a team, and a team has a name."""
    with pytest.raises(LiaisonKindNotAllowed):
        _formed(make, make.unit("town", "town"))
    with pytest.raises(NotInExistence):
        _formed(make, village, on=date(2019, 1, 1))
    with pytest.raises(Blank):
        form_liaison_team(id=LiaisonTeamId("t"), village=village, name=Text(zh=" "), on=FIRST, recorded_at=make.at(1))


def test_a_village_with_a_team_is_not_dissolved(make, village, team):
    """The team has to be disbanded first."""
    with pytest.raises(VillageServed):
        dissolve(village, on=TODAY, recorded_at=make.at(9), liaison_teams=(team,))

    ended = disband_liaison_team(team, on=TODAY, recorded_at=make.at(9)).state.team
    gone = dissolve(village, on=TODAY, recorded_at=make.at(9), liaison_teams=(ended,)).state
    assert not gone.exists_on(TODAY)


def test_a_name_changes_from_a_day_on(make, team):
    """What the team was called before is still known, and the name it has is no change."""
    renamed = rename_liaison_team(team, name=Text(zh="新名"), on=TODAY, recorded_at=make.at(5)).state

    assert renamed.names.at(TODAY - timedelta(days=1)) == NAME
    assert renamed.names.at(TODAY) == Text(zh="新名")
    with pytest.raises(NothingToCorrect):
        rename_liaison_team(team, name=NAME, on=TODAY, recorded_at=make.at(5))


def test_a_person_is_in_a_team_once_and_a_team_has_one_leader(make, team, leader):
    """Twice at a time is refused, as is a second leader; each may follow the other."""
    with pytest.raises(AlreadyInTeam):
        _joined(make, team, "li", others=(leader,))
    with pytest.raises(TeamHasLeader):
        _joined(make, team, "wang", LiaisonRole.LEADER, others=(leader,))

    left = leave_liaison_team(leader, on=TODAY, recorded_at=make.at(6)).state
    later = _joined(make, team, "wang", LiaisonRole.LEADER, Period(start=TODAY), (left,))
    assert (left.roles.at(TODAY), later.roles.at(TODAY)) == (None, LiaisonRole.LEADER)
    with pytest.raises(NotInExistence):
        leave_liaison_team(left, on=TODAY, recorded_at=make.at(7))
    with pytest.raises(NotInExistence):
        _joined(make, team, "chen", period=Period(start=date(2020, 2, 1)))


def test_disbanding_ends_the_memberships(make, team, leader):
    """Whoever is in the team leaves with its end; who left before is not told of again."""
    gone = leave_liaison_team(_joined(make, team, "wang"), on=date(2020, 5, 1), recorded_at=make.at(6)).state

    outcome = disband_liaison_team(team, on=TODAY, recorded_at=make.at(7), memberships=(leader, gone))

    [ended] = outcome.state.memberships
    assert (ended.person, ended.roles.at(TODAY)) == (WHO, None)
    assert [event.name for event in outcome.events] == [
        "organisation.liaison-team-disbanded",
        "organisation.liaison-team-left",
    ]


def test_a_visit_is_of_members_to_a_place_of_their_village(make, team, leader):
    """Strangers, other villages, other kinds of units, days to come, and days without a team are refused."""
    assert _visited(make, team, leader, place=HALL).place == "hefeng"
    for given_, refusal in (
        ({"visitors": [PersonId("wang")]}, NotInTeam),
        ({"place": FAR}, OutsideVillage),
        ({"place": OFFICE}, LiaisonKindNotAllowed),
        ({"on": TODAY + timedelta(days=1)}, LiaisonDayToCome),
        ({"on": date(2020, 2, 1)}, NotInExistence),
        ({"visitors": []}, Blank),
        ({"visitors": [WHO, WHO], "note": "长" * 2001}, InvalidInput),
    ):
        with pytest.raises(refusal):
            _visited(make, team, leader, **given_)


def test_a_wrong_visit_is_withdrawn_once_and_stays_on_record(make, team, leader):
    """With its reason; and no issue is raised at it any more."""
    visit = _visited(make, team, leader)

    gone = withdraw_liaison_visit(visit, reason="日期有误", by=WHO, recorded_at=make.at(5)).state

    assert replace(gone, withdrawal=None) == visit
    with pytest.raises(VisitWithdrawn):
        withdraw_liaison_visit(gone, reason="再次", by=WHO, recorded_at=make.at(6))
    with pytest.raises(VisitWithdrawn):
        _raised(make, team, leader, visit=gone)


def test_an_issue_is_raised_by_a_member_about_a_part_of_the_village(make, team, leader):
    """At a visit of the same team, on its day or later."""
    visit = _visited(make, team, leader)
    raised = _raised(make, team, leader, visit=visit)

    assert (raised.visit, raised.raised_on, standing_of(raised).status) == (visit.id, visit.on, IssueStatus.RAISED)
    for given_, refusal in (
        ({"raised_by": PersonId("wang")}, NotInTeam),
        ({"about": FAR}, OutsideVillage),
        ({"visit": replace(visit, team=LiaisonTeamId("other"))}, VisitOfOtherTeam),
        ({"visit": visit, "on": date(2020, 3, 9)}, LiaisonDayTooEarly),
        ({"on": TODAY + timedelta(days=1)}, LiaisonDayToCome),
        ({"title": " "}, Blank),
        ({"title": "长" * 201}, TooLong),
    ):
        with pytest.raises(refusal):
            _raised(make, team, leader, **given_)


LEGAL = {
    (): {"hand", "hand on", "withdraw"},
    ("hand",): {"hand on", "resolve", "decline", "withdraw"},
    ("hand", "resolve"): {"reopen"},
    ("hand", "decline"): {"reopen"},
    ("hand", "resolve", "reopen"): {"hand on", "resolve", "decline", "withdraw"},
    ("withdraw",): set(),
}


@pytest.mark.parametrize("before", LEGAL)
def test_every_step_is_taken_from_where_it_makes_sense_and_nowhere_else(make, issue, before):
    """A refusal names where the issue stands."""
    so_far = _after(make, issue, *before)

    for name in ACTS:
        if name == "hand" and standing_of(so_far).handler == OFFICE.unit and so_far.steps[-1].due_on:
            with pytest.raises(AlreadyInHand):
                _after(make, so_far, name)
        elif name in LEGAL[before]:
            assert len(_after(make, so_far, name).steps) == len(so_far.steps) + 1
        else:
            with pytest.raises(IssueNotReady) as refusal:
                _after(make, so_far, name)
            assert refusal.value.status == standing_of(so_far).status.value


def test_an_issue_is_handed_on_with_a_reason_and_comes_back_to_who_answered(make, issue):
    """The first handing needs none; a reopened issue is with whoever answered it, and another answer is due."""
    at = {"today": TODAY, "by": WHO, "recorded_at": make.at(5), "on": date(2020, 3, 12)}
    handed = hand_liaison_issue(issue, to=OFFICE, due_on=date(2020, 4, 1), **at).state
    with pytest.raises(Blank):
        hand_liaison_issue(handed, to=HALL, due_on=date(2020, 4, 1), **at)
    with pytest.raises(LiaisonDayTooEarly):
        hand_liaison_issue(issue, to=OFFICE, due_on=date(2020, 3, 11), **at)
    with pytest.raises(LiaisonKindNotAllowed):
        hand_liaison_issue(issue, to=HOME, due_on=date(2020, 4, 1), **at)

    reopened = _after(make, handed, "resolve", "reopen")

    assert (standing_of(reopened).handler, standing_of(reopened).due_on) == ("office", TODAY)


def test_an_issue_is_overdue_from_the_day_after_it_was_due_until_it_is_answered(make, issue):
    """The last day is still in time, and an answer ends the question."""
    standings = standings_of(_after(make, _after(make, issue, "hand"), "resolve", day=TODAY))

    handed = standings.at(TODAY - timedelta(days=1))
    assert not overdue_on(handed, TODAY)
    assert overdue_on(handed, TODAY + timedelta(days=1))
    assert not overdue_on(standings.at(TODAY), TODAY + timedelta(days=99))


def test_an_issue_is_not_sent_round_for_ever(make, issue):
    """After forty steps it can only be answered or withdrawn."""
    rounds = ["hand", *(["hand on", "hand"] * 19)]
    full = _after(make, issue, *rounds)

    with pytest.raises(TooManySteps):
        _after(make, full, "hand on", day=date(2020, 3, 12))
    assert standing_of(replace(full, steps=_later(make, full, "resolve"))).status is IssueStatus.RESOLVED


def _later(make, issue, name):
    at = {"on": TODAY, "today": TODAY, "by": WHO, "recorded_at": make.at(99)}
    return ACTS[name](issue, **at).state.steps


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(-2, 20)), max_size=12))
def test_the_log_alone_says_where_an_issue_stood(make, issue, tried):
    """Whatever is tried: steps are only added, and each day's standing is that of the last step taken by then."""
    day, hour = issue.raised_on, 5
    for name, later in tried:
        before, hour = issue, hour + 1
        at = {"on": day + timedelta(days=later), "today": TODAY, "by": WHO, "recorded_at": make.at(hour)}
        try:
            issue = ACTS[name](issue, **at).state
        except RuleViolation:
            continue
        day = issue.steps[-1].on
        assert issue.steps[:-1] == before.steps

    standings = standings_of(issue)
    assert standings.at(date(2020, 3, 9)) is None
    for after in range(0, 120, 7):
        asked = issue.raised_on + timedelta(days=after)
        for known in (*(step.recorded_at for step in issue.steps), None):
            taken = [s for s in issue.steps if s.on <= asked and (known is None or s.recorded_at <= known)]
            found = standings.at(asked, known)
            assert (found.status, found.handler, found.due_on) == (
                taken[-1].status,
                taken[-1].handler,
                taken[-1].due_on,
            )
            assert (found.due_on is None) or found.status in OPEN
