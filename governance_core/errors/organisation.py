"""What the rules about units, people and posts refuse."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from governance_core.errors.root import RuleViolation


@dataclass(eq=False, kw_only=True)
class OrganisationError(RuleViolation):
    """A rule about units, people or posts."""

    code: ClassVar[str] = "ORGANISATION_RULE"


@dataclass(eq=False, kw_only=True)
class IllegalParent(OrganisationError):
    """A unit of this kind does not stand under a unit of that kind."""

    code: ClassVar[str] = "ILLEGAL_PARENT"
    zh: ClassVar[str] = "“{kind}”不能设在“{parent_kind}”之下,允许的上级:{allowed}"
    en: ClassVar[str] = "A {kind} can't stand under “{parent_kind}”; it can under: {allowed}"

    kind: str
    parent_kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class ParentRequired(OrganisationError):
    """A unit of this kind does not stand at the top of its line."""

    code: ClassVar[str] = "PARENT_REQUIRED"
    zh: ClassVar[str] = "“{kind}”必须设在上级之下,允许的上级:{allowed}"
    en: ClassVar[str] = "A {kind} must stand under another unit: {allowed}"

    kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class HierarchyCycle(OrganisationError):
    """A unit would come to stand below itself."""

    code: ClassVar[str] = "HIERARCHY_CYCLE"
    zh: ClassVar[str] = "单位 {unit} 不能移到自己或下级 {parent} 之下"
    en: ClassVar[str] = "Unit {unit} can't be moved below itself, under {parent}"

    unit: str
    parent: str


@dataclass(eq=False, kw_only=True)
class NotInExistence(OrganisationError):
    """What the act speaks of, or rests on, does not exist on a day the act speaks of."""

    code: ClassVar[str] = "NOT_IN_EXISTENCE"
    zh: ClassVar[str] = "{subject} 在 {on} 不存在"
    en: ClassVar[str] = "{subject} does not exist on {on}"

    subject: str
    on: date


@dataclass(eq=False, kw_only=True)
class HasDependants(OrganisationError):
    """A unit can't be dissolved while other units stand below it or still serve it."""

    code: ClassVar[str] = "HAS_DEPENDANTS"
    zh: ClassVar[str] = "单位 {unit} 仍有下级或为其服务的单位:{dependants}"
    en: ClassVar[str] = "Unit {unit} still has units below it or serving it: {dependants}"

    unit: str
    dependants: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class StillOccupied(OrganisationError):
    """A unit can't be dissolved while it has open posts, or people who belong to it."""

    code: ClassVar[str] = "STILL_OCCUPIED"
    zh: ClassVar[str] = "单位 {unit} 仍有未撤销的职位(共 {posts} 个)或所属人员(共 {people} 人)"
    en: ClassVar[str] = "Unit {unit} still has open posts ({posts}) or people who belong to it ({people})"

    unit: str
    posts: int
    people: int


@dataclass(eq=False, kw_only=True)
class CodeInUse(OrganisationError):
    """An official code belongs to another unit in the same days."""

    code: ClassVar[str] = "CODE_IN_USE"
    zh: ClassVar[str] = "代码 {scheme}:{value} 在同一时期已属于单位 {unit}"
    en: ClassVar[str] = "Code {scheme}:{value} belongs to unit {unit} in the same days"

    scheme: str
    value: str
    unit: str


@dataclass(eq=False, kw_only=True)
class IllegalArea(OrganisationError):
    """A unit of this line can't serve a unit of that kind."""

    code: ClassVar[str] = "ILLEGAL_AREA"
    zh: ClassVar[str] = "“{kind}”不能以“{area_kind}”为服务区域"
    en: ClassVar[str] = "A {kind} can't serve a {area_kind}"

    kind: str
    area_kind: str


@dataclass(eq=False, kw_only=True)
class PostNotAllowed(OrganisationError):
    """A post of this kind does not belong to a unit of that kind."""

    code: ClassVar[str] = "POST_NOT_ALLOWED"
    zh: ClassVar[str] = "“{unit_kind}”不设“{post_kind}”"
    en: ClassVar[str] = "A {unit_kind} has no post “{post_kind}”"

    post_kind: str
    unit_kind: str


@dataclass(eq=False, kw_only=True)
class PostOccupied(OrganisationError):
    """A post can't be closed while people are appointed to it."""

    code: ClassVar[str] = "POST_OCCUPIED"
    zh: ClassVar[str] = "职位 {post} 仍有人任职:{appointments}"
    en: ClassVar[str] = "Post {post} is still held, by appointment: {appointments}"

    post: str
    appointments: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class AppointmentOverlap(OrganisationError):
    """A person would hold two posts at a time that exclude each other."""

    code: ClassVar[str] = "APPOINTMENT_OVERLAP"
    zh: ClassVar[str] = "人员 {person} 在同一时期已有任职 {existing}"
    en: ClassVar[str] = "Person {person} already holds appointment {existing} in the same days"

    person: str
    existing: str


@dataclass(eq=False, kw_only=True)
class PostFull(OrganisationError):
    """All seats of a post are taken on some of the days."""

    code: ClassVar[str] = "POST_FULL"
    zh: ClassVar[str] = "职位 {post} 的 {seats} 个名额在 {on} 已满"
    en: ClassVar[str] = "All {seats} seats of post {post} are taken on {on}"

    post: str
    seats: int
    on: date


