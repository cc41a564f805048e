"""
Write the table of rules into `tests/README.md` anew.
"""

import re
from pathlib import Path

from tests.rules.planted import as_table

README = Path(__file__).parents[1] / "README.md"

if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    table = re.compile(r"^\| rule \| its test \|.*(\n\|.*)*", flags=re.MULTILINE)
    README.write_text(table.sub(lambda _: as_table(), text), encoding="utf-8")
