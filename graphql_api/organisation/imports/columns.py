"""The columns of the roster's tables, each with what to write there."""

from governance_core.organisation import STANDARD_KINDS, STANDARD_POSTS, AppointmentBasis, MembershipKind
from governance_core.values import Text
from graphql_api.organisation.imports.people_changes import FIRST_CAPACITIES
from graphql_api.platform.importing import Column, ColumnKind


def _code(name: str, zh: str, en: str, *, required: bool = False, choices: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=ColumnKind.CODE, required=required, about=Text(zh=zh, en=en), choices=choices)


def _text(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name=name, required=required, about=Text(zh=zh, en=en))


def _day(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name=name, kind=ColumnKind.DAY, required=required, about=Text(zh=zh, en=en))


_SOURCE = _code("source", "数据来源的名称;key 在其中不重复", "whose table it is; keys are unique in it", required=True)
_KEY = _code("key", "本行在来源中的编号,以后不再改变", "the row's key in its source; it never changes", required=True)
_SINCE = _day(
    "effective_on",
    "本行内容自哪一天起如此;改动一行时填变更生效之日,须晚于原日期",
    "since which day it is as the row says; for a change the day from which it is so, later than the one before",
    required=True,
)
_BEGIN = _day("effective_on", "开始之日,以后不再改变", "the first day; it never changes", required=True)
_UNTIL = _day(
    "until",
    "结束后的第一天;清空它不会撤销已登记的结束",
    "the first day without it; clearing it takes no known end back",
)

UNIT_COLUMNS = (
    _SOURCE,
    _KEY,
    _SINCE,
    _code(
        "kind",
        "单位类型,以后不再改变",
        "the kind of unit; it never changes",
        required=True,
        choices=STANDARD_KINDS.codes,
    ),
    _text("name_zh", "中文名称", "its name in Chinese", required=True),
    _text("name_en", "英文名称", "its name in English"),
    _code("parent", "上级单位的 key", "the key of the unit above"),
    _code(
        "area",
        "党组织、网格所服务的行政单位的 key;空着即沿用上级的",
        "for Party and grid units the key of the administrative unit served; empty: the same as the unit above",
    ),
    _code(
        "code_scheme",
        "代码体系:gbt2260、mca9、stats12、grid-local 等;空着即 stats12;多个代码用 | 分隔,三列顺序一致",
        "whose code it is: gbt2260, mca9, stats12, grid-local …; empty: stats12; several with | between, in the same "
        "order in the three columns",
    ),
    _code("code", "官方代码,须为文本;清空即撤销", "the official code, as text; cleared it is withdrawn"),
    _text("code_source", "代码出处;空着即 source", "where the code was taken from; empty: the source"),
    _text(
        "aliases",
        "别名,用 | 分隔;名称本身含 | 时写作 \\|",
        "other names, with | between; a | inside a name is written \\|",
    ),
)
PERSON_COLUMNS = (
    _SOURCE,
    _KEY,
    _SINCE,
    _text("name", "姓名", "the person's name", required=True),
    _code(
        "unit",
        "所属单位的 key,新登记的人必填;改动即自 effective_on 起转到该单位",
        "the key of the unit the person belongs to, required for a new person; changed, the person belongs there from "
        "effective_on",
    ),
    _code(
        "capacity",
        "归属方式:党员关系或居住,新登记的人必填",
        "as a Party member or as a resident; required for a new person",
        choices=tuple(kind.value for kind in FIRST_CAPACITIES),
    ),
)
MEMBERSHIP_COLUMNS = (
    _SOURCE,
    _BEGIN,
    _code("person", "人员的 key", "the key of the person", required=True),
    _code("unit", "单位的 key", "the key of the unit", required=True),
    _code(
        "capacity",
        "归属方式:党员关系、居住或党员到居住地报到",
        "as a Party member, as a resident, or as a Party member who registers where they live",
        required=True,
        choices=tuple(kind.value for kind in MembershipKind),
    ),
    _UNTIL,
)
POST_COLUMNS = (
    _SOURCE,
    _KEY,
    _BEGIN,
    _code("unit", "所在单位的 key,以后不再改变", "the key of its unit; it never changes", required=True),
    _code(
        "kind",
        "岗位类型,以后不再改变",
        "the kind of post; it never changes",
        required=True,
        choices=STANDARD_POSTS.codes,
    ),
    _text("title_zh", "岗位名称;空着即类型名称", "its title in Chinese; empty: that of its kind"),
    _text("title_en", "岗位英文名称", "its title in English"),
    Column(
        name="seats",
        kind=ColumnKind.WHOLE,
        about=Text(zh="职数,1 至 500;空着即 1", en="how many can hold it at a time, 1 to 500; empty: 1"),
    ),
)
APPOINTMENT_COLUMNS = (
    _SOURCE,
    _KEY,
    _BEGIN,
    _code("person", "人员的 key,以后不再改变", "the key of the person; it never changes", required=True),
    _code("post", "岗位的 key,以后不再改变", "the key of the post; it never changes", required=True),
    _code(
        "basis",
        "任职方式:本职、兼任、挂职,或由入户联系党员兼职网格员(part-time),以后不再改变",
        "substantive, concurrent, a secondment, or part-time: a cell's grid officer who visits a household in it; it "
        "never changes",
        required=True,
        choices=tuple(basis.value for basis in AppointmentBasis),
    ),
    _UNTIL,
)
CONTACT_COLUMNS = (
    _SOURCE,
    _SINCE,
    _code("group", "户联系党小组的 key", "the key of the household-contact Party group", required=True),
    _code("household", "户的 key", "the key of the household", required=True),
    _code("member", "上门联系的党员的 key", "the key of the Party member who visits"),
    _UNTIL,
)
