"""
Write the page of what is held, and how, anew.
"""

from pathlib import Path

from tests.proving.held import as_table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "held.md"

if __name__ == "__main__":
    PAGE.write_text("\n".join(as_table()) + "\n", encoding="utf-8")
