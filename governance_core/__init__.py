"""The rules of grassroots governance, as pure functions over immutable values.

The package imports the standard library alone: no clock, no randomness, no I/O. Whatever a rule needs to know is an
argument, and whatever it decides is its result. Start with `governance_core.organisation`.
"""
