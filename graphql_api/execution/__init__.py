"""How a GraphQL document becomes one statement that answers with JSON."""

from graphql_api.execution.leaves import NotPlanned
from graphql_api.execution.running import Execution

__all__ = ["Execution", "NotPlanned"]
