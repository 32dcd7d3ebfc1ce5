"""Schemes, measures, entries and evidence as plain data: what is stored as JSON, and what importers write as YAML.

Decimals and days are written as text. Reading collects every fault with its place; it says whether the data have the
right shape, and leaves it to the rules whether what they describe is sound.
"""

from governance_core.assessment.model.codec.cycles import (
    grading_from_data,
    grading_to_data,
    timetable_from_data,
    timetable_to_data,
)
from governance_core.assessment.model.codec.derivations import (
    assessment_from_data,
    assessment_to_data,
    derivation_from_data,
    derivation_to_data,
    reading_from_data,
    reading_to_data,
)
from governance_core.assessment.model.codec.measures import measure_from_data, measure_to_data
from governance_core.assessment.model.codec.records import (
    entry_from_data,
    entry_to_data,
    evidence_from_data,
    evidence_to_data,
)
from governance_core.assessment.model.codec.schemes import (
    dimension_from_data,
    dimension_to_data,
    scheme_from_data,
    scheme_to_data,
    watch_from_data,
    watch_to_data,
)

__all__ = [
    "assessment_from_data",
    "assessment_to_data",
    "derivation_from_data",
    "derivation_to_data",
    "dimension_from_data",
    "dimension_to_data",
    "entry_from_data",
    "entry_to_data",
    "evidence_from_data",
    "evidence_to_data",
    "grading_from_data",
    "grading_to_data",
    "measure_from_data",
    "measure_to_data",
    "reading_from_data",
    "reading_to_data",
    "scheme_from_data",
    "scheme_to_data",
    "timetable_from_data",
    "timetable_to_data",
    "watch_from_data",
    "watch_to_data",
]
