"""
The lock: which versions are released, with which digests, and which were withdrawn.

``versions.lock`` is a small JSON file that people read in reviews: a name, and under it
what has to stay the same. It is the only thing that a release is held to, so whatever
is not exactly as it should be is refused.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

import attrs

from caring.values.mappings import FrozenMapping, frozen
from caring.values.plain import read_json
from caring.values.text import is_hidden

HEADER = "versions/1"
"""What the file says of itself under ``caring``."""

_NAME = re.compile(r"[a-z]+/[a-z][a-z0-9]*(-[a-z0-9]+)*@(\d+)\.(\d+)\.(\d+)")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_STATUSES = ("draft", "in_review", "approved", "retired")
_DIGESTS = ("meaning", "wording", "file")


@attrs.frozen(kw_only=True)
class Withdrawal:
    """
    When and why a release was taken back.
    """

    on: dt.date
    because: str


@attrs.frozen(kw_only=True)
class Locked:
    """
    One released version.
    """

    status: str
    """Where it stands in its life; this alone may change."""

    released: dt.date
    """The day that was handed in when it was released."""

    meaning: str
    """The digest of what it means; an adopter pins this one."""

    wording: str
    """The digest of its words."""

    file: str
    """The SHA-256 of the released file."""

    withdrawn: Withdrawal | None = None


@attrs.frozen
class Lock:
    """
    Every released version, by ``kind/name@version``.
    """

    versions: Mapping[str, Locked] = attrs.field(
        factory=FrozenMapping, converter=frozen
    )

    def of(self, id_: str) -> tuple[str, ...]:
        """
        Name the released versions of an id, oldest first.
        """
        found = [each for each in self.versions if each.partition("@")[0] == id_]
        return tuple(sorted(found, key=by_version))

    def having(self, name: str, locked: Locked) -> "Lock":
        """
        Return the lock with one version added or changed.
        """
        return Lock({**self.versions, name: locked})


def by_version(name: str) -> tuple[str, list[int], str]:
    """
    Order names by id, then by version as numbers, so that 1.10.0 follows 1.9.0.
    """
    id_, _, version = name.partition("@")
    numbers = [int(part) for part in version.split(".") if part.isdecimal()]
    return id_, numbers, version


def write_lock(lock: Lock) -> str:
    """
    Write a lock, sorted, so that a release shows as the lines of one version.
    """
    versions = {
        name: _written(lock.versions[name])
        for name in sorted(lock.versions, key=by_version)
    }
    data = {"caring": HEADER, "versions": versions}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _written(locked: Locked) -> dict[str, Any]:
    written = {
        "status": locked.status,
        "released": locked.released.isoformat(),
        **{each: getattr(locked, each) for each in _DIGESTS},
    }
    if locked.withdrawn is not None:
        on = locked.withdrawn.on.isoformat()
        written["withdrawn"] = {"on": on, "because": locked.withdrawn.because}
    return written


def read_lock(text: str) -> Lock:
    """
    Read a lock.

    Raises:
        ValueError: If anything in it is not as it should be; it says where and what.
    """
    data = read_json(text)
    _look_at_keys(data, {"caring", "versions"}, "the file")
    if data["caring"] != HEADER:
        raise ValueError(f"`caring` has to be `{HEADER}`")
    _look_at_mapping(data["versions"], "`versions`")
    return Lock({name: _locked(name, each) for name, each in data["versions"].items()})


def _look_at_mapping(data: Any, where: str) -> None:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected a mapping")  # noqa: TRY004


def _look_at_keys(
    data: Any, needed: set[str], where: str, allowed: frozenset[str] = frozenset()
) -> None:
    _look_at_mapping(data, where)
    for missing in sorted(needed - data.keys()):
        raise ValueError(f"{where}: `{missing}` is missing")
    for unknown in sorted(data.keys() - needed - allowed):
        raise ValueError(f"{where}: `{unknown}` is no key here")


def _locked(name: str, data: Any) -> Locked:
    if not _NAME.fullmatch(name):
        raise ValueError(f"`{name}` is no `kind/name@version`")
    needed = {"status", "released", *_DIGESTS}
    _look_at_keys(data, needed, name, frozenset({"withdrawn"}))
    for each in _DIGESTS:
        if not isinstance(data[each], str) or not _DIGEST.fullmatch(data[each]):
            message = f"{name}: `{each}` has to be `sha256:` and 64 hex digits"
            raise ValueError(message)
    if data["status"] not in _STATUSES:
        raise ValueError(f"{name}: `status` has to be one of {', '.join(_STATUSES)}")
    return Locked(
        status=data["status"],
        released=_date(data["released"], f"{name}: `released`"),
        **{each: data[each] for each in _DIGESTS},
        withdrawn=_withdrawal(name, data["withdrawn"]) if "withdrawn" in data else None,
    )


def _withdrawal(name: str, data: Any) -> Withdrawal:
    where = f"{name}, withdrawn"
    _look_at_keys(data, {"on", "because"}, where)
    if not isinstance(data["because"], str) or not data["because"]:
        raise ValueError(f"{where}: `because` has to say why")
    if any(map(is_hidden, data["because"])):
        raise ValueError(f"{where}: `because` holds what cannot be seen")
    return Withdrawal(on=_date(data["on"], f"{where}: `on`"), because=data["because"])


def _date(data: Any, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(data)
    except (TypeError, ValueError):
        raise ValueError(f"{where} has to be a date, as in 2026-01-15") from None
