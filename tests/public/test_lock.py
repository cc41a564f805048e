"""
The lock as a text: what people read in a review, and what is refused in it.
"""

import datetime as dt
import json
from typing import Any

import attrs
import pytest

from caring.lock import Lock, Locked, Withdrawal, read_lock, write_lock

LOCKED = Locked(
    status="draft",
    released=dt.date(2026, 1, 15),
    meaning="sha256:" + 64 * "a",
    wording="sha256:" + 64 * "b",
    file="sha256:" + 64 * "c",
)
WITHDRAWN = Withdrawal(on=dt.date(2026, 3, 1), because="A sign was wrong.")
NAME = "screening/signs@1.0.0"

TEXT = f"""\
{{
  "caring": "versions/1",
  "versions": {{
    "screening/signs@1.0.0": {{
      "status": "draft",
      "released": "2026-01-15",
      "meaning": "sha256:{64 * "a"}",
      "wording": "sha256:{64 * "b"}",
      "file": "sha256:{64 * "c"}"
    }},
    "screening/signs@1.10.0": {{
      "status": "draft",
      "released": "2026-01-15",
      "meaning": "sha256:{64 * "a"}",
      "wording": "sha256:{64 * "b"}",
      "file": "sha256:{64 * "c"}",
      "withdrawn": {{
        "on": "2026-03-01",
        "because": "A sign was wrong."
      }}
    }}
  }}
}}
"""


def _lock() -> Lock:
    newer = attrs.evolve(LOCKED, withdrawn=WITHDRAWN)
    return Lock({"screening/signs@1.10.0": newer, NAME: LOCKED})


def test_how_it_is_written() -> None:
    """
    Sorted, a line for each thing, so that a release shows as the lines of one version.
    """
    assert write_lock(_lock()) == TEXT
    assert read_lock(TEXT) == _lock()


def test_the_versions_of_an_id_are_in_order() -> None:
    """
    As numbers, not as text.
    """
    lock = _lock().having("screening/signs@1.9.0", LOCKED)
    names = ("screening/signs@1.0.0", "screening/signs@1.9.0", "screening/signs@1.10.0")

    assert lock.of("screening/signs") == names
    assert lock.of("screening/sign") == ()


def _with(**change: Any) -> str:
    data = json.loads(write_lock(Lock({NAME: LOCKED})))
    entry = {**data["versions"][NAME], **change}
    kept = {key: each for key, each in entry.items() if each != "gone"}
    return json.dumps({**data, "versions": {NAME: kept}})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1 is no JSON"),
        (TEXT[:-10], "is no JSON"),
        ("[]", "the file: expected a mapping"),
        ('{"caring": "versions/1"}', "the file: `versions` is missing"),
        ('{"caring": "versions/2", "versions": {}}', "`caring` has to be `versions/1`"),
        ('{"caring": "versions/1", "versions": []}', "`versions`: expected a mapping"),
        (
            '{"caring": "versions/1", "versions": {}, "more": 1}',
            "the file: `more` is no key",
        ),
        ('{"caring": "a", "caring": "b"}', "`caring` is written twice"),
        (_with().replace(NAME, "signs"), "`signs` is no `kind/name@version`"),
        (_with(status="gone"), f"{NAME}: `status` is missing"),
        (_with(status="good"), f"{NAME}: `status` has to be one of draft, in_review"),
        (_with(status=["draft"]), f"{NAME}: `status` has to be one of"),
        (_with(released="today"), f"{NAME}: `released` has to be a date"),
        (_with(released=2026), f"{NAME}: `released` has to be a date"),
        (_with(meaning="sha256:1"), f"{NAME}: `meaning` has to be `sha256:` and 64"),
        (_with(file=None), f"{NAME}: `file` has to be `sha256:` and 64"),
        (_with(because="x"), f"{NAME}: `because` is no key here"),
        (_with(withdrawn="yes"), f"{NAME}, withdrawn: expected a mapping"),
        (_with(withdrawn={"on": "2026-03-01"}), "withdrawn: `because` is missing"),
        (
            _with(withdrawn={"on": "2026-03-01", "because": ""}),
            "withdrawn: `because` has to say why",
        ),
        (
            _with(withdrawn={"on": "soon", "because": "x"}),
            "withdrawn: `on` has to be a date",
        ),
    ],
)
def test_what_is_not_as_it_should_be(text: str, says: str) -> None:
    """
    A lock that was edited by hand is read exactly or not at all.
    """
    with pytest.raises(ValueError, match=says):
        read_lock(text)
