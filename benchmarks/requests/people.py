"""The people of the made-up town: who holds which post, and who belongs to the Party."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from benchmarks.requests.shape import OFFICERS, Shape
from benchmarks.requests.units import Place
from governance_core.organisation import STANDARD_POSTS
from graphql_api.platform.identifiers import Identifiers

FOUNDED = date(2020, 1, 1)
ENDED = date(2024, 1, 1)
_SURNAMES = "李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_SEATS = {
    "party-committee": (("party-secretary", 1), ("deputy-party-secretary", 1), ("party-committee-member", 3)),
    "village": (
        ("village-director", 1),
        ("village-deputy-director", 1),
        ("village-committee-member", 3),
        ("villager-representative", 8),
    ),
    "cooperative": (("cooperative-head", 1), ("shareholder-representative", 2)),
    "department": (("department-head", 1), ("department-officer", OFFICERS - 1)),
}
_TOWN_COMMITTEE = (("party-secretary", 1), ("deputy-party-secretary", 2), ("party-committee-member", 7))
_ALSO = "villager-representative"
_FREE = 2
"""Seats of a village's representatives that nobody holds on top of another post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: seats of one kind in a unit."""

    id: str
    unit: str
    kind: str
    title: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That a person holds a post, or held it once."""

    id: str
    person: str
    post: str
    unit: str
    basis: str = "substantive"
    home: str | None = None
    until: date | None = None


@dataclass(slots=True, kw_only=True)
class People:
    """Everybody, with their posts.

    Attributes:
        names: the name of each person by key.
        posts: every post.
        held: every appointment, the past ones last.
        members: the committee to which each member of the Party belongs, by the person's key.
        stands: the area_path of the unit in which somebody holds a post, by the person's key.
        kinds: the kinds of the posts that somebody holds, by the person's key.
    """

    names: dict[str, str] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    members: dict[str, str] = field(default_factory=dict)
    stands: dict[str, Place] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)

    def within(self, roots: Sequence[Place]) -> "People":
        """Those with a post in one of the units or below, and those without any."""
        paths = tuple(one.path for one in roots)
        elsewhere = {key for key, place in self.stands.items() if not place.area_path.startswith(paths)}
        return replace(
            self,
            names={key: name for key, name in self.names.items() if key not in elsewhere},
            held=[one for one in self.held if one.person not in elsewhere],
            stands={key: place for key, place in self.stands.items() if key not in elsewhere},
        )


def people_of(shape: Shape, places: list[Place], new_id: Identifiers, draw: random.Random) -> People:
    """Fill the seats of every unit with people of its own; make up the rest with members of the Party without a post.

    The secretaries of villages are their representatives too; appointments that are over were of representatives.
    """
    found = People()
    committees: dict[str, str] = {}
    also: dict[str, Post] = {}
    leaders: list[tuple[str, Held]] = []

    def person() -> str:
        key = new_id()
        found.names[key] = f"{draw.choice(_SURNAMES)}示例{len(found.names):06}"
        return key

    for place in places:
        seats = _TOWN_COMMITTEE if place.kind == "party-committee" and place.parent is None else _SEATS.get(place.kind)
        for kind, count in seats or ():
            post = Post(id=new_id(), unit=place.id, kind=kind, title=STANDARD_POSTS.get(kind).label.zh, seats=count)
            found.posts.append(post)
            free = _FREE if kind == _ALSO else 0
            if free:
                also[place.id] = post
            for _ in range(count - free):
                holder = person()
                held = Held(id=new_id(), person=holder, post=post.id, unit=place.id)
                found.held.append(held)
                found.stands[holder] = place
                found.kinds[holder] = [kind]
                if place.kind == "party-committee":
                    found.members[holder] = place.id
                    if place.parent and place.area and kind in {"party-secretary", "deputy-party-secretary"}:
                        leaders.append((place.area, held))
        if place.kind == "party-committee" and place.parent and place.area:
            committees[place.area] = place.id
    _also(shape, found, leaders, also, new_id)
    _without_posts(shape, found, list(committees.values()), person)
    found.held += _past(shape, found, list(also.values()), new_id, draw)
    return found


def _also(
    shape: Shape, found: People, leaders: list[tuple[str, Held]], also: dict[str, Post], new_id: Identifiers
) -> None:
    leaders.sort(key=lambda one: found.kinds[one[1].person][0], reverse=True)
    for area, home in leaders[: max(0, shape.people - len(found.held))]:
        post = also[area]
        found.held.append(
            Held(id=new_id(), person=home.person, post=post.id, unit=area, basis="concurrent", home=home.id)
        )
        found.kinds[home.person].append(post.kind)


def _without_posts(shape: Shape, found: People, committees: list[str], person: Callable[[], str]) -> None:
    for number in range(shape.people - len(found.names)):
        found.members[person()] = committees[number % len(committees)]


def _past(shape: Shape, found: People, posts: list[Post], new_id: Identifiers, draw: random.Random) -> Iterator[Held]:
    everybody = list(found.names)
    for number in range(shape.past):
        post = posts[number % len(posts)]
        yield Held(id=new_id(), person=draw.choice(everybody), post=post.id, unit=post.unit, until=ENDED)
