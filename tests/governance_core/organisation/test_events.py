"""The names of the organisation's events, which strangers listen to."""

import re
from dataclasses import fields

from governance_core import organisation
from governance_core.events import DomainEvent
from governance_core.organisation import PersonRegistered, UnitEstablished

EVENTS = [
    shown
    for shown in (getattr(organisation, name) for name in organisation.__all__)
    if isinstance(shown, type) and issubclass(shown, DomainEvent)
]


def test_an_event_is_named_after_its_class() -> None:
    """A name is "organisation.what-happened"; names are published, and no two events share one."""
    spelled = {event: re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower() for event in EVENTS}

    assert {event.name for event in EVENTS} == {f"organisation.{name}" for name in spelled.values()}
    assert all(event.name == f"organisation.{name}" for event, name in spelled.items())


def test_events_tell_of_people_by_id_only() -> None:
    """Whoever may know a person's name asks for it; what a unit is called is no secret."""
    assert {item.name for item in fields(PersonRegistered)} == {"effective_on", "person"}
    assert "label" in {item.name for item in fields(UnitEstablished)}
