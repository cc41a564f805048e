"""
The public names, and what importing them costs.
"""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import caring
from caring.library import _protocols_of
from tests.releasing import release_one

ON = dt.datetime(2026, 1, 15, 10, tzinfo=dt.UTC)
PROTOCOLS = Path(__file__).parent.parent.parent / "protocols"
NAMES = {
    "Advice",
    "Answer",
    "Answers",
    "AnswersError",
    "Approval",
    "ApprovalError",
    "Assessment",
    "CaringError",
    "Consent",
    "Directory",
    "ExportError",
    "Finding",
    "FormField",
    "Interview",
    "Law",
    "PackageError",
    "Pathway",
    "Protocol",
    "ProtocolError",
    "ProtocolNotFoundError",
    "Raise",
    "RaiseError",
    "RaiseReason",
    "Record",
    "ReleaseError",
    "ReplayError",
    "Service",
    "Silence",
    "Truth",
    "WithdrawnWarning",
    "__version__",
    "advise",
    "answer_types",
    "answers_schema",
    "assess",
    "check",
    "export",
    "list_laws",
    "list_protocols",
    "load",
    "read",
    "read_answers",
    "read_approval",
    "read_directory",
    "replay",
}


def test_the_public_names_are_just_these() -> None:
    """
    A name is added or taken away on purpose, with a line in the changelog.
    """
    assert set(caring.__all__) == NAMES
    assert dir(caring) == sorted(caring.__all__)
    assert all(hasattr(caring, name) for name in NAMES)


def test_a_name_that_is_not_there_is_said_so() -> None:
    """
    A misspelt name is an AttributeError, as in any module.
    """
    with pytest.raises(AttributeError, match="no attribute 'asses'"):
        _ = caring.asses


