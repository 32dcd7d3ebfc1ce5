"""What the rules about group sets refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.organisation import OrganisationError
from governance_core.errors.root import GovernanceError


@dataclass(eq=False, kw_only=True)
class GroupNotForKind(OrganisationError):
    """A group set does not sort units of this kind."""

    code: ClassVar[str] = "GROUP_NOT_FOR_KIND"
    zh: ClassVar[str] = "分组“{group_set}”不适用于“{unit_kind}”,适用:{allowed}"
    en: ClassVar[str] = "Group set {group_set} is not for a {unit_kind}; it is for: {allowed}"

    group_set: str
    unit_kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class PlacementOverlap(OrganisationError):
    """A unit would be in two groups of an exclusive set at a time."""

    code: ClassVar[str] = "PLACEMENT_OVERLAP"
    zh: ClassVar[str] = "单位 {unit} 在 {on} 已属于同一分组的“{group}”"
    en: ClassVar[str] = "Unit {unit} is in group {group} of the same set on {on}"

    unit: str
    group: str
    on: date


@dataclass(eq=False, kw_only=True)
class PlacementsRefused(OrganisationError):
    """Some of the units can't be placed or taken out, so none is; one refusal or more a unit, with its place."""

    code: ClassVar[str] = "PLACEMENTS_REFUSED"
    zh: ClassVar[str] = "分组未调整:{refusals}"
    en: ClassVar[str] = "Nothing was placed: {refusals}"

    refusals: tuple[GovernanceError, ...]


@dataclass(eq=False, kw_only=True)
class GroupOccupied(OrganisationError):
    """A group can't be retired while units are in it."""

    code: ClassVar[str] = "GROUP_OCCUPIED"
    zh: ClassVar[str] = "分组“{group}”中仍有 {units} 个单位"
    en: ClassVar[str] = "Group {group} still has units in it ({units})"

    group: str
    units: int


@dataclass(eq=False, kw_only=True)
class GroupSetFixed(OrganisationError):
    """What a group set sorts, and whether it is exclusive, is decided once, when it is defined."""

    code: ClassVar[str] = "GROUP_SET_FIXED"
    zh: ClassVar[str] = "分组“{group_set}”的适用类别和互斥性一经确定不能更改"
    en: ClassVar[str] = "Which kinds group set {group_set} sorts, and whether it is exclusive, can't be changed"

    group_set: str
