"""The built-in domains, lowest first."""

from graphql_api import assessment, organisation, practices, training
from graphql_api.platform.modules import Module


def built_in_modules() -> tuple[Module, ...]:
    """The modules that every service has."""
    return (organisation.MODULE, practices.MODULE, assessment.MODULE, training.MODULE)
