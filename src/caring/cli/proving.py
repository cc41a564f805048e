"""
Proving from the command line: guarantees and invariants of what is named.
"""

from pathlib import Path
from typing import Any

from caring.authoring.collection import files_at, folder_of
from caring.authoring.folder import Folder
from caring.authoring.invariants import invariants_of
from caring.cli import FINE, FOUND
from caring.cli.printing import print_json, print_text
from caring.cli.targets import existing, is_path
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Protocol
from caring.library import bundled
