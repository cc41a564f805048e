"""
What `caring prove` finds in rules beside its proofs, and what files accept of that.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from caring.authoring.acknowledged import acknowledged_in, look_at_acknowledged
from caring.authoring.files import File
from caring.authoring.folder import Folder
from caring.guidance.acknowledged import ALONG, BOTH_WAYS, Acknowledged
from caring.guidance.pathway import Pathway
from caring.guidance.protocol import Guidance, Protocol
from caring.proving.findings.find import findings
from caring.proving.findings.ground import Ground, ground
from caring.proving.findings.told import Told
from caring.proving.prove import Proved
from caring.proving.telling import case_lines, scenario
from caring.showing.findings import plain, show
from caring.values.findings import Finding, Severity


@attrs.frozen(kw_only=True)
class Found:
    """
    A finding as it is told, and whether the file accepts it.
    """

    finding: Finding
    told: Told | None = None
    """What it speaks of; ``None`` where it speaks of an acknowledgement."""

    ground: Ground
    is_accepted: bool = False

    @property
    def stops(self) -> bool:
        """
        Whether it is to be mended or accepted first.
        """
        return self.finding.severity is Severity.ERROR and not self.is_accepted

    @property
    def case(self) -> tuple[list[str], str] | None:
        """
        A small case in plain words, and as a scenario to paste, where there is one.
        """
        if self.told is None or not self.told.case:
            return None
        proved = Proved(found=self.ground.found, proofs=())
        example = self.ground.example(self.told.case)
        lines = scenario(example, proved, self.told.says)
        return list(case_lines(example, proved)), "\n".join(lines)


def findings_of(
    there: Sequence[Guidance], folder: Folder, path: Path | None
) -> dict[str, tuple[Found, ...]]:
    """
    Look for findings in everything that is named, by name.

    What never comes into play along pathways is looked for where a whole folder is
    named, since any of its pathways may bring it.

    Args:
        there: What is named.
        folder: Where it lies.
        path: The file that was named, where it was one; ``None`` for all others.
    """
    grounds = [ground(each) for each in there if isinstance(each, Protocol | Pathway)]
    pathways = [each for each in grounds if isinstance(each.guidance, Pathway)]
    is_whole = len(there) > 1
    found = {}
    for each in grounds:
        name = each.guidance.name
        file = folder.file_of(name) if path is None else File(path, str(path))
        accepted = [
            one
            for one in acknowledged_in(file)
            if one.finding != BOTH_WAYS and (is_whole or one.finding != ALONG)
        ]
        found[name] = tuple(_settled(each, pathways, accepted))
    return found


def _settled(
    here: Ground, pathways: Sequence[Ground], accepted: Sequence[Acknowledged]
) -> Iterator[Found]:
    told = tuple(findings(here, pathways))
    keys = [(each.code, each.about, each.rule) for each in told]
    known = {(each.finding, each.about, each.rule) for each in accepted}
    for each, key in zip(told, keys, strict=True):
        yield Found(
            finding=each.finding(here.guidance),
            told=each,
            ground=here,
            is_accepted=key in known,
        )
    for finding in look_at_acknowledged(accepted, keys):
        yield Found(finding=finding, ground=here)


def finding_lines(found: Found) -> Iterator[str]:
    """
    Tell a finding as the check of a file does, with its case; in a line if accepted.
    """
    if found.is_accepted:
        place = found.finding.span.place
        yield f"accepted[{found.finding.code}]: {place}: {found.finding.message}"
        return
    yield from show(found.finding).split("\n")
    if found.case is not None:
        lines, pasted = found.case
        yield from (f"    {each}" for each in lines)
        yield "  as a scenario:"
        yield from (f"    {each}" for each in pasted.split("\n"))


def finding_plain(found: Found) -> dict[str, Any]:
    """
    Say a finding as plain data.
    """
    data: dict[str, Any] = {
        "of": found.ground.guidance.name,
        "finding": plain(found.finding),
        "accepted": found.is_accepted,
        "holds": not found.stops,
        "kept": False,
    }
    if found.told is not None:
        data |= {"about": found.told.about, "rule": found.told.rule}
    if found.case is not None and not found.is_accepted:
        lines, pasted = found.case
        data |= {"case": lines, "scenario": pasted}
    return data
