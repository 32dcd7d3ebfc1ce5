"""The assessment in GraphQL: what is measured, what was done, what it comes to, and who is prepared for a post."""

from collections.abc import Mapping

import strawberry

from graphql_api.assessment.schema.acts import AssessmentMutation
from graphql_api.assessment.schema.appraisals import (
    APPRAISAL_TYPES,
    Appraisal,
    AppraisalQuery,
    AppraisedPerson,
    AppraisingCycle,
)
from graphql_api.assessment.schema.cycle_acts import CycleMutation
from graphql_api.assessment.schema.cycles import CYCLE_TYPES, AssessmentCycle, CycleQuery, CycleTally
from graphql_api.assessment.schema.figures import FigureQuery
from graphql_api.assessment.schema.left_out import AppraisalLeftOut, LeftOut, TallyLeavingOut
from graphql_api.assessment.schema.movers import ComparedUnit
from graphql_api.assessment.schema.pages import AppraisalToAct, EvidencedUnit, RecordedPerson, ViewerAtWork
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.assessment.schema.results import RESULT_TYPES, AppraisedUnit
from graphql_api.assessment.schema.roll_ups import AssessmentRollUp, IndicatorLabel, IndicatorScore
from graphql_api.assessment.schema.schemes import IndicatorScheme, OfferingPractice
from graphql_api.assessment.schema.scores import AssessedPerson, AssessedUnit, AssessmentQuery
from graphql_api.assessment.schema.seedling_acts import SeedlingMutation
from graphql_api.assessment.schema.seedlings import SEEDLING_TYPES, SeedlingOfPerson, SeedlingQuery, SeedlingsOfUnit
from graphql_api.assessment.schema.strictness import CalibratedCycle
from graphql_api.assessment.schema.trials import TrialQuery
from graphql_api.assessment.schema.warnings import ProgressWarning, WarnedPerson, WarnedUnit, WarningQuery
from graphql_api.organisation import Person, Unit
from graphql_api.platform.schema.viewer import Viewer
from graphql_api.practices import Practice


@strawberry.type
class PersonAtWork(AssessedPerson, SeedlingOfPerson, AppraisedPerson, WarnedPerson, RecordedPerson):
    """What scores, talent seedlings, cycles, warnings and records add to a person."""


@strawberry.type
class UnitAtWork(AssessedUnit, SeedlingsOfUnit, AppraisedUnit, WarnedUnit, ComparedUnit, EvidencedUnit):
    """What scores, talent seedlings, cycles, warnings, movers and evidence add to a unit."""


@strawberry.type
class AppraisalAtWork(AppraisalToAct, AppraisalLeftOut):
    """What may be done, and who was left out, in an appraisal."""


@strawberry.type
class CycleAtWork(AppraisingCycle, CalibratedCycle):
    """What appraisals and calibration add to a cycle."""


EXTENSIONS: Mapping[type, type] = {
    Person: PersonAtWork,
    Unit: UnitAtWork,
    Viewer: ViewerAtWork,
    Practice: OfferingPractice,
    Appraisal: AppraisalAtWork,
    CycleTally: TallyLeavingOut,
    AssessmentCycle: CycleAtWork,
}
TYPES = (
    IndicatorScheme,
    ProgressRecord,
    IndicatorLabel,
    IndicatorScore,
    AssessmentRollUp,
    ProgressWarning,
    LeftOut,
    *SEEDLING_TYPES,
    *CYCLE_TYPES,
    *APPRAISAL_TYPES,
    *RESULT_TYPES,
)
QUERIES = (AssessmentQuery, FigureQuery, SeedlingQuery, CycleQuery, AppraisalQuery, WarningQuery, TrialQuery)
MUTATIONS = (AssessmentMutation, SeedlingMutation, CycleMutation)

__all__ = ["EXTENSIONS", "MUTATIONS", "QUERIES", "TYPES"]
