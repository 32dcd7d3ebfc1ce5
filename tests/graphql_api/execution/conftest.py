"""A schema, and a town with a framework in force."""

import pytest

from graphql_api.platform.access import SYSTEM
from graphql_api.platform.import_files import import_folder
from graphql_api.platform.schema.build import build_schema
from graphql_api.training import service as training
from graphql_api.training.tables import FrameworkRow, StandingRow
from tests.graphql_api.training.frameworks import FRAMEWORK


@pytest.fixture(scope="session")
def schema(modules):
    """The schema."""
    return build_schema(modules.loaded)


@pytest.fixture
async def demanded(service, town, tmp_path):
    """A framework in force, by which Li was assessed; what is kept of Chen does not hold."""
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "frameworks.yaml").write_text(FRAMEWORK, encoding="utf-8")
    with service.database.active():
        await import_folder(service, tmp_path / "frameworks")
        framework = await FrameworkRow.get(code="village-posts")
        for competency, level in (("mass-work", 1), ("law", 3)):
            await training.assess(
                service.begin_for(SYSTEM),
                framework=framework.id,
                person=town.key("li"),
                competency=competency,
                level=level,
                assessed_on=service.reader_for(SYSTEM, "zh").present.as_of,
                basis="现场测试",
            )
        await StandingRow.filter(person_id=town.key("chen")).update(holds_until="2020-07-01")
