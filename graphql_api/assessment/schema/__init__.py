"""The assessment in GraphQL: what is measured (`schemes`), what was done (`records`), what it comes to (`scores`)."""

from graphql_api.assessment.schema.acts import AssessmentMutation
from graphql_api.assessment.schema.records import ProgressRecord
from graphql_api.assessment.schema.schemes import IndicatorScheme
from graphql_api.assessment.schema.scores import EXTENSIONS, AssessmentQuery

TYPES = (IndicatorScheme, ProgressRecord)

__all__ = ["EXTENSIONS", "TYPES", "AssessmentMutation", "AssessmentQuery"]
