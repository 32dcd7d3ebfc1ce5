"""What the practice says of itself."""

from governance_core.practices import HeadlineFigure, PracticeManifest, Setting, SettingKind
from governance_core.values import Text

MANIFEST = PracticeManifest(
    id="first_steps",
    version="0.1.0",
    title=Text(zh="起步", en="First steps"),
    summary=Text(zh="记录并统计活动。", en="Activities are recorded and counted."),
    core=">=0.1,<0.2",
    unit_kinds=("village", "community"),
    settings=(
        Setting(
            name="fewest_participants",
            title=Text(zh="最少参加人数", en="Fewest participants that count"),
            kind=SettingKind.WHOLE_NUMBER,
            default=1,
            minimum=1,
            maximum=1000,
        ),
    ),
    headline=(
        HeadlineFigure(code="activities", title=Text(zh="活动(场)", en="Activities held")),
        HeadlineFigure(code="participants", title=Text(zh="平均参加人数", en="Mean participants")),
    ),
)
