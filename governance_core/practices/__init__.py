"""Practices: what a village has found to work, described so that others can adopt it.

Start with `PracticeManifest` and `check_manifest` for what a practice is, and with `adopt_practice` and `replicate` for
what a village does with it. Every act takes the values it needs and returns an `Outcome`: the new state and its events.
"""

from governance_core.practices.events import (
    AdoptionEnded,
    AdoptionEvent,
    PracticeAdopted,
    PracticeReplicated,
    SettingsChanged,
    StageAdvanced,
)
from governance_core.practices.model import (
    Adoption,
    AdoptionState,
    Choice,
    ContributedIndicator,
    ContributedProgramme,
    HeadlineFigure,
    PracticeManifest,
    Replica,
    Setting,
    SettingKind,
    Settings,
    SettingValue,
    Stage,
)
from governance_core.practices.rules import (
    active_on,
    adopt_practice,
    advance_stage,
    change_settings,
    check_manifest,
    end_adoption,
    replicate,
    settings_from_data,
    settings_schema,
    settings_to_data,
    valid_settings,
)

__all__ = [
    "Adoption",
    "AdoptionEnded",
    "AdoptionEvent",
    "AdoptionState",
    "Choice",
    "ContributedIndicator",
    "ContributedProgramme",
    "HeadlineFigure",
    "PracticeAdopted",
    "PracticeManifest",
    "PracticeReplicated",
    "Replica",
    "Setting",
    "SettingKind",
    "SettingValue",
    "Settings",
    "SettingsChanged",
    "Stage",
    "StageAdvanced",
    "active_on",
    "adopt_practice",
    "advance_stage",
    "change_settings",
    "check_manifest",
    "end_adoption",
    "replicate",
    "settings_from_data",
    "settings_schema",
    "settings_to_data",
    "valid_settings",
]
