"""
Write the pages of what is held, and how, anew.
"""

from pathlib import Path

from tests.proving import readers
from tests.proving.held import as_table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "held.md"

if __name__ == "__main__":
    PAGE.write_text("\n".join(as_table()) + "\n", encoding="utf-8")
    readers.PAGE.write_text("\n".join(readers.as_page()) + "\n", encoding="utf-8")
