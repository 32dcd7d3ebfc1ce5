"""Which versions of the core a practice works with."""

import operator
import re

from governance_core.errors import CoreNotSupported, InputFault, Malformed

_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
_LABELS = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_VERSION = re.compile(rf"({_NUMBER})\.({_NUMBER})\.({_NUMBER})(?:-{_LABELS})?(?:\+{_LABELS})?")
_CLAUSE = re.compile(rf"(>=|<=|==|!=|>|<)\s*({_NUMBER})(?:\.({_NUMBER}))?(?:\.({_NUMBER}))?")
_HOLDS = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}

Release = tuple[int, ...]


def version_faults(version: str, path: tuple[str, ...]) -> list[InputFault]:
    """What is wrong with a version that should follow semantic versioning 2.0 (semver.org)."""
    return [] if _VERSION.fullmatch(version) else [_not_a_version(version, path)]


def core_faults(needed: str, version: str, path: tuple[str, ...]) -> list[InputFault]:
    """Why a practice that needs certain versions of the core does not work with this one.

    A pre-release of the core counts as the release it leads to: what asks for less than 0.2 is not given 0.2.0-rc.1,
    although that comes before 0.2.0. This is our own choice, as a pre-release already has what the release changes.

    Args:
        needed: clauses joined by commas, all of which must hold, like ">=0.1,<0.2"; missing numbers are zeros.
        version: the version of the core.
        path: where `needed` is stated.
    """
    clauses = [_CLAUSE.fullmatch(clause.strip()) for clause in needed.split(",")]
    release = _VERSION.fullmatch(version)
    if release is None:
        return [_not_a_version(version, ("core_version",))]
    if not all(clauses):
        return [Malformed(value=needed[:80], expected='versions of the core like ">=0.1,<0.2"', path=path)]
    core = _release(release.groups())
    for clause in clauses:
        if clause is not None and not _HOLDS[clause[1]](core, _release(clause.groups()[1:])):
            return [CoreNotSupported(needed=needed, version=version, path=path)]
    return []


def _release(numbers: tuple[str | None, ...]) -> Release:
    return tuple(int(number or 0) for number in numbers)


def _not_a_version(version: str, path: tuple[str, ...]) -> InputFault:
    return Malformed(value=version[:80], expected="a version like 1.4.0", path=path)
