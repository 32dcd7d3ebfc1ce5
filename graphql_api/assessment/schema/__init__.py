"""The assessment in GraphQL: what is measured (`schemes`), what was done (`records`), what it comes to (`scores`)."""

from collections.abc import Mapping

from graphql_api.assessment.schema.acts import AssessmentMutation
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.assessment.schema.roll_ups import AssessedUnit, AssessmentRollUp, IndicatorLabel, IndicatorScore
from graphql_api.assessment.schema.schemes import IndicatorScheme, OfferingPractice
from graphql_api.assessment.schema.scores import AssessedPerson, AssessmentQuery, Verifier
from graphql_api.organisation import Person, Unit
from graphql_api.platform.schema.viewer import Viewer
from graphql_api.practices import Practice

EXTENSIONS: Mapping[type, type] = {
    Person: AssessedPerson,
    Unit: AssessedUnit,
    Viewer: Verifier,
    Practice: OfferingPractice,
}
TYPES = (IndicatorScheme, ProgressRecord, IndicatorLabel, IndicatorScore, AssessmentRollUp)

__all__ = ["EXTENSIONS", "TYPES", "AssessmentMutation", "AssessmentQuery"]
