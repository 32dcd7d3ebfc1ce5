"""What the pages' examples have in common."""

import pytest


def _holds(shown, answer):
    """Whether `shown` is `answer` with fields and items left out."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(name in answer and _holds(shown[name], answer[name]) for name in shown)
    if isinstance(shown, list):
        left = iter(answer)
        return all(any(_holds(item, other) for other in left) for item in shown) if shown else answer == []
    return shown == answer


@pytest.fixture(scope="session")
def holds():
    """Compares what a page shows with what was answered."""
    return _holds
