"""Training in GraphQL: what is demanded and taught, what people can do, plans, root fields and acts."""

from collections.abc import Mapping

from graphql_api.organisation import Person, Unit
from graphql_api.training.schema.acts import TrainingMutation
from graphql_api.training.schema.competences import AssessedCompetence, TrainedPerson
from graphql_api.training.schema.frameworks import CompetencyFramework, TrainingProgramme
from graphql_api.training.schema.plans import TrainedUnit, TrainingPlan
from graphql_api.training.schema.roots import TrainingQuery

EXTENSIONS: Mapping[type, type] = {Person: TrainedPerson, Unit: TrainedUnit}
TYPES = (CompetencyFramework, TrainingProgramme, AssessedCompetence, TrainingPlan)

__all__ = ["EXTENSIONS", "TYPES", "TrainingMutation", "TrainingQuery"]
