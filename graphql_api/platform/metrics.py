"""What a worker counts of its own work, for a monitoring system to fetch."""

from prometheus_client import CollectorRegistry, Counter, generate_latest


class Metrics:
    """The counters of one service.

    Attributes:
        queries: queries by POST, by how they were answered: by one "statement", by an answer that was "remembered" and
            still held, by a statement with "holes" that resolvers filled, by the "standard" executor alone.
        cached: values asked of the cache, by whether they were there: "hit" or "miss".
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.queries = Counter(
            "governance_queries", "Queries by how they were answered", ["how"], registry=self._registry
        )
        self.cached = Counter("governance_cached", "Values asked of the cache", ["found"], registry=self._registry)
        for how in ("statement", "remembered", "holes", "standard"):
            self.queries.labels(how)
        for found in ("hit", "miss"):
            self.cached.labels(found)

    def told(self) -> bytes:
        """The counters in Prometheus's text format."""
        return generate_latest(self._registry)
