"""Golden numbers come from published results; the property tests hold for any scores."""

from decimal import ROUND_HALF_EVEN, Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import (
    Band,
    Direction,
    Incomparable,
    NotComputableError,
    Predecessor,
    agrees,
    compare,
    compute,
    difference,
    direction,
    iit_indicator,
    indicator_label,
    indicator_score,
    instrument_score,
    level_for,
    round2,
    total_score,
)

D = Decimal
WEIGHTS = {"IIT": 30, "EIT": 30, "OIT": 40}
INDICATORS_OF = {"IIT": [1, 2, 3, 4, 5], "EIT": [6, 7, 8], "OIT": [9, 10]}
FIVE = (
    Band("excellent", "ผ่านดีเยี่ยม", D("95.00"), D("95.00"), passing=True, order=1),
    Band("good", "ผ่านดี", D("85.00"), D("85.00"), passing=True, order=2),
    Band("pass", "ผ่าน", D("85.00"), None, passing=True, order=3),
    Band("improve", "ต้องปรับปรุง", D("70.00"), None, passing=False, order=4),
    Band("urgent", "ต้องปรับปรุงโดยด่วน", D("0.00"), None, passing=False, order=5),
)
LETTERS = tuple(
    Band(code, code, D(minimum), None, passing=code in {"AA", "A"}, order=order)
    for order, (code, minimum) in enumerate(
        [("AA", "95"), ("A", "85"), ("B", "75"), ("C", "65"), ("D", "55"), ("E", "50"), ("F", "0")], 1
    )
)
# The published indicator scores of one subdistrict municipality, ITA 2567.
PUBLISHED_2567 = {
    no: D(score)
    for no, score in enumerate(
        ["92.68", "94.55", "96.10", "64.80", "89.51", "91.94", "88.43", "69.02", "77.86", "76.67"], 1
    )
}

quick = settings(max_examples=60, deadline=None, derandomize=True)
scores = st.decimals(min_value=0, max_value=100, places=2)
some_scores = st.lists(scores, min_size=1, max_size=8)


def codes(result):
    return [band.code for band in result.candidates]


def test_rounding_is_half_up():
    assert round2(D("77.265")) == D("77.27")
    assert round2(D("77.265")) != D("77.265").quantize(D("0.01"), rounding=ROUND_HALF_EVEN)
    assert round2(D("82.105")) == D("82.11")
    assert round2(D("82.1049")) == D("82.10")


def test_an_iit_indicator_is_the_mean_of_its_items():
    assert iit_indicator([D("89.27"), D("90.00"), D("98.78")]) == D("92.68")


def test_an_iit_indicator_with_a_missing_item_has_no_score():
    assert iit_indicator([D("89.27"), None, D("98.78")]) is None
    assert iit_indicator([]) is None


def test_an_item_scored_zero_counts_and_is_not_a_missing_one():
    assert iit_indicator([D("0.00"), D("100.00")]) == D("50.00")


@pytest.mark.parametrize("instrument", ["EIT", "OIT"])
def test_indicators_of_eit_and_oit_are_never_computed_from_items(instrument):
    with pytest.raises(NotComputableError, match=instrument):
        indicator_score(instrument, [D("100.00"), D("100.00")])


def test_indicators_of_iit_are_computed_from_items():
    assert indicator_score("IIT", [D("89.27"), D("90.00"), D("98.78")]) == D("92.68")


def test_instruments_are_rounded_half_up_before_they_are_added():
    computed = compute(PUBLISHED_2567, INDICATORS_OF, WEIGHTS, FIVE)
    assert computed.instruments == {"IIT": D("87.53"), "EIT": D("83.13"), "OIT": D("77.27")}
    assert computed.total == D("82.11")
    assert computed.level.name == "ต้องปรับปรุง"
    # What adding without rounding first would give:
    exact = D("87.528") * D("0.3") + D("83.13") * D("0.3") + D("77.265") * D("0.4")
    assert round2(exact) == D("82.10")


def test_one_missing_indicator_leaves_its_instrument_and_the_total_empty():
    computed = compute({**PUBLISHED_2567, 10: None}, INDICATORS_OF, WEIGHTS, FIVE)
    assert computed.instruments["OIT"] is None
    assert computed.instruments["EIT"] == D("83.13")
    assert computed.total is None
    assert codes(computed.level) == []
    del (one_left_out := dict(PUBLISHED_2567))[6]
    assert compute(one_left_out, INDICATORS_OF, WEIGHTS, FIVE).total is None


