"""
Packages laid out as an installer would, so that their entry points are found.
"""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

HARBOUR = Path(__file__).parent.parent / "examples" / "own_protocols"
"""The example of a package that brings protocols of its own."""


def install(project: Path, site: Path) -> None:
    """
    Copy a project's package into a folder, with the metadata its pyproject asks for.
    """
    written = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    for each in written["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        shutil.copytree(project / each, site / each)
    name, version = written["project"]["name"], written["project"]["version"]
    declare(site, name, version, written["project"]["entry-points"]["caring.protocols"])


def declare(site: Path, name: str, version: str, entries: Mapping[str, str]) -> None:
    """
    Write the metadata of a package: its name, and the folders it offers.
    """
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8"
    )
    lines = [f"{each} = {where}" for each, where in entries.items()]
    text = "\n".join(["[caring.protocols]", *lines, ""])
    (info / "entry_points.txt").write_text(text, "utf-8")
