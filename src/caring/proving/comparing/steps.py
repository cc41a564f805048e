"""
Patch, minor or major: by how much a version has to rise, and whether it does.
"""

from collections.abc import Iterable

from caring.proving.comparing.changes import Change, Kind, Step, Told, Words

_ALWAYS_MAJOR = frozenset(
    {
        Kind.VALUE,
        Kind.MOVED,
        Kind.WORKING,
        Kind.LOOSENED,
        Kind.REFUSED,
        Kind.ACCEPTED,
    }
)
_MAJOR_OF_CARE = frozenset({Kind.LOST, Kind.LATER})


def step_for(change: Change) -> Step:
    """
    Say by how much a version has to rise for one change.

    Patch is for wording and reasons. Minor is for what was settled only opened, or what
    was open only closed, where no care or protection is lost or comes later and no
    guard is loosened. Everything else is major.
    """
    if change.kind is Kind.REASON:
        return Step.PATCH
    kind = change.action_class
    is_care = kind is not None and kind.is_unguarded
    if change.kind in _ALWAYS_MAJOR or (change.kind in _MAJOR_OF_CARE and is_care):
        return Step.MAJOR
    return Step.MINOR


def step_of(
    changes: Iterable[Change],
    told: Iterable[Told],
    words: Iterable[Words],
    not_compared: Iterable[str],
) -> Step:
    """
    Say by how much a version has to rise for all that changed.

    What could not be compared is major: nobody knows that it is less.
    """
    steps = [step_for(each) for each in changes]
    steps += [each.step for each in told]
    steps += [Step.PATCH for _ in words]
    steps += [Step.MAJOR for _ in not_compared]
    return max(steps, key=lambda each: each.rank, default=Step.NONE)


def taken(old: str, new: str) -> Step:
    """
    Say by how much a version rose; a version that did not rise is no step.

    >>> taken("1.2.3", "1.3.0")
    <Step.MINOR: 'minor'>
    """
    before, after = _numbers(old), _numbers(new)
    if after <= before:
        return Step.NONE
    rose = [n for n, each in enumerate(after) if each != before[n]]
    return (Step.MAJOR, Step.MINOR, Step.PATCH)[rose[0]]


def next_version(old: str, step: Step) -> str:
    """
    Return the least version that is that step up.

    >>> next_version("1.2.3", Step.MINOR)
    '1.3.0'
    """
    major, minor, patch = _numbers(old)
    match step:
        case Step.MAJOR:
            return f"{major + 1}.0.0"
        case Step.MINOR:
            return f"{major}.{minor + 1}.0"
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Step.NONE:
            return old


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch
