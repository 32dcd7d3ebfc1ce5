"""The closed sets of direct liaison in GraphQL, declared before anything mentions them."""

from governance_core.organisation import IssueStatus, LiaisonRole
from graphql_api.platform.schema.enums import declare

declare(
    LiaisonRole,
    "What somebody is in a direct-liaison team. 直联团队角色",
    {LiaisonRole.LEADER: "Leads it; one at a time. 组长", LiaisonRole.MEMBER: "Is in it. 组员"},
)
declare(
    IssueStatus,
    "Where an issue that a liaison team has raised stands. 问题状态",
    {
        IssueStatus.RAISED: "Raised, and nobody was asked to answer yet. 已提出",
        IssueStatus.HANDED: "A unit has to answer. 已交办",
        IssueStatus.REOPENED: "Back with the unit that had answered. 已重启",
        IssueStatus.RESOLVED: "Answered: it is resolved. 已解决",
        IssueStatus.DECLINED: "Answered: nothing will be done, for a reason. 不予办理",
        IssueStatus.WITHDRAWN: "The team does not pursue it any more. 已撤回",
    },
    name="LiaisonIssueStatus",
)

__all__ = ["IssueStatus", "LiaisonRole"]
