"""The acts of the practice as mutations: each takes one input and answers with what it changed."""

from datetime import timedelta

import strawberry

from governance_core.errors import NotFound
from graphql_api.plugin import Info, act, key_of, shown
from pomegranate_seeds import service
from pomegranate_seeds.schema.inputs import (
    PomegranateSeedsAnswerInput,
    PomegranateSeedsAppointInput,
    PomegranateSeedsCoverInput,
    PomegranateSeedsDeclineInput,
    PomegranateSeedsEndServiceInput,
    PomegranateSeedsHouseholdInput,
    PomegranateSeedsNominateInput,
    PomegranateSeedsRaiseInput,
    PomegranateSeedsRecogniseInput,
    PomegranateSeedsRetractInput,
    PomegranateSeedsReturnInput,
    PomegranateSeedsRouteInput,
    PomegranateSeedsWithdrawInput,
)
from pomegranate_seeds.schema.types import (
    PomegranateSeedsMatter,
    PomegranateSeedsNomination,
    PomegranateSeedsOfficer,
    PomegranateSeedsRecognition,
    PomegranateSeedsVisit,
    PomegranateSeedsWithdrawal,
)


@strawberry.type(description="A service that has ended. 解聘结果")
class PomegranateSeedsEndedService:
    """An officer who serves no more."""

    officer: PomegranateSeedsOfficer | None = strawberry.field(
        description="As they last served, or serve today; null where they never did, as is known now. 联络员"
    )


def _key(value: str, kind: str, name: str, *more: str) -> str:
    return key_of(value, kind, path=("input", name, *more))


def _own(value: str, name: str) -> str:
    return _key(value, f"PomegranateSeeds{name.title()}", name)


def _keys(values: list[strawberry.ID]) -> list[str]:
    return [_key(value, "Unit", "households", str(place)) for place, value in enumerate(values)]


