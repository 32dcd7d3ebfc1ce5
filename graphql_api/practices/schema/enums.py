"""The closed set of practices in GraphQL, declared before anything mentions it."""

from governance_core.practices import Stage
from graphql_api.platform.schema.enums import declare

declare(
    Stage,
    "How far a practice has come: it never goes back. 阶段",
    {
        Stage.PILOT: "It is tried in a pilot unit. 试点",
        Stage.EXTENSION: "It is copied to other units. 推广",
        Stage.ROUTINE: "It has become everyday work. 常态化",
    },
    name="PracticeStage",
)

__all__ = ["Stage"]
