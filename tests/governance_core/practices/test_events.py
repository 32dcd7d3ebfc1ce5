"""The names of the events of practices, which strangers listen to."""

import re

from governance_core import practices
from governance_core.events import DomainEvent


def test_an_event_is_named_after_what_happened() -> None:
    """Published names never change: "practices.what-happened", spelled like the class."""
    shown = [getattr(practices, name) for name in practices.__all__]
    events = [one for one in shown if isinstance(one, type) and issubclass(one, DomainEvent) and "name" in vars(one)]
    spelled = {event: re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower() for event in events}

    assert len(events) == 5
    assert all(event.name == f"practices.{name}" for event, name in spelled.items())
