"""The town with the practice."""

import pytest

from first_steps.module import MODULE
from graphql_api.testing import town_modules


@pytest.fixture(scope="session")
def modules():
    """The built-in domains and the practice."""
    return town_modules(MODULE)
