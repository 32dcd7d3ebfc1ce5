"""What a village's special project is to the core: a manifest."""


class PracticeManifest:
    """A practice, described."""

    id: str
