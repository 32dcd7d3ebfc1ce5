"""What goes out of the assessment as files: a cycle as a workbook."""

from collections.abc import Mapping
from pathlib import Path

from governance_core.errors import UnknownValue
from graphql_api.assessment.exports.workbook import write_cycle
from graphql_api.platform.access import Principal
from graphql_api.platform.downloads import Download, Made
from graphql_api.platform.work import Begin

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ("zh", "both")


async def _workbook(_: Principal, begin: Begin, asked: Mapping[str, str], file: Path) -> Made:
    titles = asked.get("titles", TITLES[0])
    if titles not in TITLES:
        raise UnknownValue(value=titles[:80], known=TITLES, path=("titles",))
    export = await write_cycle(begin, asked["cycle"], file, both=titles == "both")
    return Made(name=f"assessment-{export.cycle.code}.xlsx", media_type=WORKBOOK)


DOWNLOADS = (Download(path="/assessment-cycles/{cycle}/workbook", parameters=frozenset({"titles"}), make=_workbook),)

__all__ = ["DOWNLOADS", "write_cycle"]