def test_a_total_is_refused_when_the_weights_do_not_add_up_to_100():
    with pytest.raises(ValueError, match="99, not to 100"):
        total_score({"IIT": D("90.00")}, {"IIT": 30, "EIT": 30, "OIT": 39})


def test_a_total_is_refused_when_a_score_has_no_weight():
    with pytest.raises(ValueError, match="no weight for XIT"):
        total_score({"IIT": D("90.00"), "XIT": D("90.00")}, WEIGHTS)


@pytest.mark.parametrize(
    ("total", "lowest", "level"),
    [
        ("95.81", "95.00", "ผ่านดีเยี่ยม"),
        ("95.81", "94.99", "ผ่านดี"),
        ("95.81", "85.00", "ผ่านดี"),
        ("95.81", "84.99", "ผ่าน"),
        ("95.00", "95.00", "ผ่านดีเยี่ยม"),
        ("94.99", "94.99", "ผ่านดี"),
        ("85.00", "85.00", "ผ่านดี"),
        ("85.00", "10.00", "ผ่าน"),
        ("84.99", "84.00", "ต้องปรับปรุง"),
        ("70.00", "70.00", "ต้องปรับปรุง"),
        ("69.99", "69.99", "ต้องปรับปรุงโดยด่วน"),
        ("0.00", "0.00", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_the_level_follows_from_the_total_and_the_lowest_instrument(total, lowest, level):
    result = level_for(D(total), {"IIT": D("99.00"), "EIT": D(lowest), "OIT": D("97.00")}, FIVE)
    assert result.provable
    assert result.name == level


def test_a_high_level_is_not_provable_while_the_instruments_are_unknown():
    for instruments in (None, {}, {"IIT": None, "EIT": None, "OIT": None}):
        result = level_for(D("95.81"), instruments, FIVE)
        assert not result.provable
        assert result.name is None
        assert codes(result) == ["excellent", "good", "pass"]
    assert codes(level_for(D("90.68"), None, FIVE)) == ["good", "pass"]


def test_one_low_instrument_excludes_levels_even_when_the_others_are_unknown():
    assert codes(level_for(D("95.81"), {"IIT": D("94.99"), "EIT": None, "OIT": None}, FIVE)) == [
        "good",
        "pass",
    ]
    assert level_for(D("95.81"), {"IIT": D("84.99"), "EIT": None, "OIT": None}, FIVE).code == "pass"


def test_a_total_below_85_proves_its_level_without_instruments():
    assert level_for(D("84.99"), None, FIVE).name == "ต้องปรับปรุง"
    assert level_for(D("12.00"), None, FIVE).name == "ต้องปรับปรุงโดยด่วน"


def test_weights_prove_a_level_that_the_total_leaves_no_choice():
    assert level_for(D("99.00"), None, FIVE, WEIGHTS).code == "excellent"
    assert codes(level_for(D("95.81"), None, FIVE, WEIGHTS)) == ["excellent", "good"]
    two_known = {"IIT": D("100.00"), "EIT": D("100.00"), "OIT": None}
    assert level_for(D("86.00"), two_known, FIVE, WEIGHTS).code == "pass"


def test_without_a_total_there_is_no_level():
    result = level_for(None, {"IIT": D("99.00")}, FIVE)
    assert (result.candidates, result.provable, result.code) == ((), False, None)


@pytest.mark.parametrize(
    ("total", "letter"),
    [
        ("98.04", "AA"),
        ("95.00", "AA"),
        ("94.99", "A"),
        ("94.73", "A"),
        ("88.37", "A"),
        ("84.99", "B"),
        ("74.99", "C"),
        ("64.99", "D"),
        ("54.99", "E"),
        ("49.99", "F"),
        ("0", "F"),
    ],
)
def test_letters_up_to_2565_need_the_total_alone(total, letter):
    assert level_for(D(total), None, LETTERS).code == letter


@pytest.mark.parametrize(
    ("score", "label"),
    [
        ("96.10", "ผ่านดีเยี่ยม"),
        ("94.55", "ผ่านดี"),
        ("89.51", "ผ่านดี"),
        ("85.00", "ผ่านดี"),
        ("77.86", "ต้องปรับปรุง"),
        ("64.80", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_an_indicator_is_labelled_by_the_cut_offs_alone_and_never_as_a_mere_pass(score, label):
    assert indicator_label(D(score), FIVE).name == label


def test_an_indicator_without_a_score_has_no_label():
    assert indicator_label(None, FIVE) is None


@pytest.mark.parametrize(
    ("before", "now", "change", "way"),
    [
        ("99.34", "99.57", "0.23", Direction.UP),
        ("92.40", "94.01", "1.61", Direction.UP),
        ("97.50", "98.91", "1.41", Direction.UP),
        ("95.15", "94.01", "-1.14", Direction.DOWN),
        ("94.01", "94.01", "0.00", Direction.SAME),
        ("0.00", "100.00", "100.00", Direction.UP),
    ],
)
def test_a_difference_is_this_year_minus_the_year_before(before, now, change, way):
    assert difference(D(before), D(now)) == D(change)
    assert direction(D(before), D(now)) is way


def test_an_empty_score_has_no_difference_and_is_not_a_fall_to_zero():
    assert difference(D("90.00"), None) is None
    assert difference(None, D("90.00")) is None
    assert direction(D("90.00"), None) is None


def test_an_item_is_compared_with_the_one_item_it_continues():
    comparison = compare(D("94.01"), [Predecessor("O13", D("92.40"))])
    assert (comparison.before, comparison.difference, comparison.direction) == (
        D("92.40"),
        D("1.61"),
        Direction.UP,
    )
    assert comparison.reason is None


@pytest.mark.parametrize(
    ("now", "predecessors", "reason"),
    [
        (D("90.00"), [], Incomparable.NEW),
        (D("90.00"), [Predecessor("O1", D("80.00")), Predecessor("O3", D("100.00"))], Incomparable.MERGED),
        (D("90.00"), [Predecessor("O1", D("80.00")), Predecessor("O3", D("80.00"))], Incomparable.MERGED),
        (None, [Predecessor("O1", D("80.00"))], Incomparable.NO_SCORE),
        (D("90.00"), [Predecessor("O1", None)], Incomparable.NO_SCORE_BEFORE),
    ],
)
def test_a_score_without_exactly_one_predecessor_score_has_no_difference_and_says_why(
    now, predecessors, reason
):
    comparison = compare(now, predecessors)
    assert comparison.difference is None
    assert comparison.direction is None
    assert comparison.reason is reason
    assert comparison.predecessors == tuple(predecessors)


def test_figures_agree_within_one_hundredth():
    assert agrees(D("82.10"), D("82.11")) is True
    assert agrees(D("82.11"), D("82.11")) is True
    assert agrees(D("82.09"), D("82.11")) is False
    assert agrees(D("64.80"), D("64.66")) is False
    assert agrees(None, D("82.11")) is None


@quick
@given(some_scores)
def test_a_mean_lies_between_the_lowest_and_the_highest_score(values):
    assert min(values) <= instrument_score(values) <= max(values)


@quick
@given(some_scores, st.randoms(use_true_random=False))
def test_a_mean_does_not_depend_on_the_order_of_the_items(values, random):
    shuffled = list(values)
    random.shuffle(shuffled)
    assert iit_indicator(values) == iit_indicator(shuffled)


@quick
@given(scores, scores, scores)
def test_a_total_lies_between_the_lowest_and_the_highest_instrument(iit, eit, oit):
    total = total_score({"IIT": iit, "EIT": eit, "OIT": oit}, WEIGHTS)
    assert min(iit, eit, oit) <= total <= max(iit, eit, oit)
    assert total == round2(total)


@quick
@given(scores, scores)
def test_a_difference_turned_round_is_its_negative(before, now):
    assert difference(before, now) == -difference(now, before)


@quick
@given(scores, scores, scores)
def test_knowing_the_instruments_never_gives_a_level_that_was_said_to_be_impossible(iit, eit, oit):
    instruments = {"IIT": iit, "EIT": eit, "OIT": oit}
    total = total_score(instruments, WEIGHTS)
    truth = level_for(total, instruments, FIVE)
    assert truth.provable
    for known in product([True, False], repeat=3):
        partly = {
            code: score if shown else None
            for (code, score), shown in zip(instruments.items(), known, strict=True)
        }
        assert truth.band in level_for(total, partly, FIVE).candidates
        assert truth.band in level_for(total, partly, FIVE, WEIGHTS).candidates


@quick
@given(scores)
def test_every_total_has_exactly_one_letter(total):
    assert level_for(total, None, LETTERS).provable
