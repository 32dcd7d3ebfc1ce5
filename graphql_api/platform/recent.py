"""What was used last is remembered, so much of it and no more."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_CHARACTERS = 20_000
"""Of documents that are remembered; who sends longer ones would fill the memory with them."""


class Recent(Generic[K, V]):
    """The values that were used last, so many of them, or as many as weigh so much together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value kept under a key."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, weight: int = 1) -> V:
        """Keep a value; what has not been used for longest goes."""
        before = self._kept.pop(key, None)
        self._kept[key] = value, weight
        self._weight += weight - (before[1] if before else 0)
        while self._weight > self._most:
            _, (_, gone) = self._kept.popitem(last=False)
            self._weight -= gone
        return value
