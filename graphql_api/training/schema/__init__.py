"""Training in GraphQL: frameworks, gaps, programmes and plans (`types`), and its acts (`acts`)."""

from graphql_api.training.schema.acts import TrainingMutation
from graphql_api.training.schema.types import EXTENSIONS, TYPES, TrainingQuery

__all__ = ["EXTENSIONS", "TYPES", "TrainingMutation", "TrainingQuery"]
