"""The closed sets of the assessment in GraphQL, declared before anything mentions them."""

import strawberry

from governance_core.assessment import Direction, EvidenceKind, Pace, RecordStatus, Rule, SchemeStatus, Totalling

strawberry.enum(RecordStatus, description="Where a record stands. 记录状态")
strawberry.enum(EvidenceKind, description="What a piece of evidence is. 佐证类型")
strawberry.enum(SchemeStatus, description="Whether a scheme may still be changed. 方案状态")
strawberry.enum(Direction, description="Whether more or less of a quantity is better. 方向")
strawberry.enum(Totalling, description="How the amounts of several records make one. 累计方式")
strawberry.enum(Pace, description="What is expected before the cycle's end. 进度要求")
strawberry.enum(Rule, name="DerivationRule", description="By which rule a number came about. 计算规则")

__all__ = ["Direction", "EvidenceKind", "Pace", "RecordStatus", "Rule", "SchemeStatus", "Totalling"]
