"""
The command line: words in, text and an exit code out.

Exit codes: 0 fine, 1 findings or failed scenarios, 2 wrong use, 3 a fault of ours.
"""

import sys

FINE, FOUND, WRONG_USE, INTERNAL = 0, 1, 2, 3


def main() -> None:
    """
    Run ``caring`` with the words that were typed.
    """
    try:
        import click  # noqa: F401
        import rich  # noqa: F401
    except ImportError:
        sys.stderr.write('the command line needs more: pip install "caring[cli]"\n')
        sys.exit(WRONG_USE)
    from caring.cli.commands import run

    sys.exit(run(sys.argv[1:]))
