"""A derivation as lines: every indicator with where it belongs, in the order of the tree."""

from dataclasses import dataclass

from governance_core.assessment.model import Derivation, Rule
from governance_core.values import Period, Text, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator, a routine result, an adjustment or a limit, as a line of a table.

    Attributes:
        node: its number.
        dimension: the dimension that it belongs to; None where it belongs to none.
        served: the days served under its scheme, where what was served in has several parts.
        served_in: the unit served in, as `served`.
    """

    node: Derivation
    dimension: Text | None = None
    served: Period | None = None
    served_in: UnitId | None = None


def indicator_lines(derivation: Derivation) -> tuple[IndicatorLine, ...]:
    """The lines of a derivation, whose contributions sum to its own."""
    return _below(derivation, None, None)


def _below(node: Derivation, service: Derivation | None, dimension: Derivation | None) -> tuple[IndicatorLine, ...]:
    if not node.children:
        return (
            IndicatorLine(
                node=node,
                dimension=dimension.title if dimension else None,
                served=service.served if service else None,
                served_in=service.served_in if service else None,
            ),
        )
    within = node if node.rule is Rule.SERVICE else service
    part = node if node.rule is Rule.DIMENSION else dimension
    return tuple(line for child in node.children for line in _below(child, within, part))
