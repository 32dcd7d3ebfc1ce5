"""The LIMIT: hand-written SQL over the service's tables behind a minimal application, with the same answers."""
