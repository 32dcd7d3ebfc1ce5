"""Which events subscribers are told, and what each is about."""

from governance_core.practices import AdoptionEnded, PracticeAdopted, PracticeReplicated, SettingsChanged, StageAdvanced
from graphql_api.platform.changes import about

CHANGES = {
    **about("Adoption", "adoption", PracticeAdopted, SettingsChanged, StageAdvanced, AdoptionEnded, PracticeReplicated),
}
