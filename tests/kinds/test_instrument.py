"""
Instruments: printed rates against counts, cut-offs to choose, official words.
"""

import attrs
import pytest

import caring
from caring.guidance.instrument import Accuracy, Counts, with_official_words
from caring.guidance.measure import Measure, with_cut_offs
from caring.language.results import LevelOutcome
from caring.library import bundled
from caring.showing.lines import as_text
from caring.showing.protocols import protocol_lines
from caring.testing.strategies import SOURCE
from tests.public.test_api import ON

PCL_5 = "measure/pcl-5"
HTQ = "measure/htq-16"
QYIT = "screening/qyit"


def _measure(name: str) -> Measure:
    found = bundled().load(name)
    assert isinstance(found, Measure)
    return found


def _band(measure: Measure, answers: dict[str, object]) -> str:
    found = caring.assess(measure, answers, on=ON).outcomes["band"]
    assert isinstance(found, LevelOutcome)
    return found.working


def _printed(**printed: object) -> Accuracy:
    """
    8 of 9 reached it with the condition, 3 of 12 without.
    """
    counts = Counts(
        true_positive=8,
        false_positive=3,
        false_negative=1,
        true_negative=9,
        come="printed",
    )
    plain = {"sensitivity": "89", "specificity": "75", "counts": counts}
    return Accuracy(source=SOURCE, **{**plain, **printed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "departures"),
    [
        ({}, ()),
        ({"sensitivity": "88.9"}, ()),
        ({"sensitivity": "88.89"}, ()),
        ({"sensitivity": "88"}, ("sensitivity",)),
        ({"sensitivity": "88.90"}, ("sensitivity",)),
        ({"specificity": "75.00"}, ()),
        ({"specificity": "75.1"}, ("specificity",)),
        ({"ppv": "73", "npv": "90"}, ()),
        ({"ppv": "72", "npv": "91"}, ("ppv", "npv")),
        ({"people": 21}, ()),
        ({"people": 22}, ("people",)),
        ({"counts": None, "sensitivity": "1"}, ()),
    ],
)
def test_printed_figures_are_held_to_counts(
    printed: dict[str, object], departures: tuple[str, ...]
) -> None:
    """
    A figure fits within the rounding in which it was printed, and no further.
    """
    assert _printed(**printed).departures == departures


def test_a_half_may_be_rounded_either_way() -> None:
    """
    1 of 8 is 12.5: a print of 12 and one of 13 both follow from it.
    """
    eighth = Counts(
        true_positive=1,
        false_positive=0,
        false_negative=7,
        true_negative=1,
        come="printed",
    )
    for rate, fits in (("12", True), ("13", True), ("12.4", False)):
        found = _printed(sensitivity=rate, specificity="100", counts=eighth)
        assert (found.departures == ()) is fits


def test_a_rate_of_nobody_follows_from_no_counts() -> None:
    """
    With nobody positive there is no such rate, so a printed one is told.
    """
    nobody = Counts(
        true_positive=0,
        false_positive=0,
        false_negative=1,
        true_negative=9,
        come="printed",
    )
    found = _printed(sensitivity="0", specificity="100", ppv="100", counts=nobody)

    assert found.departures == ("ppv",)


def test_whoever_adopts_a_measure_chooses_what_is_unsure() -> None:
    """
    The sum moves, the reader gets the adopter's reason, and the digest changes.
    """
    ours = _measure(PCL_5)
    why = "It fits people here."
    theirs = with_cut_offs(ours, {"raised": 23}, because=why, source=SOURCE)
    answers: dict[str, object] = {
        each.fact: "extremely" if n < 5 else "not_at_all"  # 20 points
        for n, each in enumerate(ours.items)
    }
    more = {**answers, "stress_08": "quite_a_bit"}

    assert (_band(ours, more), _band(theirs, more)) == ("low", "raised")
    assert (_band(ours, answers), _band(theirs, answers)) == ("low", "low")
    assert ours.digest != theirs.digest
    assert why in _shown(theirs)


@pytest.mark.parametrize(
    ("name", "cut_offs", "said"),
    [
        ("measure/phq-9", {"moderate": 11}, "`moderate` has no cut-off that is unsure"),
        (HTQ, {"low": 17}, "`low` has no cut-off that is unsure"),
        (HTQ, {"raised": 16}, "above 16 and up to 64"),
        (HTQ, {"raised": 40}, "rise with their levels"),
        (HTQ, {"raised": 41}, "rise with their levels"),
        (HTQ, {"high": 65}, "above 16 and up to 64"),
    ],
)
def test_what_cannot_be_chosen(name: str, cut_offs: dict[str, int], said: str) -> None:
    """
    What its publisher settled stays, and sums rise with their levels.
    """
    with pytest.raises(ValueError, match=said):
        with_cut_offs(_measure(name), cut_offs, because="We wish it.", source=SOURCE)