@dataclass(eq=False, kw_only=True)
class NoSubstantivePost(OrganisationError):
    """A secondment or a concurrent appointment rests on a substantive one that is not there."""

    code: ClassVar[str] = "NO_SUBSTANTIVE_POST"
    zh: ClassVar[str] = "人员 {person} 在 {on} 没有本职任职,不能挂职或兼任"
    en: ClassVar[str] = "Person {person} has no substantive appointment on {on} to be seconded or appointed beside"

    person: str
    on: date


@dataclass(eq=False, kw_only=True)
class AppointmentReliedOn(OrganisationError):
    """A secondment or a concurrent appointment would lose the substantive one it rests on."""

    code: ClassVar[str] = "APPOINTMENT_RELIED_ON"
    zh: ClassVar[str] = "任职 {appointment} 仍是挂职或兼任的本职:{dependants}"
    en: ClassVar[str] = "Appointment {appointment} is what others rest on: {dependants}"

    appointment: str
    dependants: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class SecondedToOwnUnit(OrganisationError):
    """A secondment leads into the unit the person already belongs to."""

    code: ClassVar[str] = "SECONDED_TO_OWN_UNIT"
    zh: ClassVar[str] = "人员 {person} 的本职就在单位 {unit},不能挂职到本单位"
    en: ClassVar[str] = "Person {person} belongs to unit {unit} and can't be seconded to it"

    person: str
    unit: str


@dataclass(eq=False, kw_only=True)
class PartTimeNotAllowed(OrganisationError):
    """Only a grid officer's post of a grid cell is held part-time."""

    code: ClassVar[str] = "PART_TIME_NOT_ALLOWED"
    zh: ClassVar[str] = "职位 {post}(“{post_kind}”)不是网格单元的网格员职位,不能兼职担任"
    en: ClassVar[str] = "Post {post} ({post_kind}) is no grid officer's of a grid cell, and can't be held part-time"

    post: str
    post_kind: str


@dataclass(eq=False, kw_only=True)
class NoHouseholdContact(OrganisationError):
    """A part-time grid officer is a Party member who visits a household of the cell."""

    code: ClassVar[str] = "NO_HOUSEHOLD_CONTACT"
    zh: ClassVar[str] = "人员 {person} 在 {on} 不是网格单元 {cell} 内任何住户的联系党员,不能担任其兼职网格员"
    en: ClassVar[str] = "Person {person} is named as the contact of no household in cell {cell} on {on}"

    person: str
    cell: str
    on: date


@dataclass(eq=False, kw_only=True)
class ContactNotAllowed(OrganisationError):
    """Household contact joins a household-contact Party group and a household, and nothing else."""

    code: ClassVar[str] = "CONTACT_NOT_ALLOWED"
    zh: ClassVar[str] = "“{group_kind}”不能联系“{household_kind}”,只能由户联系党小组联系住户"
    en: ClassVar[str] = "A {group_kind} can't be in contact with a {household_kind}: a Party group is, with a household"

    group_kind: str
    household_kind: str


@dataclass(eq=False, kw_only=True)
class ContactOverlap(OrganisationError):
    """A household would have two Party contact groups at a time."""

    code: ClassVar[str] = "CONTACT_OVERLAP"
    zh: ClassVar[str] = "住户 {household} 在同一时期已由党小组 {group} 联系"
    en: ClassVar[str] = "Household {household} is already in contact with Party group {group} in the same days"

    household: str
    group: str


@dataclass(eq=False, kw_only=True)
class MembershipNotAllowed(OrganisationError):
    """Nobody belongs to a unit of that kind in this capacity."""

    code: ClassVar[str] = "MEMBERSHIP_NOT_ALLOWED"
    zh: ClassVar[str] = "不能以“{membership_kind}”身份加入“{unit_kind}”,允许的单位:{allowed}"
    en: ClassVar[str] = "Nobody belongs to a {unit_kind} as “{membership_kind}”; one does to: {allowed}"

    membership_kind: str
    unit_kind: str
    allowed: tuple[str, ...]


@dataclass(eq=False, kw_only=True)
class MembershipOverlap(OrganisationError):
    """A person would belong to two units in the same capacity at a time."""

    code: ClassVar[str] = "MEMBERSHIP_OVERLAP"
    zh: ClassVar[str] = "人员 {person} 在同一时期已属于单位 {unit}"
    en: ClassVar[str] = "Person {person} already belongs to unit {unit} in this capacity in the same days"

    person: str
    unit: str


@dataclass(eq=False, kw_only=True)
class NotPartyMember(OrganisationError):
    """Only Party members register where they live."""

    code: ClassVar[str] = "NOT_PARTY_MEMBER"
    zh: ClassVar[str] = "人员 {person} 在 {on} 没有党组织关系,不能到 {unit} 报到"
    en: ClassVar[str] = "Person {person} belongs to no Party unit on {on}, and can't register with {unit}"

    person: str
    unit: str
    on: date


@dataclass(eq=False, kw_only=True)
class NotRegistered(OrganisationError):
    """What is done where one lives is recorded of those who are registered there on the day."""

    code: ClassVar[str] = "NOT_REGISTERED"
    zh: ClassVar[str] = "人员 {person} 在 {on} 没有在居住地报到"
    en: ClassVar[str] = "Person {person} is registered nowhere on {on}"

    person: str
    on: date


@dataclass(eq=False, kw_only=True)
class NothingToCorrect(OrganisationError):
    """A correction says nothing other than what is already known."""

    code: ClassVar[str] = "NOTHING_TO_CORRECT"
    zh: ClassVar[str] = "更正内容与现有记录相同"
    en: ClassVar[str] = "The correction says nothing new"
