"""The benchmark of requests: the service beside hand-written SQL that answers the same over the same tables."""
