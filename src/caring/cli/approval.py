"""
The first lines of an approval, for an organisation to complete.
"""

import datetime as dt
import json
from collections.abc import Iterator

from caring.guidance.protocol import Guidance


def approval_lines(guidance: Guidance, organisation: str, on: dt.date) -> Iterator[str]:
    """
    Write an approval of a protocol, or of a pathway with every protocol in it.
    """
    # Text in JSON's quotes is text in YAML's quotes, whatever is in it.
    yield "caring: approval/1"
    yield f"organisation: {json.dumps(organisation, ensure_ascii=False)}"
    yield f'on: "{on}"'
    yield "statement: Say here what was reviewed, how, and what it may be used for."
    yield "roles: []"
    yield "approved:"
    for each in guidance.whole:
        yield f"  - id: {each.id}"
        yield f'    version: "{each.version}"'
        yield f"    meaning: {each.digest}"
        yield f"    wording: {each.wording_digest}"
