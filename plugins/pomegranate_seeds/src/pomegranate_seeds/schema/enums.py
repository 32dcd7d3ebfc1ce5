"""The closed sets of the practice in GraphQL. They are declared before any input mentions them."""

import strawberry

from pomegranate_seeds.model import MatterKind, MatterStatus, NominationStatus

strawberry.enum(
    NominationStatus, name="PomegranateSeedsNominationStatus", description="Where a nomination stands. 状态"
)
strawberry.enum(MatterKind, name="PomegranateSeedsMatterKind", description="What a matter is about. 事项类别")
strawberry.enum(MatterStatus, name="PomegranateSeedsMatterStatus", description="Where a matter stands. 办理状态")

__all__ = ["MatterKind", "MatterStatus", "NominationStatus"]
