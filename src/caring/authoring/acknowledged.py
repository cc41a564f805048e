"""
What a file accepts with a reason, and what has become of that.
"""

from collections.abc import Collection, Iterable, Iterator

from caring.authoring.documents.protocol import ProtocolDocument
from caring.authoring.files import File
from caring.authoring.yaml import Places
from caring.guidance.acknowledged import (
    ABOUT_FACTS,
    Acknowledged,
    Verdict,
    verdict,
    way_out,
)
from caring.values.findings import Collector, Finding, Severity

Found = Collection[tuple[str, str, str]]
"""What is found, each as its code, what it speaks of, and the digest of its rules."""


def acknowledged_in(file: File) -> tuple[Acknowledged, ...]:
    """
    Read what a file accepts; nothing of what is no protocol, or cannot be read.
    """
    read = file.read(Collector())
    if read is None or not isinstance(read[0], ProtocolDocument):
        return ()
    return tuple(acknowledged_by(read[0], read[1]))


def acknowledged_by(
    document: ProtocolDocument, places: Places
) -> Iterator[Acknowledged]:
    """
    Walk what a document accepts.
    """
    for n, each in enumerate(document.acknowledge):
        about = each.fact if each.finding in ABOUT_FACTS else each.of
        yield Acknowledged(
            finding=each.finding,
            about=about or "",
            rule=each.rule,
            span=places.of(("acknowledge", n)),
        )


def look_at_acknowledged(
    acknowledged: Iterable[Acknowledged], found: Found
) -> Iterator[Finding]:
    """
    Walk what is wrong with acknowledgements: they lapsed, or nothing is found.
    """
    for each in acknowledged:
        if not each.about:
            key = "fact" if each.finding in ABOUT_FACTS else "of"
            yield Finding(
                code="acknowledged-nothing",
                message="this does not say of what it speaks",
                span=each.span,
                help=f"write `{key}: ...`, as the finding says it",
            )
            continue
        match verdict(each, found):
            case Verdict.NOTHING:
                yield Finding(
                    code="acknowledged-nothing",
                    message=f"no `{each.finding}` is found of `{each.about}`",
                    span=each.span,
                    help="delete this",
                )
            case Verdict.LAPSED:
                message = f"the rules of `{each.about}` are no longer those accepted"
                if each.rule is None:
                    message = f"this does not name the rules of `{each.about}`"
                yield Finding(
                    code="acknowledgement-lapsed",
                    message=message,
                    span=each.span,
                    help=f"read them again; if it still holds: {_ways(each, found)}",
                )
            case Verdict.FOR_GOOD:
                yield Finding(
                    code="accepted-for-good",
                    message=f"this would hold of `{each.about}` whatever its rules say",
                    span=each.span,
                    help=f"name them, so that it lapses: {_ways(each, found)}",
                    severity=Severity.WARNING,
                )
            case _:
                pass


def _ways(acknowledged: Acknowledged, found: Found) -> str:
    code, about = acknowledged.finding, acknowledged.about
    rules = sorted(rule for one, other, rule in found if (one, other) == (code, about))
    return " or ".join(way_out(code, about, each) for each in rules)
