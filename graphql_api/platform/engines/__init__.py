"""Tortoise's two engines, made safe for tasks that are cancelled: a request that takes too long ends its statement."""
