"""
The pytest plug-in: each scenario of a scenario file is a test of its own.

Every pytest loads this module where caring is installed, so it imports nothing of
caring before it has met a scenario file.
"""

import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from caring.authoring.folder import Folder
    from caring.testing.scenarios import Scenario, ScenarioResult

OPTION = "caring_scenarios"
"""The line in pytest's configuration that turns all this off: ``false``."""

_ENOUGH = 16_384
"""Bytes within which a file says what it is."""

_SCENARIOS = re.compile(rb"(?m)^[\"']?caring[\"']?\s*:\s*[\"']?scenarios/")
_OURS = re.compile(rb"(?m)^[\"']?caring[\"']?\s*:")

_folders = pytest.StashKey[dict[Path | None, "Folder"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add the option that turns the plug-in off.
    """
    help_ = "collect the scenarios of caring protocols (default: true)"
    parser.addini(OPTION, help_, type="bool", default=True)


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> "ScenarioFile | None":
    """
    Collect a file that says it holds scenarios of caring, and no other.
    """
    if file_path.suffix not in (".yaml", ".yml") or not parent.config.getini(OPTION):
        return None
    if not _is_ours(file_path):
        return None
    found: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
    return found


def _is_ours(path: Path) -> bool:
    """
    Say whether a file is one of scenarios, or means to be and is misspelt.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(_ENOUGH)
    except OSError:
        # Whatever it is, a suite that has nothing to do with us is not to stop for it.
        return False
    # A misspelt header must not take a test away in silence.
    pattern = _OURS if path.parent.name == "scenarios" else _SCENARIOS
    return pattern.search(start) is not None


class ScenarioFile(pytest.File):
    """
    A file of scenarios; one with mistakes cannot be collected.
    """

    def collect(self) -> Iterator["ScenarioItem"]:
        """
        Read the file and what it speaks of, and make a test of each scenario.
        """
        from caring.authoring.collection import check_file
        from caring.authoring.files import File
        from caring.testing.scenarios import scenarios_in
        from caring.values.errors import ProtocolError
        from caring.values.findings import Collector

        folder = _folder_of(self.path, self.config)
        file = File(self.path, _seen_from(self.path, self.config))
        findings = Collector()
        check_file(file, folder, findings)
        if findings.has_errors:
            raise ProtocolError(findings.sorted())
        seen: dict[str, int] = {}
        for each in scenarios_in(file, folder):
            seen[each.name] = seen.get(each.name, 0) + 1
            again = f" ({seen[each.name]})" if seen[each.name] > 1 else ""
            item = ScenarioItem.from_parent(self, name=f"{each.name}{again}")
            item.scenario = each
            yield item

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """
        Show mistakes as an editor of protocols sees them.
        """
        from caring.showing.findings import show_all
        from caring.values.errors import ProtocolError

        del style  # pytest's styles are for tracebacks
        if isinstance(excinfo.value, ProtocolError):
            return show_all(excinfo.value.findings)
        return _fault(excinfo.value)


class ScenarioItem(pytest.Item):
    """
    One scenario.
    """

    scenario: "Scenario"

    def runtest(self) -> None:
        """
        Run it; what came out otherwise is a failure.
        """
        result = self.scenario.run()
        if not result.passed:
            raise ScenarioFailedError(result)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """
        Say what differs and why; with ``-vv`` the scenario's answers too.
        """
        from caring.testing.explaining import explained

        del style  # pytest's styles are for tracebacks
        very = self.config.get_verbosity() >= _VERY
        if isinstance(excinfo.value, ScenarioFailedError):
            return "\n".join(explained(excinfo.value.result, with_answers=very))
        return str(excinfo.getrepr()) if very else _fault(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """
        Point at the line of its name.
        """
        return self.path, self.scenario.span.line - 1, self.name


_VERY = 2
"""The verbosity of ``-vv``."""


class ScenarioFailedError(Exception):
    """
    Something came out otherwise than a person expects; its text names no answer.
    """

    def __init__(self, result: "ScenarioResult") -> None:
        super().__init__(result.name)
        self.result = result


def _fault(error: BaseException) -> str:
    """
    Name a fault and its place; its message and its variables could hold answers.
    """
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _folder_of(path: Path, config: pytest.Config) -> "Folder":
    """
    Open the folder a file belongs to once in a run, so its dictionary is read once.
    """
    from caring.authoring.collection import folder_of, home_of
    from caring.library import bundled

    kept = config.stash.setdefault(_folders, {})
    home = home_of(path.resolve())
    if home not in kept:
        kept[home] = bundled() if home is None else folder_of(home, bundled())
    return kept[home]


def _seen_from(path: Path, config: pytest.Config) -> str:
    here = config.invocation_params.dir
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
