"""The kinds of posts: where each belongs, and the town's establishment of a leadership team."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance_core.errors import Duplicate, InputFault, OutOfRange, UnknownValue, refuse_faults
from governance_core.values import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PostKind:
    """A kind of post.

    Attributes:
        code: its stable code, in kebab case.
        label: what it is called.
        unit_kinds: the kinds of units that have such posts.
        leading: whether its holders belong to the unit's leadership team.
        required: how many of its seats a complete team has filled.
        establishment: how many seats a team may have at most; None where there is no limit.
    """

    code: str
    label: Text
    unit_kinds: tuple[str, ...]
    leading: bool = False
    required: int = 0
    establishment: int | None = None


@dataclass(frozen=True, slots=True)
class PostKinds:
    """An immutable catalogue of post kinds, leading ones in order of rank."""

    kinds: tuple[PostKind, ...]

    def __iter__(self) -> Iterator[PostKind]:
        return iter(self.kinds)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the catalogue's order."""
        return tuple(kind.code for kind in self.kinds)

    def get(self, code: str, path: tuple[str, ...] = ("kind",)) -> PostKind:
        """The kind with this code.

        Raises:
            UnknownValue: there is none; `path` says where the code was given.
        """
        for kind in self.kinds:
            if kind.code == code:
                return kind
        raise UnknownValue(value=code, known=self.codes, path=path)

    def leading(self, unit_kind: str) -> tuple[PostKind, ...]:
        """The leading posts of a kind of unit, in order of rank."""
        return tuple(kind for kind in self.kinds if kind.leading and unit_kind in kind.unit_kinds)

    def extended(self, *more: PostKind) -> "PostKinds":
        """The catalogue with more kinds, which rank after those it has.

        Raises:
            Duplicate: a code is taken.
            OutOfRange: a kind requires fewer holders than none, or more than its establishment.
            InvalidInput: several of these.
        """
        faults: list[InputFault] = []
        known = (*self.codes, *(kind.code for kind in more))
        for kind in more:
            if known.count(kind.code) > 1:
                faults.append(Duplicate(value=kind.code, path=(kind.code,)))
            if kind.required < 0 or (kind.establishment is not None and kind.required > kind.establishment):
                path = (kind.code, "required")
                faults.append(OutOfRange(value=kind.required, low=0, high=kind.establishment, path=path))
        refuse_faults(faults)
        return PostKinds((*self.kinds, *more))


def _leading(code: str, zh: str, en: str, unit_kind: str, required: int, establishment: int) -> PostKind:
    return PostKind(
        code=code,
        label=Text(zh=zh, en=en),
        unit_kinds=(unit_kind,),
        leading=True,
        required=required,
        establishment=establishment,
    )


def _other(code: str, zh: str, en: str, *unit_kinds: str) -> PostKind:
    return PostKind(code=code, label=Text(zh=zh, en=en), unit_kinds=unit_kinds)


STANDARD_POSTS = PostKinds(
    (
        _leading("party-secretary", "党委书记", "Party secretary", "party-committee", 1, 1),
        _leading("first-secretary", "第一书记", "First secretary", "party-committee", 0, 1),
        _leading("deputy-party-secretary", "党委副书记", "Deputy Party secretary", "party-committee", 1, 2),
        _leading("party-committee-member", "党委委员", "Party committee member", "party-committee", 1, 7),
        _leading("branch-secretary", "支部书记", "Branch secretary", "party-branch", 1, 1),
        _leading("group-leader", "党小组长", "Party group leader", "party-group", 1, 1),
        _leading("village-director", "村委会主任", "Village director", "village", 1, 1),
        _leading("village-deputy-director", "村委会副主任", "Deputy village director", "village", 0, 2),
        _leading("village-committee-member", "村委会委员", "Village committee member", "village", 1, 5),
        _leading("community-director", "居委会主任", "Community director", "community", 1, 1),
        _leading("community-deputy-director", "居委会副主任", "Deputy community director", "community", 0, 2),
        _leading("community-committee-member", "居委会委员", "Community committee member", "community", 1, 5),
        _leading("cooperative-head", "经济社社长", "Cooperative head", "cooperative", 1, 1),
        _leading("department-head", "部门负责人", "Department head", "department", 1, 1),
        _other("department-officer", "部门工作人员", "Department officer", "department"),
        _other("grid-officer", "网格员", "Grid officer", "grid", "cell"),
        _other("building-head", "楼长", "Building head", "compound"),
        _other("villager-representative", "村民代表", "Villager representative", "village"),
        _other("resident-representative", "居民代表", "Resident representative", "community"),
        _other("shareholder-representative", "股东代表", "Shareholder representative", "cooperative"),
    )
)
"""The town's posts. The report names the posts; how many a team needs and may have is a default of ours to be set."""
