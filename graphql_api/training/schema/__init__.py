"""Training in GraphQL: what is demanded and taught, what people can do, plans, what was held, root fields and acts."""

from collections.abc import Mapping

from graphql_api.organisation import Person, Unit
from graphql_api.training.schema.acts import TrainingMutation
from graphql_api.training.schema.competences import AssessedCompetence
from graphql_api.training.schema.frameworks import CompetencyFramework, TrainingProgramme
from graphql_api.training.schema.plans import TrainingPlan
from graphql_api.training.schema.roots import TrainingQuery
from graphql_api.training.schema.sessions import TaughtPerson, TaughtUnit, TrainingParticipation, TrainingSession

EXTENSIONS: Mapping[type, type] = {Person: TaughtPerson, Unit: TaughtUnit}
TYPES = (
    CompetencyFramework,
    TrainingProgramme,
    AssessedCompetence,
    TrainingPlan,
    TrainingSession,
    TrainingParticipation,
)

__all__ = ["EXTENSIONS", "TYPES", "TrainingMutation", "TrainingQuery"]
