"""What the practice says of itself: who can adopt it, what each village sets its own way, and what it offers."""

from decimal import Decimal

from governance_core.practices import (
    ContributedIndicator,
    ContributedProgramme,
    HeadlineFigure,
    PracticeManifest,
    Setting,
    SettingKind,
)
from governance_core.values import Text
from pomegranate_seeds.model import Figure

FIVE_GOODS = ("爱国守法好", "家庭和睦好", "邻里团结好", "环境整洁好", "热心公益好")
"""Five goods in our own words: the report of 2020 names the Five-Good Civilised Households and does not list the five.

Love of country and law; harmony at home; good neighbours; a clean environment; zeal for the common good.
"""

_SETTINGS = (
    Setting(
        name="criteria",
        title=Text(zh="评定标准", en="Criteria"),
        kind=SettingKind.LIST_OF_TEXT,
        default=FIVE_GOODS,
        maximum=20,
    ),
    Setting(
        name="criteria_required",
        title=Text(zh="至少符合的标准项数", en="Criteria to be met"),
        kind=SettingKind.WHOLE_NUMBER,
        default=5,
        minimum=1,
        maximum=20,
        at_most="criteria",
    ),
    Setting(
        name="term_months",
        title=Text(zh="认定期限(月)", en="Term of a recognition, in months"),
        kind=SettingKind.WHOLE_NUMBER,
        default=24,
        minimum=1,
        maximum=120,
    ),
    Setting(
        name="households_per_officer",
        title=Text(zh="每名联络员最多联系户数", en="Households an officer may cover"),
        kind=SettingKind.WHOLE_NUMBER,
        default=10,
        minimum=1,
        maximum=100,
    ),
    Setting(
        name="answer_days",
        title=Text(zh="答复期限(自然日)", en="Days to answer a matter"),
        kind=SettingKind.WHOLE_NUMBER,
        default=15,
        minimum=1,
        maximum=365,
    ),
)

_IN_TIME = ContributedIndicator(
    code="pomegranate-seeds-matters-answered-in-time",
    title=Text(zh="群众反映事项按期答复率", en="Matters voiced by households answered in time"),
    measure={"kind": "quantity", "unit": {"zh": "%", "en": "%"}, "target": "90", "total": "last", "pace": "whole"},
)

_TRAINING = ContributedProgramme(
    code="pomegranate-seeds-liaison-officers",
    title=Text(zh="党群思想感情联络员培训", en="Training for liaison officers"),
    format="village-course",
    hours=Decimal(4),
    seats=30,
    outcomes=({"competency": "mass-work", "to_level": 2},),
    audiences=("party-members", "representatives"),
)

MANIFEST = PracticeManifest(
    id="pomegranate_seeds",
    version="0.1.0",
    title=Text(zh="石榴子", en="Pomegranate seeds"),
    summary=Text(
        zh="以五好文明户为主体,发展党群思想感情联络员:联系住户、走访、收集事项诉求并按期答复。",
        en=(
            "Five-Good Civilised Households grow into liaison officers of feeling between Party and people, who cover "
            "households, visit them, and bring what they voice to an answer in time."
        ),
    ),
    core=">=0.1,<0.2",
    unit_kinds=("village", "community"),
    settings=_SETTINGS,
    indicators=(_IN_TIME,),
    programmes=(_TRAINING,),
    headline=(
        HeadlineFigure(code=Figure.HOUSEHOLDS_RECOGNISED, title=Text(zh="五好文明户(户)", en="Households recognised")),
        HeadlineFigure(code=Figure.OFFICERS_SERVING, title=Text(zh="在任联络员(人)", en="Liaison officers serving")),
        HeadlineFigure(code=Figure.HOUSEHOLDS_COVERED, title=Text(zh="联系户数(户)", en="Households covered")),
        HeadlineFigure(
            code=Figure.HOUSEHOLDS_COVERED_SHARE, title=Text(zh="联系覆盖率(%)", en="Share of households covered, %")
        ),
        HeadlineFigure(
            code=Figure.MATTERS_ANSWERED_IN_TIME,
            title=Text(zh="事项按期答复率(%)", en="Share of due matters answered in time, %"),
        ),
    ),
)
"""The manifest. Its figures (terms, days, numbers, the target of 90 %) are our own, for villages to change."""