def test_importing_loads_neither_yaml_nor_pydantic() -> None:
    """
    `import caring` and touching its values costs next to nothing.
    """
    code = (
        "import sys, caring; caring.Answers({'a': 'yes'}); caring.Truth.TRUE;"
        "heavy = {'pydantic', 'ruamel', 'numpy', 'rich', 'click', 'hypothesis'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_running_is_loaded_without_yaml_and_pydantic() -> None:
    """
    What runs a protocol knows no YAML, no pydantic and no disk.
    """
    code = (
        "import sys, caring; caring.advise, caring.assess, caring.load;"
        "print(sorted({'pydantic', 'ruamel', 'caring.authoring'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


HEAVY = {
    "babel",
    "caring.authoring",
    "caring.guidance.measure",
    "caring.running.advise",
    "caring.showing",
    "click",
    "difflib",
    "hypothesis",
    "importlib.metadata",
    "importlib.resources",
    "numpy",
    "pydantic",
    "rich",
    "ruamel",
    "yaml",
}


def test_a_first_decision_from_a_release_loads_little(tmp_path: Path) -> None:
    """
    One decision needs its own kind, what runs it, attrs, and the standard library.
    """
    name = "screening/signs-in-clinic@1.0.0"
    release_one(tmp_path, name)
    code = (
        "import sys, datetime, pathlib, caring; from caring.shelf import Shelf;"
        f"found = Shelf(pathlib.Path({str(tmp_path)!r}), 'here').load({name!r});"
        "caring.assess(found, {}, on=datetime.date(2026, 1, 15));"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_protocols_lie_in_the_package_or_beside_src(tmp_path: Path) -> None:
    """
    In a checkout an editor sees the files that run; installed, they are inside.
    """
    checkout = tmp_path / "src" / "caring"
    checkout.mkdir(parents=True)
    inside = _protocols_of(checkout)
    (tmp_path / "protocols").mkdir()

    assert inside == checkout / "_protocols"
    assert _protocols_of(checkout) == tmp_path / "protocols"
    assert _protocols_of(tmp_path / "library.zip").name == "_protocols"


def test_every_bundled_protocol_loads_by_name() -> None:
    """
    With a version it is that one; without, it is the newest.
    """
    for name in caring.list_protocols():
        assert caring.load(name).name == name
        assert caring.load(name.partition("@")[0]).id == name.partition("@")[0]


def test_a_protocol_is_loaded_once() -> None:
    """
    Loading is cached, so that an app may call it where it likes.
    """
    name = "screening/signs-in-clinic"
    assert caring.load(name) is caring.load(f"{name}@1.0.0")


@pytest.mark.parametrize("as_text", [True, False])
def test_a_protocol_is_read_from_a_file(*, as_text: bool) -> None:
    """
    An app reads a protocol of its own from a path; the same file is the same protocol.
    """
    file = PROTOCOLS / "screening/signs-in-clinic/1.0.0.yaml"
    found = caring.read(str(file) if as_text else file)

    assert isinstance(found, caring.Protocol)
    assert found == caring.load("screening/signs-in-clinic@1.0.0")
    assert found.digest == caring.load("screening/signs-in-clinic@1.0.0").digest


def test_a_pathway_is_read_from_a_file() -> None:
    """
    A pathway is read with every protocol that it names.
    """
    found = caring.read(PROTOCOLS / "pathway/staff-detect-signs/1.0.0.yaml")

    assert isinstance(found, caring.Pathway)
    assert found == caring.load("pathway/staff-detect-signs")


def test_a_file_that_holds_no_protocol_is_not_read_as_one() -> None:
    """
    A dictionary is read with the protocols that use it, and is none itself.
    """
    with pytest.raises(caring.ProtocolError) as caught:
        caring.read(PROTOCOLS / "works/works.yaml")

    assert [each.code for each in caught.value.findings] == ["no-protocol"]


def test_a_file_that_is_not_there_is_an_error_of_the_system() -> None:
    """
    A wrong path is no mistake in a protocol.
    """
    with pytest.raises(FileNotFoundError):
        caring.read(PROTOCOLS / "nowhere.yaml")


@pytest.mark.parametrize("name", ["screening/sings-in-clinic", "nothing", "../facts"])
def test_a_protocol_that_is_not_there_names_those_that_are(name: str) -> None:
    """
    The error carries what was wanted and what there is.
    """
    with pytest.raises(caring.ProtocolNotFoundError) as caught:
        caring.load(name)

    assert caught.value.wanted == name
    assert caught.value.available == caring.list_protocols()
    assert name in str(caught.value)


def test_a_protocol_is_assessed_by_name_or_as_a_value() -> None:
    """
    Both ways give the same assessment.
    """
    by_name = caring.assess("screening/signs-in-clinic", {}, on=ON)
    protocol = caring.load("screening/signs-in-clinic")
    assert isinstance(protocol, caring.Protocol)

    assert caring.assess(protocol, {}, on=ON) == by_name


def test_an_assessment_has_its_level() -> None:
    """
    A screening has one, and consent rules have none.
    """
    found = caring.assess("screening/signs-in-clinic", {}, on=ON)
    without = caring.assess("consent/clinic-encounter", {}, on=ON)

    assert found.level is not None
    assert found.level.working == "some"
    assert found.level is found.outcomes["concern"]
    assert without.level is None


def test_a_pathway_is_not_assessed_and_a_protocol_does_not_advise() -> None:
    """
    Each says which of the two was meant.
    """
    with pytest.raises(TypeError, match="use `advise`"):
        caring.assess("pathway/staff-detect-signs", {}, on=ON)
    with pytest.raises(TypeError, match="use `assess`"):
        caring.advise({}, pathway="screening/signs-in-clinic", on=ON)


@pytest.mark.parametrize("on", ["2026-01-15", 2026, None])
def test_the_moment_is_a_datetime_or_a_date(on: object) -> None:
    """
    Text, numbers and nothing are refused.
    """
    with pytest.raises(TypeError, match="`on` must be"):
        caring.assess("screening/signs-in-clinic", {}, on=on)  # type: ignore[arg-type]


def test_a_moment_needs_its_zone() -> None:
    """
    An hour without a place is no moment.
    """
    with pytest.raises(ValueError, match="time zone"):
        caring.assess(
            "screening/signs-in-clinic",
            {},
            on=dt.datetime(2026, 1, 15, 10),  # noqa: DTZ001 - this is what is refused
        )


def test_python_and_written_answers_mean_the_same() -> None:
    """
    True is yes, False is no, and a silence may be given by its name.
    """
    on_paper = caring.Answers({"a": "yes", "b": "no", "c": "declined"})
    in_python = caring.Answers({"a": True, "b": False, "c": caring.Silence.DECLINED})
    assert on_paper == in_python


def test_answers_that_do_not_fit_are_all_named_at_once() -> None:
    """
    One error lists every problem and repeats no value.
    """
    wrong = {
        "papers_held_by_othr": "yes",
        "pay_kept_back": "perhaps",
        "privacy": 7,
        "threatened": None,
    }
    with pytest.raises(caring.AnswersError) as caught:
        caring.assess("screening/signs-in-clinic", wrong, on=ON)

    assert [each.facts for each in caught.value.problems] == [
        ("papers_held_by_othr",),
        ("pay_kept_back",),
        ("privacy",),
        ("threatened",),
    ]
    assert "did you mean `papers_held_by_other`?" in str(caught.value)
    assert "perhaps" not in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_an_unknown_purpose_of_consent_is_refused() -> None:
    """
    A misspelt purpose would otherwise be a consent that nobody ever reads.
    """
    record = caring.Consent(purpose="share_ng", state="given")
    answers = caring.Answers({}, [record])

    with pytest.raises(caring.AnswersError, match="did you mean `share_ngo`"):
        caring.advise(answers, pathway="pathway/staff-detect-signs", on=ON)
