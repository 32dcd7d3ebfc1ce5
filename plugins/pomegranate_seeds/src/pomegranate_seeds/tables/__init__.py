"""The tables of the practice, and how its values are loaded from them and stored in them."""

from pomegranate_seeds.tables.rows import (
    CoverageRow,
    MatterRow,
    NominationRow,
    RecognitionRow,
    ServiceRow,
    VisitRow,
    WithdrawalRow,
)

__all__ = ["CoverageRow", "MatterRow", "NominationRow", "RecognitionRow", "ServiceRow", "VisitRow", "WithdrawalRow"]
