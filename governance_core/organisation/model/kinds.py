"""The kinds of units, the line each stands in, and what may stand under what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from governance_core.errors import Duplicate, InputFault, Malformed, UnknownValue, refuse_faults
from governance_core.values import Text

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Line(StrEnum):
    """One of the three hierarchies over the same town."""

    ADMINISTRATIVE = "administrative"
    PARTY = "party"
    GRID = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind:
    """A kind of unit.

    Attributes:
        code: its stable code, in kebab case.
        line: the line its units stand in.
        label: what it is called.
        parents: the kinds it may stand under.
        root: whether it may stand under nothing.
        serves: the administrative kinds that its units may have as the area they serve.
    """

    code: str
    line: Line
    label: Text
    parents: tuple[str, ...] = ()
    root: bool = False
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitKinds:
    """An immutable catalogue of kinds. A module extends it by making another."""

    kinds: tuple[UnitKind, ...]
    _by_code: Mapping[str, UnitKind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Of two kinds with one code the first counts, until `extended` has refused them.
        object.__setattr__(self, "_by_code", {kind.code: kind for kind in reversed(self.kinds)})

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[UnitKind]:
        return iter(self.kinds)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the catalogue's order."""
        return tuple(kind.code for kind in self.kinds)

    def get(self, code: str, path: tuple[str, ...] = ("kind",)) -> UnitKind:
        """The kind with this code.

        Raises:
            UnknownValue: there is none; `path` says where the code was given.
        """
        if code in self._by_code:
            return self._by_code[code]
        raise UnknownValue(value=code, known=self.codes, path=path)

    def extended(self, *more: UnitKind) -> "UnitKinds":
        """The catalogue with more kinds.

        Raises:
            Malformed: a code is not in kebab case.
            Duplicate: a code is taken.
            UnknownValue: a parent is of no kind of the same line, or a served kind is no administrative one; neither
                in the catalogue nor among `more`.
            InvalidInput: several of these.
        """
        together = UnitKinds((*self.kinds, *more))
        refuse_faults([fault for kind in more for fault in together._faults_of(kind)])
        return together

    def in_line(self, line: Line) -> tuple[str, ...]:
        """The codes of the kinds that stand in a line, in the catalogue's order."""
        return tuple(kind.code for kind in self.kinds if kind.line is line)

    def _faults_of(self, kind: UnitKind) -> list[InputFault]:
        faults: list[InputFault] = []
        if not _KEBAB.fullmatch(kind.code):
            faults.append(Malformed(value=kind.code, expected="small letters, digits and dashes", path=(kind.code,)))
        if self.codes.count(kind.code) > 1:
            faults.append(Duplicate(value=kind.code, path=(kind.code,)))
        for place, codes, known in (
            ("parents", kind.parents, self.in_line(kind.line)),
            ("serves", kind.serves, self.in_line(Line.ADMINISTRATIVE)),
        ):
            faults += [
                UnknownValue(value=code, known=known, path=(kind.code, place)) for code in codes if code not in known
            ]
        return faults


def _administrative(code: str, zh: str, en: str, *parents: str, root: bool = False) -> UnitKind:
    return UnitKind(code=code, line=Line.ADMINISTRATIVE, label=Text(zh=zh, en=en), parents=parents, root=root)


_VILLAGE_LEVEL = ("village", "community")
_BELOW_VILLAGE = ("cooperative", "compound")

STANDARD_KINDS = UnitKinds(
    (
        _administrative("province", "省", "Province", root=True),
        _administrative("prefecture", "市", "Prefecture", "province", root=True),
        _administrative("county", "区县", "County", "prefecture", root=True),
        # Some prefectures have no counties (Dongguan, Zhongshan, Danzhou): their towns stand directly under them.
        _administrative("town", "镇街", "Town", "county", "prefecture", root=True),
        _administrative("department", "职能部门", "Department", "town"),
        _administrative("village", "村", "Village", "town"),
        _administrative("community", "社区", "Community", "town"),
        _administrative("cooperative", "经济社", "Economic cooperative", *_VILLAGE_LEVEL),
        _administrative("compound", "住宅小区", "Residential compound", *_VILLAGE_LEVEL),
        _administrative("household", "户", "Household", *_BELOW_VILLAGE, *_VILLAGE_LEVEL),
        UnitKind(
            code="party-committee",
            line=Line.PARTY,
            label=Text(zh="党委", en="Party committee"),
            parents=("party-committee",),
            root=True,
            serves=("town", *_VILLAGE_LEVEL),
        ),
        UnitKind(
            code="party-branch",
            line=Line.PARTY,
            label=Text(zh="党支部", en="Party branch"),
            parents=("party-committee",),
            serves=(*_VILLAGE_LEVEL, *_BELOW_VILLAGE, "department"),
        ),
        UnitKind(
            code="party-group",
            line=Line.PARTY,
            label=Text(zh="户联系党小组", en="Household-contact Party group"),
            parents=("party-branch",),
            serves=(*_VILLAGE_LEVEL, *_BELOW_VILLAGE),
        ),
        UnitKind(
            code="grid",
            line=Line.GRID,
            label=Text(zh="治理网格", en="Governance grid"),
            parents=("grid",),
            root=True,
            serves=("town", *_VILLAGE_LEVEL),
        ),
        UnitKind(
            code="cell",
            line=Line.GRID,
            label=Text(zh="网格单元", en="Grid cell"),
            parents=("grid",),
            serves=(*_VILLAGE_LEVEL, *_BELOW_VILLAGE),
        ),
    )
)
"""The kinds of the town's organisation as the 2020 report describes it, under the national levels above a town."""
