"""
What has to be kept to run the same again.
"""

import datetime as dt
import json
from typing import Any, TypeVar

import attrs

from caring.language.raises import Raise
from caring.values.errors import CaringError
from caring.values.moments import Moment
from caring.values.plain import read_json


@attrs.frozen
class Pin:
    """
    The exact protocol that was run.
    """

    role: str
    id: str
    version: str
    digest: str

    @property
    def name(self) -> str:
        """
        ``kind/name@version``.
        """
        return f"{self.id}@{self.version}"


@attrs.frozen(kw_only=True)
class Record:
    """
    What has to be kept to run the same again; it holds no answer.
    """

    on: dt.datetime | dt.date
    """The moment that was handed in."""

    guidance: Pin
    """The protocol or pathway."""

    protocols: tuple[Pin, ...]
    """The protocols along a pathway; empty for a single one."""

    format: int
    """Number of the written form of protocols."""

    directory: str | None = None
    """Digest of the directory that was handed in; ``None`` where none was."""

    law: tuple[Pin, ...] = ()
    """The law of each place that was handed in."""

    raises: tuple[Raise, ...] = attrs.field(default=(), repr=False)
    """Every level that a person raised, also where that changed nothing."""

    def to_json(self) -> str:
        """
        Write the record as JSON, to be kept beside the answers.
        """
        return json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True, indent=2)

    def as_data(self) -> dict[str, Any]:
        """
        Write the record as plain data.
        """
        return {
            "on": self.on.isoformat(),
            "guidance": attrs.asdict(self.guidance),
            "protocols": [attrs.asdict(each) for each in self.protocols],
            "format": self.format,
            "law": [attrs.asdict(each) for each in self.law],
            "directory": self.directory,
            "raises": [_raise(each) for each in self.raises],
        }

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """
        Read a record, as ``to_json`` writes it or as it lies in a result's JSON.

        Args:
            text: The record's own JSON, or a whole result's, under ``record``.

        Raises:
            ValueError: If it is no record.
        """
        try:
            data = read_json(text)
            return _read(data.get("record", data))
        except (
            AttributeError,
            CaringError,
            KeyError,
            OverflowError,
            TypeError,
            ValueError,
        ):
            # Nothing of what was handed in is repeated: not as a cause either.
            pass
        raise ValueError("this is no record of a result")


def _raise(each: Raise) -> dict[str, Any]:
    return {
        "role": each.role,
        "level": each.level,
        "reason": each.reason.value,
        "at": None if each.at is None else each.at.isoformat(),
    }


def _read(data: dict[str, Any]) -> Record:
    written = data["on"]
    # A moment has its hour behind a `T`; a day has none.
    on = (dt.datetime if "T" in written else dt.date).fromisoformat(written)
    Moment.of(on)
    directory = data["directory"]
    return Record(
        on=on,
        guidance=_pin(data["guidance"]),
        protocols=tuple(map(_pin, data["protocols"])),
        format=_exactly(int, data["format"]),
        law=tuple(map(_pin, data["law"])),
        directory=None if directory is None else _exactly(str, directory),
        raises=tuple(_read_raise(each) for each in data["raises"]),
    )


def _pin(data: dict[str, Any]) -> Pin:
    return Pin(**{key: _exactly(str, each) for key, each in data.items()})


_Plain = TypeVar("_Plain", str, int)


def _exactly(wanted: type[_Plain], data: Any) -> _Plain:
    # Words alone: another type would be refused much later, or not at all.
    if type(data) is not wanted:
        raise TypeError(wanted.__name__)
    found: _Plain = data
    return found


def _read_raise(data: dict[str, Any]) -> Raise:
    at = data.pop("at")
    return Raise(at=None if at is None else dt.datetime.fromisoformat(at), **data)
