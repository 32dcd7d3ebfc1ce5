"""First steps: a village's special project. Start with `MANIFEST` and `record_activity`."""

from first_steps.errors import ActivityToCome
from first_steps.events import ActivityRecorded
from first_steps.manifest import MANIFEST
from first_steps.model import Activity, ActivityId
from first_steps.rules import headline, record_activity

__all__ = ["MANIFEST", "Activity", "ActivityId", "ActivityRecorded", "ActivityToCome", "headline", "record_activity"]
