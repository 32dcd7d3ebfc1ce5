"""The demonstration town, in which there is something of everything."""

import pytest

from graphql_api.cli.demo import build_demo
from graphql_api.modules import installed_modules


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration town."""
    return build_demo(tmp_path_factory.mktemp("demo") / "town", installed_modules(strict=True))