@strawberry.type
class PomegranateSeedsMutation:
    """The acts of the practice."""

    @act(description="A household is put forward as a Five-Good Civilised Household. 推荐五好文明户")
    async def pomegranate_seeds_nominate_household(
        self,
        info: Info,
        input: PomegranateSeedsNominateInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsNomination:
        """A household is nominated."""
        key = await service.nominate(
            info.context.begin,
            household=_key(input.household, "Unit", "household"),
            criteria_met=input.criteria_met,
            on=input.on,
        )
        return await shown(info, PomegranateSeedsNomination, key)

    @act(description="A nomination is declined. 不予认定")
    async def pomegranate_seeds_decline_nomination(
        self,
        info: Info,
        input: PomegranateSeedsDeclineInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsNomination:
        """A nomination is declined."""
        key = await service.decline(
            info.context.begin,
            nomination=_own(input.nomination, "nomination"),
            reason=input.reason.strip(),
            on=input.on,
        )
        return await shown(info, PomegranateSeedsNomination, key)

    @act(description="A nominated household is recognised for the village's term. 认定五好文明户")
    async def pomegranate_seeds_recognise_household(
        self,
        info: Info,
        input: PomegranateSeedsRecogniseInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsRecognition:
        """A household is recognised."""
        key = await service.recognise(info.context.begin, nomination=_own(input.nomination, "nomination"), on=input.on)
        return await shown(info, PomegranateSeedsRecognition, key, input.on)

    @act(description="A recognition is withdrawn, and the service that rests on it ends. 撤销认定")
    async def pomegranate_seeds_withdraw_recognition(
        self,
        info: Info,
        input: PomegranateSeedsWithdrawInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsWithdrawal:
        """A recognition is withdrawn."""
        key = await service.withdraw(
            info.context.begin,
            recognition=_own(input.recognition, "recognition"),
            reason=input.reason.strip(),
            on=input.on,
        )
        return await shown(info, PomegranateSeedsWithdrawal, key)

    @act(description="A member of a recognised household becomes a liaison officer. 聘任联络员")
    async def pomegranate_seeds_appoint_officer(
        self,
        info: Info,
        input: PomegranateSeedsAppointInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsOfficer:
        """An officer is appointed."""
        key = await service.appoint(
            info.context.begin,
            recognition=_own(input.recognition, "recognition"),
            person=_key(input.person, "Person", "person"),
            households=_keys(input.households),
            on=input.on,
        )
        return await shown(info, PomegranateSeedsOfficer, key, input.on)

    @act(description="An officer covers more households. 增加联系户")
    async def pomegranate_seeds_cover_households(
        self,
        info: Info,
        input: PomegranateSeedsCoverInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsOfficer:
        """Households are covered."""
        key = await service.cover(
            info.context.begin, officer=_own(input.officer, "officer"), households=_keys(input.households), on=input.on
        )
        return await shown(info, PomegranateSeedsOfficer, key, input.on)

    @act(description="An officer covers a household no more. 取消联系户")
    async def pomegranate_seeds_end_coverage(
        self,
        info: Info,
        input: PomegranateSeedsHouseholdInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsOfficer:
        """A coverage ends."""
        key = await service.uncover(
            info.context.begin,
            officer=_own(input.officer, "officer"),
            household=_key(input.household, "Unit", "household"),
            on=input.on,
        )
        return await shown(info, PomegranateSeedsOfficer, key, input.on)

    @act(description="An officer serves no more, and covers nobody. 解聘联络员")
    async def pomegranate_seeds_end_service(
        self,
        info: Info,
        input: PomegranateSeedsEndServiceInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsEndedService:
        """A service ends."""
        key = await service.end(info.context.begin, officer=_own(input.officer, "officer"), on=input.on)
        try:
            served = await shown(info, PomegranateSeedsOfficer, key, input.on - timedelta(days=1), below=("officer",))
        except NotFound:
            return PomegranateSeedsEndedService(officer=None)
        return PomegranateSeedsEndedService(officer=served)

    @act(description="An officer has visited a household they cover. 记录走访")
    async def pomegranate_seeds_record_visit(
        self,
        info: Info,
        input: PomegranateSeedsHouseholdInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsVisit:
        """A visit is recorded."""
        key = await service.visited(
            info.context.begin,
            officer=_own(input.officer, "officer"),
            household=_key(input.household, "Unit", "household"),
            on=input.on,
        )
        return await shown(info, PomegranateSeedsVisit, key)

    @act(description="A visit had been recorded by mistake. 撤回走访记录")
    async def pomegranate_seeds_retract_visit(
        self,
        info: Info,
        input: PomegranateSeedsRetractInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsVisit:
        """A visit is retracted."""
        key = await service.retract(info.context.begin, visit=_own(input.visit, "visit"), reason=input.reason.strip())
        return await shown(info, PomegranateSeedsVisit, key)

    @act(description="A household has voiced a matter or a request. 反映事项")
    async def pomegranate_seeds_raise_matter(
        self,
        info: Info,
        input: PomegranateSeedsRaiseInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsMatter:
        """A matter is raised."""
        key = await service.voice(
            info.context.begin,
            household=_key(input.household, "Unit", "household"),
            kind=input.kind,
            statement=input.statement.strip(),
            on=input.on,
            visit=_own(input.visit, "visit") if input.visit else None,
        )
        return await shown(info, PomegranateSeedsMatter, key)

    @act(description="A matter is given to a unit to handle; its deadline stays. 交办事项")
    async def pomegranate_seeds_route_matter(
        self,
        info: Info,
        input: PomegranateSeedsRouteInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsMatter:
        """A matter is routed."""
        key = await service.route(
            info.context.begin,
            matter=_own(input.matter, "matter"),
            handler=_key(input.handler, "Unit", "handler"),
            post=_key(input.post, "Post", "post") if input.post else None,
            on=input.on,
        )
        return await shown(info, PomegranateSeedsMatter, key)

    @act(description="Whoever has a matter gives it back, once. 退回事项")
    async def pomegranate_seeds_return_matter(
        self,
        info: Info,
        input: PomegranateSeedsReturnInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsMatter:
        """A matter is returned."""
        key = await service.send_back(
            info.context.begin, matter=_own(input.matter, "matter"), reason=input.reason.strip(), on=input.on
        )
        return await shown(info, PomegranateSeedsMatter, key)

    @act(description="The household is told what becomes of its matter, and the matter closes. 答复事项")
    async def pomegranate_seeds_answer_matter(
        self,
        info: Info,
        input: PomegranateSeedsAnswerInput,  # noqa: A002 -- as in GraphQL
    ) -> PomegranateSeedsMatter:
        """A matter is answered."""
        key = await service.answer(
            info.context.begin, matter=_own(input.matter, "matter"), text=input.text.strip(), on=input.on
        )
        return await shown(info, PomegranateSeedsMatter, key)
