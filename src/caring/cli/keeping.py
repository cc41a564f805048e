"""
Where what was shown is kept: a folder, with a small file for each protocol and pathway.
"""

from functools import cache
from importlib.metadata import version
from pathlib import Path

import caring
from caring.artefact import sha256, text
from caring.edge import read_bytes
from caring.proving.kept import Kept, read, written

_ROOMS = ("rails", "proving")
"""What turns rules into questions, and asks them."""


def read_kept(folder: Path, name: str) -> Kept:
    """
    Read what was shown of a protocol or pathway by just this code and solver.

    Where there is no such file, nothing was shown.

    Raises:
        OSError: If it cannot be opened.
    """
    file = _file(folder, name)
    return read(read_bytes(file), _by()) if file.is_file() else Kept()


def write_kept(folder: Path, name: str, kept: Kept) -> None:
    """
    Write what was shown, in place of what was kept of it.

    A file that is written only in part has another digest and is not believed.

    Raises:
        OSError: If it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _file(folder, name).write_bytes(written(kept, _by()))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('/', '--')}.kept"


@cache
def _by() -> str:
    home = Path(caring.__file__).parent
    files = (file for room in _ROOMS for file in sorted((home / room).glob("*.py")))
    code = [sha256(file.read_bytes()) for file in files]
    return sha256(text({"code": code, "solver": version("z3-solver")}).encode())
