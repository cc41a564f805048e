"""
The rules of who may import whom bite.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

LINT = """
import sys
sys.path.insert(0, ".")
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True))
"""

BREACHES = [
    ("values/truth.py", "import caring.language.facts", "Values below"),
    ("language/facts.py", "import caring.guidance.actions", "Values below"),
    ("running/decide.py", "import caring.showing.lines", "Values below"),
    ("showing/lines.py", "import caring.authoring.scope", "Only the command"),
    ("guidance/actions.py", "import caring.authoring.scope", "Only the command"),
    ("authoring/scope.py", "import ruamel.yaml", "YAML"),
    ("showing/wording.py", "import caring.catalogues.files", "Values below"),
    ("catalogues/files.py", "import caring.authoring.yaml", "Only the command"),
    ("catalogues/files.py", "import babel", "Babel"),
    ("showing/wording.py", "import babel", "Babel"),
    ("guidance/protocol.py", "import pydantic", "Pydantic"),
    ("running/ask.py", "import pydantic", "Pydantic"),
    ("library.py", "import rich", "Terminal"),
    ("language/answers.py", "import hypothesis", "Hypothesis"),
    ("running/fit.py", "import random", "clock"),
    ("values/moments.py", "import time", "clock"),
    ("guidance/consent.py", "import logging", "clock"),
    ("restore.py", "import caring.guidance.protocol", "Values below"),
    ("lock.py", "import os", "clock"),
    ("embedding/types.py", "import caring.running.fit", "Values below"),
    ("embedding/reading.py", "import time", "clock"),
    ("shelf.py", "import caring.shelves", "Values below"),
    ("exporters/__init__.py", "import caring.running.decide", "Values below"),
    ("exporters/__init__.py", "import caring.authoring.scope", "Only the command"),
    ("released.py", "import caring.authoring.scope", "Only the command"),
]


@pytest.mark.whole
@pytest.mark.parametrize(("file", "line", "rule"), BREACHES, ids=lambda each: each)
def test_a_breach_is_caught(file: str, line: str, rule: str, tmp_path: Path) -> None:
    """
    Each rule of `.importlinter` fails on a planted import that it forbids.
    """
    shutil.copytree(ROOT / "src" / "caring", tmp_path / "caring")
    shutil.copy(ROOT / ".importlinter", tmp_path)
    place = tmp_path / "caring" / file
    place.write_text(f"{place.read_text('utf-8')}\n{line}\n", "utf-8")

    done = subprocess.run(
        [
            sys.executable,
            "-c",
            LINT,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    # The list of contracts is wrapped, so lines are joined before they are read.
    contracts = " ".join(done.stdout.split()).partition("Contracts: ")[0]
    verdicts = re.findall(r"(\w[^()]*?) (KEPT|BROKEN)", contracts)
    assert [name for name, verdict in verdicts if verdict == "BROKEN" and rule in name]
