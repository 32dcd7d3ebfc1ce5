"""What a rule hands back: the new state, and what happened, said so that other domains can listen."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

StateT_co = TypeVar("StateT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainEvent:
    """Something that happened in a domain and is true from `effective_on`.

    Every event has a `name` of the form "domain.what-happened" that never changes once published, and carries plain
    facts (ids, codes, days, labels), so that it can be written down and read back by strangers.
    """

    name: ClassVar[str]
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[StateT_co]):
    """The result of an act: the state after it, and its events in the order they happened."""

    state: StateT_co
    events: tuple[DomainEvent, ...] = ()