def test_the_ends_can_be_chosen() -> None:
    """
    One above the least sum, and the greatest itself; what is not named stays.
    """
    ends = {"raised": 17, "high": 64}
    ours = _measure(HTQ)
    found = with_cut_offs(ours, ends, because="Ends.", source=SOURCE)
    one = with_cut_offs(ours, {"high": 64}, because="Ends.", source=SOURCE)
    none = dict.fromkeys([each.fact for each in found.items], "not_at_all")

    assert _band(found, {**none, ours.items[0].fact: "a_little"}) == "raised"
    assert one.band.rows[0] == ours.band.rows[0]
    assert one.band.rows[1] != ours.band.rows[1]


def test_official_words_stand_in_the_place_of_ours() -> None:
    """
    The meaning and its digest stay, the words and theirs change, and readers are told.
    """
    ours = bundled().load("measure/hscl-25-anxiety")
    assert isinstance(ours, Measure)
    theirs = with_official_words(
        ours, {"hopkins_sudden_fright": "The official first sentence."}
    )

    assert (
        theirs.facts["hopkins_sudden_fright"].wording == "The official first sentence."
    )
    assert theirs.facts["hopkins_fear"] == ours.facts["hopkins_fear"]
    assert (theirs.digest, theirs.band) == (ours.digest, ours.band)
    assert theirs.wording_digest != ours.wording_digest
    assert "The official first sentence." in _shown(theirs)
    assert "put in by whoever adopted this" in _shown(theirs)
    assert "Whoever holds a licence" in _shown(ours)
    assert "Whoever holds a licence" not in _shown(theirs)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("screening/signs-in-clinic", "`screening/signs-in-clinic` follows no"),
        ("checklist/working-with-interpreters", "follows no instrument"),
        (QYIT, "has no fact called `not_there`"),
    ],
)
def test_words_that_belong_nowhere(name: str, said: str) -> None:
    """
    Official words are put in only where an instrument has such a question.
    """
    found = bundled().load(name)
    assert isinstance(found, caring.Protocol)
    with pytest.raises(ValueError, match=said):
        with_official_words(found, {"not_there": "Words."})


def _shown(protocol: caring.Protocol) -> str:
    return " ".join(as_text(protocol_lines(protocol)).split())


def test_what_is_read_of_an_instrument() -> None:
    """
    For whom it is, what a result is not, its terms, and each study with its people.
    """
    shown = _shown(_protocol(QYIT))

    assert "Young adults of 18 to 22" in shown
    assert "It is no finding and no diagnosis" in shown
    assert "86.7 reached it, of 100 without 76.5 stayed below" in shown
    assert "340 people took part." in shown
    assert "of 99 people with a positive result 26 had what it looks for" in shown
    assert "The page prints other figures than the paper" in shown
    assert "Of 100 people with a positive result" not in shown


def test_values_of_a_result_are_read_where_they_were_printed() -> None:
    """
    What a positive result was worth stands there only as it was printed.
    """
    shown = _shown(_protocol("screening/hark"))

    assert "Of 100 people with a positive result 83 had what it looks for" in shown


def _protocol(name: str) -> caring.Protocol:
    found = bundled().load(name)
    assert isinstance(found, caring.Protocol)
    return found


def test_a_rule_beside_the_sum_stays_when_a_cut_off_is_chosen() -> None:
    """
    Any thought of ending life leads on to a suicide screen, whoever chose the sum.
    """
    ours = _measure("measure/hscl-25-mood")
    theirs = with_cut_offs(ours, {"raised": 25}, because="Asia.", source=SOURCE)

    assert theirs.band.rows[0] != ours.band.rows[0]
    assert theirs.band.rows[1:] == ours.band.rows[1:]


def test_what_nobody_noted_is_not_said() -> None:
    """
    For whom it was made and who was studied stand there only where it is known.
    """
    ours = _measure("measure/phq-9")
    studies = tuple(
        attrs.evolve(each, studied=None) for each in ours.instrument.accuracy
    )
    bare = attrs.evolve(ours.instrument, setting=None, accuracy=studies)
    shown = _shown(attrs.evolve(ours, instrument=bare))

    assert list(bare.texts) == []
    assert len(list(ours.instrument.texts)) == 2
    assert "Adults in general practice" in _shown(ours)
    assert "Adults in general practice" not in shown
