"""Practices in GraphQL: what is installed, which units have adopted it, and the acts."""

from collections.abc import Mapping

from graphql_api.organisation import Unit
from graphql_api.practices.schema.acts import PracticesMutation
from graphql_api.practices.schema.manifests import Practice
from graphql_api.practices.schema.projects import Adoption, PracticesQuery, SpecialProject, UnitWithProjects

EXTENSIONS: Mapping[type, type] = {Unit: UnitWithProjects}
TYPES = (Adoption,)

__all__ = ["EXTENSIONS", "TYPES", "Adoption", "Practice", "PracticesMutation", "PracticesQuery", "SpecialProject"]
