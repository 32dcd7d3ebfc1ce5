"""The rules of practices: what may be admitted, what may be set, and what may be done with it."""

from governance_core.practices.rules.adoptions import (
    active_on,
    adopt_practice,
    advance_stage,
    change_settings,
    end_adoption,
    replicate,
)
from governance_core.practices.rules.manifests import check_manifest
from governance_core.practices.rules.settings import (
    settings_from_data,
    settings_schema,
    settings_to_data,
    valid_settings,
)

__all__ = [
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
