"""
The deep report: the laws with many examples, what they ran on, and when.

``write`` runs them and writes the report; ``check`` says whether what they ran on is
still what lies here.
"""

import datetime as dt
import hashlib
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs" / "reports" / "deep.md"
INPUTS = (
    "src/caring/values",
    "src/caring/language",
    "src/caring/guidance",
    "src/caring/running",
    "src/caring/testing",
    "tests/laws",
    "protocols",
)
# A process that has nothing left takes over from the other: laws differ much in length.
PROCESSES = ("--numprocesses", "2", "--dist", "worksteal")
COMMAND = ("-m", "pytest", "tests/laws", *PROCESSES, "-q", "--no-cov")


def digest() -> str:
    """
    Digest every input of the laws, by path and content.
    """
    seen = hashlib.sha256()
    for name in INPUTS:
        place = ROOT / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.suffix in {".py", ".yaml"}:
                seen.update(f"{file.relative_to(ROOT)}\0".encode())
                seen.update(file.read_bytes())
    return f"sha256:{seen.hexdigest()}"


def write() -> int:
    """
    Run the laws and write the report; a law that fails writes nothing.
    """
    before = digest()
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "deep"}
    start = dt.datetime.now(dt.UTC)  # noqa: TID251 - a report is dated
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *COMMAND],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stdout.write(run.stdout + run.stderr)
    if run.returncode or digest() != before:
        return 1
    end = dt.datetime.now(dt.UTC)  # noqa: TID251 - likewise
    summary = re.findall(r"\d+ passed.*", run.stdout)[-1]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(_report(before, start, end, summary), encoding="utf-8")
    return 0


def _report(inputs: str, start: dt.datetime, end: dt.datetime, summary: str) -> str:
    minutes = (end - start).total_seconds() / 60
    return f"""# Deep report

Made by `bash .ci/run deep`; do not edit. CI compares the digest with what lies here.

| | |
| --- | --- |
| date | {start.date().isoformat()} |
| inputs | `{inputs}` |
| laws | {summary} |
| examples a law | 1,500 (bundled pathway: 600) |
| time | {minutes:.0f} minutes on two processes |
| Python | {platform.python_version()} |
"""


def check() -> int:
    """
    Say whether the report speaks of what lies here.
    """
    found = re.search(r"sha256:[0-9a-f]{64}", REPORT.read_text("utf-8"))
    if found is not None and found[0] == digest():
        sys.stdout.write(f"{REPORT.name} is of these inputs\n")
        return 0
    sys.stderr.write("the deep report is of other inputs: run `bash .ci/run deep`\n")
    return 1


if __name__ == "__main__":
    sys.exit({"write": write, "check": check}[sys.argv[1]]())
