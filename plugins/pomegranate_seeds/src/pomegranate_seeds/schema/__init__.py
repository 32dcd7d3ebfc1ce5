"""The practice in GraphQL: its types and root field (`types`), its acts (`acts`) and what they take (`inputs`)."""

from pomegranate_seeds.schema.acts import PomegranateSeedsMutation
from pomegranate_seeds.schema.types import TYPES, PomegranateSeedsProject, PomegranateSeedsQuery

__all__ = ["TYPES", "PomegranateSeedsMutation", "PomegranateSeedsProject", "PomegranateSeedsQuery"]
