"""The closed set of practices in GraphQL, declared before anything mentions it."""

import strawberry

from governance_core.practices import Stage

strawberry.enum(Stage, name="PracticeStage", description="How far a practice has come: it never goes back. 阶段")

__all__ = ["Stage"]
