"""
Pins held to the lock: what an app relies on is released, means the same, and stands.
"""

from caring.authoring.documents.pins import PinsDocument
from caring.authoring.scope import Scope, nearest
from caring.lock import by_version
from caring.released import Releases
from caring.values.errors import ReleaseError


def check_pins(document: PinsDocument, releases: Releases, scope: Scope) -> None:
    """
    Report pins that are unknown, differ, or were withdrawn.
    """
    for name, digest in document.pins.items():
        locked = releases.lock.versions.get(name)
        if locked is None:
            _unknown(name, releases, scope)
        elif locked.meaning != digest:
            # The digest is not shown: it is to come from a review, not from here.
            message = f"`{name}` is released with another digest"
            help_ = "pin the one that was reviewed; see `caring list --format json`"
            scope.add("pin-differs", message, ("pins", name), help_)
        else:
            _look_at_withdrawals(name, releases, scope)


def _unknown(name: str, releases: Releases, scope: Scope) -> None:
    known = sorted(releases.lock.versions, key=by_version)
    help_ = nearest(name, known) or "pin a released version; see `caring list`"
    where = scope.places.of_key(("pins", name))
    scope.add("pin-unknown", f"no released version is called `{name}`", where, help_)


def _look_at_withdrawals(name: str, releases: Releases, scope: Scope) -> None:
    where = scope.places.of_key(("pins", name))
    try:
        withdrawn = releases.withdrawals(releases.load(name))
    except ReleaseError as error:
        message = f"`{error.name}`: {error.problem}"
        scope.add("unusable-release", message, where, error.help)
        return
    others = [
        each for each in releases.standing(name.partition("@")[0]) if each != name
    ]
    help_ = f"`{others[-1]}` stands" if others else "no other version stands"
    for message in withdrawn:
        scope.add("pin-withdrawn", message, where, help_)
