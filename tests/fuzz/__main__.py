"""
Run one coverage-guided fuzzer: `python -m tests.fuzz TARGET SECONDS`.

New inputs go to a folder that is thrown away; one that breaks something is written to
`crash-...` there and printed, to be kept in `corpus/TARGET` with its mend.
"""

import base64
import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

CORPUS = Path(__file__).parent / "corpus"
MOST_SECONDS = 2
MOST_MEGABYTES = 500
SEED = 20_260_115


def main(target: str, seconds: str) -> None:
    """
    Fuzz until the time is over, or something breaks.
    """
    with atheris.instrument_imports(include=["caring"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - to be instrumented

    meet = TARGETS[target]

    def met(content: bytes) -> None:
        began = time.process_time()
        try:
            meet(content)
        except BaseException:
            sys.stderr.write(f"broken by {base64.b64encode(content).decode()}\n")
            raise
        took = time.process_time() - began
        assert took < MOST_SECONDS, f"{took} s for {base64.b64encode(content)!r}"

    meet(b"")  # what is read once is no part of any time
    with tempfile.TemporaryDirectory() as scratch:
        flags = [
            f"-max_total_time={seconds}",
            f"-seed={SEED}",
            f"-rss_limit_mb={MOST_MEGABYTES}",
            "-max_len=4096",
            f"-artifact_prefix={scratch}/",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *flags, scratch, str(CORPUS / target)], met)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
