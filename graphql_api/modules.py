"""The built-in domains, lowest first."""

from graphql_api import assessment, organisation, training
from graphql_api.platform.modules import Module


def built_in_modules() -> tuple[Module, ...]:
    """The modules that every service has."""
    return (organisation.MODULE, assessment.MODULE, training.MODULE)
