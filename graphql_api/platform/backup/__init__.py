"""Backing up a town while it is served, and restoring it: one file, which says what is in it."""

from graphql_api.platform.backup.acts import back_up, rehearse, restore
from graphql_api.platform.backup.manifest import Manifest

__all__ = ["Manifest", "back_up", "rehearse", "restore"]
